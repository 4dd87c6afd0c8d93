import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, Worker, type ReplayWorkerOptions } from '@temporalio/worker';
import { expect, test } from 'vitest';
import { bundlePath } from '@hengji/workflows/client';
import { workflowsOfBundle } from '../../workflows/test/bundle-exports.js';
import { installQuietRuntime } from '../../workflows/test/harness.js';

/**
 * Each history was captured from a real server (capture.ts) and must be replayed by the workflows of today: otherwise a worker that is
 * upgraded breaks every case that is under way. A shell that has to change does so behind `patched()`; the old histories stay.
 */
const folder = fileURLToPath(new URL('histories/', import.meta.url));
const silent = { log: () => undefined, trace: () => undefined, debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

async function histories() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(names.map(async (name) => ({ workflowId: name, history: JSON.parse(await readFile(folder + name, 'utf8')) as unknown })));
}

/** The names of the histories that a bundle cannot replay, and why. */
async function violations(workflowBundle: ReplayWorkerOptions['workflowBundle']): Promise<Map<string, unknown>> {
  installQuietRuntime();
  const found = new Map<string, unknown>();
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle }, await histories())) {
    if (error !== undefined) found.set(workflowId, error);
  }
  return found;
}

test('there are histories of every kind of workflow', async () => {
  const types = new Set<string>();
  for (const { history } of await histories()) {
    const { events } = history as { events: { workflowExecutionStartedEventAttributes?: { workflowType: { name: string } } }[] };
    types.add(events[0]?.workflowExecutionStartedEventAttributes?.workflowType.name ?? 'unknown');
  }
  expect(types).toEqual(new Set(await workflowsOfBundle()));
});

test('the built bundle replays every captured history', async () => {
  expect(await violations({ codePath: bundlePath() })).toEqual(new Map());
});

test('a changed shell is found out by every history', async () => {
  const changed = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('../../workflows/test/changed-shell.ts', import.meta.url)),
    logger: silent,
    webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, conditionNames: ['@hengji/source', '...'] } }),
  });
  const found = await violations(changed);
  expect([...found.keys()]).toEqual((await histories()).map(({ workflowId }) => workflowId));
  for (const error of found.values()) expect(error).toHaveProperty('name', 'DeterminismViolationError');
});
