import { randomBytes, randomUUID } from 'node:crypto';
import {
  canonicalJson, checkStateOf, evolve, formatYuan, isAnswered, planTemplateMove, renamedRows, stageOf, templateMoved,
  type EvaluationState, type IndicatorKey, type InputId, type LostPart, type LostValue, type PersonId, type RowMapping, type Sha256, type TemplateMoveFacts, type TemplateMovePlan,
} from '@hengji/domain';
import type { Queryable } from '../database.js';
import type { WrittenText } from './audit.js';
import { contentFacts, lockSections, readContent, type StoredContent } from './content.js';
import type { StageFinding } from './contentChecks.js';
import type { EvaluationCase } from './evaluationRow.js';
import { asJson } from './hash.js';
import { referenceTo, type Reference } from './reference.js';

/** What a move to another version comes to in one case; `lost` tells what has no place there. */
export type GatheredMove = { readonly facts: TemplateMoveFacts; readonly plan: TemplateMovePlan | null; readonly lost: readonly LostValue[] };

type Order = { readonly to: string; readonly rows: readonly RowMapping[] };

/** Reads what the decision looks at; null where there is no such version. With `lock` nothing moves until the transaction ends. */
export async function gatherTemplateMove(client: Queryable, evaluation: EvaluationCase, reference: Reference, { to, rows }: Order, lock: boolean): Promise<GatheredMove | null> {
  const { id, state } = evaluation;
  if (lock) await lockSections(client, id, state.stageIndex);
  const after = await referenceTo(client, evaluation, to);
  if (after === null) return null;
  const stored = await readContent(client, id, state);
  const { rows: files } = await client.query<{ id: string; section: string; name: string }>(
    'SELECT id, section, name FROM evidence WHERE evaluation_id = $1 AND stage = $2 AND finding_id IS NULL AND removed_at IS NULL ORDER BY section, uploaded_at, id',
    [id, state.stageIndex],
  );
  const { rows: named } = await client.query<{ indicator: string }>("SELECT DISTINCT indicator FROM finding WHERE evaluation_id = $1 AND indicator IS NOT NULL AND status <> 'withdrawn'", [id]);
  const answer = planTemplateMove(state, reference.template, after.template, rows, { entries: stored.entries, figures: stored.figures, files });
  const findingRows = named.map(({ indicator }) => indicator);
  if (!answer.ok) return { facts: { answer, checks: [], lost: null, findingRows }, plan: null, lost: [] };
  const { plan } = answer;
  const answers = carriedAnswers(evaluation, reference, after, stored, plan);
  const lost = [...plan.lost, ...answers.lost];
  return { facts: { answer, checks: answers.carried, lost: lost.length === 0 ? null : randomUUID(), findingRows }, plan, lost };
}

/**
 * Answers belong to what was read. A warning that says the same of the row in the new version, of the same figures, keeps its answer under
 * its new hash; every other answer is told as lost, and the warning, where there still is one, asks again.
 */
function carriedAnswers(evaluation: EvaluationCase, before: Reference, after: Reference, stored: StoredContent, plan: TemplateMovePlan): { readonly carried: TemplateMoveFacts['checks']; readonly lost: readonly LostValue[] } {
  const { state } = evaluation;
  const answered = (state.checks ?? []).filter((check) => isAnswered(check));
  if (answered.length === 0) return { carried: [], lost: [] };
  const moved = evolve(state, templateMoved(plan, { from: before.templateId, to: after.templateId, checks: [], lost: null, documentNo: '', by: '', reason: '' }));
  const now = new Map(contentFacts(evaluation, moved, after, storedAfter(stored, state, plan)).findings().map((finding) => [saying(finding, new Map()), finding.hash]));
  const newKeys = new Map(plan.rows.flatMap((row) => (row.kind === 'kept' || row.kind === 'renamed' ? [[row.from.key, row.to.key] as const] : [])));
  const carried: { readonly from: Sha256; readonly to: Sha256 }[] = [];
  const lost: LostValue[] = [];
  for (const finding of contentFacts(evaluation, state, before, stored).findings()) {
    const check = checkStateOf(state, finding);
    if (!isAnswered(check)) continue;
    const to = now.get(saying(finding, newKeys));
    if (to !== undefined) carried.push({ from: finding.hash, to });
    else lost.push({ part: 'answer', place: `${finding.rule} ${finding.title}`, placeEn: `${finding.rule} ${finding.titleEn}`, value: stored.texts[check?.answer?.reason ?? check?.decision?.reason ?? ''] ?? '', type: 'text' });
  }
  return { carried, lost };
}

/** Everything that a finding's hash is made of, its row under the key it has in the new version. */
function saying({ rule, variant, params, place, expected, actual, read }: StageFinding, newKeys: ReadonlyMap<IndicatorKey, IndicatorKey>): string {
  const moved = place !== null && 'indicator' in place ? { ...place, indicator: newKeys.get(place.indicator) ?? place.indicator } : place;
  return canonicalJson(asJson({ rule, variant, params, place: moved, expected, actual, read }));
}

