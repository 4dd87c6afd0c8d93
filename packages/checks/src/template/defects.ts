import type { Severity } from '../finding.js';

/** What may be wrong with the process of a template. */
export const processDefectCodes = [
  'sectionUnknown', 'quorumInvalid', 'stageOrder', 'phaseMissing', 'yearNotClosed', 'periodTwice', 'checkpointTwice', 'checkpointInvalid', 'sectionsTooMany', 'sectionNeeded', 'sectionNeverAsked', 'sectionsUnfilled', 'stepsInvalid',
  'signersMissing', 'signersUnused', 'slotTwice', 'slotForeign', 'rolesMissing', 'rolesDiffer', 'rolesForeign', 'deadlineTooLong', 'objectionAfterPlan', 'publicationNotCalendar', 'ladderNotRising', 'ladderWithoutDesk', 'statementsMissing', 'resultUseTwice',
] as const;

/** What may be wrong with a template; each has a sentence in both languages. */
export const templateDefectCodes = [
  'weightsTotal', 'weightInvalid', 'firstLevelsTotal', 'firstLevelSum', 'secondLevelSum', 'levelTwice', 'levelWithoutRows', 'levelWithoutWeight',
  'keyTwice', 'nameTwice', 'ownerUnknown', 'operandUnknown', 'operandNoNumber', 'operandUnits', 'operandNotAsked', 'operandOptional', 'answerNoBox', 'targetInvalid', 'timesInvalid', 'stepInvalid', 'pointsInvalid',
  'bandsNotRising', 'bandsOpen', 'bandShareInvalid', 'notApplicableUnsaid', 'gradesInvalid', 'sourceUnsaid', 'evidenceUnsaid', 'sectionTwice', 'lineWithoutRate', 'lineWithoutCheckpoint', 'lineWithoutAnswer',
  ...processDefectCodes,
] as const;
export type TemplateDefectCode = (typeof templateDefectCodes)[number];

/** Where in the template; null where it is about the whole. */
export type TemplatePlace = { readonly indicator: string } | { readonly dimension: string; readonly subDimension: string | null } | { readonly section: string } | { readonly stage: number } | null;

/** `error` keeps a template from being released. `params` are plain values as a person would type them. */
export type TemplateDefect = { readonly code: TemplateDefectCode; readonly severity: Exclude<Severity, 'note'>; readonly place: TemplatePlace; readonly params: Readonly<Record<string, string>> };

export function error(code: TemplateDefectCode, place: TemplatePlace, params: Readonly<Record<string, string>> = {}): TemplateDefect {
  return { code, severity: 'error', place, params };
}
