import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tryLock } from '../../apps/standalone/src/file-lock.mjs';
import { homeAt } from '../../apps/standalone/src/home.mjs';
import { findByEnvironment } from '../../apps/standalone/src/process-identity.mjs';
import { eventually } from '../support/eventually.js';
import { homeEnvironment, launch, type Launched } from '../support/launcher.js';
import { repositoryRoot } from '../support/program.js';

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

test('two stacks that start at the same moment get ports of their own, and end with their npm', { timeout: 180_000 }, async () => {
  const homes = [join(folder, '一 %20'), join(folder, 'b')];
  const started = await Promise.allSettled(homes.map((home) => launch(home)));
  const running = started.flatMap((one): Launched[] => (one.status === 'fulfilled' ? [one.value] : []));
  try {
    for (const one of started) if (one.status === 'rejected') throw one.reason;
    for (const name of ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'HENGJI_API_URL', 'HENGJI_PORTAL_URL']) {
      expect(new Set(running.map(({ environment }) => environment[name])).size, name).toBe(2);
    }
    const [first, second] = running;
    first?.npm.kill('SIGKILL');
    second?.npm.kill('SIGTERM');
    for (const home of homes) expect(await nothingIsLeftOn(home)).toBe(true);
  } finally {
    await Promise.all(running.map((stack) => stack.stop()));
  }
});
