import type { CivilDate } from '../civilDate.js';
import type { ActingAppointment, ExtensionRequest } from '../evaluation/state.js';
import type { BlobId, EvaluationId, FindingId, IndicatorKey, InputId, Instant, PersonId, Sha256, SlotKey } from '../identifiers.js';
import type { LastChange } from '../lastChange.js';
import { earliestReminder, type Task } from '../tasks.js';
import type { Deadlines, Rung } from '../template.js';

/** Kinds of problem (glossary E; domain.md B8). 未及时做账 is the first. */
export const findingTypes = ['lateBookkeeping', 'withholding', 'crowdingOut', 'diversion', 'fictitiousRecording', 'goalDeviation', 'slowExecution', 'other'] as const;
export type FindingType = (typeof findingTypes)[number];

/** Where a finding came from (domain.md C6). */
export const findingSources = ['monitoring', 'selfAssessment', 'departmentEvaluation', 'financeReview', 'fiscalSupervision', 'externalAudit', 'inspection'] as const;
export type FindingSource = (typeof findingSources)[number];

/** raised → served → acknowledged → (objected →) planned → planSigned → planAccepted → evidenced → verified → closed (销号). */
export const findingStatuses = ['raised', 'served', 'acknowledged', 'objected', 'planned', 'planSigned', 'planAccepted', 'evidenced', 'verified', 'closed', 'withdrawn'] as const;
export type FindingStatus = (typeof findingStatuses)[number];

export type Plan = { readonly text: InputId; readonly responsible: PersonId; readonly dueOn: CivilDate; readonly hash: Sha256; readonly preparedBy: PersonId };

export type FindingRules = {
  /** Without `objection` in findings that were raised before it was set: then the plan's date is the last day. */
  readonly deadlines: Deadlines;
  readonly ladder: readonly Rung[];
  readonly repeatEveryWorkingDays: number;
  readonly statements: readonly string[];
};

export type FindingState = {
  readonly schema: 'hengji.finding/1';
  readonly id: FindingId;
  readonly evaluationId: EvaluationId;
  readonly findingType: FindingType;
  readonly source: FindingSource;
  readonly status: FindingStatus;
  readonly version: number;
  readonly calendarId: string;
  readonly rules: FindingRules;
  readonly text: InputId;
  /** Amount in 分 as a decimal string; null when unknown. */
  readonly amountFen: string | null;
  /** What the finding touches, with the points proposed; or null with the reason inside the text (rule X2). */
  readonly effect: { readonly indicator: IndicatorKey; readonly points: string } | null;
  readonly raisedBy: PersonId;
  readonly plan: Plan | null;
  readonly planSignedBy: PersonId | null;
  readonly evidence: readonly BlobId[];
  readonly evidenceBy: readonly PersonId[];
  readonly verifiedBy: PersonId | null;
  readonly closedAt: Instant | null;
  /** Why the plan or the evidence came back; null once it was handed in again. */
  readonly returnReason: InputId | null;
  readonly tasks: readonly Task[];
  readonly cycle: number;
  // Absent below: nothing of the kind happened, as in every state that was stored before it could.
  /** Version and author of the last change to what the bureau judges. */
  readonly judged?: LastChange;
  /** The last day on which the department may object. */
  readonly objectUntil?: CivilDate;
  /** Once the department has objected: the working days of the plan that were left then. */
  readonly objection?: { readonly daysLeft: number | null };
  /** Whom the administrator appointed to sign the plan that lies there. */
  readonly acting?: ActingAppointment | null;
  /** Slots of the plan that nobody may fill at the moment. */
  readonly slotsWithoutSigner?: readonly SlotKey[];
  /** More time that was asked for and not decided on yet. */
  readonly extension?: ExtensionRequest | null;
  /** The day that the bureau granted for the evidence; the plan keeps the one it was signed with. */
  readonly evidenceDueOn?: CivilDate | null;
  /** Who answered for the plan after the one it names, oldest first; the last does now. */
  readonly successors?: readonly PersonId[];
  /** Why the clock of the finding stands still, as a code; null while it runs. */
  readonly suspended?: string | null;
};

/** Everybody who has answered for the plan that lies there, oldest first. */
export function responsibles({ plan, successors = [] }: Pick<FindingState, 'plan' | 'successors'>): readonly PersonId[] {
  return plan === null ? [] : [plan.responsible, ...successors];
}

/** Who answers for the plan now; null while there is none. */
export function responsibleOf(state: Pick<FindingState, 'plan' | 'successors'>): PersonId | null {
  return responsibles(state).at(-1) ?? null;
}

/** The small view the durable shell keeps; see the evaluation's. */
export type FindingPosition = { readonly status: FindingStatus; readonly version: number; readonly suspended?: boolean };

export function findingPositionOf({ status, version, suspended }: FindingState): FindingPosition {
  return { status, version, ...(isSuspended({ suspended }) ? { suspended: true } : {}) };
}

export function isSuspended({ suspended }: { readonly suspended?: string | null | undefined }): boolean {
  return suspended !== undefined && suspended !== null;
}

/** Whether the rectification phase of the evaluation may go on: the plan stands, the rest lives on by itself. */
export function hasAcceptedPlan(status: FindingStatus): boolean {
  switch (status) {
    case 'planAccepted':
    case 'evidenced':
    case 'verified':
    case 'closed':
    case 'withdrawn':
      return true;
    case 'raised':
    case 'served':
    case 'acknowledged':
    case 'objected':
    case 'planned':
    case 'planSigned':
      return false;
  }
}

export function isFindingOver(status: FindingStatus): boolean {
  return status === 'closed' || status === 'withdrawn';
}

export function nextFindingInstant(state: FindingState): Instant | null {
  return isFindingOver(state.status) || isSuspended(state) ? null : earliestReminder(state.tasks);
}
