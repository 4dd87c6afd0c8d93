import { addDays, isCivilDate, weekday, type Phase } from '@hengji/domain';

export type PlannedStage = { readonly index: number; readonly phase: Phase; readonly checkpoint: string | null };

/** The stages of the county's form, for the first campaign; later ones take them from a case that exists. */
export const customaryStages: readonly PlannedStage[] = [
  { index: 0, phase: 'draft', checkpoint: null },
  { index: 1, phase: 'dataCollection', checkpoint: null },
  { index: 2, phase: 'monitoring', checkpoint: 'throughJune' },
  { index: 3, phase: 'monitoring', checkpoint: 'throughSeptember' },
  { index: 4, phase: 'selfAssessment', checkpoint: null },
  { index: 5, phase: 'financeReview', checkpoint: null },
  { index: 6, phase: 'rectification', checkpoint: null },
  { index: 7, phase: 'publication', checkpoint: null },
  { index: 8, phase: 'resultUse', checkpoint: null },
  { index: 9, phase: 'closed', checkpoint: null },
];

/** Month and day on which a stage is opened by custom, and how many years after the evaluated one; empty: on receipt. */
function customary({ phase, checkpoint }: PlannedStage): readonly [number, string] | null {
  switch (phase) {
    case 'draft':
      return [-1, '11-01'];
    case 'dataCollection':
      return [0, '01-03'];
    case 'monitoring':
      return checkpoint === 'throughSeptember' ? [0, '10-09'] : [0, '07-01'];
    case 'selfAssessment':
      return [1, '01-02'];
    case 'publication':
      return [1, '08-30'];
    case 'financeReview':
    case 'rectification':
    case 'resultUse':
    case 'closed':
      return null;
  }
}

/** A proposal for a stage's opening day: the customary one, or the Monday after it. Empty where it opens on receipt. */
export function proposedDate(stage: PlannedStage, year: number): string {
  const custom = customary(stage);
  if (custom === null) return '';
  const day = `${String(year + custom[0]).padStart(4, '0')}-${custom[1]}`;
  if (!isCivilDate(day)) return '';
  const at = weekday(day);
  return at >= 6 ? addDays(day, 8 - at) : day;
}
