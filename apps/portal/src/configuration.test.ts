import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.js';

const environment = { DATABASE_URL: 'postgresql://hengji_app@127.0.0.1/hengji', HENGJI_PORTAL_URL: 'http://127.0.0.1:8311' };

test('what is not said has a default', () => {
  expect(readConfiguration(environment)).toMatchObject({ PORT: 8311, HOST: '127.0.0.1', LOG_LEVEL: 'info', TRUSTED_PROXIES: 0 });
});

test('each wrong variable is named, all at once, and no value is repeated', () => {
  const read = () => readConfiguration({ DATABASE_URL: 'mysql://user:secret@host', PORT: 'many', HENGJI_PORTAL_URL: 'javascript:alert(1)' });
  expect(read).toThrow(/DATABASE_URL must be a postgresql/);
  expect(read).toThrow(/PORT/);
  expect(read).toThrow(/HENGJI_PORTAL_URL must be the address/);
  expect(read).not.toThrow(/secret/);
});
