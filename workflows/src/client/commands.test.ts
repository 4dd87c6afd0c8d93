import { ServiceError } from '@temporalio/client';
import { expect, test } from 'vitest';
import { isOutage } from './commands.js';

const grpc = (code: number) => Object.assign(new Error('from the server'), { code, details: '', metadata: {} });

test.each([1, 2, 4, 8, 9, 10, 13, 14])('gRPC code %i is an outage: the caller is asked to repeat, and its receipt tells whether it was carried out', (code) => {
  expect(isOutage(new ServiceError('Workflow Update failed', { cause: grpc(code) }))).toBe(true);
  expect(isOutage(grpc(code))).toBe(true);
});

test.each([3, 5, 7, 12, 16])('gRPC code %i is none: asking again would be answered alike', (code) => {
  expect(isOutage(new ServiceError('Workflow Update failed', { cause: grpc(code) }))).toBe(false);
});

test('a fault of the program is no outage', () => {
  expect(isOutage(new TypeError('undefined is not a function'))).toBe(false);
});
