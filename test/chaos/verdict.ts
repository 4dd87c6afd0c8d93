import { fold, foldFinding, type EvaluationEvent, type FindingEvent } from '@hengji/domain';
import { diagnoseShell, openShellIds } from '@hengji/workflows/client';
import type { Client } from '@temporalio/client';
import { columnsOf } from '../../packages/database/src/commit/evaluationRow.js';
import { findingColumnsOf } from '../../packages/database/src/commit/findingRow.js';
import { eventually } from '../support/eventually.js';
import type { Stack } from '../support/stack.js';
import type { Asked } from './actor.js';

/** What does not hold, in words; empty when all does. Each function is one guarantee. */
export type Faults = readonly string[];

/** Every answer that somebody got stands in exactly one receipt, with the same events, and every event belongs to exactly one receipt. */
export async function decidedOnce(stack: Stack, asked: readonly Asked[]): Promise<Faults> {
  const receipts = await stack.sql<{ stream_kind: string; stream_id: string; update_id: string; outcome: string }>("SELECT stream_kind, stream_id, update_id, outcome FROM receipt WHERE stream_kind IN ('evaluation', 'finding')");
  const parsed = receipts.map((row) => ({ ...row, outcome: JSON.parse(row.outcome) as { kind: string; events?: string[]; refusal?: { code: string } } }));
  const byKey = new Map<string, (typeof parsed)[number][]>();
  for (const row of parsed) byKey.set(row.update_id, [...(byKey.get(row.update_id) ?? []), row]);
  const faults = asked.flatMap(({ key, stream, id, command, answer }): string[] => {
    const found = byKey.get(key) ?? [];
    const what = `${command} on ${stream} ${id} under ${key}`;
    if (answer.kind === 'accepted') {
      if (found.length !== 1) return [`${what} was answered "accepted" and has ${found.length} receipts`];
      const [receipt] = found;
      if (receipt?.stream_id !== id || receipt.outcome.kind !== 'accepted' || JSON.stringify(receipt.outcome.events) !== JSON.stringify(answer.events)) return [`${what}: the receipt says something else than the answer`];
      return [];
    }
    // A refusal by the shell's dry run, or before it, has none.
    return found.some(({ outcome }) => outcome.kind === 'accepted') ? [`${what} was answered "${answer.code}" and was carried out`] : [];
  });
  const told = new Map<string, number>();
  for (const { stream_kind: kind, stream_id: id, outcome } of parsed) if (outcome.kind === 'accepted') told.set(`${kind}:${id}`, (told.get(`${kind}:${id}`) ?? 0) + (outcome.events?.length ?? 0));
  const streams = await stack.sql<{ stream: string; events: number; last: number }>("SELECT stream_kind || ':' || stream_id AS stream, count(*)::int AS events, max(seq) AS last FROM process_event WHERE stream_kind IN ('evaluation', 'finding') GROUP BY 1");
  return [...faults, ...streams.flatMap(({ stream, events, last }) => [
    ...(events === last ? [] : [`${stream} has ${events} events and the last is number ${last}`]),
    ...(told.get(stream) === events ? [] : [`${stream} has ${events} events, and its receipts tell of ${told.get(stream) ?? 0}`]),
  ])];
}

type Stored = { readonly id: string; readonly state: unknown; readonly columns: Readonly<Record<string, unknown>>; readonly tasks: unknown };

const same = (a: unknown, b: unknown) => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

