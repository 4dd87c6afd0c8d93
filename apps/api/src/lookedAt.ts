import { readableUnits, type HeldDuty } from '@hengji/contracts';

/**
 * The units whose data one request showed although its reader holds no duty in them: the bureau, the auditor and the
 * administrator may look everywhere in the county, and each look is put on record. Who reads his own units, or those under them,
 * leaves no trace here.
 */
export class LookedAt {
  readonly #own: ReadonlySet<string> | null;
  readonly #units = new Set<string>();

  constructor(held: readonly HeldDuty[]) {
    this.#own = readableUnits(held) === null ? new Set(held.map(({ unitId }) => unitId)) : null;
  }

  add(...unitIds: readonly string[]): void {
    for (const unitId of unitIds) if (this.#own?.has(unitId) === false) this.#units.add(unitId);
  }

  get units(): readonly string[] {
    return [...this.#units].sort();
  }
}
