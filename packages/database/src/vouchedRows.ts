import type { Instant } from '@hengji/domain';
import { sha256 } from './commit/hash.js';
import { signatureHash } from './commit/signatureHash.js';
import { only, type Queryable } from './database.js';

/** Rows that the events of a chain wrote beside it, with every column: a column that is not compared could be changed unseen. */
export type RevisionRow = {
  readonly number: number; readonly county_id: string; readonly stage: number; readonly phase: string; readonly checkpoint: string | null; readonly origin: string; readonly canonical: string;
  readonly sha256: string; readonly declared_by: string; readonly created_at: Instant; readonly recorded_at: Instant;
};
export type SignatureRow = {
  readonly id: string; readonly county_id: string; readonly evaluation_id: string; readonly finding_id: string | null; readonly revision: number | null; readonly slot: string; readonly person_id: string;
  readonly on_behalf_of: string | null; readonly hash: string; readonly minutes_no: string | null; readonly signed_at: Instant; readonly sha256: string; readonly recorded_at: Instant;
};
export type VoidRow = { readonly signature_id: string; readonly county_id: string; readonly why: string; readonly voided_by: string; readonly input_id: string | null; readonly voided_at: Instant };

/** An event as its own row tells it; the chain has vouched for the row before. */
export type ToldEvent = { readonly type: string; readonly payload: unknown; readonly occurredAt: Instant; readonly recordedAt: Instant };

/** `exactTimes`: the rows carry the moment of recording of the event itself; the first version let the database set its own. */
export type RowContext = { readonly countyId: string; readonly stage: number; readonly exactTimes: boolean };

export async function readRevisions(client: Queryable, evaluationId: string): Promise<readonly RevisionRow[]> {
  const { rows } = await client.query<RevisionRow>({
    name: 'revisions-vouched',
    text: 'SELECT number, county_id, stage, phase, checkpoint, origin, canonical, sha256, declared_by, created_at, recorded_at FROM revision WHERE evaluation_id = $1',
    values: [evaluationId],
  });
  return rows;
}

export async function readSignatures(client: Queryable, evaluationId: string, findingId: string | null): Promise<readonly SignatureRow[]> {
  const { rows } = await client.query<SignatureRow>({
    name: 'signatures-vouched',
    text: `SELECT id, county_id, evaluation_id, finding_id, revision, slot, person_id, on_behalf_of, hash, minutes_no, signed_at, sha256, recorded_at FROM signature
     WHERE evaluation_id = $1 AND finding_id IS NOT DISTINCT FROM $2`,
    values: [evaluationId, findingId],
  });
  return rows;
}

export async function readVoids(client: Queryable, signatures: readonly string[]): Promise<readonly VoidRow[]> {
  const { rows } = await client.query<VoidRow>({ name: 'voids-vouched', text: 'SELECT signature_id, county_id, why, voided_by, input_id, voided_at FROM signature_void WHERE signature_id = ANY ($1::text[])', values: [signatures] });
  return rows;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined;
}

/** Why a revision is not the one its event froze; null when it is. */
export function revisionFault(row: RevisionRow, vouched: { readonly sha256: string }, event: ToldEvent, context: RowContext): string | null {
  const changed = `revision ${row.number} was changed`;
  if (row.sha256 !== vouched.sha256 || sha256(row.canonical) !== vouched.sha256) return changed;
  const content: unknown = JSON.parse(row.canonical);
  const submitted = event.type === 'revisionFrozen';
  const expected: readonly (readonly [unknown, unknown])[] = [
    [row.county_id, context.countyId],
    [row.stage, context.stage],
    [row.phase, field(content, 'phase')],
    [row.checkpoint, field(content, 'checkpoint')],
    [row.origin, submitted ? 'submitted' : 'goalsAdjusted'],
    [row.declared_by, field(event.payload, submitted ? 'declaredBy' : 'by')],
    [row.created_at, event.occurredAt],
    ...(context.exactTimes ? [[row.recorded_at, event.recordedAt] as const] : []),
  ];
  return expected.every(([actual, wanted]) => actual === wanted) ? null : changed;
}

/** Why a signature is not the one its event wrote; null when it is. */
export function signatureFault(row: SignatureRow, vouched: { readonly sha256: string }, event: ToldEvent, context: RowContext): string | null {
  const now = signatureHash({
    id: row.id, evaluationId: row.evaluation_id, findingId: row.finding_id, revision: row.revision, slot: row.slot, personId: row.person_id, onBehalfOf: row.on_behalf_of, hash: row.hash,
    minutesNo: row.minutes_no, signedAt: row.signed_at,
  });
  const same = now === vouched.sha256 && row.sha256 === vouched.sha256 && row.county_id === context.countyId && (!context.exactTimes || row.recorded_at === event.recordedAt);
  return same ? null : `signature ${row.id} was changed`;
}

/** Takes out of `voids` what an event voided among the signatures seen so far. Answers why one does not fit. */
export function voidFault(event: ToldEvent, signatures: readonly SignatureRow[], voids: Map<string, VoidRow>, context: RowContext): string | null {
  const number = event.type === 'revisionVoided' ? field(event.payload, 'number') : event.type === 'findingReturned' && field(event.payload, 'to') === 'plan' ? null : undefined;
  if (number === undefined) return null;
  for (const signature of signatures.filter((one) => one.revision === number)) {
    const row = voids.get(signature.id);
    // A plan that was returned twice: its first signature was void before.
    if (row === undefined && event.type === 'findingReturned') continue;
    if (row === undefined) return `the row that voids signature ${signature.id} is gone`;
    const expected: readonly (readonly [unknown, unknown])[] = [
      [row.county_id, context.countyId],
      [row.why, event.type === 'findingReturned' ? 'returned' : field(event.payload, 'why')],
      [row.voided_by, field(event.payload, 'by')],
      [row.input_id, field(event.payload, 'reason') ?? null],
      [row.voided_at, event.occurredAt],
    ];
    if (!expected.every(([actual, wanted]) => actual === wanted)) return `the row that voids signature ${signature.id} was changed`;
    voids.delete(signature.id);
  }
  return null;
}

const countyTexts = {
  evaluation: 'SELECT county_id FROM evaluation WHERE id = $1',
  finding: 'SELECT county_id FROM finding WHERE id = $1',
  campaign: 'SELECT county_id FROM campaign WHERE id = $1',
  circular: 'SELECT county_id FROM circular WHERE id = $1',
} as const;

/** The county a case belongs to, which every row of it names. */
export async function countyOf(client: Queryable, kind: keyof typeof countyTexts, id: string): Promise<string> {
  const { rows } = await client.query<{ county_id: string }>({ name: `county-of-${kind}`, text: countyTexts[kind], values: [id] });
  return only(rows).county_id;
}

/** The stage that an event leads to, or the one that stood before. */
export function stageAfter(stage: number, { type, payload }: Pick<ToldEvent, 'type' | 'payload'>): number {
  const named = type === 'opened' ? field(payload, 'startStage') : type === 'stageEntered' || type === 'returnedToDepartment' ? field(payload, 'stage') : undefined;
  return typeof named === 'number' ? named : stage;
}
