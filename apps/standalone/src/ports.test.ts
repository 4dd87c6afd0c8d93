import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { listensOn } from './listener.mjs';
import { PortTaken, anyFreePort, freePortFrom, hears, holdPort, onFreePort, portIsFree } from './ports.mjs';

const free = (taken: number[]) => (port: number) => Promise.resolve(!taken.includes(port));

test('the wanted port is taken when it is free, even if it is promised to us by name', async () => {
  expect(await freePortFrom(8310, { avoid: [8310, 8311], isFree: free([]) })).toBe(8310);
});

test('else the next free one that is promised to nobody', async () => {
  expect(await freePortFrom(8310, { avoid: [8310, 8311, 8312], isFree: free([8310, 8313]) })).toBe(8314);
});

test('a port that another part was given is not given twice, though it does not listen yet', async () => {
  expect(await freePortFrom(8311, { promised: [8311], avoid: [8310, 8311, 8312], isFree: free([8310]) })).toBe(8313);
});

test('a search that finds nothing says what to do', async () => {
  await expect(freePortFrom(8310, { isFree: () => Promise.resolve(false) })).rejects.toThrow('--port');
  await expect(freePortFrom(65_535, { isFree: () => Promise.resolve(false) })).rejects.toThrow('--port');
});

test.each(['127.0.0.1', '0.0.0.0'])('a port on which somebody listens at %s is taken', async (host) => {
  const port = await anyFreePort();
  expect(await portIsFree(port)).toBe(true);
  const server = createServer();
  await new Promise<void>((done) => {
    server.listen(port, host, done);
  });
  expect(await portIsFree(port)).toBe(false);
  await new Promise((done) => server.close(done));
});

test('of two who want the same port at the same moment each gets one of his own', async () => {
  const wanted = await anyFreePort();
  const held = await Promise.all([holdPort(wanted, { host: '127.0.0.1' }), holdPort(wanted, { host: '127.0.0.1' })]);
  expect(new Set(held.map(({ port }) => port)).size).toBe(2);
  await expect(holdPort(held[0].port, { host: '127.0.0.1', span: 0 })).rejects.toThrow(`Port ${held[0].port} is not free`);
  for (const one of held) one.close();
});

test('a held port says that its app is not there yet, and the app gets the socket itself', async () => {
  const held = await holdPort(await anyFreePort(), { host: '127.0.0.1' });
  expect((await fetch(`http://127.0.0.1:${held.port}`)).status).toBe(503);
  const script = "require('net').createServer((socket) => socket.end('from the child')).listen({ fd: 3 }, () => console.log('listens'))";
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit', held.descriptor] });
  held.close();
  if (child.stdout) await once(child.stdout, 'data');
  expect(await hears('127.0.0.1', held.port, 2000, 'from the child')).toBe(true);
  expect(await hears('127.0.0.1', held.port, 2000, 'from another')).toBe(false);
  expect(listensOn(child.pid ?? 0, held.port)).toBe(true);
  expect(listensOn(process.pid, held.port)).toBe(false);
  child.kill();
  await once(child, 'exit');
});

test('an address of another machine is refused', async () => {
  await expect(holdPort(await anyFreePort(), { host: '192.0.2.1' })).rejects.toThrow('HOST 192.0.2.1 is no address of this machine');
});

test('a program that finds its port taken is started on the next, and fails only for other reasons', async () => {
  const tried: number[] = [];
  let next = 8000;
  const choose = () => Promise.resolve((next += 1));
  await onFreePort(choose, (port) => {
    tried.push(port);
    return port < 8003 ? Promise.reject(new PortTaken('taken')) : Promise.resolve();
  });
  expect(tried).toEqual([8001, 8002, 8003]);
  await expect(onFreePort(choose, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  await expect(onFreePort(choose, () => Promise.reject(new PortTaken('all taken')))).rejects.toThrow('all taken');
});
