import { pino } from 'pino';
import { expect, test } from 'vitest';
import { inLanes, startLoop } from './loop.js';

const logger = pino({ level: 'silent' });
/** Rests for a minute after a round that found nothing. */
const start = (round: () => Promise<number>) => startLoop({ name: 'test', idleMs: 60_000, logger, round });

test('goes on at once while there is work, rests while there is none, and stops after its round', async () => {
  const found = [2, 1, 0];
  let rounds = 0;
  const loop = start(async () => found[rounds++] ?? 0);
  await new Promise((done) => setTimeout(done, 50));
  await loop.stop();
  expect(rounds).toBe(3);
});

test('survives a failing round', async () => {
  let rounds = 0;
  const loop = start(async () => {
    rounds += 1;
    if (rounds === 1) throw new Error('database away');
    return 0;
  });
  await new Promise((done) => setTimeout(done, 700));
  await loop.stop();
  expect(rounds).toBe(2);
});

test('is woken from its rest, and does not sleep through what came during a round; one that fails keeps its pause', async () => {
  let rounds = 0;
  let fails = false;
  const loop = start(async () => {
    rounds += 1;
    if (rounds === 2) loop.wake();
    if (fails) throw new Error('database away');
    return 0;
  });
  const settled = () => new Promise((done) => setTimeout(done, 20));
  await settled();
  expect(rounds).toBe(1);
  loop.wake();
  await settled();
  expect(rounds).toBe(3);
  fails = true;
  loop.wake();
  await settled();
  loop.wake();
  await settled();
  expect(rounds).toBe(4);
  await loop.stop();
});

test('never runs more lanes than allowed, and leaves nothing out', async () => {
  let running = 0;
  let most = 0;
  const seen: number[] = [];
  await inLanes([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((done) => setTimeout(done, 5));
    seen.push(item);
    running -= 1;
  });
  expect(most).toBe(3);
  expect([...seen].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test('one that fails keeps no other from its turn', async () => {
  const seen: number[] = [];
  const work = async (item: number) => {
    if (item === 1) throw new Error('first');
    seen.push(item);
  };
  await expect(inLanes([1, 2, 3], 1, work)).rejects.toThrow('first');
  expect(seen).toEqual([2, 3]);
});