function storedAfter(stored: StoredContent, state: EvaluationState, { content, rows }: TemplateMovePlan): StoredContent {
  const taken = new Set(content.figures.map(({ section, field }) => `${section} ${field}`));
  const left = (figures: StoredContent['figures']) =>
    Object.fromEntries(Object.entries(figures).map(([section, values]) => [section, Object.fromEntries(Object.entries(values).filter(([field]) => !taken.has(`${section} ${field}`)))]));
  const { period } = stageOf(state);
  const renamed = renamedRows(rows);
  const rowAfter = (key: IndicatorKey): IndicatorKey | null => {
    const row = renamed.find(({ from }) => from === key);
    return row === undefined ? key : row.to;
  };
  return {
    ...stored,
    entries: content.entries.map(({ entry }) => entry),
    figures: left(stored.figures),
    goals: period === 'goals' ? left(stored.goals) : stored.goals,
    yearEnd: period === 'yearEnd' ? left(stored.yearEnd) : stored.yearEnd,
    proofs: period === 'yearEnd' ? stored.proofs.map((file) => ({ ...file, indicator: file.indicator === null ? null : rowAfter(file.indicator) })) : stored.proofs,
  };
}

const partTitles: Readonly<Record<LostPart, string>> = {
  target: '目标值', actual: '实际完成值', score: '得分', scoreReason: '评分理由', varianceReason: '偏差原因', improvementAction: '改进措施',
  figure: '', file: '佐证材料', override: '改动的计算得分', deduction: '核定扣分', answer: '提示的答复',
};

/** What was typed and has no place any more, line by line in the words of the old form. */
export function lostText(lost: readonly LostValue[]): string {
  return lost.map(({ part, place, value, type }) => `${[place, partTitles[part]].filter((word) => word !== '').join(' · ')}：${type === 'money' ? `${formatYuan(BigInt(value))} 元` : value}`).join('\n');
}

/** Keeps that text under the id that the event names, as what its giver wrote. */
export async function keepLostText(client: Queryable, countyId: string, author: PersonId, { facts, lost }: GatheredMove): Promise<ReadonlyMap<InputId, WrittenText>> {
  if (facts.lost === null) return new Map();
  const text: WrittenText = { salt: randomBytes(16).toString('hex'), json: JSON.stringify(lostText(lost)) };
  await client.query("INSERT INTO command_input (id, county_id, author_id, kind, json, salt) VALUES ($1, $2, $3, 'lostValues', $4, $5)", [facts.lost, countyId, author, text.json, text.salt]);
  return new Map([[facts.lost, text]]);
}

const entriesText = `
INSERT INTO indicator_entry (evaluation_id, indicator, county_id, target, actual, entered_score, entered_reason, variance_reason, improvement_action, updated_by, updated_at, version)
SELECT $1, e.indicator, $2, e.target, e.actual, e.score, coalesce(e.reason, ''), e.variance, e.action, coalesce(e.by, $3), coalesce(e.at, now()), coalesce(e.version, 0) + 1
FROM jsonb_to_recordset($4::jsonb) AS e (indicator text, target text, actual text, score numeric, reason text, variance text, action text, by text, at timestamptz, version int)`;

/**
 * Writes the content as the new version has it. Whoever wrote a value stays its writer; the forms get another number, so that a page that
 * was open before is told instead of saving under keys that are gone.
 */
export async function writeMovedContent(client: Queryable, { id, countyId, state }: EvaluationCase, after: EvaluationState, by: PersonId, { content, rows }: TemplateMovePlan): Promise<void> {
  const stage = stageOf(after);
  const { rows: written } = await client.query<{ indicator: string; by: string; at: string; version: number }>('DELETE FROM indicator_entry WHERE evaluation_id = $1 RETURNING indicator, updated_by AS by, updated_at AS at, version', [id]);
  const entries = content.entries.map(({ from, entry }) => {
    const before = written.find(({ indicator }) => indicator === from);
    return {
      indicator: entry.indicator, target: entry.target, actual: entry.actual, score: entry.entered?.score ?? null, reason: entry.entered?.reason ?? null, variance: entry.varianceReason, action: entry.improvementAction,
      by: before?.by ?? null, at: before?.at ?? null, version: before?.version ?? null,
    };
  });
  await client.query(entriesText, [id, countyId, by, JSON.stringify(entries)]);
  await client.query('DELETE FROM figure f USING jsonb_to_recordset($3::jsonb) AS d (section text, field text) WHERE f.evaluation_id = $1 AND f.period = $2 AND f.section = d.section AND f.field = d.field', [
    id, stage.period ?? 'yearEnd', JSON.stringify(content.figures),
  ]);
  // Before any is taken out: what the chain told of a file that is gone stays as it was told.
  await client.query(
    `UPDATE evidence v SET indicator = m."to" FROM jsonb_to_recordset($3::jsonb) AS m ("from" text, "to" text)
     WHERE v.evaluation_id = $1 AND v.stage = $2 AND v.finding_id IS NULL AND v.removed_at IS NULL AND v.indicator = m."from"`,
    [id, state.stageIndex, JSON.stringify(renamedRows(rows))],
  );
  await client.query('UPDATE evidence SET removed_by = $2, removed_at = now() WHERE id = ANY ($1::text[])', [content.files, by]);
  await client.query('UPDATE section_form SET version = version + 1, updated_by = $3, updated_at = now() WHERE evaluation_id = $1 AND stage = $2', [id, state.stageIndex, by]);
  await client.query('DELETE FROM section_form WHERE evaluation_id = $1 AND stage = $2 AND NOT section = ANY ($3::text[])', [id, state.stageIndex, stage.sections]);
}
