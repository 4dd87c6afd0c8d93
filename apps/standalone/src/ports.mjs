import { connect, createServer } from 'node:net';
import { StartFailure } from './failure.mjs';

/** Where each part listens when nothing else does. */
export const defaultPorts = { web: 8310, portal: 8311, postgres: 8312, temporal: 8313, mail: 8314 };

/** How far from the wanted port the search goes before it gives up. */
const searchSpan = 200;

/**
 * The wanted port, or the next free one after it.
 *
 * @param {number} wanted
 * @param {{promised?: Iterable<number>, avoid?: Iterable<number>, isFree?: (port: number) => Promise<boolean>}} [options]
 *   `promised`: ports that other parts got and may not listen on yet; `avoid`: ports that other parts would like, which are
 *   only taken by whoever wants them
 * @returns {Promise<number>}
 * @throws {StartFailure} when nothing is free
 */
export async function freePortFrom(wanted, { promised = [], avoid = [], isFree = portIsFree } = {}) {
  const given = new Set(promised);
  const liked = new Set(avoid);
  for (let port = wanted; port <= Math.min(65535, wanted + searchSpan); port += 1) {
    if (given.has(port) || (port !== wanted && liked.has(port))) continue;
    if (await isFree(port)) return port;
  }
  throw new StartFailure(`No port from ${wanted} to ${wanted + searchSpan} is free: name another with --port.`);
}

/**
 * Free means: nobody listens there on any address of this machine, so that neither we nor our visitors meet a stranger.
 *
 * @param {number} port
 */
export async function portIsFree(port) {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

/**
 * @returns {Promise<number>} any free port on 127.0.0.1
 */
export function anyFreePort() {
  return new Promise((done, fail) => {
    const server = createServer();
    server.on('error', fail);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      server.close(() => {
        if (address !== null && typeof address === 'object') done(address.port);
        else fail(new Error('no port'));
      });
    });
  });
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<boolean>}
 */
function canListen(port, host) {
  return new Promise((done) => {
    const server = createServer();
    server.on('error', () => done(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => done(true)));
  });
}

/**
 * @param {string} host
 * @param {number} port
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether something accepts connections there
 */
export function accepts(host, port, timeoutMs) {
  return new Promise((done) => {
    const socket = connect({ host, port });
    /** @param {boolean} answer */
    const finish = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.on('error', () => finish(false));
    socket.on('connect', () => finish(true));
  });
}
