/**
 * Run before the programs that package.json starts with `exec`, which Windows' cmd does not know: whoever cannot run Hengji is told
 * so in one sentence by this one, and by no shell.
 */
import { messageOf } from './failure.mjs';
import { requireSupportedRuntime } from './runtime.mjs';

try {
  requireSupportedRuntime();
} catch (error) {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exitCode = 1;
}
