import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { currentHolder, tryLock } from './file-lock.mjs';
import { identify } from './process-identity.mjs';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hengji-lock-'));
  file = join(folder, 'lock');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the second one is told who has it', () => {
  const { held } = tryLock(file, 'the first');
  expect(tryLock(file, 'the second').holder).toMatchObject({ purpose: 'the first', owner: { pid: process.pid } });
  held?.release();
  expect(currentHolder(file)).toBeNull();
  expect(tryLock(file, 'the third').held).toBeDefined();
});

test('a lock of a dead process is taken over', () => {
  writeFileSync(file, JSON.stringify({ owner: { pid: process.pid, startedAt: 'before the last boot' }, helper: null, purpose: 'dead' }));
  expect(tryLock(file, 'the next').held).toBeDefined();
});

test('not while the dead one’s helper still works', () => {
  writeFileSync(file, JSON.stringify({ owner: { pid: process.pid, startedAt: 'dead' }, helper: identify(process.pid), purpose: 'an install' }));
  expect(tryLock(file, 'the next').holder?.purpose).toBe('an install');
});

test('an unreadable lock is respected for a moment and then taken over', () => {
  writeFileSync(file, '');
  expect(tryLock(file, 'the next')).toEqual({ holder: null });
  const past = new Date(Date.now() - 60_000);
  utimesSync(file, past, past);
  expect(tryLock(file, 'the next').held).toBeDefined();
});

test('of many at once that find a dead lock exactly one gets it, and nothing is left lying about', async () => {
  writeFileSync(file, JSON.stringify({ owner: { pid: 1, startedAt: 'dead' }, helper: null, purpose: 'dead' }));
  const module = fileURLToPath(new URL('./file-lock.mjs', import.meta.url));
  const script = `import { tryLock } from ${JSON.stringify(module)}; console.log(tryLock(${JSON.stringify(file)}, 'one of many').held ? 'held' : 'busy'); process.stdin.resume();`;
  const children = Array.from({ length: 6 }, () => spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }));
  const answers = await Promise.all(children.map(async (child) => String((await once(child.stdout, 'data'))[0]).trim()));
  expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
  expect(readdirSync(folder)).toEqual(['lock']);
  for (const child of children) child.stdin.end();
  await Promise.all(children.map((child) => once(child, 'exit')));
});
