import { phaseOf, type EvaluationId, type EvaluationState, type PersonId, type Phase, type Period, type SectionKey } from '@hengji/domain';
import { collectingStages, contentFacts, inPackage, readContent } from '../commit/content.js';
import { readEvaluationCase } from '../commit/evaluationRow.js';
import { referenceOf } from '../commit/reference.js';
import { inTransaction, type Database, type Queryable } from '../database.js';
import { recordContribution, slotsLostBy } from './openSection.js';
import { refused, type ContentOutcome } from './problems.js';

export type PackageFile = { readonly id: string; readonly name: string; readonly bytes: number; readonly section: SectionKey; readonly phase: Phase; readonly period: Period | null; readonly included: boolean };

/** What a publication would show: the canonical text that would be frozen now, and every file that could be named in it. */
export type PublicationPackage = { readonly canonical: string; readonly files: readonly PackageFile[]; readonly open: boolean };

type Row = { readonly id: string; readonly name: string; readonly bytes: string; readonly section: string; readonly stage: number; readonly included: boolean };

async function filesOf(client: Queryable, id: EvaluationId, state: EvaluationState): Promise<readonly Row[]> {
  const { rows } = await client.query<Row>(
    `SELECT v.id, v.name, b.bytes, v.section, v.stage, ${inPackage('$2')} AS included FROM evidence v JOIN blob b ON b.sha256 = v.sha256
     WHERE v.evaluation_id = $1 AND v.finding_id IS NULL AND v.removed_at IS NULL ORDER BY v.stage DESC, v.section, v.uploaded_at, v.id`,
    [id, collectingStages(state)],
  );
  return rows;
}

/** The package may change until it is handed to its signers. */
function isOpen(state: EvaluationState): boolean {
  return state.status === 'open' && phaseOf(state) === 'publication' && state.step === 'fill';
}

/** Null when there is no such evaluation, or when it does not stand before its publication. */
export async function readPackage(db: Database, id: EvaluationId): Promise<PublicationPackage | null> {
  const evaluation = await readEvaluationCase(db.pool, id, false);
  if (evaluation === null || phaseOf(evaluation.state) !== 'publication') return null;
  const { state } = evaluation;
  const reference = await referenceOf(db.pool, evaluation);
  const { canonical } = contentFacts(evaluation, state, reference, await readContent(db.pool, id, state));
  const files = (await filesOf(db.pool, id, state)).map(({ stage, bytes, ...file }): PackageFile => {
    const definition = state.rules.stages[stage];
    return { ...file, bytes: Number(bytes), phase: definition?.phase ?? phaseOf(state), period: definition?.period ?? null };
  });
  return { canonical: canonical(), files, open: isOpen(state) };
}

export type ChoosePackage = {
  readonly evaluationId: EvaluationId;
  readonly included: readonly string[];
  readonly person: PersonId;
  /** He was told that he will not be able to sign the package he chose. */
  readonly acceptDisqualification: boolean;
  /** Wall time; now where absent. */
  readonly wallInstant?: string;
};

/**
 * Chooses the files that are named in the package; those of `included` are, the others are not. After the secrecy review files may be
 * left out and none added: what nobody reviewed never becomes public. Whoever chooses prepares the version that is signed, and signs no slot of it.
 */
export async function choosePackage(db: Database, request: ChoosePackage): Promise<ContentOutcome<null>> {
  const { evaluationId, included, person } = request;
  return inTransaction(db, async (client) => {
    // The lock that a submission takes: the package is frozen before or after the choice, never in the middle of it.
    const evaluation = await readEvaluationCase(client, evaluationId, true);
    if (evaluation === null) return refused({ code: 'notFound' });
    if (!isOpen(evaluation.state)) return refused({ code: 'sectionNotOpen', section: 'publication', status: 'none' });
    const lost = request.acceptDisqualification ? [] : await slotsLostBy(client, evaluation, person, request.wallInstant ?? new Date().toISOString());
    if (lost.length > 0) return refused({ code: 'wouldDisqualify', slots: lost });
    const files = await filesOf(client, evaluationId, evaluation.state);
    const added = files.some((file) => !file.included && included.includes(file.id));
    if (added && evaluation.state.secrecy !== null) return refused({ code: 'packageReviewed' });
    const changed = files.filter((file) => file.included !== included.includes(file.id)).map((file) => file.id);
    await client.query('UPDATE evidence SET in_package = id = ANY ($2::text[]), packaged_by = $3 WHERE id = ANY ($1::text[])', [changed, included, person]);
    if (changed.length > 0) await recordContribution(client, evaluation, person);
    return { ok: true, value: null };
  });
}
