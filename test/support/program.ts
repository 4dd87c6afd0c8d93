import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Characters of a program's own words that are kept, and that the message of a failure repeats. */
const keptCharacters = 8_000_000;
const repeatedCharacters = 20_000;

export type Ended = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

/** A child process of a test: what it said is kept, and it never outlives the test that stops it. */
export class Program {
  readonly name: string;
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  #words = '';

  constructor(name: string, script: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.name = name;
    this.child = spawn(process.execPath, [script, ...args], { cwd: repositoryRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const hear = (chunk: Buffer) => {
      this.#words = (this.#words + chunk.toString('utf8')).slice(-keptCharacters);
    };
    this.child.stdout?.on('data', hear);
    this.child.stderr?.on('data', hear);
    this.ended = once(this.child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** What it said last. */
  get words(): string {
    return this.#words;
  }

  /** Waits until `isReady`, on a busy machine too; throws with the program's own words when it ends or takes too long. */
  async ready(isReady: () => Promise<boolean>, timeoutMs = 90_000): Promise<this> {
    const until = Date.now() + timeoutMs;
    while (this.running && Date.now() < until) {
      if (await isReady()) return this;
      await new Promise((done) => setTimeout(done, 30));
    }
    const reason = this.running ? `was not ready after ${timeoutMs} ms` : 'ended';
    await this.kill();
    throw new Error(`${this.name} ${reason}:\n${this.#words.slice(-repeatedCharacters)}`);
  }

  /** Asks it to end and waits; after 15 s it is killed. */
  async stop(): Promise<Ended> {
    if (this.running) {
      this.child.kill('SIGTERM');
      const timer = setTimeout(() => this.child.kill('SIGKILL'), 15_000);
      await this.ended;
      clearTimeout(timer);
    }
    return this.ended;
  }

  /** As a power cut would. */
  async kill(): Promise<Ended> {
    if (this.running) this.child.kill('SIGKILL');
    return this.ended;
  }
}

export type RunResult = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs a script to its end and answers all it said, by stream. */
export function runScript(script: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<RunResult> {
  return run(process.execPath, [script, ...args], env);
}

/** Runs a program to its end; what it says goes through pipes. */
export async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<RunResult> {
  const child = spawn(program, args, { cwd: repositoryRoot, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code]: [number | null] = await new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (exit) => done([exit]));
  });
  return { code, stdout, stderr };
}
