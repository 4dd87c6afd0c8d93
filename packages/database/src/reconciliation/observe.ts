import { campaignWorkflowId, countLeft, countSubjects, evaluationWorkflowId, findingWorkflowId, type CampaignId, type CampaignStatus, type CaseName, type Instant, type OutboxName, type Seen, type SeenCampaign, type SeenCase, type UnitId } from '@hengji/domain';
import { readCampaignState } from '../campaign/readCampaign.js';
import type { Database } from '../database.js';

/** How an operator knows a case or a year. */
export type About = { readonly name: string; readonly nameEn: string; readonly year: number; readonly rehearsal: boolean; /** Of a finding. */ readonly number: number | null };

/** A case as its row tells; whether its shell runs only the server knows. */
export type CaseRow = Omit<SeenCase, 'shellRuns'> & {
  readonly workflowId: string;
  readonly about: About;
  readonly unitId: UnitId;
  readonly clockOffsetMs: number;
  /** What the operators were told when it was suspended. */
  readonly note: string | null;
};

export type CampaignSeen = Omit<SeenCampaign, 'shellRuns'> & { readonly workflowId: string; readonly about: About };

/** The rows' part of what reconciliation compares. */
export type RowsSeen = {
  readonly live: readonly CaseRow[];
  readonly campaigns: readonly CampaignSeen[];
  /** Of the people whose mails were given up. */
  readonly people: Readonly<Record<string, string>>;
} & Pick<Seen, 'outboxes' | 'failedMails' | 'unfoundedAnswers'>;

type Row = {
  readonly kind: CaseName['kind']; readonly id: string; readonly over: boolean; readonly suspended: boolean; readonly overdue_ms: string | null; readonly quiet_ms: string; readonly name: string; readonly name_en: string;
  readonly number: number | null; readonly year: number; readonly rehearsal: boolean; readonly unit_id: UnitId; readonly clock_offset_ms: string; readonly note: string | null;
};

const milliseconds = (interval: string) => `floor(extract(epoch FROM ${interval}) * 1000)::bigint`;

/** A finding keeps its status while it is suspended. */
const suspendedOf = { e: "e.status = 'suspended'", f: "f.state ->> 'suspended' IS NOT NULL" } as const;
const noteOf = { e: 'n.evaluation_id = e.id AND n.finding_id IS NULL', f: 'n.finding_id = f.id' } as const;

/** `$1` the county, `$2` wall time. What is the same for both kinds of case; `row` is the alias of its table. */
const columns = (kind: CaseName['kind'], row: 'e' | 'f') => `'${kind}' AS kind, ${row}.id, ${suspendedOf[row]} AS suspended, ${row}.year, ${row}.unit_id, ${row}.rehearsal_campaign_id IS NOT NULL AS rehearsal, c.clock_offset_ms,
  CASE WHEN ${row}.next_instant < $2::timestamptz + c.clock_offset_ms * interval '1 millisecond' THEN ${milliseconds(`$2::timestamptz + c.clock_offset_ms * interval '1 millisecond' - ${row}.next_instant`)} END AS overdue_ms,
  coalesce((SELECT ${milliseconds('$2::timestamptz - p.recorded_at')} FROM process_event p WHERE p.stream_kind = '${kind}' AND p.stream_id = ${row}.id AND p.seq = ${row}.version), 0) AS quiet_ms,
  CASE WHEN ${suspendedOf[row]} THEN (SELECT n.why FROM operator_note n WHERE ${noteOf[row]} AND n.resolved_at IS NULL ORDER BY n.created_at DESC LIMIT 1) END AS note`;

const evaluations = `
  SELECT ${columns('evaluation', 'e')}, e.status NOT IN ('open', 'suspended') AS over, e.subject_name AS name, coalesce(s.name_en, e.subject_name) AS name_en, NULL::int AS number
  FROM evaluation e JOIN campaign c ON c.id = e.campaign_id LEFT JOIN unit s ON s.id = e.subject_id WHERE e.county_id = $1`;

const findings = `
  SELECT ${columns('finding', 'f')}, f.status IN ('closed', 'withdrawn') AS over, u.name, u.name_en, f.number
  FROM finding f JOIN campaign c ON c.id = f.campaign_id JOIN unit u ON u.id = f.unit_id WHERE f.county_id = $1`;

function caseOf(row: Row): CaseRow {
  const evaluation = row.kind === 'evaluation';
  return {
    case: evaluation ? { kind: 'evaluation', id: row.id } : { kind: 'finding', id: row.id },
    workflowId: evaluation ? evaluationWorkflowId(row.id) : findingWorkflowId(row.id),
    over: row.over,
    suspended: row.suspended,
    overdueMs: row.overdue_ms === null ? null : Number(row.overdue_ms),
    quietMs: Number(row.quiet_ms),
    about: { name: row.name, nameEn: row.name_en, year: row.year, rehearsal: row.rehearsal, number: row.number },
    unitId: row.unit_id,
    clockOffsetMs: Number(row.clock_offset_ms),
    note: row.note,
  };
}

/** `overdueMs` of cases as they stand now, by id; of those that ended meanwhile nothing is overdue. */
export async function readCases(db: Database, countyId: string, ids: readonly string[], wallInstant: Instant): Promise<readonly CaseRow[]> {
  const { rows } = await db.pool.query<Row>(`SELECT * FROM (${evaluations} AND e.id = ANY ($3::text[])) e UNION ALL SELECT * FROM (${findings} AND f.id = ANY ($3::text[])) f`, [countyId, wallInstant, ids]);
  return rows.map(caseOf);
}

