import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hengjiCheck } from '../../apps/cli/test/watched.js';
import { fuzzFile } from '../../packages/documents/test/fuzz.js';

/** Files of a run; those of `npm test` have smaller numbers. `HENGJI_FUZZ_FILES` says otherwise. */
const files = Number(process.env['HENGJI_FUZZ_FILES'] ?? 10_000);
const batch = 1000;

test(`${files} random, truncated and hostile files, ten times as large as in npm test`, async () => {
  for (let first = 0; first < files; first += batch) {
    const folder = await mkdtemp(join(tmpdir(), 'hengji-fuzz-'));
    try {
      for (let number = first; number < first + batch; number += 1) {
        const { name, content } = fuzzFile(100_000 + number, 10);
        await writeFile(join(folder, name), content);
      }
      const { code, stdout, stderr, peakBytes } = await hengjiCheck([folder, '--json']);
      const refused = stderr.trimEnd().split('\n').filter((line) => line.startsWith(folder));
      expect({ code, wrong: refused.filter((line) => !/：.+。$/.test(line) || /程序出错/.test(line)) }).toEqual({ code: 2, wrong: [] });
      const read: readonly unknown[] = JSON.parse(stdout);
      expect(read.length + refused.length).toBe(batch);
      expect(peakBytes).toBeLessThan(512 * 1024 * 1024);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}, 60 * 60_000);
