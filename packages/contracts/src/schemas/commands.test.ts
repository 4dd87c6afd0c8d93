import { expect, test } from 'vitest';
import { EvaluationCommandBody, RaiseFindingBody } from './commands.js';

const effect = { indicator: 'fundUseCompliance', points: '1.00' };
const order = { type: 'orderRectification', findingType: 'slowExecution', reason: '加快支出' };
const raise = { evaluationId: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0001', findingType: 'slowExecution', source: 'monitoring', description: '执行缓慢' };

test.each([['ordered', EvaluationCommandBody, order], ['raised', RaiseFindingBody, raise]])('a finding that is %s touches a row, or it is said why it touches none', (_, schema, body) => {
  const problems = schema.safeParse(body).error?.issues.map(({ path, message }) => [path, message]);
  expect(problems).toEqual([[['noEffectReason'], 'reasonRequired']]);
  expect(schema.safeParse({ ...body, effect })).toMatchObject({ success: true, data: { effect, noEffectReason: '' } });
  expect(schema.safeParse({ ...body, noEffectReason: '不影响得分' })).toMatchObject({ success: true, data: { effect: null } });
});
