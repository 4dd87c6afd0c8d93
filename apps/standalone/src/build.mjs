// @ts-check
/**
 * Builds what the apps run from: the Prisma client, the packages without their types, one file of each program, the workflow bundle, the web app.
 * Plain Node, because it also runs right after a first install. Run alone: `node apps/standalone/src/build.mjs [step …]`.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const generated = 'packages/database/src/generated';
const packageSources = readdirSync(join(root, 'packages')).sort().map((name) => `packages/${name}/src`);

/**
 * @typedef {'prisma' | 'compile' | 'programs' | 'bundle' | 'web'} StepName
 * @typedef {object} Step
 * @property {string} label what is told to the person who waits
 * @property {StepName[]} needs steps whose output it reads
 * @property {string} cwd folder the command runs in, from the root
 * @property {string} script the JavaScript file that is run with this Node, from the root
 * @property {string[]} args
 * @property {NodeJS.ProcessEnv} [env]
 * @property {string[]} inputs files and folders; the step is skipped when none of their bytes changed
 * @property {string} output a file that must be there for a step to be skipped
 * @property {string} stamp where the hash of the inputs is kept
 */

/** @type {Record<StepName, Step>} */
const steps = {
  prisma: {
    label: 'Database client',
    needs: [],
    cwd: 'packages/database',
    script: 'packages/database/node_modules/prisma/build/index.js',
    args: ['generate', '--schema', join(root, 'prisma/schema.prisma')],
    // Generating needs no engine, yet Prisma downloads one unless told where it is. Any executable satisfies the check.
    env: { CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1', PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    inputs: ['prisma/schema.prisma', 'packages/database/package.json', 'pnpm-workspace.yaml'],
    output: `${generated}/client.ts`,
    stamp: `${generated}/.inputs-sha256`,
  },
  compile: {
    label: 'Packages',
    needs: ['prisma'],
    cwd: '.',
    script: 'apps/standalone/compile.mjs',
    args: [],
    inputs: [...packageSources, 'workflows/src', 'apps/standalone/compile.mjs', 'tsconfig.base.json', 'pnpm-lock.yaml'],
    output: 'workflows/dist/build-bundle.js',
    stamp: 'workflows/dist/.compiled-inputs-sha256',
  },
  programs: {
    label: 'Programs',
    needs: ['compile'],
    cwd: '.',
    script: 'apps/standalone/programs.mjs',
    args: [],
    inputs: ['apps/api/src', 'apps/cli/src', 'apps/portal/src', 'apps/worker/src', ...packageSources, 'workflows/src', 'apps/standalone/programs.mjs', 'apps/standalone/program-start.mjs', 'pnpm-lock.yaml'],
    // The stamp lies beside the programs of the apps; this one lies elsewhere.
    output: 'packages/documents/dist/reader.js',
    stamp: 'apps/api/dist/.programs-inputs-sha256',
  },
  bundle: {
    label: 'Workflow bundle',
    needs: ['compile'],
    cwd: 'workflows',
    script: 'workflows/dist/build-bundle.js',
    args: [],
    inputs: ['workflows/src', 'packages/domain/src', 'pnpm-lock.yaml'],
    output: 'workflows/dist/bundle.js',
    stamp: 'workflows/dist/.bundle-inputs-sha256',
  },
  web: {
    label: 'Web app',
    // Vite reads the packages' source.
    needs: [],
    cwd: 'apps/web',
    script: 'apps/web/node_modules/vite/bin/vite.js',
    args: ['build'],
    inputs: ['apps/web/src', 'apps/web/index.html', 'apps/web/vite.config.ts', 'apps/web/public', 'packages/contracts/src', 'packages/domain/src', 'pnpm-lock.yaml'],
    output: 'apps/web/dist/index.html',
    stamp: 'apps/web/dist/.inputs-sha256',
  },
};

const stepNames = Object.keys(steps).filter(isStepName);

/**
 * Runs the build steps that have something to do, side by side where none needs the other.
 *
 * @param {object} [options]
 * @param {readonly StepName[]} [options.only] steps to run, without those that they need; all when absent
 * @param {(line: string) => void} [options.log] one line per step that did something, with its time; stderr when absent
 * @returns {Promise<void>}
 * @throws {Error} with the tool's own output when a step fails
 */
export async function buildAll({ only = stepNames, log = (line) => process.stderr.write(`${line}\n`) } = {}) {
  /** @type {Map<StepName, Promise<void>>} */
  const begun = new Map();
  /**
   * @param {StepName} name
   * @returns {Promise<void>}
   */
  const done = (name) => {
    const running = begun.get(name) ?? Promise.all(steps[name].needs.filter((needed) => only.includes(needed)).map(done)).then(() => runStep(steps[name], log));
    begun.set(name, running);
    return running;
  };
  const results = await Promise.allSettled(only.map(done));
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/**
 * @param {Step} step
 * @param {(line: string) => void} log
 */
async function runStep(step, log) {
  const hash = await hashOf(step.inputs);
  if (existsSync(join(root, step.output)) && (await readOrEmpty(step.stamp)) === hash) return;
  const started = performance.now();
  await run(step);
  await mkdir(dirname(join(root, step.stamp)), { recursive: true });
  await writeFile(join(root, step.stamp), hash);
  log(`${step.label}: built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/**
 * @param {Step} step
 * @returns {Promise<void>}
 */
function run(step) {
  const script = join(root, step.script);
  if (!existsSync(script)) throw new Error(`${step.label}: ${step.script} is missing; run "npm run build" without step names`);
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...step.args], {
      cwd: join(root, step.cwd),
      env: { ...process.env, ...step.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    /** @type {Buffer[]} */
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('error', fail);
    child.on('close', (code, signal) => {
      if (code === 0) done();
      else fail(new Error(`${step.label} failed (${signal ?? `exit ${code}`})\n${Buffer.concat(output).toString().trim()}`));
    });
  });
}

/**
 * @param {string[]} paths
 * @returns {Promise<string>} SHA-256 over names and contents
 */
async function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesUnder(path)) {
      hash.update(file).update('\0').update(await readFile(join(root, file))).update('\0');
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {Promise<string[]>} the files at or under a path, sorted; none when it does not exist
 */
async function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  const entries = await readdir(full, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (!entries) return [path];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(path, join(entry.parentPath, entry.name).slice(full.length)))
    .sort();
}

/** @param {string} path */
async function readOrEmpty(path) {
  return readFile(join(root, path), 'utf8').catch(() => '');
}

/**
 * @param {string} name
 * @returns {name is StepName}
 */
function isStepName(name) {
  return Object.hasOwn(steps, name);
}

if (process.argv[1] && import.meta.url === pathToFileURL(resolve(process.argv[1])).href) {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !isStepName(name));
  try {
    if (unknown) throw new Error(`No build step is called ${unknown}; there are ${stepNames.join(', ')}`);
    const { ensureInstalled } = await import('./install.mjs');
    await ensureInstalled();
    await buildAll(names.length > 0 ? { only: names.filter(isStepName) } : {});
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}
