#!/usr/bin/env node
/**
 * `npm start`: everything on this machine. Options and environment: `npm start -- --help`. All is said on stderr; stdout
 * gets the one line `Hengji ready: http://…`.
 */
import { StartFailure, Stopped } from './src/failure.mjs';
import { peopleTable, readDemoPeople } from './src/demo-people.mjs';
import { emptyHome, openHome } from './src/home.mjs';
import { stopLeftovers } from './src/leftovers.mjs';
import { parseStartOptions, startHelp } from './src/options.mjs';
import { postgresData, removeOutsideData } from './src/postgres.mjs';
import { readRunFile, writeRunFile } from './src/run-file.mjs';
import { refuseUnsafePath, repositoryRoot, requireSupportedRuntime } from './src/runtime.mjs';
import { stopOnSignals } from './src/signals.mjs';
import { Stack } from './src/stack.mjs';
import { createStepLog, seconds, survivePipes } from './src/step-log.mjs';

const started = performance.now();
survivePipes();
const log = createStepLog();

/** @type {Stack | undefined} */
let stack;
/** @type {() => void} */
let release = () => undefined;

try {
  requireSupportedRuntime();
  const options = parseStartOptions(process.argv.slice(2), process.env, repositoryRoot);
  if (options.help) process.stderr.write(`${startHelp}\n`);
  else await start(options);
} catch (error) {
  await giveUp(error);
}

/** @param {import('./src/options.mjs').StartOptions} options */
async function start(options) {
  refuseUnsafePath('The clone', repositoryRoot, 'move it to a path without # and ?');
  const opened = openHome(options.home, 'npm start');
  if ('busy' in opened) {
    const running = readRunFile(opened.home);
    throw new StartFailure(
      running && running.url !== ''
        ? `Hengji is already running at ${running.url} with the data folder ${opened.home.path}: open that address, or set HENGJI_HOME to another folder for a second one.`
        : `The data folder ${opened.home.path} is in use by ${opened.busy}: wait for it or stop it, or set HENGJI_HOME to another folder.`,
    );
  }
  const { home } = opened;
  release = opened.release;
  if (options.reset) {
    await stopLeftovers(home, postgresData(home));
    removeOutsideData(home);
    emptyHome(home);
    log.line(`✓ deleted the data in ${home.path}`);
  }
  const parts = new Stack({ options, home, log });
  stack = parts;
  let ready = false;
  stopOnSignals({ stack: parts, log, release, exitCode: () => (ready ? 0 : 130) });
  const running = await parts.start('whole');
  writeRunFile(home, running);
  ready = true;
  const people = readDemoPeople(home.peopleFile);
  if (options.databaseUrl === undefined && people.length > 0) {
    log.line('');
    const shown = people.filter((person) => person.first);
    log.line('Demo people to begin with:');
    for (const line of peopleTable(shown)) log.line(line);
    log.line(`${people.length - shown.length} more people with their passwords: ${home.peopleFile}`);
    log.line('');
  }
  log.line(`Portal: ${running.portalUrl}  Data and logs: ${home.path}  Started in ${seconds(performance.now() - started)}. Ctrl-C stops everything.`);
  process.stdout.write(`Hengji ready: ${running.url}\n`);
}

/** @param {unknown} error */
async function giveUp(error) {
  // Told to stop in the middle of a step, that step fails; the one who stops also exits.
  if (stack?.stopping || error instanceof Stopped) return;
  log.line(error instanceof StartFailure ? error.message : `Hengji could not start: ${error instanceof Error ? error.stack : String(error)}`);
  await stack?.stop({ quiet: true });
  release();
  process.exit(error instanceof StartFailure ? error.exitCode : 1);
}
