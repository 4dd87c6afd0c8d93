import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to outgoing connections: one of those may be taken again before the program that is to listen has started.
 * Each of the processes that run tests side by side draws from a range of its own, since what one was given is not taken yet when another looks.
 */
const [lowest, highest] = [20_000, 32_000];
const ranges = 16;
const width = Math.floor((highest - lowest) / ranges);
const first = lowest + (Number(process.env['VITEST_POOL_ID'] ?? 0) % ranges) * width;
const given = new Set<number>();

/** A port of this machine that nobody listens on now, and that this process has not been given before. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(first, first + width);
    if (given.has(port) || !(await isFree(port))) continue;
    given.add(port);
    return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.on('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
