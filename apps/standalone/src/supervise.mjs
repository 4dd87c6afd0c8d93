import { describeExit } from './children.mjs';
import { Stopped, messageOf } from './failure.mjs';

/**
 * @typedef {object} Service
 * @property {string} title
 * @property {boolean} wanted false while it is stopped on purpose
 * @property {{exited: Promise<import('./children.mjs').Exit>} | null} child
 * @property {() => Promise<void>} start
 */

const firstDelayMs = 1000;
const longestDelayMs = 30_000;
/** Who has run this long without a fall begins again with the short delay. */
const healthyAfterMs = 60_000;

/**
 * @param {number} falls how many in a row came before
 * @returns {number} ms to wait before the next start
 */
export function backOffMs(falls) {
  return Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(falls, 10));
}

/**
 * Starts a service again whenever it falls, later and later, until the stack stops.
 *
 * @param {Service} service one that runs
 * @param {import('./step-log.mjs').StepLog} log
 * @param {() => boolean} isStopping
 * @param {(delayMs: number) => Promise<void>} [sleep]
 */
export async function keepRunning(service, log, isStopping, sleep = pause) {
  let falls = 0;
  for (;;) {
    const since = Date.now();
    const exit = await service.child?.exited;
    if (isStopping() || !service.wanted || !exit) return;
    if (Date.now() - since > healthyAfterMs) falls = 0;
    let delayMs = backOffMs(falls);
    log.warn(`${service.title} stopped by itself (${describeExit(exit)}); it is started again in ${delayMs / 1000} s`);
    for (;;) {
      await sleep(delayMs);
      if (isStopping() || !service.wanted) return;
      falls += 1;
      try {
        await service.start();
        log.line(`✓ ${service.title}: running again`);
        break;
      } catch (error) {
        if (isStopping() || error instanceof Stopped) return;
        delayMs = backOffMs(falls);
        log.warn(`${messageOf(error)} The next try is in ${delayMs / 1000} s.`);
      }
    }
  }
}

/**
 * @param {number} delayMs
 * @returns {Promise<void>}
 */
function pause(delayMs) {
  return new Promise((done) => {
    setTimeout(done, delayMs).unref();
  });
}
