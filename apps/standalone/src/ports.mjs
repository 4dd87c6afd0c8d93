import { createServer } from 'node:http';
import { connect, createServer as createTcpServer } from 'node:net';
import { StartFailure, codeOf } from './failure.mjs';

/** Where each part listens when nothing else does. */
export const defaultPorts = { web: 8310, portal: 8311, postgres: 8312, temporal: 8313, mail: 8314 };

/** How far from the wanted port the search goes before it gives up. */
const searchSpan = 200;

/** How many ports are tried by a program that must bind its port itself. */
const bindAttempts = 20;

/** A program could not have the port it was given, for somebody was faster. */
export class PortTaken extends StartFailure {}

/**
 * A port that listens from the moment it is chosen, so that nobody can take it before its app runs: the app gets the open socket.
 * Until then whoever comes is told to wait.
 */
export class HeldPort {
  #server;

  /**
   * @param {number} port
   * @param {import('node:http').Server} server
   */
  constructor(port, server) {
    this.port = port;
    this.#server = server;
  }

  /**
   * What a child inherits to listen on. Undefined where this Node does not tell; then the child binds the port itself.
   *
   * @returns {number | undefined}
   */
  get descriptor() {
    /** @type {unknown} */
    const handle = Reflect.get(this.#server, '_handle');
    const descriptor = typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'fd') : undefined;
    return typeof descriptor === 'number' && descriptor >= 0 ? descriptor : undefined;
  }

  /** Lets go of it; a child that inherited the socket goes on listening. */
  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

/**
 * Takes the wanted port, or the next free one after it, and keeps it.
 *
 * @param {number} wanted
 * @param {{host: string, promised?: Iterable<number>, avoid?: Iterable<number>, span?: number}} options `host`: an address of this
 *   machine; `span`: how many ports after the wanted one will do; the rest as of `freePortFrom`
 * @returns {Promise<HeldPort>}
 * @throws {StartFailure}
 */
export async function holdPort(wanted, { host, promised = [], avoid = [], span = searchSpan }) {
  for (const port of candidates(wanted, { promised, avoid, span })) {
    if (!(await portIsFree(port))) continue;
    const server = createServer((_, response) => {
      response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '2', connection: 'close' }).end('Hengji is starting.\n衡绩正在启动。\n');
    });
    const failure = await failureToListen(server, { port, host, exclusive: true });
    if (failure === undefined) return new HeldPort(port, server);
    if (failure === 'EADDRNOTAVAIL') throw new StartFailure(`HOST ${host} is no address of this machine: set it to one of its own, to 0.0.0.0 for all of them, or unset it.`);
  }
  throw noPort(wanted, span);
}

/**
 * The wanted port, or the next free one after it, for a program that binds it itself.
 *
 * @param {number} wanted
 * @param {{promised?: Iterable<number>, avoid?: Iterable<number>, isFree?: (port: number) => Promise<boolean>}} [options]
 *   `promised`: ports that other parts got and may not listen on yet; `avoid`: ports that other parts would like, which are
 *   only taken by whoever wants them
 * @returns {Promise<number>}
 * @throws {StartFailure} when nothing is free
 */
export async function freePortFrom(wanted, { promised = [], avoid = [], isFree = portIsFree } = {}) {
  for (const port of candidates(wanted, { promised, avoid, span: searchSpan })) if (await isFree(port)) return port;
  throw noPort(wanted, searchSpan);
}

/**
 * Starts a program that binds its port itself; when somebody was faster, on the next one.
 *
 * @param {() => Promise<number>} choose answers another port each time
 * @param {(port: number) => Promise<void>} start throws `PortTaken` when it could not have the port
 */
export async function onFreePort(choose, start) {
  for (let attempt = 1; ; attempt += 1) {
    const port = await choose();
    try {
      return await start(port);
    } catch (error) {
      if (!(error instanceof PortTaken) || attempt >= bindAttempts) throw error;
    }
  }
}

/**
 * @param {number} wanted
 * @param {{promised: Iterable<number>, avoid: Iterable<number>, span: number}} options
 */
function* candidates(wanted, { promised, avoid, span }) {
  const given = new Set(promised);
  const liked = new Set(avoid);
  for (let port = wanted; port <= Math.min(65_535, wanted + span); port += 1) {
    if (!given.has(port) && (port === wanted || !liked.has(port))) yield port;
  }
}

/**
 * @param {number} wanted
 * @param {number} span
 */
function noPort(wanted, span) {
  const range = span === 0 ? `Port ${wanted} is not free` : `No port from ${wanted} to ${Math.min(65_535, wanted + span)} is free`;
  const root = wanted < 1024 ? ' above 1023, for those below are for root' : '';
  return new StartFailure(`${range}: name another with --port${root}.`);
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
export async function anyFreePort() {
  const server = createTcpServer();
  const failure = await failureToListen(server, { port: 0, host: '127.0.0.1' });
  const address = server.address();
  server.close();
  if (failure !== undefined || address === null || typeof address !== 'object') throw new Error(`no port (${failure ?? 'no address'})`);
  return address.port;
}

/**
 * @param {number} port
 * @param {string | undefined} host
 * @returns {Promise<boolean>}
 */
async function canListen(port, host) {
  const server = createTcpServer();
  const failure = await failureToListen(server, { port, host, exclusive: true });
  if (failure === undefined) await new Promise((done) => server.close(done));
  return failure === undefined;
}

/**
 * @param {import('node:net').Server} server
 * @param {import('node:net').ListenOptions} where
 * @returns {Promise<string | undefined>} the system's code; undefined when it listens
 */
function failureToListen(server, where) {
  return new Promise((done) => {
    server.once('error', (error) => done(codeOf(error) ?? 'error'));
    server.listen(where, () => done(undefined));
  });
}

/**
 * @param {string} host
 * @param {number} port
 * @param {number} timeoutMs
 * @returns {Promise<boolean>} whether something accepts connections there
 */
export function accepts(host, port, timeoutMs) {
  return hears(host, port, timeoutMs, '');
}

/**
 * @param {string} host
 * @param {number} port
 * @param {number} timeoutMs
 * @param {string} greeting what the server says first; nothing: that it accepts is enough
 * @returns {Promise<boolean>} whether a server answers there with these words
 */
export function hears(host, port, timeoutMs, greeting) {
  return new Promise((done) => {
    const socket = connect({ host, port });
    /** @param {boolean} answer */
    const finish = (answer) => {
      socket.destroy();
      done(answer);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.on('error', () => finish(false));
    if (greeting === '') socket.on('connect', () => finish(true));
    else socket.on('data', (chunk) => finish(chunk.toString('latin1').startsWith(greeting)));
    socket.on('close', () => finish(false));
  });
}
