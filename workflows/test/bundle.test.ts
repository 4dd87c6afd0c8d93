import { stat } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { bundlePath } from '../src/client.js';
import { workflowsOfBundle } from './bundle-exports.js';

test('the bundle holds exactly the workflows', async () => {
  expect([...(await workflowsOfBundle())].sort()).toEqual(['auditCheckWorkflow', 'campaignWorkflow', 'digestWorkflow', 'evaluationWorkflow', 'mailDeliveryWorkflow', 'reconciliationWorkflow', 'rectificationWorkflow']);
});

test('the bundle stays small, because every worker keeps it in memory', async () => {
  const { size } = await stat(bundlePath());
  expect(size).toBeGreaterThan(100_000);
  expect(size).toBeLessThan(1_100_000);
});
