import type { EvaluationId, Instant, PersonId, Task, UnitId } from '@hengji/domain';
import type { Queryable } from '../database.js';
import type { AuditLine } from './audit.js';
import type { NoticeLine } from './recipients.js';

/** What every aggregate writes in every commit, beside its own row. */
export type StreamWrite = {
  readonly kind: 'evaluation' | 'finding' | 'campaign' | 'circular';
  readonly id: string;
  /** Unit, campaign and evaluation belong to tasks and notices; the streams of campaigns and circulars have neither. */
  readonly place: { readonly countyId: string; readonly unitId: UnitId | null; readonly campaignId: string | null; readonly evaluationId: EvaluationId | null };
  readonly findingId: string | null;
  readonly rehearsalCampaignId: string | null;
  readonly actor: PersonId | null;
  /** Process time. */
  readonly occurredAt: Instant;
  /** Wall time. */
  readonly recordedAt: Instant;
  readonly events: readonly { readonly seq: number; readonly type: string; readonly payload: unknown }[];
  readonly audit: readonly AuditLine[];
  readonly tasks: { readonly before: readonly Task[]; readonly after: readonly Task[] };
  readonly notices: readonly NoticeLine[];
  readonly receipt: { readonly updateId: string; readonly outcome: string };
  /** The re-authentication that this commit used up. */
  readonly usedProof: { readonly sessionId: string; readonly hash: string } | null;
};

const text = `
WITH given AS (SELECT $1::jsonb AS g),
events AS (
  INSERT INTO process_event (stream_kind, stream_id, seq, county_id, type, payload, actor_id, occurred_at, recorded_at)
  SELECT $2, $3, e.seq, $4, e.type, e.payload, $5, $6, $7 FROM given, jsonb_to_recordset(g -> 'events') AS e (seq int, type text, payload jsonb)),
chain AS (
  INSERT INTO audit_event (stream_kind, stream_id, seq, county_id, previous_hash, hash, body, recorded_at)
  SELECT $2, $3, a.seq, $4, a.previous_hash, a.hash, a.body, $7 FROM given, jsonb_to_recordset(g -> 'audit') AS a (seq int, previous_hash text, hash text, body text)),
closed AS (
  DELETE FROM task WHERE stream_kind = $2 AND stream_id = $3 AND task_id IN (SELECT jsonb_array_elements_text(g -> 'closed') FROM given)),
opened AS (
  INSERT INTO task (stream_kind, stream_id, task_id, county_id, unit_id, campaign_id, evaluation_id, finding_id, kind, assignee_person, assignee_duty, claimed_by,
                    section, slot, opened_at, due_on, due_covered, urgency)
  SELECT $2, $3, t.id, $4, $8, $9, $10, $11, t.kind, t.assignee ->> 'person', t.assignee ->> 'duty', t."claimedBy", t.section, t.slot, t."openedAt", t."dueOn", t."dueCovered", t.urgency
  FROM given, jsonb_to_recordset(g -> 'tasks') AS t (id text, kind text, assignee jsonb, "claimedBy" text, section text, slot text, "openedAt" timestamptz, "dueOn" date, "dueCovered" boolean, urgency text)
  ON CONFLICT (stream_kind, stream_id, task_id) DO UPDATE SET assignee_person = excluded.assignee_person, assignee_duty = excluded.assignee_duty,
    claimed_by = excluded.claimed_by, due_on = excluded.due_on, due_covered = excluded.due_covered, urgency = excluded.urgency),
told AS (
  INSERT INTO notice (id, county_id, person_id, kind, digest, dedupe_key, evaluation_id, finding_id, phase, checkpoint, task, news, process_date, rehearsal_campaign_id)
  SELECT n.id, $4, n.person_id, n.kind, n.digest, n.dedupe_key, $10, $11, n.phase, n.checkpoint, n.task, n.news, ($6::timestamptz AT TIME ZONE 'Asia/Shanghai')::date, $12
  FROM given, jsonb_to_recordset(g -> 'notices') AS n (id text, person_id text, kind text, digest boolean, dedupe_key text, phase text, checkpoint text, task jsonb, news jsonb)
  ON CONFLICT (dedupe_key) DO NOTHING),
used AS (
  UPDATE reauthentication SET used_at = $7 WHERE $13::text IS NOT NULL AND session_id = $13 AND person_id = $5 AND hash = $14 AND used_at IS NULL)
INSERT INTO receipt (stream_kind, stream_id, update_id, county_id, outcome, recorded_at) VALUES ($2, $3, $15, $4, $16, $7)`;

/** Events, audit chain, tasks, notices, used proof and receipt, in one statement. */
export async function writeStream(client: Queryable, write: StreamWrite): Promise<void> {
  const before = new Map(write.tasks.before.map((task) => [task.id, JSON.stringify(task)]));
  const after = new Set(write.tasks.after.map((task) => task.id));
  const given = JSON.stringify({
    events: write.events,
    audit: write.audit,
    closed: write.tasks.before.filter((task) => !after.has(task.id)).map((task) => task.id),
    tasks: write.tasks.after.filter((task) => before.get(task.id) !== JSON.stringify(task)),
    notices: write.notices,
  });
  await client.query({
    name: 'write-stream',
    text,
    values: [
      given, write.kind, write.id, write.place.countyId, write.actor, write.occurredAt, write.recordedAt, write.place.unitId, write.place.campaignId,
      write.place.evaluationId, write.findingId, write.rehearsalCampaignId, write.usedProof?.sessionId ?? null, write.usedProof?.hash ?? null,
      write.receipt.updateId, write.receipt.outcome,
    ],
  });
}

/** Nothing but the answer: a refusal is remembered and changes nothing else. */
export async function writeReceipt(client: Queryable, kind: StreamWrite['kind'], id: string, countyId: string, receipt: StreamWrite['receipt']): Promise<void> {
  await client.query({
    name: 'write-receipt',
    text: 'INSERT INTO receipt (stream_kind, stream_id, update_id, county_id, outcome) VALUES ($1, $2, $3, $4, $5)',
    values: [kind, id, receipt.updateId, countyId, receipt.outcome],
  });
}
