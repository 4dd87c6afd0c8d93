import { condition, defineUpdate, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { bareActivities } from './bareActivities.js';

const ordinary = proxyActivities<typeof bareActivities>({ startToCloseTimeout: 10_000 });
const local = proxyLocalActivities<typeof bareActivities>({ startToCloseTimeout: 10_000 });

/** The least that a durable decision can be: an Update that runs one empty activity. Nothing of ours. */
export async function bareWorkflow(): Promise<void> {
  setHandler(defineUpdate('ordinary'), () => ordinary.nothing());
  setHandler(defineUpdate('local'), () => local.nothing());
  await condition(() => false);
}

/** The least that a start can be: one empty activity, and the end. */
export async function bareOnce(): Promise<void> {
  await ordinary.nothing();
}
