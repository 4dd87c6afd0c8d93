import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readConfiguration } from './configuration.js';

const folder = mkdtempSync(join(tmpdir(), 'hengji-configuration-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const good = {
  DATABASE_URL: 'postgresql://app:secret@127.0.0.1:5432/hengji',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  AUTH_SECRET: 'x'.repeat(32),
  HENGJI_PUBLIC_URL: 'http://localhost:8310',
  BLOB_DIR: join(folder, 'blobs'),
};

test('a complete environment is taken, with defaults for the rest', () => {
  expect(readConfiguration(good)).toMatchObject({ PORT: 8310, HOST: '127.0.0.1', TEMPORAL_NAMESPACE: 'default', TRUSTED_PROXIES: 0, DATABASE_CONNECTIONS: 20 });
});

test('every wrong variable is named with what it must be, and no value is repeated', () => {
  const wrong = { ...good, DATABASE_URL: 'mysql://root:hunter2@db', AUTH_SECRET: 'short', PORT: 'many', TEMPORAL_ADDRESS: 'nowhere' };
  expect(() => readConfiguration(wrong)).toThrow(/DATABASE_URL must be a postgresql:\/\/ address/);
  expect(() => readConfiguration(wrong)).toThrow(/AUTH_SECRET must be at least 32/);
  expect(() => readConfiguration(wrong)).toThrow(/PORT must be a free port/);
  expect(() => readConfiguration(wrong)).toThrow(/TEMPORAL_ADDRESS must be host:port/);
  expect(() => readConfiguration(wrong)).not.toThrow(/hunter2/);
});

test('two-step verification is demanded of duties that exist', () => {
  expect(readConfiguration({ ...good, SECOND_FACTOR_DUTIES: 'administrator, auditor' }).SECOND_FACTOR_DUTIES).toEqual(['administrator', 'auditor']);
  expect(() => readConfiguration({ ...good, SECOND_FACTOR_DUTIES: 'admin' })).toThrow(/SECOND_FACTOR_DUTIES.* must be names of duties/);
});

test('an identity provider is told of whole or not at all, and is reached by TLS', () => {
  const provider = { OIDC_ISSUER: 'https://id.example', OIDC_CLIENT_ID: 'hengji', OIDC_CLIENT_SECRET: 'hunter2' };
  expect(readConfiguration({ ...good, ...provider }).OIDC_NAME).toBe('统一身份认证');
  expect(() => readConfiguration({ ...good, OIDC_ISSUER: provider.OIDC_ISSUER })).toThrow(/OIDC_CLIENT_ID and OIDC_CLIENT_SECRET must be set too/);
  expect(() => readConfiguration({ ...good, ...provider, OIDC_ISSUER: 'http://id.example' })).toThrow(/OIDC_ISSUER must begin with https/);
  expect(() => readConfiguration({ ...good, ...provider, OIDC_ISSUER: 'http://id.example' })).not.toThrow(/hunter2/);
  expect(readConfiguration({ ...good, ...provider, OIDC_ISSUER: 'http://127.0.0.1:9000' }).OIDC_ISSUER).toBe('http://127.0.0.1:9000');
});

test('folders are looked at before the first request needs them', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => readConfiguration({ ...good, BLOB_DIR: join(file, 'blobs') })).toThrow('BLOB_DIR must be a folder that this user may write');
  expect(() => readConfiguration({ ...good, WEB_DIST: folder })).toThrow('WEB_DIST must be the folder of the built web app');
});
