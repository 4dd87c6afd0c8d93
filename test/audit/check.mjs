// @ts-check
/**
 * `npm run audit`: asks the package registry for known vulnerabilities of what is delivered. Fails for grave ones. Where nobody answers, or
 * the registry offers no audit, it says so and does not fail: what nobody looked at is not found safe.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, pnpmVersion } from '../../apps/standalone/src/install.mjs';
import { reportOf } from './report.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const timeoutMs = 60_000;

await ensureInstalled();
const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
const child = spawn(npx, ['--yes', `pnpm@${pnpmVersion}`, 'audit', '--prod', '--json'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
let [answer, said] = ['', ''];
child.stdout.on('data', (chunk) => (answer += chunk));
child.stderr.on('data', (chunk) => (said += chunk));
await new Promise((done) => child.on('error', done).on('close', done));

const report = reportOf(answer);
if (report === null) {
  const why = /ERR_\w+/.exec(said)?.[0];
  console.log(`audit: not done, the registry gave no answer${why === undefined ? '' : ` (${why})`}. Known vulnerabilities were not looked for.`);
} else {
  for (const line of report.lines) console.log(line);
  console.log(`audit: ${report.lines.length} known vulnerabilities${report.failed ? ', grave ones among them' : ''}.`);
  process.exitCode = report.failed ? 1 : 0;
}