async function readLive(db: Database, countyId: string, wallInstant: Instant): Promise<readonly CaseRow[]> {
  const { rows } = await db.pool.query<Row>(`${evaluations} AND e.status IN ('open', 'suspended') UNION ALL ${findings} AND f.status NOT IN ('closed', 'withdrawn')`, [countyId, wallInstant]);
  return rows.map(caseOf);
}

type CampaignRow = { readonly id: CampaignId; readonly title: string; readonly year: number; readonly rehearsal: boolean; readonly quiet_ms: string };

/** Campaigns that were launched and are not over. A year without a record has nothing to carry out. */
async function readCampaigns(db: Database, countyId: string, wallInstant: Instant): Promise<readonly CampaignSeen[]> {
  const under: readonly CampaignStatus[] = ['launching', 'running', 'paused'];
  const { rows } = await db.pool.query<CampaignRow>(
    `SELECT id, title, year, rehearsal, greatest(0, ${milliseconds('$3::timestamptz - updated_at')}) AS quiet_ms FROM campaign WHERE county_id = $1 AND status = ANY ($2::text[]) AND state IS NOT NULL ORDER BY year, id`,
    [countyId, under, wallInstant],
  );
  const seen: CampaignSeen[] = [];
  for (const { id, title, year, rehearsal, quiet_ms: quietMs } of rows) {
    const state = await readCampaignState(db, id);
    const { failed } = countSubjects(state);
    const about = { name: title, nameEn: title, year, rehearsal, number: null };
    seen.push({ campaignId: id, workflowId: campaignWorkflowId(id), waiting: countLeft(state), paused: state.status === 'paused', failed, quietMs: Number(quietMs), about });
  }
  return seen;
}

/** Of a county, but one row may stand for many people's: none of them holds a name. */
const waiting = (outbox: OutboxName, from: string) => `SELECT '${outbox}' AS outbox, count(*)::int AS waiting, coalesce(${milliseconds('$2::timestamptz - min(created_at)')}, 0) AS oldest_ms FROM ${from}`;
const outboxes = [
  waiting('workflowStart', 'workflow_start WHERE county_id = $1 AND started_at IS NULL'),
  waiting('workflowNudge', 'workflow_nudge WHERE county_id = $1 AND nudged_at IS NULL'),
  // What is kept for the day's digest waits on purpose.
  waiting('notice', 'notice WHERE county_id = $1 AND mail_id IS NULL AND NOT digest'),
  waiting('circularDelivery', 'circular_delivery WHERE county_id = $1 AND mail_id IS NULL'),
  waiting('mail', "mail WHERE county_id = $1 AND status = 'pending'"),
].join(' UNION ALL ');

/** A mail that was given up is told for so long; the person's tasks stand in his inbox all the same. */
const failedMails = `
  SELECT m.person_id, p.name, count(*)::int AS count, max(m.created_at) AS last_at FROM mail m JOIN person p ON p.id = m.person_id
  WHERE m.county_id = $1 AND m.status = 'failed' AND m.created_at > $2::timestamptz - interval '30 days' GROUP BY m.person_id, p.name ORDER BY max(m.created_at) DESC, m.person_id`;

/** Answers of the last day that are no answers, or that tell of a position which the case has never reached. */
const unfounded = `
  SELECT r.stream_kind AS stream, r.stream_id AS id, count(*)::int AS count
  FROM receipt r LEFT JOIN evaluation e ON r.stream_kind = 'evaluation' AND e.id = r.stream_id LEFT JOIN finding f ON r.stream_kind = 'finding' AND f.id = r.stream_id LEFT JOIN campaign c ON r.stream_kind = 'campaign' AND c.id = r.stream_id
  WHERE r.recorded_at > $2::timestamptz - interval '26 hours' AND r.county_id = $1 AND r.stream_kind IN ('evaluation', 'finding', 'campaign')
    AND (left(r.outcome, 8) <> '{"kind":' OR (r.outcome LIKE '{"kind":"accepted"%' AND coalesce(substring(r.outcome FROM '"version":(\\d+)')::int > coalesce(e.version, f.version, c.version, -1), true)))
  GROUP BY r.stream_kind, r.stream_id ORDER BY 1, 2`;

/** What the rows of a county say; `wallInstant` is compared with their times. */
export async function readRowsSeen(db: Database, countyId: string, wallInstant: Instant): Promise<RowsSeen> {
  const values = [countyId, wallInstant];
  const live = await readLive(db, countyId, wallInstant);
  const campaigns = await readCampaigns(db, countyId, wallInstant);
  const stuck = await db.pool.query<{ outbox: OutboxName; waiting: number; oldest_ms: string }>(outboxes, values);
  const failed = await db.pool.query<{ person_id: string; name: string; count: number; last_at: Instant }>(failedMails, values);
  const answers = await db.pool.query<RowsSeen['unfoundedAnswers'][number]>(unfounded, values);
  return {
    live,
    campaigns,
    outboxes: stuck.rows.map(({ outbox, waiting: count, oldest_ms: oldestMs }) => ({ outbox, waiting: count, oldestMs: Number(oldestMs) })),
    failedMails: failed.rows.map(({ person_id: personId, count, last_at: lastAt }) => ({ personId, count, lastAt })),
    people: Object.fromEntries(failed.rows.map(({ person_id: personId, name }) => [personId, name])),
    unfoundedAnswers: answers.rows,
  };
}
