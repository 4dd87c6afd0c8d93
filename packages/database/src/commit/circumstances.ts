import { duties, type Actor, type CivilDate, type DutyHolders, type FindingId, type FindingStatus, type InputId, type Instant, type PersonId, type Refusal, type Sender, type Sha256 } from '@hengji/domain';
import { only, type Queryable } from '../database.js';
import { heldPosts, inForce, isTowards } from '../holders.js';
import type { WrittenText } from './audit.js';

/** Where a case stands in the county: what the facts are looked up by. */
export type Place = { readonly countyId: string; readonly unitId: string; readonly campaignId: string; readonly evaluationId: string };

/** Everything around a command that is not the case's own state; read under the case's lock. */
export type Circumstances = {
  /** Stored answer to this very update, or null. */
  readonly outcome: string | null;
  readonly clockOffsetMs: number;
  /** Process time. */
  readonly now: Instant;
  readonly today: CivilDate;
  readonly holders: DutyHolders;
  readonly leadingGroup: { readonly documentNo: string; readonly members: readonly PersonId[] } | null;
  /** Hashes for which the sender proved himself in this session, unused and fresh (wall time). */
  readonly proofs: readonly Sha256[];
  readonly findings: readonly { readonly id: FindingId; readonly status: FindingStatus }[];
  readonly texts: ReadonlyMap<InputId, WrittenText>;
};

/** `$1` county, `$2` unit: who holds which duty towards a case on a civil date, as an object of sorted lists. */
const holdersSql = (today: string) => `(
  SELECT coalesce(jsonb_object_agg(duty, people), '{}') FROM (
    SELECT p.duty, jsonb_agg(DISTINCT h.person_id ORDER BY h.person_id) AS people
    FROM ${heldPosts}
    WHERE ${inForce(today)} AND ${isTowards({ county: '$1', unit: '$2' })}
    GROUP BY p.duty) held)`;

const text = `
WITH clock AS (
  SELECT c.clock_offset_ms, $5::timestamptz + c.clock_offset_ms * interval '1 millisecond' AS now FROM campaign c WHERE c.id = $3),
day AS (SELECT clock_offset_ms, now, (now AT TIME ZONE 'Asia/Shanghai')::date AS today FROM clock)
SELECT
  (SELECT r.outcome FROM receipt r WHERE r.stream_kind = $6 AND r.stream_id = $7 AND r.update_id = $8) AS outcome,
  day.clock_offset_ms, day.now, day.today,
  ${holdersSql('day.today')} AS holders,
  (SELECT jsonb_build_object('documentNo', g.document_no, 'members',
     (SELECT jsonb_agg(DISTINCT person_id) FROM (SELECT g.leader_id AS person_id UNION SELECT m.person_id FROM leading_group_member m WHERE m.group_id = g.id) members))
   FROM leading_group g WHERE g.unit_id = $2 AND g.valid_from <= day.today AND (g.valid_until IS NULL OR g.valid_until >= day.today)
   ORDER BY g.valid_from DESC LIMIT 1) AS leading_group,
  (SELECT coalesce(jsonb_agg(DISTINCT a.hash), '[]') FROM reauthentication a
   WHERE a.session_id = $9 AND a.person_id = $10 AND a.used_at IS NULL AND a.expires_at > now()) AS proofs,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'status', f.status) ORDER BY f.number), '[]') FROM finding f WHERE f.evaluation_id = $4) AS findings,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'salt', i.salt, 'json', i.json)), '[]') FROM command_input i
   WHERE i.id = ANY ($11::text[]) AND i.author_id = $10) AS texts
FROM day`;

type Row = {
  readonly outcome: string | null;
  readonly clock_offset_ms: string;
  readonly now: Instant;
  readonly today: CivilDate;
  readonly holders: DutyHolders;
  readonly leading_group: Circumstances['leadingGroup'];
  readonly proofs: readonly Sha256[];
  readonly findings: Circumstances['findings'];
  readonly texts: readonly ({ readonly id: InputId } & WrittenText)[];
};

/** One statement; `inputs` are the ids of texts the command refers to, of which only the sender's own are found. */
export async function readCircumstances(
  client: Queryable,
  place: Place,
  request: { readonly kind: 'evaluation' | 'finding'; readonly id: string; readonly updateId: string; readonly from: Sender | null; readonly wallInstant: Instant; readonly inputs: readonly InputId[] },
): Promise<Circumstances> {
  const { rows } = await client.query<Row>({
    name: 'circumstances',
    text,
    values: [
      place.countyId, place.unitId, place.campaignId, place.evaluationId, request.wallInstant, request.kind, request.id, request.updateId,
      request.from?.sessionId ?? null, request.from?.personId ?? null, request.inputs,
    ],
  });
  const row = only(rows);
  return {
    outcome: row.outcome,
    clockOffsetMs: Number(row.clock_offset_ms),
    now: row.now,
    today: row.today,
    holders: row.holders,
    leadingGroup: row.leading_group,
    proofs: row.proofs,
    findings: row.findings,
    texts: new Map(row.texts.map(({ id, salt, json }) => [id, { salt, json }])),
  };
}

/** The sender with the duties he holds towards the case. */
export function actorOf(from: Sender | null, holders: DutyHolders): Actor | null {
  return from === null ? null : { personId: from.personId, duties: duties.filter((duty) => holders[duty]?.includes(from.personId) ?? false) };
}

const inputKeys = new Set(['reason', 'basis', 'text', 'note']);

/** Ids of `command_input` rows that a command carries; they stand under few, fixed names. */
export function inputsOf(command: unknown): readonly InputId[] {
  if (typeof command !== 'object' || command === null) return [];
  return Object.entries(command).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === 'string') return inputKeys.has(key) && value.trim() !== '' ? [value] : [];
    return key === 'rules' ? [] : inputsOf(value);
  });
}

/** A text the command refers to must have been written by the sender before. */
export function missingText(inputs: readonly string[], around: Circumstances): Refusal | null {
  return inputs.some((id) => !around.texts.has(id)) ? { code: 'reasonRequired' } : null;
}
