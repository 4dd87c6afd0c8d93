import { randomUUID } from 'node:crypto';
import { campaignWorkflowId } from '@hengji/domain';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { wakeCampaign } from '../src/client.js';
import { eventually, Harness } from './harness.js';

let harness: Harness;

beforeAll(async () => {
  harness = await Harness.connect(inject('services').temporalAddress);
  await harness.startWorker();
});

afterAll(() => harness.close());

type Waking = { readonly id: string; readonly wake: () => Promise<void>; readonly ended: () => Promise<unknown>; readonly isRunning: () => Promise<boolean> };

function campaign(...rounds: readonly ('more' | 'nothing' | 'paused' | 'later')[]): Waking {
  const id = randomUUID();
  harness.campaigns.rounds.set(id, [...rounds]);
  const handle = harness.client.workflow.getHandle(campaignWorkflowId(id));
  return {
    id,
    wake: () => wakeCampaign(harness.client, id, harness.taskQueue),
    ended: () => handle.result(),
    isRunning: async () => (await handle.describe()).status.name === 'RUNNING',
  };
}

test('round follows round until nothing is left, and the shell ends', async () => {
  const one = campaign('more', 'more', 'nothing');
  await one.wake();
  await one.ended();
  expect(harness.campaigns.count(one.id)).toBe(3);
});

test('woken after its end it works again', async () => {
  const one = campaign('nothing', 'more', 'nothing');
  await one.wake();
  await one.ended();
  await one.wake();
  await eventually(() => harness.campaigns.count(one.id) === 3);
  expect(harness.campaigns.rounds.get(one.id)).toEqual([]);
});

test('paused it waits without working, until it is woken', async () => {
  const one = campaign('more', 'paused', 'more', 'nothing');
  await one.wake();
  await eventually(() => harness.campaigns.count(one.id) === 2);
  await new Promise((done) => setTimeout(done, 500));
  expect(harness.campaigns.count(one.id)).toBe(2);
  expect(await one.isRunning()).toBe(true);
  await one.wake();
  await one.ended();
  expect(harness.campaigns.count(one.id)).toBe(4);
});

test('shells that did not answer are asked again later, or as soon as somebody asks', async () => {
  const one = campaign('later', 'nothing');
  await one.wake();
  await eventually(() => harness.campaigns.count(one.id) === 1);
  await new Promise((done) => setTimeout(done, 500));
  expect(harness.campaigns.count(one.id)).toBe(1);
  await one.wake();
  await one.ended();
  expect(harness.campaigns.count(one.id)).toBe(2);
});

test('a crowd that wakes it at once makes one shell, and no order is lost', async () => {
  const one = campaign(...Array.from({ length: 5 }, () => 'more' as const), 'nothing');
  await Promise.all(Array.from({ length: 12 }, one.wake));
  await one.ended();
  expect(harness.campaigns.count(one.id)).toBeGreaterThanOrEqual(6);
});

test('its worker stops in the middle: another one goes on', async () => {
  const one = campaign('more', 'paused', 'more', 'nothing');
  await one.wake();
  await eventually(() => harness.campaigns.count(one.id) === 2);
  await harness.stopWorker();
  await one.wake();
  await harness.startWorker();
  await one.ended();
  expect(harness.campaigns.count(one.id)).toBe(4);
});
