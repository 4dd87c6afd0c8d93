#!/usr/bin/env node
/**
 * `npm run -s hengji -- ARGS`: the `hengji` command from a clone. It installs and builds what is missing, runs the command
 * on the stack of the data folder, or starts one for as long as the command takes. stdout is the command's alone.
 */
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { commandOptions, isProvided, needOf } from './src/command.mjs';
import { ensureBuilt } from './src/ensure-built.mjs';
import { StartFailure, Stopped, sentenceOf } from './src/failure.mjs';
import { currentHolder } from './src/file-lock.mjs';
import { homeAt, openHome } from './src/home.mjs';
import { ensureInstalled } from './src/install.mjs';
import { readStackEnvironment, refuseSwallowed } from './src/options.mjs';
import { holdsCounty, requireOneDatabase } from './src/postgres-roles.mjs';
import { watchPackageManager } from './src/package-manager.mjs';
import { environmentOn, readRunFile } from './src/run-file.mjs';
import { refuseUnsafePath, repositoryRoot, requireSupportedRuntime } from './src/runtime.mjs';
import { Stack, cliScript } from './src/stack.mjs';
import { createStepLog, seconds, survivePipes } from './src/step-log.mjs';

const sameCtrlCMs = 1000;

survivePipes();
const log = createStepLog();
const abort = new AbortController();
const args = process.argv.slice(2);

/** @type {Stack | undefined} */
let stack;
/** @type {() => void} */
let release = () => undefined;
/** @type {import('node:child_process').ChildProcess | undefined} */
let command;
let signalledAt = 0;
let failed = false;

for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error) => void giveUp(error));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => void onSignal(signal));
watchPackageManager(() => void onSignal('SIGTERM'));

try {
  requireSupportedRuntime();
  refuseUnsafePath('The clone', repositoryRoot, 'move it to a path without # and ?');
  await end(await run());
} catch (error) {
  await giveUp(error);
}

/** @param {number} code */
async function end(code) {
  await stack?.stop({ quiet: true });
  release();
  process.exit(code);
}

/**
 * Ends what was started for the command, and says why as the last word.
 *
 * @param {unknown} error
 */
async function giveUp(error) {
  if (failed) return;
  failed = true;
  command?.kill('SIGTERM');
  await stack?.stop({ quiet: true }).catch(() => undefined);
  release();
  if (signalledAt > 0 || error instanceof Stopped) process.exit(130);
  log.line(sentenceOf(error, `"hengji ${args[0] ?? ''}" could not be run`));
  process.exit(error instanceof StartFailure ? error.exitCode : 1);
}

/** @returns {Promise<number>} exit code of the command */
async function run() {
  refuseSwallowed({ names: commandOptions, script: 'hengji', example: 'npm run -s hengji -- play --year 2023 --json', argv: args, env: process.env });
  const need = needOf(args);
  const options = readStackEnvironment(process.env, repositoryRoot);
  await prepare();
  if (need === 'nothing') return runCommand(args, process.env);
  // What is not understood is refused before anything is started for it.
  const understood = await runCommand(['--only-read', ...args], process.env);
  if (understood !== 0) return understood;
  const running = await runningStack(options.home, { wait: need !== 'found' });
  if (running) {
    if (options.databaseUrl !== undefined && options.databaseUrl !== running.environment['DATABASE_URL']) {
      throw new StartFailure(`DATABASE_URL names another database than the Hengji that runs at ${running.url}: unset it, or set HENGJI_HOME to another folder.`);
    }
    return runCommand(args, environmentOn(process.env, running));
  }
  if (need === 'found') return runCommand(args, process.env);
  if (isProvided(need, process.env)) {
    const { databaseUrl, migrationDatabaseUrl } = options;
    if (databaseUrl !== undefined && migrationDatabaseUrl !== undefined) await requireOneDatabase(databaseUrl, migrationDatabaseUrl);
    if (args[0] === 'migrate') for (const warning of options.warnings) log.warn(warning);
    return runCommand(args, { ...process.env, MIGRATION_DATABASE_URL: migrationDatabaseUrl });
  }
  const opened = openHome(options.home, `"hengji ${args[0]}"`);
  if ('busy' in opened) throw new StartFailure(`The data folder ${opened.home.path} is in use by ${opened.busy}: try again when it is done.`);
  release = opened.release;
  stack = new Stack({ options, home: opened.home, log });
  log.line(`Hengji is not running with the data folder ${opened.home.path}; starting it for this command.`);
  const started = await stack.start(need === 'database' || need === 'bare' ? need : 'whole');
  const code = await runCommand(args, started.environment);
  // What was restored is no demo: the next start must not put one beside it.
  if (args[0] === 'restore' && (await holdsCounty(started.environment['MIGRATION_DATABASE_URL'] ?? ''))) writeFileSync(opened.home.seededFile, '', { mode: 0o600 });
  return code;
}

/** Packages and build, silent when there is nothing to do. */
async function prepare() {
  await ensureInstalled({ log: log.line });
  const begun = performance.now();
  let told = false;
  const slow = setTimeout(() => {
    told = true;
    log.line(existsSync(cliScript()) ? 'building what changed …' : 'building (the first time it takes a minute) …');
  }, 1500);
  try {
    await ensureBuilt({ progress: () => undefined, signal: abort.signal });
  } finally {
    clearTimeout(slow);
  }
  if (told) log.line(`✓ build (${seconds(performance.now() - begun)})`);
}

/**
 * The stack that runs on a data folder. One that is just starting, or that another command started for itself, is waited for, unless
 * trouble is what the caller looks for.
 *
 * @param {string} path of the data folder
 * @param {{wait: boolean}} how
 * @returns {Promise<import('./src/run-file.mjs').RunFile | undefined>}
 */
async function runningStack(path, { wait }) {
  const home = homeAt(path);
  let told = false;
  for (;;) {
    const holder = currentHolder(home.lockFile);
    if (!holder || abort.signal.aborted) return undefined;
    const running = readRunFile(home);
    if (running && running.pid === holder.owner.pid) return running;
    if (!wait) return undefined;
    if (!told) log.line(`waiting for ${holder.purpose} (process ${holder.owner.pid}) on the data folder ${path} …`);
    told = true;
    await new Promise((done) => setTimeout(done, 200));
  }
}

/**
 * @param {string[]} commandArgs
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<number>}
 */
function runCommand(commandArgs, environment) {
  if (abort.signal.aborted) throw new Stopped();
  if (!existsSync(cliScript())) throw new StartFailure(`${cliScript()} is missing after the build: run "npm run build" to see why.`);
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [cliScript(), ...commandArgs], { env: environment, stdio: 'inherit', cwd: process.env['INIT_CWD'] ?? process.cwd() });
    command = child;
    child.on('error', fail);
    child.on('close', (code, signal) => {
      command = undefined;
      done(signal ? 128 + constants.signals[signal] : (code ?? 1));
    });
  });
}

/** @param {NodeJS.Signals} signal */
async function onSignal(signal) {
  if (signalledAt > 0) {
    if (Date.now() - signalledAt < sameCtrlCMs) return;
    command?.kill('SIGKILL');
    await stack?.kill();
    release();
    process.exit(130);
  }
  signalledAt = Date.now();
  abort.abort();
  // The command ends first; what was started for it is stopped after that, by the end of this file.
  if (command) command.kill(signal);
  else {
    await stack?.stop({ quiet: true });
    release();
    process.exit(130);
  }
}
