import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectTemporal } from '@hengji/workflows/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { testPassword, writeDemoPeople } from './demoPeople.js';
import { eventually } from './eventually.js';
import { Person } from './person.js';
import { freePort } from './ports.js';
import { Program, repositoryRoot, runScript, type RunResult } from './program.js';
import { query, type Row } from './sql.js';

export type StackOptions = {
  readonly databaseUrl: string;
  readonly migrationDatabaseUrl: string;
  readonly temporalAddress: string;
  /** Anew for this stack when absent, so that stacks can share a server. */
  readonly namespace?: string;
  /** Keeps what is sent, and counts it; mail of real years leaves the house only then. */
  readonly catchMail?: boolean;
  /** How long a decision waits for the process engine, in ms. */
  readonly decisionDeadlineMs?: number;
  readonly portal?: boolean;
  /** The database holds a county already: nothing is migrated or seeded. */
  readonly seeded?: boolean;
  /** `warn` when absent. */
  readonly logLevel?: string;
  /** ms. How long an app may take to start; 90 s when absent. */
  readonly startMs?: number;
  /** Settings of all programs over those of the stack. */
  readonly environment?: Readonly<Record<string, string>>;
};

export type CaughtMail = { readonly to: readonly string[]; readonly subject: string; readonly messageId: string; readonly file: string };

/** API, worker and, if wanted, portal and mail catcher as processes of their own, on a seeded database. */
export class Stack {
  readonly apiUrl: string;
  readonly portalUrl: string;
  readonly namespace: string;
  readonly options: StackOptions;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #programs = new Map<string, Program>();
  /** What programs said that have been started anew since. */
  #earlierWords = '';

  private constructor(options: StackOptions, namespace: string, folder: string, env: NodeJS.ProcessEnv, urls: { api: string; portal: string }) {
    this.options = options;
    this.namespace = namespace;
    this.#folder = folder;
    this.#env = env;
    this.apiUrl = urls.api;
    this.portalUrl = urls.portal;
  }

