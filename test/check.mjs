// @ts-check
/**
 * `npm run check`: everything that can be proven without a database or a server. Installs what it needs. Runs all sections even
 * when one fails, prints the output of those that failed, and ends non-zero.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from '../apps/standalone/src/install.mjs';
import { requireSupportedRuntime } from '../apps/standalone/src/runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * @typedef {object} Section
 * @property {string} name
 * @property {string[]} args what this Node runs, from the root
 */

/** The types of others are told by it. */
const first = { name: 'Database client', args: ['apps/standalone/src/build.mjs', 'prisma'] };

/** @type {Section[]} */
const sections = [
  { name: 'Types: packages and apps', args: ['node_modules/typescript7/bin/tsc', '-b', '--emitDeclarationOnly'] },
  { name: 'Types: tests', args: ['node_modules/typescript7/bin/tsc', '-p', 'test/tsconfig.json'] },
  { name: 'Types: web', args: ['node_modules/typescript7/bin/tsc', '-p', 'apps/web/tsconfig.json'] },
  { name: 'Types: scripts', args: ['node_modules/typescript7/bin/tsc', '-p', 'test/tsconfig.scripts.json'] },
  { name: 'Lint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--format', 'unix', '.'] },
  { name: 'Lint: rules are alive', args: ['test/lint/check.mjs'] },
  { name: 'Boundaries and cycles', args: ['test/boundaries/check.mjs'] },
  { name: 'Unused code and dependencies', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'Catalog', args: ['test/catalog/check.mjs'] },
  { name: 'Licences', args: ['test/licences/check.mjs'] },
  { name: 'Links in the documentation', args: ['test/docs/check.mjs'] },
];

/**
 * @param {Section} section
 * @returns {Promise<boolean>} whether it passed
 */
function run({ name, args }) {
  const started = performance.now();
  return new Promise((done) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    /** @param {boolean} passed */
    const end = (passed) => {
      console.log(`${passed ? 'ok  ' : 'FAIL'}  ${name} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
      if (!passed) console.log(`${Buffer.concat(output).toString().trim().replaceAll(/^/gm, '      ')}\n`);
      done(passed);
    };
    child.on('error', (error) => {
      output.push(Buffer.from(error.message));
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}

try {
  requireSupportedRuntime();
  await ensureInstalled();
  const results = [await run(first)];
  // Two at a time: the sections are independent, and small machines have two cores.
  const waiting = [...sections];
  const lane = async () => {
    for (let section = waiting.shift(); section; section = waiting.shift()) results.push(await run(section));
  };
  await Promise.all([lane(), lane()]);
  const failed = results.filter((passed) => !passed).length;
  console.log(failed === 0 ? `check: all ${results.length} sections passed` : `check: ${failed} of ${results.length} sections failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
