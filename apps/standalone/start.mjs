#!/usr/bin/env node
/**
 * `npm start`: everything on this machine. Options and environment: `npm start -- --help`. All is said on stderr; stdout
 * gets the one line `Hengji ready: http://…`, and the demo people with their passwords.
 */
import { StartFailure, Stopped, sentenceOf } from './src/failure.mjs';
import { peopleTable, readDemoPeople } from './src/demo-people.mjs';
import { closeToOthers, emptyHome, openHome } from './src/home.mjs';
import { stopLeftovers } from './src/leftovers.mjs';
import { parseStartOptions, startHelp } from './src/options.mjs';
import { holdsCounty } from './src/postgres-roles.mjs';
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
let failed = false;
// What fails outside of a step, such as writing down that a child has ended, must not leave the children behind.
for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, (error) => void giveUp(error));

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
  for (const file of closeToOthers(home)) log.warn(`${file} could be read by other users of this machine and is closed now: change the passwords in it if one of them may have looked.`);
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
  if (options.migrationDatabaseUrl !== undefined && !(await holdsCounty(options.migrationDatabaseUrl))) {
    log.line('Nobody can sign in yet: "npm run -s hengji -- admin create --county 衡川县 --name 张三 --username zhangsan" founds the county and makes its first administrator.');
  }
  log.line(`Portal: ${running.portalUrl}  Data and logs: ${home.path}  Started in ${seconds(performance.now() - started)}. Ctrl-C stops everything.`);
  const people = options.databaseUrl === undefined ? readDemoPeople(home.peopleFile) : [];
  // In one piece: who reads as far as the first line may stop reading there.
  process.stdout.write(`Hengji ready: ${running.url}\n${toldOf(people, home.peopleFile)}`);
}

/**
 * @param {import('./src/demo-people.mjs').DemoPerson[]} people
 * @param {string} file that holds them all
 * @returns {string} lines about those to begin with; none where the data are not the demo
 */
function toldOf(people, file) {
  if (people.length === 0) return '';
  const shown = people.filter((person) => person.first);
  return `${['', 'Demo people to begin with:', ...peopleTable(shown), `${people.length - shown.length} more people with their passwords: ${file}`].join('\n')}\n`;
}

/**
 * Ends what was started, and says why as the last word: steps that were still running have said theirs by then.
 *
 * @param {unknown} error
 */
async function giveUp(error) {
  // Told to stop in the middle of a step, that step fails; the one who stops also exits.
  if (failed || stack?.stopping || error instanceof Stopped) return;
  failed = true;
  await stack?.stop({ quiet: true }).catch(() => undefined);
  release();
  log.line(sentenceOf(error, 'Hengji could not start'));
  process.exit(error instanceof StartFailure ? error.exitCode : 1);
}
