import type { Instant } from '@hengji/domain';
import { only, type Database } from '../database.js';

/** What waits, and for how long; for operators. */
export type Backlog = {
  /** Rows that wait for the relay or the mailer, and the age of the oldest in seconds of wall time; 0 where none waits. */
  readonly outboxes: readonly { readonly name: 'workflowStart' | 'workflowNudge' | 'notice' | 'mail'; readonly waiting: number; readonly oldestSeconds: number }[];
  /** Live cases whose alarm should have rung, and how long ago the earliest of them, in seconds of process time. */
  readonly alarms: { readonly overdue: number; readonly lagSeconds: number };
  /** Live cases: each has a shell. */
  readonly live: readonly { readonly stream: 'evaluation' | 'finding'; readonly status: string; readonly count: number }[];
};

type Row = { readonly name: Backlog['outboxes'][number]['name']; readonly waiting: number; readonly seconds: number };

const outboxes = `
  SELECT 'workflowStart' AS name, count(*)::int AS waiting, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS seconds FROM workflow_start WHERE started_at IS NULL
  UNION ALL SELECT 'workflowNudge', count(*)::int, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM workflow_nudge WHERE nudged_at IS NULL
  UNION ALL SELECT 'notice', count(*)::int, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM notice WHERE mail_id IS NULL AND NOT digest
  UNION ALL SELECT 'mail', count(*)::int, coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 FROM mail WHERE status = 'pending'`;

const alarms = `
  SELECT count(*)::int AS overdue, coalesce(max(extract(epoch FROM process_now - next_instant)), 0)::float8 AS seconds FROM (
    SELECT e.next_instant, $1::timestamptz + c.clock_offset_ms * interval '1 millisecond' AS process_now FROM evaluation e JOIN campaign c ON c.id = e.campaign_id WHERE e.status IN ('open', 'suspended')
    UNION ALL SELECT f.next_instant, $1::timestamptz + c.clock_offset_ms * interval '1 millisecond' FROM finding f JOIN campaign c ON c.id = f.campaign_id WHERE f.status NOT IN ('closed', 'withdrawn')
  ) live WHERE next_instant < process_now`;

const live = `
  SELECT 'evaluation' AS stream, status, count(*)::int AS count FROM evaluation WHERE status IN ('open', 'suspended') GROUP BY status
  UNION ALL SELECT 'finding', status, count(*)::int FROM finding WHERE status NOT IN ('closed', 'withdrawn') GROUP BY status ORDER BY 1, 2`;

/** Three small statements over indexes of what is open; asked at most every few seconds. */
export async function readBacklog(db: Database, wallInstant: Instant): Promise<Backlog> {
  const waiting = await db.pool.query<Row>(outboxes);
  const overdue = await db.pool.query<{ overdue: number; seconds: number }>(alarms, [wallInstant]);
  const cases = await db.pool.query<Backlog['live'][number]>(live);
  const { overdue: count, seconds } = only(overdue.rows);
  return { outboxes: waiting.rows.map((row) => ({ name: row.name, waiting: row.waiting, oldestSeconds: row.seconds })), alarms: { overdue: count, lagSeconds: seconds }, live: cases.rows };
}
