import type { EvaluationId, InputId, Instant, Json, PersonId, Phase, Sha256 } from '@hengji/domain';
import type { Database } from '../database.js';
import type { StreamKind } from '../relay.js';
import { resolveIds, stringsIn } from './names.js';
import type { Named } from './paging.js';

/** What happened, as code and parameters: the page's catalogue makes the sentence. */
export type TimelineEntry = {
  readonly seq: number;
  readonly type: string;
  /** Process time. */
  readonly occurredAt: Instant;
  /** Wall time. */
  readonly recordedAt: Instant;
  /** Null for the clock. */
  readonly actor: Named | null;
  readonly params: Readonly<Record<string, Json>>;
  readonly names: Readonly<Record<PersonId, string>>;
  readonly texts: Readonly<Record<InputId, string>>;
};

type Row = { readonly seq: number; readonly type: string; readonly payload: Readonly<Record<string, Json>>; readonly actor_id: string | null; readonly occurred_at: Instant; readonly recorded_at: Instant; readonly county_id: string };

/** Newest first; `before` is the number of the last entry of the page before. The template's rules, which `opened` and `raised` carry, are left out. */
export async function readTimeline(db: Database, stream: StreamKind, id: string, options: { readonly before?: number; readonly limit?: number } = {}): Promise<readonly TimelineEntry[]> {
  const { rows } = await db.pool.query<Row>({
    name: 'timeline',
    text: `SELECT seq, type, payload - 'rules' - 'type' AS payload, actor_id, occurred_at, recorded_at, county_id FROM process_event
     WHERE stream_kind = $1 AND stream_id = $2 AND seq < $3 ORDER BY seq DESC LIMIT $4`,
    values: [stream, id, options.before ?? 2_147_483_647, Math.min(options.limit ?? 200, 1_000)],
  });
  const { names, texts } = await resolveIds(db.pool, rows[0]?.county_id ?? '', rows.map((row) => [row.payload, row.actor_id]));
  return rows.map((row) => {
    const said = stringsIn(row.payload);
    const of = (all: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(all).filter(([key]) => said.has(key)));
    return {
      seq: row.seq,
      type: row.type,
      occurredAt: row.occurred_at,
      recordedAt: row.recorded_at,
      actor: row.actor_id === null ? null : { id: row.actor_id, name: names[row.actor_id] ?? row.actor_id },
      params: row.payload,
      names: of(names),
      texts: of(texts),
    };
  });
}

export type SignatureView = {
  readonly slot: string;
  readonly person: Named;
  readonly onBehalfOf: Named | null;
  /** By appointment of the administrator. */
  readonly acting: boolean;
  readonly hash: Sha256;
  readonly minutesNo: string | null;
  /** Process time. */
  readonly signedAt: Instant;
  readonly voided: { readonly why: string; readonly at: Instant } | null;
};

type SignatureRow = {
  readonly revision: number | null; readonly slot: string; readonly person_id: string; readonly person: string | null; readonly on_behalf_of: string | null; readonly absent: string | null; readonly acting: boolean; readonly hash: string;
  readonly minutes_no: string | null; readonly signed_at: Instant; readonly why: string | null; readonly voided_at: Instant | null;
};

const signatureSql = `SELECT s.revision, s.slot, s.person_id, p.name AS person, s.on_behalf_of, a.name AS absent, s.hash, s.minutes_no, s.signed_at, v.why, v.voided_at,
  EXISTS (SELECT 1 FROM process_event pe WHERE pe.stream_kind = 'evaluation' AND pe.stream_id = s.evaluation_id AND s.finding_id IS NULL AND pe.type = 'signed'
    AND pe.payload ->> 'slot' = s.slot AND (pe.payload ->> 'revision')::int = s.revision AND (pe.payload ->> 'acting')::boolean)
  OR EXISTS (SELECT 1 FROM process_event pe WHERE pe.stream_kind = 'finding' AND pe.stream_id = s.finding_id AND pe.type = 'planSigned'
    AND pe.payload ->> 'hash' = s.hash AND pe.payload ->> 'person' = s.person_id AND (pe.payload ->> 'acting')::boolean) AS acting
  FROM signature s LEFT JOIN signature_void v ON v.signature_id = s.id LEFT JOIN person p ON p.id = s.person_id LEFT JOIN person a ON a.id = s.on_behalf_of`;

function signatureOf(row: SignatureRow): SignatureView {
  return {
    slot: row.slot,
    person: { id: row.person_id, name: row.person ?? row.person_id },
    onBehalfOf: row.on_behalf_of === null ? null : { id: row.on_behalf_of, name: row.absent ?? row.on_behalf_of },
    acting: row.acting,
    hash: row.hash,
    minutesNo: row.minutes_no,
    signedAt: row.signed_at,
    voided: row.why === null || row.voided_at === null ? null : { why: row.why, at: row.voided_at },
  };
}

/** Signatures under the plan of a finding, oldest first. */
export async function listPlanSignatures(db: Database, findingId: string): Promise<readonly SignatureView[]> {
  const { rows } = await db.pool.query<SignatureRow>(`${signatureSql} WHERE s.finding_id = $1 ORDER BY s.signed_at`, [findingId]);
  return rows.map(signatureOf);
}

export type RevisionView = {
  readonly number: number;
  readonly stage: number;
  readonly phase: Phase;
  readonly checkpoint: string | null;
  /** submitted, or goalsAdjusted by the bureau. */
  readonly origin: string;
  readonly sha256: Sha256;
  /** RFC 8785 text of schema hengji.revision/1; `sha256` is its hash. */
  readonly canonical: string;
  /** Process time. */
  readonly createdAt: Instant;
  readonly declaredBy: Named;
  readonly signatures: readonly SignatureView[];
};

type RevisionRow = { readonly number: number; readonly stage: number; readonly phase: Phase; readonly checkpoint: string | null; readonly origin: string; readonly sha256: string; readonly canonical: string; readonly created_at: Instant; readonly declared_by: string; readonly declarer: string | null };

export async function readRevision(db: Database, id: EvaluationId, number: number): Promise<RevisionView | null> {
  const { rows } = await db.pool.query<RevisionRow>(
    `SELECT r.number, r.stage, r.phase, r.checkpoint, r.origin, r.sha256, r.canonical, r.created_at, r.declared_by, p.name AS declarer
     FROM revision r LEFT JOIN person p ON p.id = r.declared_by WHERE r.evaluation_id = $1 AND r.number = $2`,
    [id, number],
  );
  const [row] = rows;
  if (row === undefined) return null;
  const signatures = await db.pool.query<SignatureRow>({ name: 'signatures-of-revision', text: `${signatureSql} WHERE s.evaluation_id = $1 AND s.revision = $2 AND s.finding_id IS NULL ORDER BY s.signed_at, s.recorded_at`, values: [id, number] });
  return {
    number: row.number,
    stage: row.stage,
    phase: row.phase,
    checkpoint: row.checkpoint,
    origin: row.origin,
    sha256: row.sha256,
    canonical: row.canonical,
    createdAt: row.created_at,
    declaredBy: { id: row.declared_by, name: row.declarer ?? row.declared_by },
    signatures: signatures.rows.map(signatureOf),
  };
}
