import { existsSync, rmSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { advice, describeExit, lastWords } from './children.mjs';
import { StartFailure, Stopped } from './failure.mjs';
import { hears, holdPort } from './ports.mjs';
import { repositoryRoot } from './runtime.mjs';

/**
 * @typedef {import('./children.mjs').Child} Child
 * @typedef {import('./children.mjs').Children} Children
 * @typedef {import('./ports.mjs').HeldPort} HeldPort
 */

const startTimeoutMs = 60_000;
const drainMs = 20_000;

/** A process of ours that serves until it is told to stop. */
export class App {
  /** Whether it should be running now; the supervisor looks at it. */
  wanted = false;
  /** @type {Child | null} */
  child = null;
  /** Given away at the first start; later ones take the same port anew. @type {HeldPort | undefined} */
  #held;

  /**
   * @param {object} options
   * @param {string} options.name also the name of its log
   * @param {string} options.title
   * @param {Children} options.children
   * @param {string} options.script absolute
   * @param {string[]} [options.args]
   * @param {NodeJS.ProcessEnv} options.env
   * @param {() => Promise<boolean>} options.isReady
   * @param {() => void} [options.beforeStart]
   * @param {{held: HeldPort, host: string}} [options.listens] where it listens: a port that was taken for it
   */
  constructor({ name, title, children, script, args = [], env, isReady, beforeStart = () => undefined, listens }) {
    this.name = name;
    this.title = title;
    this.children = children;
    this.script = script;
    this.args = args;
    this.env = env;
    this.isReady = isReady;
    this.beforeStart = beforeStart;
    this.listens = listens;
    this.#held = listens?.held;
  }

  /**
   * Starts and waits until it serves.
   *
   * @throws {StartFailure} in one sentence, with its own last words
   */
  async start() {
    this.wanted = true;
    if (!existsSync(this.script)) throw new StartFailure(`${this.title} cannot start because ${this.script} is missing: run "npm run build".`);
    this.beforeStart();
    const child = await this.#spawn();
    this.child = child;
    const until = Date.now() + startTimeoutMs;
    while (!child.exit && Date.now() < until) {
      if (await this.isReady()) return;
      await new Promise((done) => setTimeout(done, 50));
    }
    if (this.children.closed) throw new Stopped();
    const words = lastWords(child);
    const reason = child.exit ? `it ended with ${describeExit(child.exit)}${words === '' ? '' : `: ${words}`}` : `it was not ready after ${startTimeoutMs / 1000} s${words === '' ? '' : `: ${words}`}`;
    await this.children.stop(child, { graceMs: 3000 });
    throw new StartFailure(`${this.title} did not start (${reason}): ${advice(child)}.`);
  }

  /** @returns {Promise<Child>} */
  async #spawn() {
    const { listens } = this;
    const held = listens === undefined ? undefined : (this.#held ?? (await holdPort(listens.held.port, { host: listens.host, span: 0 })));
    this.#held = undefined;
    const descriptor = held?.descriptor;
    const env = { ...this.env, LISTEN_FD: descriptor === undefined ? undefined : '3' };
    if (descriptor === undefined) held?.close();
    try {
      return this.children.spawn(this.name, process.execPath, [this.script, ...this.args], { env, cwd: repositoryRoot, descriptor });
    } finally {
      held?.close();
    }
  }

  /** Lets it finish what it is doing. */
  async stop() {
    this.wanted = false;
    this.#held?.close();
    this.#held = undefined;
    await this.children.stop(this.child, { graceMs: drainMs });
  }
}

/**
 * Where the apps listen: on this machine only, unless HOST names an address. Some shells put the machine's *name* there,
 * which is not meant for us.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {{host: string, reach: string, shown: string}} what to listen on, where we reach it, what people see
 */
export function listenOn(env) {
  const given = env['HOST'] ?? '';
  const host = isIP(given) === 0 ? '127.0.0.1' : given;
  if (host === '127.0.0.1' || host === '0.0.0.0' || host === '::') return { host, reach: '127.0.0.1', shown: 'localhost' };
  const written = isIP(host) === 6 ? `[${host}]` : host;
  return { host, reach: written, shown: host === '::1' ? 'localhost' : written };
}

/**
 * @typedef {object} AppPorts
 * @property {HeldPort} web
 * @property {HeldPort} portal
 *
 * @param {object} options
 * @param {Children} options.children
 * @param {import('./home.mjs').Home} options.home
 * @param {NodeJS.ProcessEnv} options.env what all apps get
 * @param {AppPorts} options.ports
 * @returns {{api: App, worker: App, portal: App}}
 */
export function createApps({ children, home, env, ports }) {
  const { host, reach } = listenOn(env);
  const readyFile = join(home.run, 'worker.ready');
  const metrics = metricsOf(env);
  /** @param {string} app */
  const script = (app) => join(repositoryRoot, 'apps', app, 'dist', 'main.js');
  return {
    api: new App({
      name: 'api',
      title: 'API',
      children,
      script: script('api'),
      env: { ...env, ...metrics.api, HOST: host, PORT: String(ports.web.port), WEB_DIST: join(repositoryRoot, 'apps', 'web', 'dist') },
      isReady: () => answersOk(`http://${reach}:${ports.web.port}/api/health/ready`),
      listens: { held: ports.web, host },
    }),
    worker: new App({
      name: 'worker',
      title: 'Worker',
      children,
      script: script('worker'),
      env: { ...env, ...metrics.worker, READY_FILE: readyFile },
      // It listens nowhere: it makes this file when it begins to poll.
      isReady: () => Promise.resolve(existsSync(readyFile)),
      beforeStart: () => rmSync(readyFile, { force: true }),
    }),
    portal: new App({
      name: 'portal',
      title: 'Portal',
      children,
      script: script('portal'),
      env: withoutSecrets({ ...env, ...metrics.portal, HOST: host, PORT: String(ports.portal.port) }),
      isReady: () => answersOk(`http://${reach}:${ports.portal.port}/health`),
      listens: { held: ports.portal, host },
    }),
  };
}

/**
 * Three processes on one machine cannot share one port for their figures: the API gets METRICS_PORT, the worker and the portal the two
 * after it. What is no port goes to all as it is; the first to read it says what is wrong with it.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Readonly<Record<'api' | 'worker' | 'portal', {METRICS_PORT?: string}>>}
 */
export function metricsOf(env) {
  const given = env['METRICS_PORT'];
  if (given === undefined || !/^\d+$/.test(given)) return { api: {}, worker: {}, portal: {} };
  const [worker, portal] = [1, 2].map((step) => ({ METRICS_PORT: String(Number(given) + step) }));
  return { api: { METRICS_PORT: given }, worker: worker ?? {}, portal: portal ?? {} };
}

/**
 * @param {Children} children
 * @param {import('./home.mjs').Home} home
 * @param {HeldPort} held
 * @returns {App}
 */
export function createMailCatcher(children, home, held) {
  return new App({
    name: 'mail',
    title: 'Mail catcher',
    children,
    script: fileURLToPath(new URL('./mail-catcher.mjs', import.meta.url)),
    args: [String(held.port), home.mail],
    env: process.env,
    // An open socket takes connections before anybody answers.
    isReady: () => hears('127.0.0.1', held.port, 1000, '220 '),
    listens: { held, host: '127.0.0.1' },
  });
}

/**
 * The portal faces the public and signs nobody in: what it does not need it does not get.
 *
 * @param {NodeJS.ProcessEnv} env
 */
function withoutSecrets(env) {
  const rest = { ...env };
  for (const name of ['AUTH_SECRET', 'SMTP_URL', 'TEMPORAL_API_KEY']) delete rest[name];
  return rest;
}

/** @param {string} url */
async function answersOk(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000), redirect: 'manual' });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
