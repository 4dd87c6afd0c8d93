import type { Instant } from '@hengji/domain';
import type { Client } from '@temporalio/client';
import { advanceShell } from './commands.js';

/** One move of a rehearsal's clock, as the database made it. */
export type CampaignStep = {
  readonly clockOffsetMs: number;
  /** Process time after the move. */
  readonly processInstant: Instant;
  /** Shells of all live cases of the campaign, findings too. */
  readonly workflowIds: readonly string[];
  /** By shell, the order by which the relay tells it later, should it not be reached now. */
  readonly orders: Readonly<Record<string, string>>;
};

/** The database's part in advancing a rehearsal. */
export type CampaignClock = {
  /**
   * Locks the campaign, finds the earliest next instant of its live cases, sets the offset so that it has come (never back, never
   * beyond `until`), and answers the move. Null when nothing lies ahead, or nothing before `until` and the clock stands at `until`.
   */
  advanceClock(campaignId: string, until: Instant | null): Promise<CampaignStep | null>;
  /** Strikes the orders of shells that have heard of the move, and leaves the others to the relay at once. */
  settleClockOrders(orders: { readonly told: readonly string[]; readonly left: readonly string[] }): Promise<void>;
};

export type CampaignAdvance = {
  readonly steps: number;
  readonly ticked: number;
  /** Process time now; null when nothing lay ahead. */
  readonly processInstant: Instant | null;
  readonly clockOffsetMs: number | null;
  /** Shells that did not answer, or that `patienceMs` did not suffice for; the relay tells them, and they read the new clock when they start. */
  readonly unreached: readonly string[];
};

export type AdvanceOptions = {
  readonly until?: Instant | null;
  /** As long as it takes when absent. */
  readonly patienceMs?: number;
  /** How many shells of a step have answered, or did not in their time. */
  readonly onAnswer?: (answered: number, of: number) => void;
};

const concurrency = 10;
const shellDeadlineMs = 15_000;

/**
 * Moves a rehearsal to its next date: one step, or with `until` all steps up to that instant of process time. Each shell hears the
 * new clock and does what is due before this returns, unless telling all of them takes longer than `patienceMs`: a thousand shells take
 * minutes, and nobody waits that long for a page. The relay goes on then.
 */
export async function advanceCampaign(
  client: Client,
  clock: CampaignClock,
  campaignId: string,
  { until = null, patienceMs = Infinity, onAnswer }: AdvanceOptions = {},
): Promise<CampaignAdvance> {
  const giveUpAt = Date.now() + patienceMs;
  let steps = 0;
  let ticked = 0;
  let last: CampaignStep | null = null;
  const unreached = new Set<string>();
  do {
    const step = await clock.advanceClock(campaignId, until);
    if (step === null) break;
    last = step;
    steps += 1;
    ticked += await tellAll(client, step, unreached, { giveUpAt, onAnswer });
    const ordersOf = (ids: readonly string[]) => ids.flatMap((id) => step.orders[id] ?? []);
    await clock.settleClockOrders({ told: ordersOf(step.workflowIds.filter((id) => !unreached.has(id))), left: ordersOf([...unreached]) });
  } while (until !== null && last.processInstant < until && Date.now() < giveUpAt);
  return { steps, ticked, processInstant: last?.processInstant ?? null, clockOffsetMs: last?.clockOffsetMs ?? null, unreached: [...unreached] };
}

async function tellAll(client: Client, { clockOffsetMs, workflowIds }: CampaignStep, unreached: Set<string>, { giveUpAt, onAnswer }: { readonly giveUpAt: number; readonly onAnswer: AdvanceOptions['onAnswer'] }): Promise<number> {
  const waiting = [...workflowIds];
  let answered = 0;
  let ticked = 0;
  const lane = async () => {
    while (Date.now() < giveUpAt) {
      const workflowId = waiting.shift();
      if (workflowId === undefined) return;
      const answer = await advanceShell(client, workflowId, { clockOffsetMs }, shellDeadlineMs);
      if (answer.kind === 'advanced') {
        ticked += answer.ticked;
        unreached.delete(workflowId);
      } else unreached.add(workflowId);
      answered += 1;
      onAnswer?.(answered, workflowIds.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, workflowIds.length) }, lane));
  for (const workflowId of waiting) unreached.add(workflowId);
  return ticked;
}
