import { instantAt, type CivilDate } from '../civilDate.js';
import type { PaperRecord } from '../evaluation/state.js';
import type { CampaignId, EvaluationId, InputId, Instant, PersonId, UnitId } from '../identifiers.js';
import type { LastChange } from '../lastChange.js';
import type { RefusalCode } from '../refusals.js';
import type { StageDates } from '../template.js';
import type { RowMapping } from '../templateMove/rows.js';
import type { CampaignProblem } from './problems.js';

/**
 * draft → launching → running, and back to launching when subjects are added; paused holds the campaign's own work (openings, dates),
 * while the evaluations that are open go on. A draft may be discarded; a year whose evaluations are all over is closed.
 */
export const campaignStatuses = ['draft', 'launching', 'running', 'paused', 'closed', 'discarded'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

export const subjectKinds = ['department', 'subordinate', 'project'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** `failed`: could not be opened, `why` says for what; it may be tried again. */
export const subjectStatuses = ['planned', 'opened', 'failed', 'cancelled'] as const;
export type SubjectStatus = (typeof subjectStatuses)[number];

/** What a year is opened with. */
export type CampaignPlan = {
  readonly title: string;
  readonly year: number;
  readonly rehearsal: boolean;
  /** Process date on which a rehearsal begins; null: today, and always so in a real year. */
  readonly startsOn: CivilDate | null;
  readonly templateId: string;
  readonly calendarId: string;
  readonly dates: StageDates;
  /** First stage to run here; those before it were done on paper. */
  readonly startStage: number;
  readonly onPaper: readonly PaperRecord[];
};

/** What is evaluated. `unitId` does the work: the subject itself, or the unit above a subordinate unit; a project is always the work of the unit above it. */
export type SubjectPlan = {
  readonly subjectId: UnitId;
  readonly unitId: UnitId;
  readonly kind: SubjectKind;
  /** Chosen when the subject is planned, so that an opening that is repeated meets itself. */
  readonly evaluationId: EvaluationId;
};

/** The order to end the evaluation of a subject that was cancelled while it ran. */
export type Withdrawal = { readonly by: PersonId; readonly reason: InputId; readonly done: boolean };

export type SubjectState = SubjectPlan & {
  readonly status: SubjectStatus;
  readonly why: readonly CampaignProblem[];
  /** In whose name it is opened; null before the launch, and for a seed. */
  readonly orderedBy: PersonId | null;
  readonly withdrawal: Withdrawal | null;
};

export type MoveOutcome = 'pending' | 'moved' | 'refused';

/** A numbered order for all open evaluations or some, and what became of it in each. */
export type OrderState = {
  readonly number: number;
  readonly documentNo: string;
  /** Whether it also changed the campaign's own plan, by which later subjects open. */
  readonly forAll: boolean;
  readonly orderedBy: PersonId;
  readonly orderedAt: Instant;
  readonly subjects: readonly { readonly subjectId: UnitId; readonly evaluationId: EvaluationId; readonly outcome: MoveOutcome; readonly refusal: RefusalCode | null }[];
};

/** An order to move a stage's opening date. */
export type MoveState = OrderState & { readonly stage: number; readonly date: CivilDate };

/** An order to go on by a newer version of the template. */
export type TemplateMoveState = OrderState & { readonly from: string; readonly to: string; readonly toNumber: number; readonly rows: readonly RowMapping[]; readonly reason: InputId };

export type CampaignState = {
  readonly schema: 'hengji.campaign/1';
  readonly id: CampaignId;
  readonly status: CampaignStatus;
  /** How many events made this state. */
  readonly version: number;
  readonly plan: CampaignPlan;
  readonly subjects: readonly SubjectState[];
  readonly moves: readonly MoveState[];
  /** Absent until one was ordered. */
  readonly templateMoves?: readonly TemplateMoveState[];
  /** Version and author of the last change of the draft; absent until there was one. */
  readonly revised?: LastChange;
};

/** A rehearsal's clock begins just before the morning of its first day, so that the opening itself is lived through. */
const openingTime = '08:30';

/** ms to add to wall time at the beginning of a campaign; 0 in a real year. Negative for a past one. */
export function openingOffsetMs(plan: Pick<CampaignPlan, 'rehearsal' | 'startsOn'>, wallInstant: Instant): number {
  return plan.rehearsal && plan.startsOn !== null ? instantAt(plan.startsOn, openingTime) - Date.parse(wallInstant) : 0;
}

/** How many subjects stand where. */
export function countSubjects({ subjects }: Pick<CampaignState, 'subjects'>): Readonly<Record<SubjectStatus, number>> {
  const count = { planned: 0, opened: 0, failed: 0, cancelled: 0 };
  for (const { status } of subjects) count[status] += 1;
  return count;
}
