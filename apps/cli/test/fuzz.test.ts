import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fuzzFile } from '../../../packages/documents/test/fuzz.js';
import { hengjiCheck } from './watched.js';

const files = 1000;
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengji-fuzz-'));
  for (let number = 0; number < files; number += 1) {
    const { name, content } = fuzzFile(number);
    await writeFile(join(folder, name), content);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test(`${files} random, truncated and hostile files: each is read or refused in one sentence, and none takes the program or its memory`, async () => {
  const { code, stdout, stderr, peakBytes } = await hengjiCheck([folder, '--json']);
  expect(code).toBe(2);
  const refused = stderr.trimEnd().split('\n').filter((line) => line.startsWith(folder));
  expect(refused.filter((line) => !/：.+。$/.test(line) || /程序出错/.test(line))).toEqual([]);
  const read: readonly { readonly file: string }[] = JSON.parse(stdout);
  expect(read.length + refused.length).toBe(files);
  // Both happen: files that are only a little broken are still read.
  expect(read.length).toBeGreaterThan(50);
  expect(refused.length).toBeGreaterThan(50);
  expect(peakBytes).toBeLessThan(512 * 1024 * 1024);
});
