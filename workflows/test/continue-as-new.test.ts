import { randomUUID } from 'node:crypto';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { historyStatistics } from '../src/client.js';
import { Harness, installQuietRuntime } from './harness.js';
import { serverWithShortRuns } from './short-runs.js';

let server: TestWorkflowEnvironment;
let harness: Harness;

beforeAll(async () => {
  installQuietRuntime();
  server = await serverWithShortRuns();
  harness = await Harness.connect(server.address);
  await harness.startWorker();
});

afterAll(async () => {
  await harness.close();
  await server.teardown();
});

const claim = { type: 'claim', taskId: 'task' } as const;

test('180 commands race with new runs: each is carried out once and answered once', async () => {
  const far = new Date(Date.now() + 365 * 86_400_000).toISOString();
  const one = await harness.open((prepared) => (prepared.instants = [far]));
  const ids = Array.from({ length: 180 }, () => randomUUID());
  const waiting = [...ids];
  const kinds: string[] = [];
  const lane = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) kinds.push((await harness.give(one.workflowId, claim, id)).kind);
  };
  await Promise.all(Array.from({ length: 8 }, lane));

  expect(kinds).toHaveLength(180);
  expect(new Set(kinds)).toEqual(new Set(['accepted']));
  expect(one.committed.map(({ updateId }) => updateId).sort()).toEqual([...ids].sort());
  expect(one.mostRunning).toBe(1);
  // `loads` counts the runs: each reads its case.
  expect(one.loads).toBeGreaterThan(3);
  const { historyEvents } = await historyStatistics(harness.client, [one.workflowId]);
  expect(historyEvents).toBeGreaterThan(180 * 3);
});

test('what an earlier run answered is answered again, although the case has moved on', async () => {
  const one = await harness.open();
  expect((await harness.give(one.workflowId, claim, 'early')).kind).toBe('accepted');
  const loads = one.loads;
  while (one.loads === loads) await harness.give(one.workflowId, claim);
  // Now the validator would refuse a new claim.
  one.status = 'suspended';
  one.version += 1;
  await harness.give(one.workflowId, { type: 'tick' });
  expect(await harness.give(one.workflowId, claim, 'late')).toMatchObject({ kind: 'refused', refusal: { code: 'notOpen' } });
  expect((await harness.give(one.workflowId, claim, 'early')).kind).toBe('accepted');
  expect(one.committed.filter(({ updateId }) => updateId === 'early')).toHaveLength(1);
});
