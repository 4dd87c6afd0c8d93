import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApps, createMailCatcher, listenOn } from './apps.mjs';
import { Children, advice, describeExit, lastWords, logOf } from './children.mjs';
import { StartFailure, Stopped } from './failure.mjs';
import { secretsOf } from './home.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './install.mjs';
import { stopLeftovers } from './leftovers.mjs';
import { defaultPorts, freePortFrom, holdPort, onFreePort } from './ports.mjs';
import { databaseUrls, ensureDatabase, requireOneDatabase } from './postgres-roles.mjs';
import { Postgres, postgresData, tidyOutsideData } from './postgres.mjs';
import { repositoryRoot } from './runtime.mjs';
import { seconds } from './step-log.mjs';
import { keepRunning } from './supervise.mjs';
import { requireTemporal } from './temporal-server.mjs';
import { Temporal } from './temporal.mjs';

/**
 * How much of the stack is wanted: PostgreSQL as it is, the database with our schema and data, the whole thing.
 *
 * @typedef {'bare' | 'database' | 'whole'} Extent
 *
 * @typedef {object} RunningStack
 * @property {string} url of the web app on this machine; empty when it does not run
 * @property {string} portalUrl
 * @property {NodeJS.ProcessEnv} environment what a `hengji` command needs to work on it
 */

const defaultSender = '"Hengji 衡绩" <no-reply@hengji.example>';

/** Everything on one machine: brought up in the right order, watched, and taken down in the reverse one. */
export class Stack {
  #stopping = false;
  /** @type {Postgres | undefined} */
  #postgres;
  /** @type {Temporal | undefined} */
  #temporal;
  /** @type {import('./apps.mjs').App | undefined} */
  #mail;
  /** @type {ReturnType<typeof createApps> | undefined} */
  #apps;
  #abort = new AbortController();
  /** Taken before anything starts, and given to the apps as they are. @type {Partial<Record<'web' | 'portal' | 'mail', import('./ports.mjs').HeldPort>>} */
  #held = {};
  /** Ports given to parts that may not listen yet. @type {Set<number>} */
  #promised = new Set();

  /**
   * @param {object} parts
   * @param {import('./options.mjs').StackOptions} parts.options
   * @param {import('./home.mjs').Home} parts.home taken for this process
   * @param {import('./step-log.mjs').StepLog} parts.log
   */
  constructor({ options, home, log }) {
    this.options = options;
    this.home = home;
    this.log = log;
    this.children = new Children(home);
  }

  get stopping() {
    return this.#stopping;
  }

