import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { anyFreePort, freePortFrom, portIsFree } from './ports.mjs';

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
