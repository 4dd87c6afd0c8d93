import { expect, test } from 'vitest';
import { activityFailure, withFailures } from './failures.js';

const sqlError = (code: string) => Object.assign(new Error('from PostgreSQL'), { code });

test('a lost connection, a rollback, a full or a stopping server are worth another try', () => {
  for (const code of ['08006', '40001', '53300', '57P01', 'ECONNREFUSED']) expect(activityFailure(sqlError(code))).toMatchObject({ nonRetryable: false, type: code });
});

test('bad data, broken rules and faults of the program are not', () => {
  for (const code of ['22012', '23505', '42703']) expect(activityFailure(sqlError(code))).toMatchObject({ nonRetryable: true, type: code });
  expect(activityFailure(new TypeError('undefined is not a function'))).toMatchObject({ nonRetryable: true, type: 'TypeError' });
});

test('an activity fails by it, and a failure that is one already stays', async () => {
  const failing = withFailures(async () => {
    throw sqlError('57P01');
  });
  await expect(failing()).rejects.toMatchObject({ type: '57P01' });
  const failure = activityFailure(sqlError('22012'));
  await expect(withFailures(() => Promise.reject(failure))()).rejects.toBe(failure);
});