/** PostgreSQL keeps objects in an order of its own. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
}

/** Snapshot, columns of lists and open tasks of every case are what a fold over its events gives. */
export async function projectionsFold(stack: Stack): Promise<Faults> {
  const faults: string[] = [];
  const compare = async (kind: 'evaluation' | 'finding', folded: (events: readonly unknown[]) => { readonly state: object; readonly columns: object; readonly tasks: readonly { readonly id: string; readonly kind: string; readonly dueOn: string; readonly urgency: string; readonly claimedBy: string | null }[] } | null) => {
    const events = await stack.sql<{ stream_id: string; payload: unknown }>('SELECT stream_id, payload FROM process_event WHERE stream_kind = $1 ORDER BY stream_id, seq', [kind]);
    const byStream = new Map<string, unknown[]>();
    for (const { stream_id: id, payload } of events) byStream.set(id, [...(byStream.get(id) ?? []), payload]);
    const rows = await stack.sql<Stored>(
      `SELECT r.id, r.state, to_jsonb(r) - 'state' AS columns, coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.task_id, 'kind', t.kind, 'dueOn', t.due_on, 'urgency', t.urgency, 'claimedBy', t.claimed_by)) FROM task t WHERE t.stream_kind = $1 AND t.stream_id = r.id), '[]') AS tasks FROM ${kind} r`,
      [kind],
    );
    for (const { id, state, columns, tasks } of rows) {
      const fold_ = folded(byStream.get(id) ?? []);
      if (fold_ === null) {
        faults.push(`${kind} ${id} has a row and no events`);
        continue;
      }
      if (!same(state, JSON.parse(JSON.stringify(fold_.state)))) faults.push(`${kind} ${id}: the snapshot is not the fold of its events`);
      for (const [name, value] of Object.entries(fold_.columns)) if (!sameColumn(columns[name], value)) faults.push(`${kind} ${id}: column ${name} is ${JSON.stringify(columns[name])} and not ${JSON.stringify(value)}`);
      const wanted = fold_.tasks.map(({ id: task, kind: what, dueOn, urgency, claimedBy }) => ({ id: task, kind: what, dueOn, urgency, claimedBy })).sort((a, b) => (a.id < b.id ? -1 : 1));
      const stored = (Array.isArray(tasks) ? tasks : []).sort((a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1));
      if (!same(stored, wanted)) faults.push(`${kind} ${id}: its open tasks are not those of its state`);
    }
    for (const id of byStream.keys()) if (!rows.some((row) => row.id === id)) faults.push(`${kind} ${id} has events and no row`);
  };
  await compare('evaluation', (events) => {
    const state = fold(null, events as EvaluationEvent[]);
    return state === null ? null : { state, columns: columnsOf(state), tasks: state.tasks };
  });
  await compare('finding', (events) => {
    const state = foldFinding(null, events as FindingEvent[]);
    return state === null ? null : { state, columns: findingColumnsOf(state), tasks: state.tasks };
  });
  return faults;
}

/** Instants and decimals are written in more than one way. */
function sameColumn(stored: unknown, value: unknown): boolean {
  if (stored === value || JSON.stringify(stored) === JSON.stringify(value)) return true;
  if (typeof stored === 'number' && typeof value === 'string') return stored === Number(value);
  if (typeof stored === 'string' && typeof value === 'string' && /T/.test(value)) return Date.parse(stored) === Date.parse(value);
  return false;
}

/** ms. A worker that died gives a task back after five seconds, and the last ones died a moment ago. */
const settleMs = 120_000;

/** Every live case has one shell, at the position of its row, whose next instant lies ahead; no shell runs for a case that is over. */
export async function shellsLive(stack: Stack, client: Client): Promise<Faults> {
  const livesOf = () => stack.sql<{ workflow_id: string; version: number; due: boolean; suspended: boolean }>(
    `SELECT 'evaluation:' || e.id AS workflow_id, e.version, coalesce(e.next_instant < now() + c.clock_offset_ms * interval '1 millisecond' - interval '1 minute', false) AS due, e.status = 'suspended' AS suspended FROM evaluation e JOIN campaign c ON c.id = e.campaign_id WHERE e.status IN ('open', 'suspended')
     UNION ALL SELECT 'finding:' || f.id, f.version, coalesce(f.next_instant < now() + c.clock_offset_ms * interval '1 millisecond' - interval '1 minute', false), false FROM finding f JOIN campaign c ON c.id = f.campaign_id WHERE f.status NOT IN ('closed', 'withdrawn')`,
  );
  const look = async (): Promise<Faults> => {
    const lives = await livesOf();
    const running = new Set<string>();
    for await (const id of openShellIds(client)) running.add(id);
    const faults = [...running].filter((id) => !lives.some((one) => one.workflow_id === id)).map((id) => `${id} runs, and its case is over`);
    for (const { workflow_id: id, version, due, suspended } of lives) {
      if (suspended) faults.push(`${id} is suspended`);
      if (due) faults.push(`${id} slept through its instant`);
      if (!running.has(id)) {
        faults.push(`${id} has no shell`);
        continue;
      }
      const shell = await diagnoseShell(client, id).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
      if (typeof shell === 'string') faults.push(`${id} does not answer: ${shell}`);
      else if (positionOf(shell.position) !== version) faults.push(`${id} stands at ${positionOf(shell.position) ?? 'nothing'}, its row at ${version}; next instant ${shell.nextInstant ?? 'none'}, clock ${shell.clockOffsetMs ?? 'unknown'}, ${shell.failedTicks} failed ticks: ${shell.lastFailure ?? 'none'}`);
    }
    return faults;
  };
  let last: Faults = [];
  await eventually('every shell at the position of its row', async () => {
    last = await look();
    return last.length === 0;
  }, settleMs).catch(() => undefined);
  return last;
}

