import type { CivilDate } from '../civilDate.js';
import type { Duty } from '../duties.js';
import type { EvaluationId, PersonId, SectionKey, SlotKey, UnitId } from '../identifiers.js';
import type { RefusalCode } from '../refusals.js';

/**
 * What stands in the way of a year, as code and parameters; every catalogue has its words. Dates are process dates, stages are numbers
 * of the template's stages.
 */
export type ProblemDetail =
  // The plan.
  | { readonly code: 'templateUnknown' }
  | { readonly code: 'templateNotReleased'; readonly releasedOn: CivilDate }
  | { readonly code: 'calendarUnknown' }
  | { readonly code: 'stageUnknown'; readonly stage: number }
  | { readonly code: 'paperMissing'; readonly stage: number }
  | { readonly code: 'datesIncomplete'; readonly expected: number; readonly given: number }
  | { readonly code: 'datesReversed'; readonly stage: number; readonly date: CivilDate; readonly otherStage: number; readonly otherDate: CivilDate }
  | { readonly code: 'noSubjects' }
  | { readonly code: 'deskMissing' }
  | { readonly code: 'administratorMissing' }
  | { readonly code: 'yearOpened'; readonly title: string }
  | { readonly code: 'calendarNotCovering'; readonly stage: number; readonly date: CivilDate; readonly from: CivilDate; readonly until: CivilDate }
  | { readonly code: 'dateMissing'; readonly stage: number }
  | { readonly code: 'dateUnused'; readonly stage: number; readonly date: CivilDate }
  | { readonly code: 'dateInPast'; readonly stage: number; readonly date: CivilDate }
  | { readonly code: 'dateNotWorkingDay'; readonly stage: number; readonly date: CivilDate }
  // A subject.
  | { readonly code: 'unitUnknown' }
  | { readonly code: 'unitKindWrong'; readonly kind: string }
  | { readonly code: 'responsibleUnitWrong' }
  | { readonly code: 'projectLeaderOutside'; readonly people: readonly PersonId[] }
  | { readonly code: 'evaluationExists'; readonly evaluationId: EvaluationId }
  | { readonly code: 'leadingGroupMissing' }
  | { readonly code: 'leadingGroupEnded'; readonly endedOn: CivilDate }
  | { readonly code: 'leadingGroupEnds'; readonly endsOn: CivilDate; readonly lastDate: CivilDate }
  | { readonly code: 'dutyVacant'; readonly duty: Duty; readonly sections: readonly SectionKey[] }
  | { readonly code: 'slotVacant'; readonly slot: SlotKey; readonly duty: Duty }
  | { readonly code: 'slotOutsideGroup'; readonly slot: SlotKey; readonly people: readonly PersonId[] }
  | { readonly code: 'quorumImpossible'; readonly slots: readonly SlotKey[]; readonly needed: number; readonly present: number }
  | { readonly code: 'nobodyElseSigns'; readonly slot: SlotKey; readonly people: readonly PersonId[] }
  | { readonly code: 'signerMustPrepare'; readonly slot: SlotKey; readonly people: readonly PersonId[]; readonly sections: readonly SectionKey[] }
  | { readonly code: 'noMailAddress'; readonly people: readonly PersonId[] }
  | { readonly code: 'noAccount'; readonly people: readonly PersonId[] }
  | { readonly code: 'openingRefused'; readonly refusal: RefusalCode }
  /** A fault of the program or the data, for the operator. */
  | { readonly code: 'openingFailed'; readonly failure: string };

export type ProblemCode = ProblemDetail['code'];
export type ProblemSeverity = 'blocking' | 'note';

/** `subject` null: it concerns the whole year. A blocking one keeps the year, or the subject, from being opened. */
export type CampaignProblem = { readonly subject: UnitId | null; readonly severity: ProblemSeverity } & ProblemDetail;

const severities: Readonly<Record<ProblemCode, ProblemSeverity>> = {
  templateUnknown: 'blocking',
  templateNotReleased: 'blocking',
  calendarUnknown: 'blocking',
  stageUnknown: 'blocking',
  paperMissing: 'blocking',
  datesIncomplete: 'blocking',
  datesReversed: 'blocking',
  noSubjects: 'blocking',
  deskMissing: 'blocking',
  administratorMissing: 'note',
  yearOpened: 'note',
  calendarNotCovering: 'note',
  dateMissing: 'note',
  dateUnused: 'note',
  dateInPast: 'note',
  dateNotWorkingDay: 'note',
  unitUnknown: 'blocking',
  unitKindWrong: 'blocking',
  responsibleUnitWrong: 'blocking',
  projectLeaderOutside: 'blocking',
  evaluationExists: 'blocking',
  leadingGroupMissing: 'blocking',
  leadingGroupEnded: 'blocking',
  leadingGroupEnds: 'note',
  dutyVacant: 'blocking',
  slotVacant: 'blocking',
  slotOutsideGroup: 'blocking',
  quorumImpossible: 'blocking',
  nobodyElseSigns: 'blocking',
  signerMustPrepare: 'note',
  noMailAddress: 'note',
  noAccount: 'note',
  openingRefused: 'blocking',
  openingFailed: 'blocking',
};

export const problemCodes = Object.keys(severities).filter((key): key is ProblemCode => key in severities);

export function problem(subject: UnitId | null, detail: ProblemDetail): CampaignProblem {
  return { subject, severity: severities[detail.code], ...detail };
}
