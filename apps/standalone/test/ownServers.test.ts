import { createServer, type Server } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { freePort } from '../../../test/support/ports.js';
import { requireOneDatabase } from '../src/postgres-roles.mjs';
import { requireTemporal } from '../src/temporal-server.mjs';

/** Servers of one's own with one setting wrong: each is named at once, in one sentence. */

let database: TestDatabase;
let other: TestDatabase;
beforeAll(async () => {
  [database, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
afterAll(async () => {
  await Promise.all([database.drop(), other.drop()]);
});

const { temporalAddress: address } = inject('services');
const right = { address, namespace: 'default', tls: undefined, apiKey: undefined };

test('a Temporal that lets us in tells its version', async () => {
  expect(await requireTemporal(right)).toMatch(/^\d+\.\d+\.\d+/);
  expect(await requireTemporal({ ...right, tls: 'false', apiKey: 'ignored by this server' })).toMatch(/^\d/);
});

test.each([
  ['a namespace it has not', { namespace: 'nowhere' }, /has no namespace "nowhere": set TEMPORAL_NAMESPACE/],
  ['TLS it does not speak', { tls: 'true' }, /does not speak TLS: unset TEMPORAL_TLS/],
  ['TLS that the key implies', { apiKey: 'key' }, /does not speak TLS: set TEMPORAL_TLS=false, for TEMPORAL_API_KEY implies true/],
])('%s is named', async (_, wrong, sentence) => {
  await expect(requireTemporal({ ...right, ...wrong })).rejects.toThrow(sentence);
});

test('a server that wants TLS, and one whose certificate nobody signed', async () => {
  // Brings a certificate of its own, for localhost.
  const server = new SMTPServer({ secure: true });
  server.on('error', () => undefined);
  const port = await freePort();
  await new Promise<void>((done) => {
    server.listen(port, '127.0.0.1', done);
  });
  const there = { ...right, address: `127.0.0.1:${port}` };
  await expect(requireTemporal(there)).rejects.toThrow(/speaks TLS: set TEMPORAL_TLS=true/);
  await expect(requireTemporal({ ...there, tls: '1' })).rejects.toThrow(/certificate of the server .* is not trusted here \([A-Z_]+\)/);
  await new Promise<void>((done) => {
    server.close(done);
  });
});

test('nobody, and somebody who is no Temporal', async () => {
  const port = await freePort();
  const there = { ...right, address: `127.0.0.1:${port}` };
  await expect(requireTemporal(there)).rejects.toThrow(/Nothing answers at TEMPORAL_ADDRESS/);
  const stranger: Server = createServer((socket) => socket.on('error', () => undefined).resume().end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  await new Promise<void>((done) => {
    stranger.listen(port, '127.0.0.1', done);
  });
  await expect(requireTemporal(there)).rejects.toThrow(/does not answer as Temporal does \([^\n]+\): correct the address/);
  await new Promise((done) => stranger.close(done));
});

test('both roles reach one database, however their addresses are written', async () => {
  const asLocalhost = database.migrationDatabaseUrl.replace('127.0.0.1', 'localhost');
  expect(await requireOneDatabase(database.databaseUrl, asLocalhost)).toMatch(/^18\./);
});

test('roles of two databases are refused, and neither address nor password is repeated', async () => {
  const refused = requireOneDatabase(database.databaseUrl, other.migrationDatabaseUrl);
  await expect(refused).rejects.toThrow(/^DATABASE_URL reaches the database "[^"]+" at [^ ]+ and MIGRATION_DATABASE_URL another one, "[^"]+" at [^ ]+: let both name the same database, each with its own role\.$/);
  await expect(refused).rejects.not.toThrow(new URL(other.migrationDatabaseUrl).password);
});

test('a database that is not there is named by its setting', async () => {
  const nowhere = `postgresql://u:secret@127.0.0.1:${await freePort()}/d`;
  await expect(requireOneDatabase(database.databaseUrl, nowhere)).rejects.toThrow(/^The database in MIGRATION_DATABASE_URL does not let us in \([^)]*ECONNREFUSED[^)]*\)/);
  await expect(requireOneDatabase(nowhere, nowhere)).rejects.toThrow(/^The database in DATABASE_URL /);
});
