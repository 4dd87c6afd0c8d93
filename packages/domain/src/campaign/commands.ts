import type { CivilDate } from '../civilDate.js';
import type { CampaignId, EvaluationId, InputId, UnitId } from '../identifiers.js';
import type { RefusalCode } from '../refusals.js';
import type { RowMapping } from '../templateMove/rows.js';
import type { CampaignProblem } from './problems.js';
import type { CampaignPlan, CampaignStatus, SubjectPlan } from './state.js';

/** What became of one opening: nothing to say, or why it failed. */
export type OpeningResult = { readonly evaluationId: EvaluationId; readonly problem: CampaignProblem | null };

/** Everything that can be asked of a campaign: by the bureau's desk, or (`record…`) by the worker that carries it out. */
export type CampaignCommand =
  | { readonly type: 'draft'; readonly campaignId: CampaignId; readonly plan: CampaignPlan; readonly subjects: readonly SubjectPlan[] }
  /** `seen`: the version that was looked at; a draft that somebody else has changed since is not overwritten, given up or launched. */
  | { readonly type: 'revise'; readonly plan: CampaignPlan; readonly subjects: readonly SubjectPlan[]; readonly seen?: number }
  | { readonly type: 'discard'; readonly seen?: number }
  | { readonly type: 'launch'; readonly seen?: number }
  | { readonly type: 'pause'; readonly reason: InputId }
  | { readonly type: 'resume' }
  | { readonly type: 'addSubjects'; readonly subjects: readonly SubjectPlan[]; readonly documentNo: string; readonly reason: InputId }
  | { readonly type: 'cancelSubject'; readonly subjectId: UnitId; readonly documentNo: string; readonly reason: InputId }
  | { readonly type: 'retrySubjects'; readonly subjects: readonly UnitId[] }
  /** `subjects` null: all that are open, and those that open later. */
  | { readonly type: 'movePhaseDate'; readonly stage: number; readonly date: CivilDate; readonly documentNo: string; readonly subjects: readonly UnitId[] | null }
  /** `subjects` null: all that run by `from`, and those that open later. */
  | { readonly type: 'moveTemplate'; readonly from: string; readonly to: string; readonly rows: readonly RowMapping[]; readonly documentNo: string; readonly reason: InputId; readonly subjects: readonly UnitId[] | null }
  | { readonly type: 'close' }
  | { readonly type: 'recordOpenings'; readonly results: readonly OpeningResult[] }
  | { readonly type: 'recordWithdrawals'; readonly evaluations: readonly EvaluationId[] }
  | { readonly type: 'recordMoves'; readonly number: number; readonly results: readonly { readonly evaluationId: EvaluationId; readonly refusal: RefusalCode | null }[] }
  | { readonly type: 'recordTemplateMoves'; readonly number: number; readonly results: readonly { readonly evaluationId: EvaluationId; readonly refusal: RefusalCode | null }[] };

export type CampaignCommandType = CampaignCommand['type'];

/** In which statuses a command may be given; the campaign's whole process as data. */
export const campaignScopes: Readonly<Record<CampaignCommandType, readonly CampaignStatus[]>> = {
  draft: [],
  revise: ['draft'],
  discard: ['draft'],
  launch: ['draft'],
  pause: ['launching', 'running'],
  resume: ['paused'],
  addSubjects: ['launching', 'running', 'paused'],
  cancelSubject: ['launching', 'running', 'paused'],
  retrySubjects: ['launching', 'running', 'paused'],
  movePhaseDate: ['launching', 'running', 'paused'],
  moveTemplate: ['launching', 'running', 'paused'],
  close: ['running'],
  recordOpenings: ['launching', 'running', 'paused'],
  recordWithdrawals: ['launching', 'running', 'paused'],
  recordMoves: ['launching', 'running', 'paused'],
  recordTemplateMoves: ['launching', 'running', 'paused'],
};

/** What a person may ask; the others are the worker's. */
export const campaignCommandTypes = ['revise', 'discard', 'launch', 'pause', 'resume', 'addSubjects', 'cancelSubject', 'retrySubjects', 'movePhaseDate', 'moveTemplate', 'close'] as const satisfies readonly CampaignCommandType[];
