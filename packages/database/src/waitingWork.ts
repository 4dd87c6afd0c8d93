import { waitingDeliveries } from './circular/deliveries.js';
import type { Database } from './database.js';
import { waitingNotices } from './outbox.js';
import { waitingNudges, waitingStarts } from './relay.js';

/** What a worker takes up beside Temporal's tasks: shells to start, shells to wake, mails to make. */
export type WorkQueue = 'starts' | 'nudges' | 'mails';

/**
 * The queues in which a row waits that nobody has claimed. One planned statement for all: a worker asks several times a second for as long as it
 * lives, and four questions cost it, not PostgreSQL, four times as much.
 */
export async function findWaitingWork(db: Database): Promise<readonly WorkQueue[]> {
  const { rows } = await db.pool.query<{ queue: WorkQueue }>({
    name: 'waiting-work',
    text: `SELECT 'starts' AS queue WHERE EXISTS (SELECT 1 FROM ${waitingStarts})
      UNION ALL SELECT 'nudges' WHERE EXISTS (SELECT 1 FROM ${waitingNudges})
      UNION ALL SELECT 'mails' WHERE EXISTS (SELECT 1 FROM ${waitingNotices}) OR EXISTS (SELECT 1 FROM ${waitingDeliveries})`,
  });
  return rows.map(({ queue }) => queue);
}