  /** Starts the apps, on a database that it seeds first unless it is `seeded`; seeding takes some five seconds, most of them for 83 passwords. */
  static async start(options: StackOptions): Promise<Stack> {
    const folder = await mkdtemp(join(tmpdir(), 'hengji-stack-'));
    const namespace = options.namespace ?? `test-${randomUUID()}`;
    const [apiPort, portalPort, mailPort, apiMetrics, workerMetrics, portalMetrics, temporalMetrics] = await Promise.all(Array.from({ length: 7 }, freePort));
    const urls = { api: `http://127.0.0.1:${apiPort}`, portal: `http://127.0.0.1:${portalPort}` };
    const env: NodeJS.ProcessEnv = {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      DATABASE_URL: options.databaseUrl,
      TEMPORAL_ADDRESS: options.temporalAddress,
      TEMPORAL_NAMESPACE: namespace,
      AUTH_SECRET: randomBytes(32).toString('base64url'),
      BLOB_DIR: join(folder, 'blobs'),
      HENGJI_PUBLIC_URL: urls.api,
      HENGJI_PORTAL_URL: urls.portal,
      HENGJI_API_URL: urls.api,
      MAIL_FROM: '"Hengji 衡绩" <no-reply@hengji.example>',
      DECISION_DEADLINE_MS: String(options.decisionDeadlineMs ?? 8000),
      LOG_LEVEL: options.logLevel ?? 'warn',
      API_PORT: String(apiPort),
      PORTAL_PORT: String(portalPort),
      MAIL_PORT: String(mailPort),
      API_METRICS_PORT: String(apiMetrics),
      WORKER_METRICS_PORT: String(workerMetrics),
      PORTAL_METRICS_PORT: String(portalMetrics),
      TEMPORAL_METRICS_PORT: String(temporalMetrics),
      ...(options.catchMail === true ? { SMTP_URL: `smtp://127.0.0.1:${mailPort}` } : {}),
      ...options.environment,
    };
    const stack = new Stack(options, namespace, folder, env, urls);
    try {
      await mkdir(join(folder, 'blobs'));
      await writeDemoPeople(stack.peopleFile);
      await Promise.all([ensureNamespace(options.temporalAddress, namespace), ...(options.seeded === true ? [] : [stack.#seed()])]);
      await Promise.all([
        stack.startApi(),
        stack.startWorker(),
        ...(options.portal === true ? [stack.startPortal()] : []),
        ...(options.catchMail === true ? [stack.#startMailCatcher()] : []),
      ]);
      return stack;
    } catch (error) {
      await stack.stop();
      throw error;
    }
  }

  get peopleFile(): string {
    return join(this.#folder, 'people.json');
  }

  program(name: 'api' | 'worker' | 'portal' | 'mail'): Program {
    const program = this.#programs.get(name);
    if (program === undefined) throw new Error(`${name} was never started`);
    return program;
  }

  /** Beginnings of the log lines that hold a text, of all programs there were. */
  logLines(text: string): readonly string[] {
    return this.wholeLog().split('\n').filter((line) => line.includes(text)).map((line) => line.slice(0, 600));
  }

  /** What a collector reads of a process; `temporal`: the process engine's own figures in the worker. */
  async metrics(of: 'api' | 'worker' | 'portal' | 'temporal'): Promise<string> {
    const response = await fetch(`http://127.0.0.1:${this.#env[of === 'temporal' ? 'TEMPORAL_METRICS_PORT' : `${of.toUpperCase()}_METRICS_PORT`]}/metrics`);
    return response.text();
  }

  /** All that all programs said. */
  wholeLog(): string {
    return [this.#earlierWords, ...[...this.#programs.values()].map((program) => program.words)].join('\n');
  }

  async startApi(): Promise<void> {
    const program = this.#app('api', { PORT: this.#env['API_PORT'], WEB_DIST: join(repositoryRoot, 'apps/web/dist') });
    await program.ready(() => answers(`${this.apiUrl}/api/health/ready`), this.options.startMs);
  }

  async startWorker(): Promise<void> {
    const readyFile = join(this.#folder, `worker-${randomUUID()}.ready`);
    await this.#app('worker', { READY_FILE: readyFile }).ready(() => Promise.resolve(existsSync(readyFile)), this.options.startMs);
  }

  async startPortal(): Promise<void> {
    await this.#app('portal', { PORT: this.#env['PORTAL_PORT'] }).ready(() => answers(`${this.portalUrl}/health`));
  }

  /** Everything the mail server took, in the order it came. */
  async caughtMails(): Promise<readonly CaughtMail[]> {
    const text = await readFile(join(this.#folder, 'mail', 'index.jsonl'), 'utf8').catch(() => '');
    return text.split('\n').filter((line) => line !== '').map((line): CaughtMail => JSON.parse(line));
  }

  signIn(username: string, language?: string): Promise<Person> {
    return Person.signIn(this.apiUrl, username, testPassword, language);
  }

  /** A `hengji` command on this stack. */
  hengji(...args: readonly string[]): Promise<RunResult> {
    return runScript(join(repositoryRoot, 'apps/cli/dist/main.js'), args, this.environment);
  }

  /** What a command on this stack is told. */
  get environment(): NodeJS.ProcessEnv {
    return { ...this.#env, MIGRATION_DATABASE_URL: this.options.migrationDatabaseUrl, HENGJI_PEOPLE_FILE: this.peopleFile };
  }

  /** A look into the database, past every rule. */
  sql<Shape extends Row = Row>(text: string, values: readonly unknown[] = []): Promise<Shape[]> {
    return query<Shape>(this.options.migrationDatabaseUrl, text, values);
  }

  async stop(): Promise<void> {
    const stopOne = async (name: string) => void (await this.#programs.get(name)?.stop());
    await Promise.all(['api', 'portal', 'mail'].map(stopOne));
    await stopOne('worker');
    await rm(this.#folder, { recursive: true, force: true });
  }

  #app(name: 'api' | 'worker' | 'portal', env: NodeJS.ProcessEnv): Program {
    this.#earlierWords += this.#programs.get(name)?.words ?? '';
    const program = new Program(name, join(repositoryRoot, 'apps', name, 'dist/main.js'), [], { ...this.#env, METRICS_PORT: this.#env[`${name.toUpperCase()}_METRICS_PORT`], ...env });
    this.#programs.set(name, program);
    return program;
  }

  async #startMailCatcher(): Promise<void> {
    const script = join(repositoryRoot, 'apps/standalone/src/mail-catcher.mjs');
    const program = new Program('mail', script, [String(this.#env['MAIL_PORT']), join(this.#folder, 'mail')], this.#env);
    this.#programs.set('mail', program);
    await program.ready(() => Promise.resolve(program.words.includes('listens')));
  }

  async #seed(): Promise<void> {
    for (const args of [['migrate'], ['seed', '--demo', '--people-file', this.peopleFile]]) {
      const { code, stderr } = await this.hengji(...args);
      if (code !== 0) throw new Error(`hengji ${args.join(' ')} ended with ${code}:\n${stderr}`);
    }
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}

/** A namespace is visible to all of a server only after a moment. */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const temporal = connectTemporal({ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace });
  const { client } = temporal;
  try {
    if (namespace !== 'default') {
      await client.workflowService.registerNamespace({ namespace, workflowExecutionRetentionPeriod: msToTs(86_400_000) });
    }
    await eventually('the namespace', async () => {
      await client.workflowService.describeTaskQueue({ namespace, taskQueue: { name: 'probe' } });
      return true;
    });
  } finally {
    await temporal.close();
  }
}
