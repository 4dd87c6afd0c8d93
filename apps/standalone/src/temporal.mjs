import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { advice, describeExit, lastWords, logOf, send } from './children.mjs';
import { StartFailure, Stopped } from './failure.mjs';
import { listensOn } from './listener.mjs';
import { PortTaken, accepts } from './ports.mjs';
import { findTemporalProgram } from './temporal-program.mjs';

/**
 * @typedef {import('./children.mjs').Child} Child
 */

const startTimeoutMs = 60_000;
const stopGraceMs = 15_000;

/** What operators can search workflows by; set when a workflow starts. */
export const searchAttributes = /** @type {const} */ ({
  HengjiCounty: 'Keyword',
  HengjiUnit: 'Keyword',
  HengjiYear: 'Int',
  HengjiRehearsal: 'Bool',
  HengjiKind: 'Keyword',
});

/**
 * A task that was lost several times in a row, as workers die one after the other, is waited for ever longer, up to ten minutes, and meanwhile
 * its case answers nobody. The same stands in deploy/temporal/dynamic.yaml.
 */
export const dynamicConfiguration = /** @type {const} */ ({ 'history.workflowTaskRetryMaxInterval': '5s' });

/** A server that is alone gains nothing by keeping each queue in four parts; to pass tasks and those who wait for them between the parts took a seventh of its time. */
const wholeQueues = /** @type {const} */ ({ 'matching.numTaskqueueReadPartitions': 1, 'matching.numTaskqueueWritePartitions': 1 });

/** Temporal's dev server on a file. It can be started and stopped any number of times, always on the same port. */
export class Temporal {
  name = 'temporal';
  title = 'Temporal';
  /** Whether it should be running now; the supervisor looks at it. */
  wanted = false;
  /** @type {Child | null} */
  child = null;
  /** @type {import('./temporal-program.mjs').TemporalProgram | null} */
  program = null;
  /** Where it listens since its first start. */
  port = 0;
  #abort = new AbortController();

  /**
   * @param {object} options
   * @param {import('./home.mjs').Home} options.home
   * @param {import('./children.mjs').Children} options.children
   * @param {string} [options.namespace]
   */
  constructor({ home, children, namespace = 'default' }) {
    this.home = home;
    this.children = children;
    this.namespace = namespace;
  }

  get address() {
    return `127.0.0.1:${this.port}`;
  }

  /**
   * The first start, which decides the port.
   *
   * @param {number} port
   * @param {import('./step-log.mjs').Progress} [progress]
   * @throws {StartFailure} `PortTaken` when somebody else listens there
   */
  async startOn(port, progress) {
    this.port = port;
    await this.start(progress);
  }

  /**
   * @param {import('./step-log.mjs').Progress} [progress]
   * @throws {StartFailure}
   */
  async start(progress = () => undefined) {
    this.wanted = true;
    this.program ??= await findTemporalProgram(progress, this.#abort.signal);
    progress('starting');
    const known = join(this.home.temporal, 'initialised');
    // It makes its tables only where there is no file: one left by a first start that was killed half-way would never work.
    if (!existsSync(known)) rmSync(this.home.temporal, { recursive: true, force: true });
    mkdirSync(this.home.temporal, { recursive: true, mode: 0o700 });
    // A bare name in its working folder: in a path Temporal would take "%20" for a space.
    const args = ['server', 'start-dev', '--db-filename', 'temporal.db', '--headless', '--ip', '127.0.0.1', '--port', String(this.port), '--namespace', this.namespace, '--log-level', 'error'];
    for (const [name, type] of Object.entries(searchAttributes)) args.push('--search-attribute', `${name}=${type}`);
    for (const [name, value] of Object.entries({ ...dynamicConfiguration, ...wholeQueues })) args.push('--dynamic-config-value', `${name}=${JSON.stringify(value)}`);
    this.child = this.children.spawn(this.name, this.program.path, args, { env: programEnvironment(), cwd: this.home.temporal });
    const until = Date.now() + startTimeoutMs;
    while (!this.child.exit && Date.now() < until) {
      // The port opens before the namespace is there; only then can workers connect.
      if ((await accepts('127.0.0.1', this.port, 1000)) && listensOn(this.child.pid, this.port) && (await this.#namespaceExists())) {
        writeFileSync(known, '', { mode: 0o600 });
        return;
      }
      await new Promise((done) => setTimeout(done, 25));
    }
    if (this.children.closed) throw new Stopped();
    const words = lastWords(this.child);
    const reason = words || (this.child.exit ? describeExit(this.child.exit) : 'no answer');
    await this.children.stop(this.child, { graceMs: 3000 });
    if (/address already in use/i.test(logOf(this.child))) throw new PortTaken(`Port ${this.port}, on which Temporal should listen, was taken by another program: stop that one, or start again to use another port.`);
    throw new StartFailure(`Temporal did not start (${reason}): ${advice(this.child)}.`);
  }

  async stop() {
    this.wanted = false;
    this.#abort.abort();
    await this.children.stop(this.child, { graceMs: stopGraceMs });
  }

  /** As a power cut would. */
  async kill() {
    this.wanted = false;
    if (!this.child || this.child.exit) return;
    send(this.child.pid, 'SIGKILL');
    await this.child.exited;
  }

  /** @returns {Promise<boolean>} */
  #namespaceExists() {
    const path = this.program?.path;
    if (path === undefined) return Promise.resolve(false);
    return new Promise((done) => {
      const probe = spawn(path, ['operator', 'namespace', 'describe', this.namespace, '--address', this.address], { env: programEnvironment(), cwd: '/', stdio: 'ignore', timeout: 5000 });
      probe.on('error', () => done(false));
      probe.on('close', (code) => done(code === 0));
    });
  }
}

/** The tool reads TEMPORAL_* variables and would connect elsewhere, with TLS or a key that the dev server has not. */
function programEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('TEMPORAL_')));
}
