import { watchPackageManager } from './package-manager.mjs';

/** npm passes on the Ctrl-C that the terminal has already sent us: within this time it is the same one. */
const sameCtrlCMs = 1000;

/**
 * The first signal stops the stack in order, a second one at once. That npm has ended counts as a first one.
 *
 * @param {object} options
 * @param {import('./stack.mjs').Stack} options.stack
 * @param {import('./step-log.mjs').StepLog} options.log
 * @param {() => void} options.release gives the data folder back
 * @param {boolean} [options.quiet]
 * @param {() => number} [options.exitCode] after an orderly stop
 */
export function stopOnSignals({ stack, log, release, quiet = false, exitCode = () => 0 }) {
  let firstAt = 0;
  let forced = false;
  /** @param {string} reason */
  const begin = (reason) => {
    if (firstAt > 0) return;
    firstAt = Date.now();
    if (!quiet) log.line(`Stopping (${reason}); a second Ctrl-C stops at once.`);
    void stack.stop({ quiet }).then(() => {
      release();
      process.exit(exitCode());
    });
  };
  /** @param {NodeJS.Signals} signal */
  const onSignal = (signal) => {
    if (firstAt === 0) {
      begin(signal);
      return;
    }
    if (forced || Date.now() - firstAt < sameCtrlCMs) return;
    forced = true;
    log.line('Stopping at once.');
    void stack.kill().then(() => {
      release();
      process.exit(130);
    });
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, onSignal);
  watchPackageManager(() => begin('npm has ended'));
}
