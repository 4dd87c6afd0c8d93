import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { peopleTable, readDemoPeople } from '../../apps/standalone/src/demo-people.mjs';
import { currentHolder, tryLock } from '../../apps/standalone/src/file-lock.mjs';
import { homeAt, openHome, secretsOf, writePrivately, type Home } from '../../apps/standalone/src/home.mjs';
import { defaultPorts } from '../../apps/standalone/src/ports.mjs';
import { findByEnvironment } from '../../apps/standalone/src/process-identity.mjs';
import { testPassword, writeDemoPeople } from '../support/demoPeople.js';
import { eventually } from '../support/eventually.js';
import { homeEnvironment, launch, type Launched } from '../support/launcher.js';
import { Person } from '../support/person.js';
import { freePort } from '../support/ports.js';
import { repositoryRoot, runScript } from '../support/program.js';
import { holderOf } from '../support/rehearsal.js';

/** What `npm start` and `npm run hengji` do as processes: who stops whom, and who gets which port. */

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengji-launcher-'));
  // As root PostgreSQL runs as another user; where he cannot enter, its data would be put elsewhere and outlive this test.
  await chmod(folder, 0o711);
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Every process of a data folder carries its name, npm too; PostgreSQL has its file. */
function nothingIsLeftOn(home: string): Promise<boolean> {
  return eventually(`the end of all processes on ${home}`, () => {
    const left = [...findByEnvironment('HENGJI_HOME', home), ...findByEnvironment('HENGJI_STACK', home)];
    return Promise.resolve(left.length === 0 && !existsSync(join(home, 'postgres', 'data', 'postmaster.pid')));
  });
}

function exitOf(child: ChildProcess): Promise<unknown> {
  return child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : once(child, 'exit');
}

describe.runIf(process.platform === 'linux')('npm is told to stop, and nobody else is', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('%s of npm alone leaves no child', async (signal) => {
    const home = join(folder, 'home');
    await mkdir(home);
    // Somebody else has the data folder, so that the command waits.
    const { held } = tryLock(homeAt(home).lockFile, 'a test');
    const npm = spawn('npm', ['run', '-s', 'hengji', '--', 'verify'], { cwd: repositoryRoot, env: homeEnvironment(home), stdio: ['ignore', 'ignore', 'pipe'] });
    await once(npm.stderr, 'data');
    npm.kill(signal);
    await exitOf(npm);
    expect(await nothingIsLeftOn(home)).toBe(true);
    held?.release();
  });
});

test.each(['甲#1', '甲?1'])('a data folder %s is refused in one sentence, and nothing is made', async (name) => {
  const { code, stdout, stderr } = await runScript(join(repositoryRoot, 'apps/standalone/start.mjs'), [], homeEnvironment(join(folder, name)));
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^The data folder [^\n]+: set HENGJI_HOME to a path without # and \?\.\n$/);
  expect(await readdir(folder)).toEqual([]);
});

/** A data folder as it may be left over, with people nobody knows any more. */
function leaveOldData(path: string): Home {
  const opened = openHome(path, 'a test');
  if ('busy' in opened) throw new Error(opened.busy);
  const { home } = opened;
  secretsOf(home);
  writePrivately(home.peopleFile, JSON.stringify([{ username: 'forgotten', name: '旧人', duty: 'clerk', unit: '旧局', password: 'old', first: true }]));
  for (const file of [home.seededFile, join(home.blobs, 'old')]) writeFileSync(file, '');
  opened.release();
  return home;
}

/** A data folder as a start leaves it that broke off after it wrote the passwords: they stay. All are one, as to hash 83 takes eight seconds of a processor. */
async function knownPeople(path: string): Promise<Home> {
  const opened = openHome(path, 'a test');
  if ('busy' in opened) throw new Error(opened.busy);
  await writeDemoPeople(opened.home.peopleFile);
  opened.release();
  return opened.home;
}

/** A port that somebody else has. */
async function takenPort(): Promise<{ readonly port: number; readonly free: () => void }> {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return { port, free: () => void server.close() };
}

const modeOf = (file: string) => statSync(file).mode & 0o777;
const portOf = (url: string) => Number(new URL(url).port);
const desk = holderOf('caizheng', 'performanceDesk');

