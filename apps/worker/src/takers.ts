import { findWaitingWork, type Database, type WorkQueue } from '@hengji/database';
import { startLoop, type LoopOptions } from './loop.js';

/** ms. How often is looked for what other processes left to do; after a decision of this one, as soon as it is answered. A look costs an idle process most of what it computes. */
const lookMs = 400;
/** ms. A look right after a commit would take its turn before the answer that somebody waits for. */
const answeredMs = 40;
/** ms. The takers are woken by the look; mails of overdue cases have a time of their own. */
const restMs = 5_000;
/** ms. What is told to a person in so short a time shares one mail. */
const gatherMs = 300;

export type TakersOptions = Pick<LoopOptions, 'logger' | 'onFailure'> & {
  readonly db: Database;
  /** By queue, one round of taking what waits there; answers how much it took. */
  readonly rounds: Readonly<Record<WorkQueue, () => Promise<number>>>;
};

export type Takers = {
  /** Brings the look about: a decision of this process may have left something to do. */
  decided(): void;
  /** Lets the rounds that are under way end. */
  stop(): Promise<void>;
};

/** A loop for each queue, and one look that wakes them. */
export function startTakers({ db, rounds, ...kept }: TakersOptions): Takers {
  const start = (name: WorkQueue) => startLoop({ ...kept, name, idleMs: restMs, round: rounds[name] });
  const takers = { starts: start('starts'), nudges: start('nudges'), mails: start('mails') };
  const round = async () => {
    for (const queue of await findWaitingWork(db)) setTimeout(() => takers[queue].wake(), queue === 'mails' ? gatherMs : 0);
    return 0;
  };
  const look = startLoop({ ...kept, name: 'look', idleMs: lookMs, round });
  return {
    decided: () => void setTimeout(() => look.wake(), answeredMs),
    stop: async () => void (await Promise.all([look, ...Object.values(takers)].map((loop) => loop.stop()))),
  };
}
