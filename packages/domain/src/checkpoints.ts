/**
 * Checkpoints of 运行监控, each by the last month it looks at. 财预〔2019〕136号 asks for one a year, on the figures of January to July; places hold 1–4, 1–6, 1–8,
 * 1–9 or 1–10 (domain.md B3). Which ones are held is the template's word.
 */
export const checkpointMonths = {
  throughMarch: 3,
  throughApril: 4,
  throughMay: 5,
  throughJune: 6,
  throughJuly: 7,
  throughAugust: 8,
  throughSeptember: 9,
  throughOctober: 10,
  throughNovember: 11,
} as const satisfies Readonly<Record<string, number>>;

export type Checkpoint = keyof typeof checkpointMonths;

/** In the order of the year. */
export const checkpoints = ['throughMarch', 'throughApril', 'throughMay', 'throughJune', 'throughJuly', 'throughAugust', 'throughSeptember', 'throughOctober', 'throughNovember'] as const satisfies readonly Checkpoint[];

export function isCheckpoint(text: string): text is Checkpoint {
  return checkpoints.some((one) => one === text);
}
