// @ts-check
/**
 * `npm test`, `npm run test:long` and `npm run bench`: install, build, run. Extra arguments go to vitest, so
 * `npm test -- --project unit` or `npm test -- packages/domain` run a part. The last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAll } from '../apps/standalone/src/build.mjs';
import { ensureInstalled } from '../apps/standalone/src/install.mjs';
import { requireSupportedRuntime } from '../apps/standalone/src/runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const report = join(root, 'test-results/vitest.json');

/**
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<number>} the exit code; 1 when a signal ended it
 */
function node(args, env = {}) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' });
    // Ctrl-C reaches the child too, which stops its services; wait for it instead of leaving it behind.
    const wait = () => undefined;
    process.on('SIGINT', wait);
    const terminate = () => child.kill('SIGTERM');
    process.on('SIGTERM', terminate);
    child.on('error', fail);
    child.on('close', (code) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', terminate);
      done(code ?? 1);
    });
  });
}

/**
 * Counts what vitest wrote. A file that failed before its first test counts as one failure, and so does a skipped test: nothing is
 * skipped here on purpose, and a count that hides it would be no proof.
 *
 * @returns {Promise<{passed: number, failed: number}>}
 */
async function count() {
  const { testResults, numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(await readFile(report, 'utf8'));
  /** @type {{status: string, assertionResults: {status: string}[]}[]} */
  const files = testResults;
  const brokenFiles = files.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length;
  if (numPendingTests + numTodoTests > 0) console.log(`${numPendingTests + numTodoTests} tests were skipped; they count as failed.`);
  return { passed: numPassedTests, failed: numFailedTests + brokenFiles + numPendingTests + numTodoTests };
}

/** @param {string[]} args */
async function runTests(args) {
  const long = args.includes('--long');
  const rest = args.filter((arg) => arg !== '--long');
  await rm(report, { force: true });
  await mkdir(join(root, 'test-results'), { recursive: true });
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await node([...vitest, ...(long ? ['--project', 'long'] : []), ...rest], long ? { HENGJI_LONG_TESTS: '1' } : {});
  const { passed, failed } = await count().catch(() => ({ passed: 0, failed: 0 }));
  // Vitest can also end in error with every test green: an unhandled rejection, a service that did not start or stop.
  const total = failed === 0 && (code !== 0 || passed === 0) ? 1 : failed;
  console.log(`${passed} passed, ${total} failed`);
  process.exitCode = total === 0 ? 0 : 1;
}

try {
  const args = process.argv.slice(2);
  requireSupportedRuntime();
  await ensureInstalled();
  await buildAll();
  if (args[0] === '--bench') process.exitCode = await node(['--conditions=@hengji/source', '--import', 'tsx', 'test/bench/main.ts', ...args.slice(1)]);
  else await runTests(args);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
