import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stackVariable } from './children.mjs';
import { homeAt } from './home.mjs';
import { postgresOf, stopLeftovers } from './leftovers.mjs';
import { identify, isRunning, parseProcStat } from './process-identity.mjs';

let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'hengji-leftovers-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** A process that waits, in a group of its own as all children of a launcher are. */
function sleeper(env: NodeJS.ProcessEnv = {}, cwd = folder) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore', cwd, env: { ...process.env, ...env } });
  if (child.pid === undefined) throw new Error('no process');
  return { pid: child.pid, ended: once(child, 'exit'), kill: () => child.kill('SIGKILL') };
}

describe('who is who', () => {
  test('a process is not taken for another with the same number', () => {
    const own = identify(process.pid);
    if (!own) throw new Error('not found');
    expect(isRunning(own)).toBe(true);
    expect(isRunning({ ...own, startedAt: 'earlier' })).toBe(false);
  });

  test('a process that has ended is nobody', async () => {
    const child = sleeper();
    const identity = identify(child.pid);
    child.kill();
    await child.ended;
    expect(identity && isRunning(identity)).toBe(false);
  });

  test('a name with brackets and spaces does not shift the fields', () => {
    const rest = Array.from({ length: 17 }, (_, index) => String(index)).join(' ');
    expect(parseProcStat(`7 (a) b) S 3 ${rest} 4711 0`)).toEqual({ state: 'S', parentPid: 3, startTicks: '4711' });
    expect(parseProcStat('')).toBeNull();
  });
});

describe('what a killed launcher left', () => {
  function home() {
    const at = homeAt(folder);
    mkdirSync(at.run, { recursive: true });
    return at;
  }

  test('a process it wrote down is stopped', async () => {
    const at = home();
    const child = sleeper();
    writeFileSync(at.processFile, JSON.stringify([{ name: 'api', identity: identify(child.pid) }]));
    expect(await stopLeftovers(at, join(folder, 'data'))).toEqual(['api']);
    await child.ended;
    expect(existsSync(at.processFile)).toBe(false);
  });

  test('a stranger that got the number of a process it wrote down lives on', async () => {
    const at = home();
    const child = sleeper();
    writeFileSync(at.processFile, JSON.stringify([{ name: 'api', identity: { pid: child.pid, startedAt: 'another time' } }]));
    expect(await stopLeftovers(at, join(folder, 'data'))).toEqual([]);
    expect(identify(child.pid)).not.toBeNull();
    child.kill();
    await child.ended;
  });

  test.runIf(process.platform === 'linux')('a process it could not write down any more is known by its environment', async () => {
    const at = home();
    const ours = sleeper({ [stackVariable]: at.path });
    const others = sleeper({ [stackVariable]: `${at.path}-other` });
    expect(await stopLeftovers(at, join(folder, 'data'))).toEqual(['step']);
    await ours.ended;
    expect(identify(others.pid)).not.toBeNull();
    others.kill();
    await others.ended;
  });

  test('a broken list is no list', async () => {
    const at = home();
    writeFileSync(at.processFile, '[{"name": "api"}, 7, {"identity": {"pid": "x"}}');
    expect(await stopLeftovers(at, join(folder, 'data'))).toEqual([]);
  });
});

describe('postmaster.pid', () => {
  test('of a process that works in the folder is believed', async () => {
    const child = sleeper();
    writeFileSync(join(folder, 'postmaster.pid'), `${child.pid}\n`);
    expect(postgresOf(folder)?.pid).toBe(child.pid);
    child.kill();
    await child.ended;
  });

  test.each(['', '999999999\n', `${process.pid}\n`])('%j is stale and removed', (text) => {
    const file = join(folder, 'postmaster.pid');
    writeFileSync(file, text);
    expect(postgresOf(folder)).toBeNull();
    expect(existsSync(file)).toBe(false);
  });
});
