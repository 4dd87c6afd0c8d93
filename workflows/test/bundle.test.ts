import { readFile, stat } from 'node:fs/promises';
import vm from 'node:vm';
import { expect, test } from 'vitest';
import { bundlePath } from '../src/client.js';

/** The modules of the bundle, loaded as the worker loads them: a script that leaves its exports in a global. */
async function exportedNames(): Promise<string[]> {
  const context = vm.createContext({ console, TextEncoder, TextDecoder, AbortController, URL, URLSearchParams, structuredClone, __webpack_module_cache__: {}, __TEMPORAL_ACTIVATOR__: undefined });
  vm.runInContext(await readFile(bundlePath(), 'utf8'), context);
  return vm.runInContext('Object.keys(__TEMPORAL__.importWorkflows())', context) as string[];
}

test('the bundle holds exactly the workflows', async () => {
  expect((await exportedNames()).sort()).toEqual(['auditCheckWorkflow', 'campaignWorkflow', 'digestWorkflow', 'evaluationWorkflow', 'mailDeliveryWorkflow', 'reconciliationWorkflow', 'rectificationWorkflow']);
});

test('the bundle stays small, because every worker keeps it in memory', async () => {
  const { size } = await stat(bundlePath());
  expect(size).toBeGreaterThan(100_000);
  expect(size).toBeLessThan(1_900_000);
});