  /**
   * @param {Extent} extent
   * @returns {Promise<RunningStack>}
   * @throws {StartFailure | Stopped}
   */
  async start(extent) {
    const { home, log, options } = this;
    const left = await stopLeftovers(home, postgresData(home));
    if (left.length > 0) log.line(`✓ stopped what an earlier start had left running: ${left.join(', ')}`);
    if (options.databaseUrl === undefined) for (const line of await tidyOutsideData()) log.line(line);
    if (extent === 'whole') await this.#holdPorts();
    await log.step('packages', (progress) => ensureInstalled({ log: (line) => progress(line.replace(/^packages: /, '')) }), (fresh) => (fresh ? 'installed' : 'up to date'));
    this.#continue();

    const whole = extent === 'whole';
    const [database] = await Promise.all([this.#startDatabase(), this.#build(), whole ? this.#startTemporal() : undefined, whole ? this.#startMail() : undefined]);
    const environment = this.#environment(database);
    if (extent === 'bare') return { url: '', portalUrl: '', environment };
    await this.#runCli('database schema', 'migrate', ['migrate'], environment);
    if (options.databaseUrl === undefined && !existsSync(home.seededFile)) {
      await this.#runCli('demo data', 'seed', ['seed', '--demo', '--people-file', home.peopleFile], environment);
      writeFileSync(home.seededFile, '', { mode: 0o600 });
    }
    if (!whole) return { url: '', portalUrl: '', environment };
    return this.#startApps(environment);
  }

  /**
   * Takes everything down in order: who takes requests, who works on them, what they stand on, PostgreSQL last.
   *
   * @param {{quiet?: boolean}} [options]
   */
  async stop({ quiet = false } = {}) {
    this.#stopping = true;
    this.#abort.abort();
    this.children.close();
    rmSync(this.home.runFile, { force: true });
    await this.#stopOne(quiet, this.#apps?.portal, this.#apps?.api);
    await this.#stopOne(quiet, this.#apps?.worker);
    await this.#stopOne(quiet, this.#mail);
    await this.#stopOne(quiet, this.#temporal);
    await this.#stopOne(quiet, this.#postgres);
    for (const held of Object.values(this.#held)) held.close();
    // Steps of a start that was broken off.
    await this.children.killAll();
  }

  /** Ends everything at once; PostgreSQL recovers at the next start. */
  async kill() {
    this.#stopping = true;
    this.#abort.abort();
    await this.children.killAll();
    rmSync(this.home.runFile, { force: true });
  }

  /**
   * @param {boolean} quiet
   * @param {({title: string, child: import('./children.mjs').Child | null, stop: () => Promise<void>} | undefined)[]} services
   */
  async #stopOne(quiet, ...services) {
    await Promise.all(
      services.map(async (service) => {
        const ran = service?.child && !service.child.exit;
        const started = performance.now();
        await service?.stop();
        if (ran && !quiet) this.log.line(`✓ ${service.title} stopped (${seconds(performance.now() - started)})`);
      }),
    );
  }

  /** @returns {Promise<{databaseUrl: string, migrationDatabaseUrl: string}>} */
  async #startDatabase() {
    const { databaseUrl, migrationDatabaseUrl } = this.options;
    if (databaseUrl !== undefined && migrationDatabaseUrl !== undefined) {
      await this.log.step('PostgreSQL', () => requireOneDatabase(databaseUrl, migrationDatabaseUrl), (version) => `your own, version ${version}`);
      for (const warning of this.options.warnings) this.log.warn(warning);
      return { databaseUrl, migrationDatabaseUrl };
    }
    const secrets = secretsOf(this.home);
    const postgres = new Postgres({ home: this.home, children: this.children, adminPassword: secrets.adminPassword });
    this.#postgres = postgres;
    await this.log.step('PostgreSQL', async (progress) => {
      await onFreePort(() => this.#port('PostgreSQL', defaultPorts.postgres), (port) => postgres.startOn(port, progress));
      await ensureDatabase(postgres.port, secrets);
    }, () => `${postgres.version} on 127.0.0.1:${postgres.port}`);
    for (const note of postgres.notes) this.log.line(`  ${note}`);
    this.#watch(postgres);
    return databaseUrls(postgres.port, secrets);
  }

  async #startTemporal() {
    const { address, namespace, tls, apiKey } = this.options.temporal;
    if (address !== undefined) {
      await this.log.step('Temporal', () => requireTemporal({ address, namespace, tls, apiKey }), (version) => `your own at ${address}, version ${version}`);
      return;
    }
    const temporal = new Temporal({ home: this.home, children: this.children, namespace });
    this.#temporal = temporal;
    await this.log.step('Temporal', (progress) => onFreePort(() => this.#port('Temporal', defaultPorts.temporal), (port) => temporal.startOn(port, progress)), () => `${temporal.program?.version ?? ''}, ${temporal.program?.origin ?? ''}, at ${temporal.address}`);
    this.#watch(temporal);
  }

  async #startMail() {
    const held = this.#held.mail;
    if (held === undefined) return;
    const mail = createMailCatcher(this.children, this.home, held);
    this.#mail = mail;
    await this.log.step('Mail catcher', () => mail.start(), () => `on 127.0.0.1:${held.port}, keeps mails in ${this.home.mail}`);
    this.#watch(mail);
  }

  async #build() {
    await this.log.step('build', async (progress) => {
      await ensureBuilt({ progress, signal: this.#abort.signal });
      this.#continue();
    });
  }

  /**
   * @param {string} title
   * @param {string} name of the log
   * @param {string[]} args
   * @param {NodeJS.ProcessEnv} environment
   */
  async #runCli(title, name, args, environment) {
    await this.log.step(title, async (progress) => {
      const run = this.children.spawn(name, process.execPath, [cliScript(), ...args], { cwd: repositoryRoot, env: environment });
      const timer = setInterval(() => progress(logOf(run).trimEnd().split('\n').at(-1) ?? ''), 1000);
      const exit = await run.exited.finally(() => clearInterval(timer));
      this.#continue();
      if (exit.code !== 0) throw new StartFailure(`"hengji ${args[0]}" failed (${lastWords(run) || describeExit(exit)}): ${advice(run)}.`);
    });
  }

  /**
   * What apps and commands get. Settings of the caller that would contradict the stack are taken out.
   *
   * @param {{databaseUrl: string, migrationDatabaseUrl: string}} database
   * @returns {NodeJS.ProcessEnv}
   */
  #environment({ databaseUrl, migrationDatabaseUrl }) {
    const { temporal, smtpUrl } = this.options;
    const env = { ...process.env };
    for (const name of ['TEMPORAL_ADDRESS', 'TEMPORAL_TLS', 'TEMPORAL_API_KEY', 'SMTP_URL', 'PORT']) delete env[name];
    const address = temporal.address ?? this.#temporal?.address;
    if (address !== undefined) env['TEMPORAL_ADDRESS'] = address;
    if (temporal.address !== undefined) {
      if (temporal.tls !== undefined) env['TEMPORAL_TLS'] = temporal.tls;
      if (temporal.apiKey !== undefined) env['TEMPORAL_API_KEY'] = temporal.apiKey;
    }
    const smtp = smtpUrl ?? (this.#held.mail === undefined ? undefined : `smtp://127.0.0.1:${this.#held.mail.port}`);
    if (smtp !== undefined) env['SMTP_URL'] = smtp;
    return {
      ...env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      MIGRATION_DATABASE_URL: migrationDatabaseUrl,
      TEMPORAL_NAMESPACE: temporal.namespace,
      MAIL_FROM: process.env['MAIL_FROM'] ?? defaultSender,
      AUTH_SECRET: process.env['AUTH_SECRET'] ?? secretsOf(this.home).authSecret,
      BLOB_DIR: process.env['BLOB_DIR'] ?? this.home.blobs,
      HENGJI_PEOPLE_FILE: this.home.peopleFile,
    };
  }

  /**
   * @param {NodeJS.ProcessEnv} common
   * @returns {Promise<RunningStack>}
   */
  async #startApps(common) {
    const { web, portal } = this.#held;
    if (web === undefined || portal === undefined) throw new Error('no ports are held');
    const { shown } = listenOn(common);
    const url = `http://${shown}:${web.port}`;
    const portalUrl = `http://${shown}:${portal.port}`;
    const environment = {
      ...common,
      HENGJI_PUBLIC_URL: this.options.publicUrl ?? url,
      HENGJI_PORTAL_URL: process.env['HENGJI_PORTAL_URL'] ?? portalUrl,
      HENGJI_API_URL: url,
    };
    const forApps = { ...environment };
    // The serving processes have no business with the role that owns the tables, nor with the demo passwords.
    for (const name of ['MIGRATION_DATABASE_URL', 'HENGJI_PEOPLE_FILE']) Reflect.deleteProperty(forApps, name);
    const apps = createApps({ children: this.children, home: this.home, env: forApps, ports: { web, portal } });
    this.#apps = apps;
    await Promise.all([
      this.log.step('API and web app', () => apps.api.start(), () => url),
      this.log.step('worker', () => apps.worker.start()),
      this.log.step('portal', () => apps.portal.start(), () => portalUrl),
    ]);
    for (const app of [apps.api, apps.worker, apps.portal]) this.#watch(app);
    return { url, portalUrl, environment };
  }

  /** The ports that people type come first: what was asked for with --port is not lost to a part of our own. */
  async #holdPorts() {
    const { port, smtpUrl } = this.options;
    const { host } = listenOn(process.env);
    this.#held.web = await this.#hold('the web app', port ?? defaultPorts.web, host);
    this.#held.portal = await this.#hold('the portal', port === undefined || port === 65_535 ? defaultPorts.portal : port + 1, host);
    if (smtpUrl === undefined) this.#held.mail = await this.#hold('the mail catcher', defaultPorts.mail, '127.0.0.1');
  }

  /**
   * @param {string} who
   * @param {number} wanted
   * @param {string} host
   */
  async #hold(who, wanted, host) {
    const held = await holdPort(wanted, { host, promised: this.#promised, avoid: Object.values(defaultPorts) });
    this.#promise(who, wanted, held.port);
    return held;
  }

  /**
   * @param {string} who
   * @param {number} wanted
   */
  async #port(who, wanted) {
    const port = await freePortFrom(wanted, { promised: this.#promised, avoid: Object.values(defaultPorts) });
    this.#promise(who, wanted, port);
    return port;
  }

  /**
   * @param {string} who
   * @param {number} wanted
   * @param {number} port
   */
  #promise(who, wanted, port) {
    this.#promised.add(port);
    if (port !== wanted) this.log.line(`  port ${wanted} is taken; ${who} uses ${port}`);
  }

  /** @param {import('./supervise.mjs').Service} service */
  #watch(service) {
    void keepRunning(service, this.log, () => this.#stopping);
  }

  /** @throws {Stopped} when the stack was told to stop meanwhile */
  #continue() {
    if (this.#stopping) throw new Stopped();
  }
}

/** @returns {string} the `hengji` command's program */
export function cliScript() {
  return join(repositoryRoot, 'apps', 'cli', 'dist', 'main.js');
}
