import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.js';

const good = {
  DATABASE_URL: 'postgresql://app:secret@127.0.0.1:5432/hengji',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  AUTH_SECRET: 'x'.repeat(32),
  HENGJI_PUBLIC_URL: 'http://localhost:8310',
  BLOB_DIR: '/var/lib/hengji/blobs',
};

test('a complete environment is taken, with defaults for the rest', () => {
  expect(readConfiguration(good)).toMatchObject({ PORT: 8310, HOST: '127.0.0.1', TEMPORAL_NAMESPACE: 'default', TEMPORAL_TLS: false, TRUSTED_PROXIES: 0 });
});

test('every wrong variable is named with what it must be, and no value is repeated', () => {
  const wrong = { ...good, DATABASE_URL: 'mysql://root:hunter2@db', AUTH_SECRET: 'short', PORT: 'many' };
  expect(() => readConfiguration(wrong)).toThrow(/DATABASE_URL: must be a postgresql:\/\/ address/);
  expect(() => readConfiguration(wrong)).toThrow(/AUTH_SECRET: must be at least 32/);
  expect(() => readConfiguration(wrong)).toThrow(/PORT/);
  expect(() => readConfiguration(wrong)).not.toThrow(/hunter2/);
});
