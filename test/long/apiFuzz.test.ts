import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openCases, type Place, type UnitCase } from '../../apps/api/test/permissions/cases.js';
import { roles } from '../../apps/api/test/permissions/expected.js';
import { World } from '../../apps/api/test/permissions/world.js';
import { fuzz } from '../fuzz/run.js';
import { Stack } from '../support/stack.js';

/** Requests of each role. `HENGJI_API_FUZZ_REQUESTS` and `_SEED` say otherwise; the seed is told, and repeats them. */
const requests = Number(process.env['HENGJI_API_FUZZ_REQUESTS'] ?? 10_000);
const seed = Number(process.env['HENGJI_API_FUZZ_SEED'] ?? randomInt(2 ** 30));
/** What the API may hold at any time, in bytes: it starts with 200 MB, and answers eight requests at once, some of them of more than a megabyte. */
const mostMemory = 768 * 1024 * 1024;

let world: World;
let stack: Stack;
let cases: Readonly<Record<Place, UnitCase>>;

beforeAll(async () => {
  world = await World.start();
  cases = await openCases(world);
  const { databaseUrl, ownerUrl, blobs } = world;
  // Answers are held to the contract where it does not run in production.
  stack = await Stack.start({ databaseUrl, migrationDatabaseUrl: ownerUrl, temporalAddress: inject('services').temporalAddress, seeded: true, environment: { BLOB_DIR: blobs, NODE_ENV: 'development' } });
}, 180_000);

afterAll(async () => {
  await stack?.stop();
  await world?.end();
});

async function residentBytes(): Promise<number> {
  return Number(/^process_resident_memory_bytes\S* (\S+)$/m.exec(await stack.metrics('api'))?.[1]);
}

test(`${requests} requests of each role, made from the document that the API serves, find no fault`, async () => {
  const memory = [await residentBytes()];
  const { tallies, faults, sequence } = await fuzz(world, {
    cases, url: stack.apiUrl, seed, requests, lanes: 8,
    onRole: async ({ role, byStatus, codes, operationsDone, seconds }) => {
      memory.push(await residentBytes());
      console.log(`api fuzz ${seed}: ${role}: ${JSON.stringify(byStatus)}, ${codes} codes, ${operationsDone} operations done, ${seconds.toFixed(0)} s, ${((memory.at(-1) ?? 0) / 1_000_000).toFixed(0)} MB`);
    },
  });
  console.log(`api fuzz ${seed}: sequence ${sequence}; memory ${memory.map((bytes) => (bytes / 1_000_000).toFixed(0)).join(' ')} MB`);
  expect(faults.join('\n')).toBe('');
  expect(tallies.map(({ role }) => role).sort()).toEqual([...roles].sort());
  expect(Math.min(...memory)).toBeGreaterThan(0);
  expect(Math.max(...memory)).toBeLessThan(mostMemory);
  expect(stack.logLines('"code":"internal"')).toEqual([]);
}, 4 * 3600_000);
