import type { Logger } from 'pino';

export type LoopOptions = {
  readonly name: string;
  /** Longest pause after a round that found nothing, in ms. */
  readonly idleMs: number;
  /** One round of work; answers how many things it found. More than none: the next round follows at once. */
  readonly round: () => Promise<number>;
  readonly logger: Logger;
  /** Told the loop's name at each failed round. */
  readonly onFailure?: (name: string) => void;
};

export type Loop = {
  /** Ends the pause after a round that found nothing. A loop that fails keeps its pause. */
  wake(): void;
  /** Lets the round that is under way end, and no other begin. */
  stop(): Promise<void>;
};

const firstPauseMs = 500;
const longestPauseMs = 30_000;

/**
 * Repeats a round of work for as long as the process lives. An outage is waited out in growing pauses and told once, and once more
 * when it is over.
 */
export function startLoop({ name, idleMs, round, logger, onFailure }: LoopOptions): Loop {
  const stopping = new AbortController();
  let failures = 0;
  let waking = new AbortController();

  /** Waits before the next round, in ms. */
  async function next(): Promise<number> {
    try {
      const found = await round();
      if (failures > 0) logger.info({ loop: name, failures }, 'works again');
      failures = 0;
      return found > 0 ? 0 : idleMs;
    } catch (error) {
      failures += 1;
      onFailure?.(name);
      if (failures === 1) logger.warn({ loop: name, err: error }, 'does not work; trying on');
      return Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs);
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      // Made before the round: what comes to wait while it runs, behind its back, brings the next about.
      waking = new AbortController();
      const ms = await next();
      await pause(ms, ...(failures > 0 ? [stopping.signal] : [stopping.signal, waking.signal]));
    }
  }

  const running = run();
  return {
    wake: () => waking.abort(),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Waits, but not longer than until the first of the signals. */
export async function pause(ms: number, ...signals: readonly AbortSignal[]): Promise<void> {
  if (signals.some((signal) => signal.aborted)) return;
  await new Promise<void>((done) => {
    const end = () => {
      clearTimeout(timer);
      for (const signal of signals) signal.removeEventListener('abort', end);
      done();
    };
    const timer = setTimeout(end, ms);
    for (const signal of signals) signal.addEventListener('abort', end);
  });
}

/**
 * Runs work for each item, at most `lanes` at a time. One that fails keeps no other from its turn; the first failure is thrown when all
 * had theirs.
 */
export async function inLanes<Item>(items: readonly Item[], lanes: number, work: (item: Item) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const failures: Error[] = [];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
      try {
        await work(item);
      } catch (error) {
        failures.push(error instanceof Error ? error : new Error(`failed with ${typeof error}`));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, items.length) }, lane));
  const [first] = failures;
  if (first !== undefined) throw first;
}
