import { listCounties, readCases, readRowsSeen, saveReconciliation, type About, type CaseRow, type Database, type ReconciliationItem, type RowsSeen } from '@hengji/database';
import { irregularitiesOf, repairOf, type Irregularity, type RepairOutcome } from '@hengji/domain';
import { safeMessage } from '@hengji/service';
import type { OperationActivities, ReconciliationReport, ReconciliationRequest } from '@hengji/workflows';
import { advanceShell, endWorkflow, executeCommand, isRunning, openShellIds, repairShell, wakeCampaign, wakeMailDelivery } from '@hengji/workflows/client';
import { heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { withFailures } from './failures.js';
import { inLanes } from './loop.js';
import type { WorkerCounters } from './workerMetrics.js';

const lanes = 5;
/** ms. How long a shell may take to answer; then it is started anew. */
const shellDeadlineMs = 15_000;
/** ms. A shell that has heard that its case is over ends at once. */
const endingMs = 2_000;

export type ReconciliationParts = {
  readonly db: Database;
  readonly client: Client;
  readonly logger: Logger;
  readonly counters?: Pick<WorkerCounters, 'shellRestarted'>;
  /** Whether mails leave the house; where they do not, mails that wait are no trouble. */
  readonly mailServer: boolean;
};

type CountyRun = { readonly countyId: string; readonly request: ReconciliationRequest | null; readonly alive: () => void };

export function reconciliationActivities(parts: ReconciliationParts): Pick<OperationActivities, 'reconcileShells'> {
  return { reconcileShells: withFailures((request) => reconcile(parts, request ?? null, heartbeat)) };
}

/**
 * PostgreSQL says which cases live and what waits, the server which shells run. What is missing, slept through its alarm or stayed behind is
 * mended, so Temporal may be lost, restored older, or replaced; what needs a person is put on record with all the rest. Lists are compared;
 * a single shell is asked only when something is wrong with it.
 */
export async function reconcile(parts: ReconciliationParts, request: ReconciliationRequest | null = null, alive: () => void = () => undefined): Promise<ReconciliationReport> {
  const asked = request?.countyId ?? null;
  const counties = asked === null ? (await listCounties(parts.db)).map(({ id }) => id) : [asked];
  let total: ReconciliationReport = { compared: 0, restarted: [], found: 0, left: 0 };
  for (const countyId of counties) {
    const { compared, restarted, found, left } = await reconcileCounty(parts, { countyId, request, alive });
    total = { compared: total.compared + compared, restarted: [...total.restarted, ...restarted], found: total.found + found, left: total.left + left };
  }
  return total;
}

async function reconcileCounty(parts: ReconciliationParts, { countyId, request, alive }: CountyRun): Promise<ReconciliationReport> {
  const { db, logger } = parts;
  const startedAt = new Date().toISOString();
  // The database first: a case opened in between has a shell that is only newer than the list.
  const rows = await readRowsSeen(db, countyId, startedAt);
  const { cases, shellRuns, strangers } = await compare(parts, countyId, rows, alive);
  const irregularities = irregularitiesOf({
    ...rows,
    cases: [...cases.values()].map((one) => ({ ...one, shellRuns: shellRuns.has(one.workflowId) })),
    strangers,
    campaigns: rows.campaigns.map((one) => ({ ...one, shellRuns: shellRuns.has(one.workflowId) })),
    outboxes: rows.outboxes.filter(({ outbox }) => outbox !== 'mail' || parts.mailServer),
  });
  const items: ReconciliationItem[] = [];
  const restarted: string[] = [];
  await inLanes(irregularities, lanes, async (irregularity) => {
    alive();
    const seen = 'case' in irregularity ? cases.get(irregularity.case.id) : undefined;
    const { outcome, detail, restart = false } = await mend(parts, countyId, irregularity, seen);
    if (restart && seen !== undefined) restarted.push(seen.workflowId);
    items.push({ irregularity, about: aboutOf(irregularity, seen, rows), person: irregularity.code === 'mailsFailed' ? (rows.people[irregularity.personId] ?? null) : null, outcome, detail });
  });
  const compared = cases.size + rows.campaigns.length;
  const left = await saveReconciliation(db, { countyId, origin: request?.origin ?? 'schedule', by: request?.by ?? null, compared, items: inOrder(items, irregularities), startedAt });
  logger.info({ county: countyId, compared, found: items.length, left }, 'rows and shells were compared');
  return { compared, restarted, found: items.length, left };
}

/** Lanes end in any order; what is told keeps that of the rules. */
function inOrder(items: readonly ReconciliationItem[], irregularities: readonly Irregularity[]): readonly ReconciliationItem[] {
  return [...items].sort((a, b) => irregularities.indexOf(a.irregularity) - irregularities.indexOf(b.irregularity));
}

type Compared = { readonly cases: ReadonlyMap<string, CaseRow>; readonly shellRuns: ReadonlySet<string>; readonly strangers: readonly string[] };

async function compare({ db, client }: ReconciliationParts, countyId: string, { live, campaigns }: RowsSeen, alive: () => void): Promise<Compared> {
  const listed = new Set<string>();
  for await (const workflowId of openShellIds(client, countyId)) {
    listed.add(workflowId);
    alive();
  }
  const known = new Set(live.map(({ workflowId }) => workflowId));
  const unexpected = [...listed].filter((workflowId) => !known.has(workflowId));
  const found = await readCases(db, countyId, unexpected.map(idOf), new Date().toISOString());
  const shellRuns = new Set(listed);
  // The list is a moment late: what it leaves out, or holds too much, is asked one by one.
  const doubtful = [...live, ...campaigns].filter(({ workflowId }) => !listed.has(workflowId)).map(({ workflowId }) => workflowId);
  await inLanes([...doubtful, ...unexpected], lanes, async (workflowId) => {
    alive();
    if (await isRunning(client, workflowId)) shellRuns.add(workflowId);
    else shellRuns.delete(workflowId);
  });
  const foundIds = new Set(found.map(({ workflowId }) => workflowId));
  const strangers = unexpected.filter((workflowId) => shellRuns.has(workflowId) && !foundIds.has(workflowId));
  // One that was opened since the rows were read is live and has its shell.
  return { cases: new Map([...live, ...found].map((one) => [one.case.id, one])), shellRuns, strangers };
}

function idOf(workflowId: string): string {
  return workflowId.slice(workflowId.indexOf(':') + 1);
}

function aboutOf(irregularity: Irregularity, seen: CaseRow | undefined, { campaigns }: RowsSeen): About | null {
  if ('campaignId' in irregularity) return campaigns.find(({ campaignId }) => campaignId === irregularity.campaignId)?.about ?? null;
  return seen?.about ?? null;
}

type Mended = { readonly outcome: RepairOutcome; readonly detail: string | null; /** The shell was started anew. */ readonly restart?: boolean };

async function mend(parts: ReconciliationParts, countyId: string, irregularity: Irregularity, seen: CaseRow | undefined): Promise<Mended> {
  const repair = repairOf(irregularity);
  if (repair === null) return { outcome: 'none', detail: seen?.note ?? null };
  try {
    switch (repair) {
      case 'startShell':
        return await restartShell(parts, countyId, seen, 'missing');
      case 'wakeShell':
        return await wakeShell(parts, countyId, seen);
      case 'endShell':
        return await endShell(parts, seen);
      case 'wakeCampaign':
        if ('campaignId' in irregularity) await wakeCampaign(parts.client, irregularity.campaignId);
        return { outcome: 'done', detail: null };
      case 'wakeMail':
        await wakeMailDelivery(parts.client);
        // Whether mails leave now is the mail server's to say: somebody should look until they do.
        return { outcome: 'none', detail: null };
    }
  } catch (error) {
    parts.logger.warn({ irregular: irregularity.code, repair, err: error }, 'a repair failed');
    return { outcome: 'failed', detail: safeMessage(error) };
  }
}

async function restartShell({ client, counters, logger }: ReconciliationParts, countyId: string, seen: CaseRow | undefined, why: 'missing' | 'overslept'): Promise<Mended> {
  if (seen === undefined) return { outcome: 'failed', detail: null };
  await repairShell(client, seen.case, { countyId, unitId: seen.unitId, year: seen.about.year, rehearsal: seen.about.rehearsal });
  counters?.shellRestarted(why);
  logger.warn({ workflowId: seen.workflowId, why }, 'a shell was started anew');
  return { outcome: 'done', detail: null, restart: true };
}

/** A shell that missed a move of the clock, or lost its timer, does what is due when it is told the time; one that does not answer is started anew. */
async function wakeShell(parts: ReconciliationParts, countyId: string, seen: CaseRow | undefined): Promise<Mended> {
  if (seen === undefined) return { outcome: 'failed', detail: null };
  const answer = await advanceShell(parts.client, seen.workflowId, { clockOffsetMs: seen.clockOffsetMs }, shellDeadlineMs);
  if (answer.kind === 'unknown') return restartShell(parts, countyId, seen, 'overslept');
  const [now] = await readCases(parts.db, countyId, [seen.case.id], new Date().toISOString());
  if (now === undefined || now.over || now.overdueMs === null || now.suspended) return { outcome: 'done', detail: null };
  return { outcome: 'failed', detail: null };
}

/** A shell that hears that its case is over ends by itself, and its history stays whole; one that does not is terminated. */
async function endShell({ client, logger }: ReconciliationParts, seen: CaseRow | undefined): Promise<Mended> {
  if (seen === undefined) return { outcome: 'failed', detail: null };
  const { workflowId } = seen;
  await executeCommand(client, { workflowId, updateId: `reconcile:${randomUUID()}`, message: { command: { type: 'tick' }, from: null }, deadlineMs: shellDeadlineMs });
  await new Promise((done) => setTimeout(done, endingMs));
  if (await isRunning(client, workflowId)) await endWorkflow(client, workflowId, 'reconciliation: its case is over');
  logger.warn({ workflowId }, 'a shell whose case is over was ended');
  return { outcome: 'done', detail: null };
}