test('two stacks that start at the same moment get ports of their own; one outlives the kill of its launcher with its data, the other was emptied', { timeout: 240_000 }, async () => {
  const kept = await knownPeople(join(folder, '一 %20'));
  const emptied = leaveOldData(join(folder, 'b'));
  const oldSecrets = readFileSync(emptied.secretFile, 'utf8');
  const started = await Promise.allSettled([launch(kept.path), launch(emptied.path, '--reset')]);
  const running = started.flatMap((one): Launched[] => (one.status === 'fulfilled' ? [one.value] : []));
  const taken = await takenPort();
  try {
    for (const one of started) if (one.status === 'rejected') throw one.reason;
    const [first, fresh] = running;
    if (first === undefined || fresh === undefined) throw new Error('neither started');
    for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'HENGJI_API_URL', 'HENGJI_PORTAL_URL']) {
      expect(new Set(running.map(({ environment }) => environment[name])).size, name).toBe(2);
    }
    for (const { url, stderr } of running) if (portOf(url) !== defaultPorts.web) expect(stderr).toContain(`port ${defaultPorts.web} is taken; the web app uses ${portOf(url)}\n`);

    expect(first.stdout.startsWith(`Hengji ready: ${first.url}\n`)).toBe(true);
    // stdout: the address, and people to begin with. All else is stderr's, which never holds a password.
    const people = readDemoPeople(emptied.peopleFile);
    const toBeginWith = people.filter(({ first: begins }) => begins);
    expect(toBeginWith.length).toBeGreaterThan(3);
    const [address, ...told] = fresh.stdout.trimEnd().split('\n');
    expect(address).toBe(`Hengji ready: ${fresh.url}`);
    expect(told).toEqual(['', 'Demo people to begin with:', ...peopleTable(toBeginWith), `${people.length - toBeginWith.length} more people with their passwords: ${emptied.peopleFile}`]);
    expect(new Set(people.map(({ password }) => password)).size).toBe(people.length);
    expect(people.filter(({ password }) => fresh.stderr.includes(password))).toEqual([]);
    expect(first.stderr).not.toContain(testPassword);
    for (const home of [kept, emptied]) expect([home.peopleFile, home.secretFile, home.runFile].map(modeOf)).toEqual([0o600, 0o600, 0o600]);
    const before = await Person.signIn(first.url, desk, first.passwordOf(desk));

    // --reset: nothing of the old data is left, and whoever begins finds a county of its own.
    expect(readFileSync(emptied.secretFile, 'utf8')).not.toBe(oldSecrets);
    expect(existsSync(join(emptied.blobs, 'old'))).toBe(false);
    expect(fresh.passwordOf('forgotten')).toBe('');
    expect(fresh.passwordOf(desk)).not.toBe(first.passwordOf(desk));
    await Person.signIn(fresh.url, desk, fresh.passwordOf(desk));
    fresh.npm.kill('SIGKILL');

    // The launcher alone is killed, as by the kernel when memory is short: what it started lives on without it.
    const launcher = currentHolder(kept.lockFile)?.owner.pid;
    if (launcher === undefined) throw new Error('nobody holds the data folder');
    process.kill(launcher, 'SIGKILL');
    await exitOf(first.npm);
    const second = await launch(kept.path, '--port', String(taken.port));
    running.push(second);
    expect(second.stderr).toMatch(/^✓ stopped what an earlier start had left running: .*api.*postgres$/m);
    expect(second.stderr).toContain(`port ${taken.port} is taken; the web app uses ${portOf(second.url)}\n`);
    expect(second.stderr).not.toContain('demo data');
    expect(second.stdout.split('\n').slice(1)).toEqual(first.stdout.split('\n').slice(1));
    const after = await Person.signIn(second.url, desk, first.passwordOf(desk));
    expect(after.id).toBe(before.id);
    // He is still signed in where he was before.
    expect((await after.call('listSessions', {})).total).toBe(2);

    await second.stop();
    expect(second.npm.exitCode).toBe(0);
    for (const home of [kept, emptied]) expect(await nothingIsLeftOn(home.path)).toBe(true);
  } finally {
    taken.free();
    await Promise.all(running.map((stack) => stack.stop()));
  }
});
