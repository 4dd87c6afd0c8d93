import { expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigurationError, everyProcess, httpProcess, pageAddress, postgresAddress, readEnvironment } from './environment.js';

const schema = z.object({ ...httpProcess(8310), DATABASE_URL: postgresAddress, PUBLIC_URL: pageAddress('people open', 'https://hengji.example.gov.cn').optional() });
const read = (environment: Record<string, string>) => readEnvironment('The API', schema, environment);
const database = { DATABASE_URL: 'postgresql://app@127.0.0.1/hengji' };

test('what is not said has a default, and what is set to nothing is not said', () => {
  expect(read({ ...database, PORT: '', LOG_LEVEL: ' ', PUBLIC_URL: '' })).toEqual({
    ...database, PORT: 8310, HOST: '127.0.0.1', TRUSTED_PROXIES: 0, SHUTDOWN_DELAY_MS: 0, LOG_LEVEL: 'info', METRICS_HOST: '127.0.0.1',
  });
});

test('each wrong variable is named with the way to mend it, all at once, and no value is repeated', () => {
  const wrong = { DATABASE_URL: 'mysql://root:hunter2@db', PORT: '70000', LOG_LEVEL: 'loud', TRUSTED_PROXIES: 'several', METRICS_PORT: '1.5', SHUTDOWN_DELAY_MS: '-1', PUBLIC_URL: 'ftp://hunter2' };
  let said = '';
  try {
    read(wrong);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    said = String(error);
  }
  for (const name of Object.keys(wrong)) expect(said).toContain(`${name} must be `);
  expect(said.split('\n')).toHaveLength(1);
  expect(said).toContain('The API cannot start: ');
  for (const value of ['hunter2', '70000', 'loud', 'several']) expect(said).not.toContain(value);
});

test('further checks speak only about values that are right by themselves', () => {
  const more = [() => 'SMTP_URL needs MAIL_FROM', () => null];
  expect(() => readEnvironment('It', z.object(everyProcess), { LOG_LEVEL: 'x' }, more)).toThrow(/^(?!.*SMTP_URL)/);
  expect(() => readEnvironment('It', z.object(everyProcess), {}, more)).toThrow('It cannot start: SMTP_URL needs MAIL_FROM.');
});
