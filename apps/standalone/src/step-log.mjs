import { performance } from 'node:perf_hooks';
import { Stopped } from './failure.mjs';

/** How long a step may be silent before it says that it is still at it. */
const progressEveryMs = 4000;

/**
 * @typedef {(text: string) => void} Progress tells what a step is doing; shown only if it takes long
 * @typedef {object} StepLog
 * @property {(text: string) => void} line
 * @property {(text: string) => void} warn
 * @property {<T>(title: string, work: (progress: Progress) => Promise<T>, tell?: (result: T) => string) => Promise<T>} step
 *   runs `work` and prints one line with its time when it is done
 */

/**
 * Everything said while starting goes to stderr, so that stdout stays for programs.
 *
 * @param {{write: (text: string) => unknown}} [stream]
 * @returns {StepLog}
 */
export function createStepLog(stream = process.stderr) {
  /** @param {string} text */
  const line = (text) => {
    stream.write(`${text}\n`);
  };
  return {
    line,
    warn: (text) => line(`! ${text}`),
    async step(title, work, tell) {
      const started = performance.now();
      let doing = '';
      let saidAt = started;
      const timer = setInterval(() => {
        const now = performance.now();
        if (now - saidAt < progressEveryMs) return;
        saidAt = now;
        line(`  … ${title}${doing === '' ? '' : `: ${doing}`} (${seconds(now - started)})`);
      }, 500);
      try {
        const result = await work((text) => {
          doing = text;
        });
        const said = tell?.(result) ?? '';
        line(`✓ ${title}${said === '' ? '' : `: ${said}`} (${seconds(performance.now() - started)})`);
        return result;
      } catch (error) {
        if (!(error instanceof Stopped)) line(`✗ ${title} (${seconds(performance.now() - started)})`);
        throw error;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

/**
 * @param {number} durationMs
 * @returns {string} like `1.3 s`
 */
export function seconds(durationMs) {
  return `${(durationMs / 1000).toFixed(1)} s`;
}

/** A closed terminal or pipe must not take the launcher down before it has stopped its children. */
export function survivePipes() {
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}