function positionOf(position: unknown): number | null {
  return typeof position === 'object' && position !== null && 'version' in position && typeof position.version === 'number' ? position.version : null;
}

/** Each thing told is in one mail; a person gets one mail of a kind that is gathered a day; what left, left under one Message-ID each. */
export async function mailsOnce(stack: Stack): Promise<Faults> {
  await eventually('the last mail', async () => {
    const [row] = await stack.sql<{ open: number }>("SELECT ((SELECT count(*) FROM mail WHERE status = 'pending') + (SELECT count(*) FROM notice WHERE mail_id IS NULL AND NOT digest) + (SELECT count(*) FROM workflow_nudge WHERE nudged_at IS NULL) + (SELECT count(*) FROM workflow_start WHERE started_at IS NULL))::int AS open");
    return row?.open === 0;
  }, 300_000).catch(() => undefined);
  const counted = await stack.sql<{ what: string; n: number }>(`
    SELECT 'notices that are in no mail' AS what, count(*)::int AS n FROM notice WHERE mail_id IS NULL AND NOT digest
    UNION ALL SELECT 'mails that did not leave', count(*)::int FROM mail WHERE status IN ('pending', 'failed')
    UNION ALL SELECT 'mails that tell nothing', count(*)::int FROM mail m WHERE NOT EXISTS (SELECT 1 FROM notice n WHERE n.mail_id = m.id) AND NOT EXISTS (SELECT 1 FROM circular_delivery d WHERE d.mail_id = m.id)
    UNION ALL SELECT 'gathered mails of one person and day beside each other', count(*)::int FROM (SELECT 1 FROM mail WHERE kind IN ('overdue', 'escalated', 'digest') GROUP BY person_id, process_date, kind, rehearsal_campaign_id HAVING count(*) > 1) twice
    UNION ALL SELECT 'rehearsal mails that left the house', count(*)::int FROM mail WHERE rehearsal_campaign_id IS NOT NULL AND status = 'sent'
    UNION ALL SELECT 'shells that were not woken or started', ((SELECT count(*) FROM workflow_nudge WHERE nudged_at IS NULL) + (SELECT count(*) FROM workflow_start WHERE started_at IS NULL))::int`);
  const [sent] = await stack.sql<{ n: number }>("SELECT count(*)::int AS n FROM mail WHERE status = 'sent'");
  const caught = new Set((await stack.caughtMails()).map(({ messageId }) => messageId)).size;
  return [...counted.filter(({ n }) => n > 0).map(({ what, n }) => `${what}: ${n}`), ...(caught === sent?.n ? [] : [`${sent?.n ?? 0} mails are marked as sent, and ${caught} different ones came`])];
}

/** `hengji verify` walks every chain, and reconciliation has nothing to mend or to tell. */
export async function soundByOwnTools(stack: Stack): Promise<Faults> {
  const verify = await stack.hengji('verify');
  const reconcile = await stack.hengji('reconcile');
  return [
    ...(verify.code === 0 && verify.stdout.startsWith('verified') ? [] : [`hengji verify: ${verify.stdout}${verify.stderr}`]),
    ...(reconcile.code === 0 && / 0 irregular,/.test(reconcile.stdout) ? [] : [`hengji reconcile: ${reconcile.stdout}${reconcile.stderr}`]),
  ];
}

/** An outage is no fault of the program: nobody was told of an inner error. */
export function noInnerErrors(stack: Stack): Faults {
  const lines = stack.wholeLog().split('\n').filter((line) => line.includes('"code":"internal"'));
  return lines.map((line) => [...line.matchAll(/"(?:operation|message)":"([^"]*)"/g)].map(([, text]) => text).join(': '));
}
