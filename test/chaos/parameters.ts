/** How large a run is; each by its variable, so that the same program fits a laptop and a night. */
export type Parameters = {
  readonly seed: string;
  readonly evaluations: number;
  readonly people: number;
  /** How often each person turns to a case, at least; people go on until the last kill. */
  readonly steps: number;
  readonly kills: number;
  /** ms between two kills: from half of it to one and a half. */
  readonly gapMs: number;
};

function whole(name: string, otherwise: number): number {
  const text = process.env[name] ?? '';
  const value = text === '' ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 0) throw new RangeError(`${name} must be a whole number`);
  return value;
}

export function readParameters(): Parameters {
  const seed = process.env['HENGJI_CHAOS_SEED'] ?? '';
  return {
    seed: seed === '' ? crypto.randomUUID().slice(0, 8) : seed,
    evaluations: whole('HENGJI_CHAOS_EVALUATIONS', 100),
    people: whole('HENGJI_CHAOS_PEOPLE', 30),
    steps: whole('HENGJI_CHAOS_STEPS', 100),
    kills: whole('HENGJI_CHAOS_KILLS', 200),
    gapMs: whole('HENGJI_CHAOS_GAP_MS', 3000),
  };
}
