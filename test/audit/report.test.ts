import { expect, test } from 'vitest';
import { reportOf } from './report.mjs';

const advisory = (severity: string) => ({ severity, module_name: 'left', vulnerable_versions: '<1.0.1', title: 'It does too much', url: 'https://advisories.example/1' });

test('grave vulnerabilities fail, others are told', () => {
  expect(reportOf(JSON.stringify({ advisories: { 1: advisory('moderate') } }))).toEqual({ lines: ['moderate: left <1.0.1: It does too much (https://advisories.example/1)'], failed: false });
  expect(reportOf(JSON.stringify({ advisories: { 1: advisory('low'), 2: advisory('high') } }))).toMatchObject({ failed: true });
  expect(reportOf(JSON.stringify({ advisories: {} }))).toEqual({ lines: [], failed: false });
});

test('what is no answer is not taken for an empty one', () => {
  for (const answer of ['', 'ERR', '{}', '[]', 'null', '{"advisories":null}', '{"error":{"code":"ERR_PNPM_AUDIT_BAD_RESPONSE"}}']) expect(reportOf(answer), answer).toBeNull();
});
