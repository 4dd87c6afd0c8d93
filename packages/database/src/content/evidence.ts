import { rowsOfSection, type EvaluationId, type FindingId, type IndicatorKey, type PersonId, type SectionKey, type Sha256 } from '@hengji/domain';
import { inTransaction, type Database } from '../database.js';
import { readEvaluationCase } from '../commit/evaluationRow.js';
import { shownName } from './fileName.js';
import { recordFile } from './fileRecord.js';
import { recordContribution, takeOpenSection } from './openSection.js';
import { refused, type ContentOutcome } from './problems.js';

export type AddEvidence = {
  /** The same id again answers the row that is there: an upload may be repeated. */
  readonly id: string;
  /** `indicator`: the row of the section that the file supports; absent: the whole section. */
  readonly target: { readonly evaluationId: EvaluationId; readonly section: SectionKey; readonly indicator?: IndicatorKey } | { readonly findingId: FindingId };
  /** The file's name as its owner called it; shown, never trusted. */
  readonly name: string;
  /** A blob that is stored already. */
  readonly sha256: Sha256;
  readonly person: PersonId;
  readonly acceptDisqualification: boolean;
  /** Wall time; now when absent. */
  readonly wallInstant?: string;
};

/** Shows a stored file as proof of an open section of the current stage or of one of its rows, or of a finding. Answers the row's id and the name it is kept under. */
export async function addEvidence(db: Database, request: AddEvidence): Promise<ContentOutcome<{ readonly id: string; readonly name: string }>> {
  const { id, target, person, sha256 } = request;
  const name = shownName(request.name);
  return inTransaction(db, async (client) => {
    const stored = await client.query('SELECT 1 FROM blob WHERE sha256 = $1', [sha256]);
    if (stored.rows.length === 0) return refused({ code: 'notFound' });
    const indicator = 'section' in target ? (target.indicator ?? null) : null;
    const known = await client.query<{ sha256: string; uploaded_by: string; indicator: string | null }>('SELECT sha256, uploaded_by, indicator FROM evidence WHERE id = $1', [id]);
    const [before] = known.rows;
    if (before !== undefined) return before.sha256 === sha256 && before.uploaded_by === person && before.indicator === indicator ? { ok: true, value: { id, name } } : refused({ code: 'idReused' });
    if ('findingId' in target) {
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO evidence (id, county_id, evaluation_id, finding_id, name, sha256, uploaded_by, uploaded_at)
         SELECT $1, county_id, evaluation_id, id, $3, $4, $5, now() FROM finding WHERE id = $2 AND status NOT IN ('closed', 'withdrawn') RETURNING id`,
        [id, target.findingId, name, sha256, person],
      );
      return rows.length === 0 ? refused({ code: 'notFound' }) : { ok: true, value: { id, name } };
    }
    // First, as commits take it: the file gets a number in the evaluation's stream.
    await readEvaluationCase(client, target.evaluationId, true);
    const taken = await takeOpenSection(client, { ...request, ...target }, 'FOR SHARE', null);
    if (!taken.ok) return taken;
    const { evaluation, reference } = taken;
    if (indicator !== null && !rowsOfSection(reference.template, target.section).some(({ key }) => key === indicator)) return refused({ code: 'fields', problems: [{ field: 'indicator', problem: 'notARowOfSection' }] });
    await client.query(
      'INSERT INTO evidence (id, county_id, evaluation_id, stage, section, indicator, name, sha256, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, now())',
      [id, evaluation.countyId, evaluation.id, evaluation.state.stageIndex, target.section, indicator, name, sha256, person],
    );
    await recordContribution(client, evaluation, person);
    await recordFile(client, evaluation, { type: 'evidenceAttached', section: target.section, indicator, evidence: id, name, sha256, person, wallInstant: request.wallInstant ?? new Date().toISOString() });
    return { ok: true, value: { id, name } };
  });
}

export type RemoveEvidence = { readonly id: string; readonly evaluationId: EvaluationId; readonly section: SectionKey; readonly person: PersonId; readonly acceptDisqualification: boolean; readonly wallInstant?: string };

/**
 * Takes a file back out of an open section of the current stage; row and blob stay, and who did it is in the evaluation's stream. A
 * finding's evidence stays too: it was handed in.
 */
export async function removeEvidence(db: Database, request: RemoveEvidence): Promise<ContentOutcome<null>> {
  const { id, evaluationId, section, person } = request;
  return inTransaction(db, async (client) => {
    // Before the file is looked for: of two who take it out at once, the second finds it gone.
    await readEvaluationCase(client, evaluationId, true);
    const { rows } = await client.query<{ stage: number; indicator: string | null; name: string; sha256: string }>(
      'SELECT stage, indicator, name, sha256 FROM evidence WHERE id = $1 AND evaluation_id = $2 AND section = $3 AND finding_id IS NULL AND removed_at IS NULL',
      [id, evaluationId, section],
    );
    const [row] = rows;
    if (row === undefined) return refused({ code: 'notFound' });
    const taken = await takeOpenSection(client, request, 'FOR SHARE', null);
    if (!taken.ok) return taken;
    const { evaluation } = taken;
    if (row.stage !== evaluation.state.stageIndex) return refused({ code: 'sectionNotOpen', section, status: 'none' });
    await client.query('UPDATE evidence SET removed_by = $2, removed_at = now() WHERE id = $1', [id, person]);
    await recordContribution(client, evaluation, person);
    await recordFile(client, evaluation, { type: 'evidenceRemoved', section, indicator: row.indicator, evidence: id, name: row.name, sha256: row.sha256, person, wallInstant: request.wallInstant ?? new Date().toISOString() });
    return { ok: true, value: null };
  });
}
