import type { CivilDate } from '../civilDate.js';
import type { CampaignId, EvaluationId, InputId, Instant, PersonId, UnitId } from '../identifiers.js';
import type { RefusalCode } from '../refusals.js';
import type { RowMapping } from '../templateMove/rows.js';
import type { CampaignProblem } from './problems.js';
import type { CampaignPlan, SubjectPlan, SubjectState } from './state.js';

/** What happened to a campaign. Stored for ever, like the evaluation's events. */
export type CampaignEvent =
  | { readonly type: 'drafted'; readonly campaignId: CampaignId; readonly plan: CampaignPlan; readonly subjects: readonly SubjectPlan[] }
  /** A year that was opened before campaigns had a record of their own, as it was found. */
  | { readonly type: 'adopted'; readonly campaignId: CampaignId; readonly plan: CampaignPlan; readonly subjects: readonly SubjectState[] }
  | { readonly type: 'revised'; readonly plan: CampaignPlan; readonly subjects: readonly SubjectPlan[]; readonly by: PersonId }
  | { readonly type: 'discarded'; readonly by: PersonId }
  /** `by` null: a seed or an import. */
  | { readonly type: 'launched'; readonly by: PersonId | null }
  | { readonly type: 'subjectsOpened'; readonly evaluations: readonly EvaluationId[] }
  | { readonly type: 'subjectsFailed'; readonly failures: readonly { readonly evaluationId: EvaluationId; readonly problems: readonly CampaignProblem[] }[] }
  | { readonly type: 'launchCompleted'; readonly opened: number; readonly failed: number }
  | { readonly type: 'paused'; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'resumed'; readonly by: PersonId }
  | { readonly type: 'subjectsAdded'; readonly subjects: readonly SubjectPlan[]; readonly documentNo: string; readonly by: PersonId; readonly reason: InputId }
  | { readonly type: 'subjectCancelled'; readonly subjectId: UnitId; readonly documentNo: string; readonly by: PersonId; readonly reason: InputId; /** Its evaluation is open and has to be withdrawn. */ readonly open: boolean }
  | { readonly type: 'subjectsWithdrawn'; readonly evaluations: readonly EvaluationId[] }
  | { readonly type: 'subjectsRetried'; readonly subjects: readonly UnitId[]; readonly by: PersonId }
  | {
      readonly type: 'moveOrdered';
      readonly number: number;
      readonly stage: number;
      readonly date: CivilDate;
      readonly documentNo: string;
      readonly forAll: boolean;
      readonly by: PersonId;
      readonly at: Instant;
      readonly subjects: readonly { readonly subjectId: UnitId; readonly evaluationId: EvaluationId }[];
    }
  | { readonly type: 'datesMoved'; readonly number: number; readonly results: readonly { readonly evaluationId: EvaluationId; readonly refusal: RefusalCode | null }[] }
  | { readonly type: 'moveCompleted'; readonly number: number; readonly moved: number; readonly refused: number }
  | {
      readonly type: 'templateMoveOrdered';
      readonly number: number;
      readonly from: string;
      readonly to: string;
      readonly toNumber: number;
      readonly rows: readonly RowMapping[];
      readonly documentNo: string;
      readonly reason: InputId;
      readonly forAll: boolean;
      readonly by: PersonId;
      readonly at: Instant;
      readonly subjects: readonly { readonly subjectId: UnitId; readonly evaluationId: EvaluationId }[];
    }
  | { readonly type: 'templatesMoved'; readonly number: number; readonly results: readonly { readonly evaluationId: EvaluationId; readonly refusal: RefusalCode | null }[] }
  | { readonly type: 'templateMoveCompleted'; readonly number: number; readonly moved: number; readonly refused: number }
  | { readonly type: 'closed'; readonly by: PersonId };

export type CampaignEventType = CampaignEvent['type'];
