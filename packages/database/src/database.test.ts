import { createServer, type AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { closeDatabase, inTransaction, openDatabase } from './database.js';
import { classifyDatabaseError } from './errors.js';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

function message(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(`${part}\0`) : part)));
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(type), length, body]);
}

/** A server process whose postmaster has just been killed: it lets the client in and takes leave in one breath. */
async function dyingServer(): Promise<string> {
  const welcome = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', Buffer.from('I'))]);
  const farewell = message('E', 'SFATAL', 'C57P01', 'Mterminating connection due to unexpected postmaster exit', Buffer.alloc(1));
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(Buffer.concat([welcome, farewell])));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closers.push(() => new Promise<void>((done) => server.close(() => done())));
  const { port } = server.address() as AddressInfo;
  return `postgresql://app:secret@127.0.0.1:${port}/hengji`;
}

test('a connection that breaks in the moment in which it is handed out ends no process, and may be tried again', async () => {
  const db = openDatabase(await dyingServer());
  closers.push(() => closeDatabase(db));
  const failure = await inTransaction(db, async (client) => client.query('SELECT 1')).catch((error: unknown) => error);
  expect(classifyDatabaseError(failure)).toBe('retry');
});
