import type { LocalActivityOptions } from '@temporalio/common';

/**
 * `commit` and `load` are local activities: half the latency and three events fewer than ordinary ones. They are retried without end,
 * because a database outage is no answer; what can never succeed comes as a non-retryable failure. Pauses beyond the threshold
 * become timers, so that a long outage does not keep a workflow task open.
 */
export const commitOptions = {
  startToCloseTimeout: 5_000,
  localRetryThreshold: 5_000,
  retry: { initialInterval: 200, backoffCoefficient: 2, maximumInterval: 20_000 },
} satisfies LocalActivityOptions;
