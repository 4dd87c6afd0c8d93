import { decide, isLive, type EvaluationId, type Instant, type LostValue, type PersonId, type Refusal, type RowMapping, type TemplateMovePlan, type UnitId } from '@hengji/domain';
import { readEvaluationCase } from '../commit/evaluationRow.js';
import { referenceOf } from '../commit/reference.js';
import { gatherTemplateMove } from '../commit/templateMove.js';
import type { Database } from '../database.js';
import { readEvaluationFacts } from '../reads/facts.js';
import { readCampaignState } from './readCampaign.js';

/** What a move would come to in one evaluation. `stage`: where it stands. */
export type TemplateMovePreview = {
  readonly subjectId: UnitId;
  readonly evaluationId: EvaluationId;
  readonly stage: number;
  readonly refusal: Refusal | null;
  readonly plan: TemplateMovePlan | null;
  readonly lost: readonly LostValue[];
};

export type TemplateMoveQuestion = { readonly campaignId: string; readonly personId: PersonId; readonly from: string; readonly to: string; readonly rows: readonly RowMapping[]; readonly subjects: readonly UnitId[] | null; readonly wallInstant: Instant };

/** Cases looked at together: each is a handful of short reads, and the pool has other work too. */
const lanes = 4;

/** The dry run of a move: what the command would answer in each open evaluation that is meant, by the same functions. Writes nothing. Throws `NotFoundError`. */
export async function previewTemplateMove(db: Database, question: TemplateMoveQuestion): Promise<readonly TemplateMovePreview[]> {
  const { subjects } = await readCampaignState(db, question.campaignId);
  const meant = subjects.filter(({ status, subjectId }) => status !== 'cancelled' && (question.subjects === null || question.subjects.includes(subjectId)));
  const found = new Map<UnitId, TemplateMovePreview>();
  const left = [...meant];
  const lane = async () => {
    for (let subject = left.shift(); subject !== undefined; subject = left.shift()) {
      const preview = await previewOne(db, question, subject);
      if (preview !== null) found.set(subject.subjectId, preview);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return meant.flatMap(({ subjectId }) => found.get(subjectId) ?? []);
}

async function previewOne(db: Database, { personId, from, to, rows, wallInstant }: TemplateMoveQuestion, { subjectId, evaluationId }: { readonly subjectId: UnitId; readonly evaluationId: EvaluationId }): Promise<TemplateMovePreview | null> {
  const evaluation = await readEvaluationCase(db.pool, evaluationId, false);
  const known = evaluation === null || !isLive(evaluation.state.status) ? null : await readEvaluationFacts(db, evaluationId, personId, wallInstant);
  if (evaluation === null || known === null) return null;
  const move = evaluation.templateId === from ? await gatherTemplateMove(db.pool, evaluation, await referenceOf(db.pool, evaluation), { to, rows }, false) : null;
  const facts = { ...known.facts, actor: known.actor, ...(move === null ? {} : { templateMove: move.facts }) };
  // Document and reason are asked of the order, not of its dry run.
  const decision = decide(evaluation.state, facts, { type: 'moveTemplate', from, to, rows, documentNo: '-', reason: '-' }, known.now);
  return { subjectId, evaluationId, stage: evaluation.state.stageIndex, refusal: decision.ok ? null : decision.refusal, plan: decision.ok ? (move?.plan ?? null) : null, lost: decision.ok ? (move?.lost ?? []) : [] };
}

/** Versions that the live evaluations of a campaign run by, with how many do. */
export async function templatesInUse(db: Database, campaignId: string): Promise<readonly { readonly templateId: string; readonly evaluations: number }[]> {
  const { rows } = await db.pool.query<{ template_id: string; count: number }>(
    "SELECT template_id, count(*)::int AS count FROM evaluation WHERE campaign_id = $1 AND status IN ('open', 'suspended') GROUP BY template_id ORDER BY count DESC, template_id",
    [campaignId],
  );
  return rows.map(({ template_id: templateId, count }) => ({ templateId, evaluations: count }));
}
