import { expect, test } from 'vitest';
import { createLogger, describeError, safeMessage } from './logger.js';

function written(work: (logger: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  work(createLogger({ app: 'test', level: 'info', destination: { write: (line) => void lines.push(line) } }));
  return lines.join('');
}

test('of an error the log has its kind, code, place and cause, and none of the data that drivers hang on it', () => {
  const database = Object.assign(new Error('duplicate key value violates unique constraint "user_username_key"'), { code: '23505', detail: 'Key (username)=(zhangsan) already exists.', parameters: ['张三'] });
  const line = written((logger) => logger.error({ err: new Error('request failed', { cause: database }) }, 'failed'));
  expect(JSON.parse(line)).toMatchObject({ app: 'test', err: { type: 'Error', message: 'request failed', cause: { code: '23505', message: database.message } } });
  expect(JSON.parse(line).err.stack).toMatch(/^at .*logger\.test\.ts/);
  for (const secret of ['zhangsan', '张三']) expect(line).not.toContain(secret);
});

test('values that PostgreSQL repeats, mail addresses and passwords in URLs are taken out of messages', () => {
  expect(safeMessage(Object.assign(new Error('invalid input syntax for type integer: "张三"'), { code: '22P02' }))).toBe('invalid input syntax for type integer: "…"');
  expect(safeMessage(new Error('550 <wang.fang@hengchuan.example> unknown user'))).toBe('550 <…@…> unknown user');
  expect(safeMessage(new Error('connect postgresql://app:hunter2@db/hengji failed'))).toBe('connect …@… failed');
});

test('headers, cookies and passwords that a library hands over stay out', () => {
  expect(written((logger) => logger.info({ headers: { cookie: 'session=abc' }, res: { headers: { 'set-cookie': 'abc' } }, password: 'abc' }, 'seen'))).not.toContain('abc');
});

test('a thrown text is no message: it may be anything', () => {
  expect(describeError('张三')).toEqual({ type: 'string', message: '', stack: '' });
});

test('a chain of causes without end ends', () => {
  const error = new Error('again');
  error.cause = error;
  expect(JSON.stringify(describeError(error)).match(/again/g)?.length).toBe(4);
});
