import type { EvaluationId, FindingId, PersonId, SectionKey, Sha256 } from '@hengji/domain';
import { inTransaction, type Database } from '../database.js';
import { shownName } from './fileName.js';
import { recordContribution, takeOpenSection } from './openSection.js';
import { refused, type ContentOutcome } from './problems.js';

export type AddEvidence = {
  /** The same id again answers the row that is there: an upload may be repeated. */
  readonly id: string;
  readonly target: { readonly evaluationId: EvaluationId; readonly section: SectionKey } | { readonly findingId: FindingId };
  /** The file's name as its owner called it; shown, never trusted. */
  readonly name: string;
  /** A blob that is stored already. */
  readonly sha256: Sha256;
  readonly person: PersonId;
  readonly acceptDisqualification: boolean;
  readonly wallInstant?: string;
};

/** Shows a stored file as proof of an open section of the current stage, or of a finding. Answers the row's id and the name it is kept under. */
export async function addEvidence(db: Database, request: AddEvidence): Promise<ContentOutcome<{ readonly id: string; readonly name: string }>> {
  const { id, target, person, sha256 } = request;
  const name = shownName(request.name);
  return inTransaction(db, async (client) => {
    const stored = await client.query('SELECT 1 FROM blob WHERE sha256 = $1', [sha256]);
    if (stored.rows.length === 0) return refused({ code: 'notFound' });
    const known = await client.query<{ sha256: string; uploaded_by: string }>('SELECT sha256, uploaded_by FROM evidence WHERE id = $1', [id]);
    const [before] = known.rows;
    if (before !== undefined) return before.sha256 === sha256 && before.uploaded_by === person ? { ok: true, value: { id, name } } : refused({ code: 'idReused' });
    if ('findingId' in target) {
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO evidence (id, county_id, evaluation_id, finding_id, name, sha256, uploaded_by, uploaded_at)
         SELECT $1, county_id, evaluation_id, id, $3, $4, $5, now() FROM finding WHERE id = $2 AND status NOT IN ('closed', 'withdrawn') RETURNING id`,
        [id, target.findingId, name, sha256, person],
      );
      return rows.length === 0 ? refused({ code: 'notFound' }) : { ok: true, value: { id, name } };
    }
    const taken = await takeOpenSection(client, { ...request, ...target }, 'FOR SHARE', null);
    if (!taken.ok) return taken;
    const { evaluation } = taken;
    await client.query(
      'INSERT INTO evidence (id, county_id, evaluation_id, stage, section, name, sha256, uploaded_by, uploaded_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now())',
      [id, evaluation.countyId, evaluation.id, evaluation.state.stageIndex, target.section, name, sha256, person],
    );
    await recordContribution(client, evaluation, person);
    return { ok: true, value: { id, name } };
  });
}

/** Takes a file back out of an open section of the current stage; row and blob stay, with who did it. A finding's evidence stays too: it was handed in. */
export async function removeEvidence(db: Database, request: { readonly id: string; readonly evaluationId: EvaluationId; readonly section: SectionKey; readonly person: PersonId; readonly acceptDisqualification: boolean }): Promise<ContentOutcome<null>> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ section: string; stage: number }>(
      'SELECT section, stage FROM evidence WHERE id = $1 AND evaluation_id = $2 AND section = $3 AND finding_id IS NULL AND removed_at IS NULL',
      [request.id, request.evaluationId, request.section],
    );
    const [row] = rows;
    if (row === undefined) return refused({ code: 'notFound' });
    const taken = await takeOpenSection(client, request, 'FOR SHARE', null);
    if (!taken.ok) return taken;
    if (row.stage !== taken.evaluation.state.stageIndex) return refused({ code: 'sectionNotOpen', section: row.section, status: 'none' });
    await client.query('UPDATE evidence SET removed_by = $2, removed_at = now() WHERE id = $1', [request.id, request.person]);
    await recordContribution(client, taken.evaluation, request.person);
    return { ok: true, value: null };
  });
}
