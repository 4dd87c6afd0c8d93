import { expect, test } from 'vitest';
import { readConfiguration } from './configuration.js';

const complete = { DATABASE_URL: 'postgresql://app@127.0.0.1/hengji', TEMPORAL_ADDRESS: '127.0.0.1:7233', HENGJI_PUBLIC_URL: 'http://127.0.0.1:8310' };

test('reads what is there and takes the defaults for the rest', () => {
  expect(readConfiguration({ ...complete, SMTP_URL: '', METRICS_PORT: '' })).toEqual({
    databaseUrl: complete.DATABASE_URL,
    databaseConnections: 10,
    publicUrl: complete.HENGJI_PUBLIC_URL,
    smtp: null,
    logLevel: 'info',
    readyFile: null,
    operations: { host: '127.0.0.1', port: undefined },
    temporalMetricsPort: null,
    maxCachedWorkflows: 200,
    temporal: { address: '127.0.0.1:7233', namespace: 'default', tls: false, apiKey: null },
  });
});

test('names every wrong variable, with the way to mend it', () => {
  const broken = { DATABASE_URL: 'mysql://x', TEMPORAL_ADDRESS: 'nowhere', HENGJI_PUBLIC_URL: 'ftp://x', SMTP_URL: 'http://mail', LOG_LEVEL: 'loud', METRICS_PORT: 'x' };
  const message = (() => {
    try {
      readConfiguration(broken);
      return '';
    } catch (error) {
      return String(error);
    }
  })();
  for (const name of Object.keys(broken)) expect(message).toContain(name);
  expect(message).toContain('host:port');
});

test('mail needs a sender', () => {
  expect(() => readConfiguration({ ...complete, SMTP_URL: 'smtp://127.0.0.1:25' })).toThrow('MAIL_FROM');
  expect(readConfiguration({ ...complete, SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: '衡绩 <hengji@example.org>' }).smtp).toEqual({ url: 'smtp://127.0.0.1:25', from: '衡绩 <hengji@example.org>' });
});

test('an API key implies TLS', () => {
  expect(readConfiguration({ ...complete, TEMPORAL_API_KEY: 'key' }).temporal.tls).toBe(true);
});
