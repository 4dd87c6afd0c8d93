import { preparingStages, slotsLost, stageOf, type PersonId, type SectionKey, type SectionStatus, type SlotKey } from '@hengji/domain';
import type { Queryable } from '../database.js';
import { actorOf, readCircumstances } from '../commit/circumstances.js';
import { readEvaluationCase, type EvaluationCase } from '../commit/evaluationRow.js';
import { referenceOf, type Reference } from '../commit/reference.js';
import { refused, type ContentProblem } from './problems.js';

export type OpenSection = { readonly ok: true; readonly evaluation: EvaluationCase; readonly reference: Reference; readonly version: number };

type Request = { readonly evaluationId: string; readonly section: SectionKey; readonly person: PersonId; readonly acceptDisqualification: boolean; readonly wallInstant?: string };

/**
 * Takes the section's row of the current stage where it is open, before anything is written: a submission waits for it and freezes all
 * or nothing. FOR UPDATE when the form's version will change, else FOR SHARE, so that two people may add files at the same time.
 */
export async function takeOpenSection(client: Queryable, request: Request, mode: 'FOR UPDATE' | 'FOR SHARE', expectedVersion: number | null): Promise<OpenSection | { readonly ok: false; readonly problem: ContentProblem }> {
  const { evaluationId, section, person } = request;
  const { rows } = await client.query<{ status: SectionStatus; version: number; updated_by: string | null; updated_at: string | null; stage: number }>(
    `SELECT f.status, f.version, f.updated_by, f.updated_at, f.stage FROM section_form f JOIN evaluation e ON e.id = f.evaluation_id AND e.stage = f.stage AND e.status = 'open'
     WHERE f.evaluation_id = $1 AND f.section = $2 ${mode} OF f`,
    [evaluationId, section],
  );
  // Read after the lock: whoever held it may have moved the case on.
  const evaluation = await readEvaluationCase(client, evaluationId, false);
  if (evaluation === null) return refused({ code: 'notFound' });
  const [form] = rows;
  if (form === undefined || form.stage !== evaluation.state.stageIndex || evaluation.state.status !== 'open') return refused({ code: 'sectionNotOpen', section, status: 'none' });
  if (form.status !== 'open' && form.status !== 'returned') return refused({ code: 'sectionNotOpen', section, status: form.status });
  if (expectedVersion !== null && form.version !== expectedVersion) return refused({ code: 'versionMismatch', version: form.version, updatedBy: form.updated_by, updatedAt: form.updated_at });
  if (!request.acceptDisqualification) {
    const slots = await slotsLostBy(client, evaluation, person, request.wallInstant ?? new Date().toISOString());
    if (slots.length > 0) return refused({ code: 'wouldDisqualify', slots });
  }
  return { ok: true, evaluation, reference: await referenceOf(client, evaluation), version: form.version };
}

/** What the person's first change would cost him; the rule is the domain's. */
export async function slotsLostBy(client: Queryable, evaluation: EvaluationCase, person: PersonId, wallInstant: string): Promise<readonly SlotKey[]> {
  const { state } = evaluation;
  if (stageOf(state).signing.length === 0) return [];
  const { rows } = await client.query<{ person_id: string }>('SELECT DISTINCT person_id FROM contribution WHERE evaluation_id = $1 AND stage = ANY ($2::int[])', [evaluation.id, preparingStages(state)]);
  const from = { personId: person, sessionId: '' };
  const around = await readCircumstances(client, evaluation, { kind: 'evaluation', id: evaluation.id, updateId: '', from, wallInstant, inputs: [] });
  const actor = actorOf(from, around.holders) ?? { personId: person, duties: [] };
  return slotsLost({ state, actor, today: around.today, facts: around }, rows.map((row) => row.person_id));
}

/** Whoever changes anything has prepared the version; wall time. */
export async function recordContribution(client: Queryable, evaluation: EvaluationCase, person: PersonId): Promise<void> {
  await client.query(
    `INSERT INTO contribution (evaluation_id, stage, person_id, county_id, first_at, last_at) VALUES ($1, $2, $3, $4, now(), now())
     ON CONFLICT (evaluation_id, stage, person_id) DO UPDATE SET last_at = now()`,
    [evaluation.id, evaluation.state.stageIndex, person, evaluation.countyId],
  );
}

export async function raiseVersion(client: Queryable, evaluation: EvaluationCase, section: SectionKey, person: PersonId): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    'UPDATE section_form SET version = version + 1, updated_by = $4, updated_at = now() WHERE evaluation_id = $1 AND stage = $2 AND section = $3 RETURNING version',
    [evaluation.id, evaluation.state.stageIndex, section, person],
  );
  return rows[0]?.version ?? 0;
}
