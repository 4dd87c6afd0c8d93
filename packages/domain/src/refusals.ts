import type { CivilDate } from './civilDate.js';
import type { Phase, Step } from './phases.js';

/**
 * Why a command was refused: a code that every catalogue translates, with parameters for its sentence.
 * A refusal changes nothing. `alreadyDone` may be treated as success: the same thing was done before.
 */
export type Refusal =
  | { readonly code: 'notOpen'; readonly status: string }
  | { readonly code: 'wrongPhase'; readonly phase: Phase; readonly step: Step }
  | { readonly code: 'alreadyDone' }
  | { readonly code: 'versionMismatch'; readonly version: number }
  | { readonly code: 'personRequired' }
  | { readonly code: 'reasonRequired' }
  | { readonly code: 'documentNoRequired' }
  | { readonly code: 'tooManySections'; readonly maximum: number }
  | { readonly code: 'sectionUnknown'; readonly section: string }
  | { readonly code: 'personUnknown'; readonly person: string }
  | { readonly code: 'sectionNotOpen'; readonly section: string }
  | { readonly code: 'sectionNotSubmitted'; readonly section: string }
  | { readonly code: 'notYourSection'; readonly section: string }
  | { readonly code: 'sectionIncomplete'; readonly section: string; readonly fields: readonly string[] }
  /** A section that stands as handed in lacks something since figures elsewhere changed; it has to go back to its owner. */
  | { readonly code: 'sectionOutdated'; readonly section: string; readonly fields: readonly string[] }
  /** A number exceeds what it is part of. */
  | { readonly code: 'fieldsDisagree'; readonly section: string; readonly field: string; readonly limit: string }
  | { readonly code: 'sectionsMissing'; readonly sections: readonly string[] }
  | { readonly code: 'blockingChecks'; readonly checks: readonly string[] }
  /** Each as rule and place. */
  | { readonly code: 'warningsUnanswered'; readonly checks: readonly string[] }
  | { readonly code: 'answersNotAccepted'; readonly checks: readonly string[] }
  | { readonly code: 'effectUndecided'; readonly checks: readonly string[] }
  /** The bureau agreed that a finding costs the row so much, and has not taken it off. */
  | { readonly code: 'effectNotTaken'; readonly indicator: string; readonly points: string }
  /** A judged row, or one without a score. */
  | { readonly code: 'scoreNotComputed'; readonly indicator: string }
  | { readonly code: 'overrideInvalid'; readonly indicator: string; readonly weight: string }
  /** What the warning was about has changed. */
  | { readonly code: 'checkMoved' }
  | { readonly code: 'answerMissing' }
  | { readonly code: 'leadingGroupMissing' }
  | { readonly code: 'notInLeadingGroup' }
  | { readonly code: 'notYourTask' }
  | { readonly code: 'taskUnknown' }
  | { readonly code: 'taskTaken'; readonly person: string }
  | { readonly code: 'taskIsPersonal' }
  | { readonly code: 'taskNotYours' }
  | { readonly code: 'revisionMoved'; readonly number: number }
  | { readonly code: 'slotUnknown'; readonly slot: string }
  | { readonly code: 'notYourSlot'; readonly slot: string }
  | { readonly code: 'notYourTurn'; readonly slot: string }
  | { readonly code: 'alreadySigned'; readonly slot: string }
  /** Handing in costs the sender these signing slots: he must say that he accepts that. */
  | { readonly code: 'wouldDisqualify'; readonly slots: readonly string[] }
  | { readonly code: 'preparerCannotSign' }
  | { readonly code: 'preparerCannotReview' }
  | { readonly code: 'reauthenticationRequired' }
  | { readonly code: 'statementsMissing' }
  | { readonly code: 'minutesRequired' }
  | { readonly code: 'dateInPast' }
  | { readonly code: 'dateTooFar'; readonly latest: CivilDate }
  | { readonly code: 'dateInFuture' }
  | { readonly code: 'datesReversed' }
  | { readonly code: 'extensionPending' }
  | { readonly code: 'noExtensionPending' }
  | { readonly code: 'extensionNotLater' }
  | { readonly code: 'stageUnknown' }
  | { readonly code: 'stageAlreadyOpen' }
  | { readonly code: 'scanMissing' }
  | { readonly code: 'delegateToSelf' }
  | { readonly code: 'signerExists' }
  | { readonly code: 'indicatorUnknown'; readonly indicator: string }
  | { readonly code: 'deductionInvalid'; readonly indicator: string }
  | { readonly code: 'deductionTooLarge'; readonly indicator: string; readonly score: string }
  | { readonly code: 'scoreMissing' }
  | { readonly code: 'accountsAlreadyRecorded' }
  | { readonly code: 'accountsNotApproved' }
  | { readonly code: 'secrecyNotReviewed' }
  | { readonly code: 'secrecyBasisRequired' }
  | { readonly code: 'secrecyForbids' }
  | { readonly code: 'secrecyAllows' }
  | { readonly code: 'notPublished' }
  | { readonly code: 'resultUseIncomplete' }
  | { readonly code: 'resultUseUnknown'; readonly outcome: string }
  | { readonly code: 'notSuspended' }
  | { readonly code: 'findingExists' }
  | { readonly code: 'planIncomplete' }
  | { readonly code: 'planMoved' }
  | { readonly code: 'evidenceMissing' }
  | { readonly code: 'verifierIsResponsible' }
  | { readonly code: 'findingStatus'; readonly status: string }
  /** Raised once already, or after there was a plan. */
  | { readonly code: 'objectionAnswered' }
  /** The plan was due on `until`, and an objection with it. */
  | { readonly code: 'objectionLate'; readonly until: CivilDate }
  | { readonly code: 'campaignStatus'; readonly status: string }
  | { readonly code: 'campaignBlocked'; readonly problems: readonly string[] }
  | { readonly code: 'nothingToLaunch' }
  | { readonly code: 'notPlanned' }
  | { readonly code: 'subjectKnown'; readonly subject: string }
  | { readonly code: 'subjectUnknown'; readonly subject: string }
  | { readonly code: 'subjectNotOpen'; readonly subject: string }
  | { readonly code: 'stageDatesReversed' }
  | { readonly code: 'evaluationsLive'; readonly count: number }
  | { readonly code: 'circularAmended'; readonly number: number }
  | { readonly code: 'templateUnknown' }
  | { readonly code: 'templateOfOtherForm' }
  | { readonly code: 'templateNotNewer'; readonly version: number }
  /** The case, or the year, does not run by the version that the mapping begins with. */
  | { readonly code: 'templateNotInUse' }
  /** Phases, checkpoints, steps or openings of the two versions are not the same. */
  | { readonly code: 'courseDiffers' }
  /** Two rows would stand in the place of one, or one in two. */
  | { readonly code: 'rowTakenTwice'; readonly indicator: string }
  /** A frozen version waits for its signers, or for the bureau. */
  | { readonly code: 'versionUnderReview' }
  /** The self-assessment was signed: what follows judges it and keeps its version. */
  | { readonly code: 'assessmentSigned' }
  /** A finding names a row that would have another key, or none. */
  | { readonly code: 'findingNamesRow'; readonly indicator: string };

export type RefusalCode = Refusal['code'];

/** What `decide` answers: events to record, or why not. */
export type Decision<Event> = { readonly ok: true; readonly events: readonly Event[] } | { readonly ok: false; readonly refusal: Refusal };

export function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal };
}

export function accept<Event>(events: readonly Event[]): Decision<Event> {
  return { ok: true, events };
}
