import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Services } from '../setup/services.js';
import { repositoryRoot } from './program.js';

/** PostgreSQL and Temporal of one test alone, which may kill them. */
export class OwnServices {
  readonly addresses: Services;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #answers: AsyncIterator<string>;

  private constructor(child: ChildProcessWithoutNullStreams, answers: AsyncIterator<string>, addresses: Services) {
    this.#child = child;
    this.#answers = answers;
    this.addresses = addresses;
  }

  /** `fsync`: as in production; tests of processes that die do not need it, measurements do. */
  static async start({ fsync = false }: { readonly fsync?: boolean } = {}): Promise<OwnServices> {
    const child = spawn(process.execPath, [join(repositoryRoot, 'apps/standalone/services.mjs'), '--throwaway', ...(fsync ? [] : ['--no-fsync'])], { stdio: 'pipe' });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await answers.next();
    if (first.done === true) throw new Error(`services.mjs ended:\n${errors}`);
    const told: Services = JSON.parse(first.value);
    return new OwnServices(child, answers, told);
  }

  /** Stops in order, kills, or starts again on the same port and files. */
  async order(verb: 'start' | 'stop' | 'kill', service: 'postgres' | 'temporal'): Promise<void> {
    this.#child.stdin.write(`${verb} ${service}\n`);
    const { value, done } = await this.#answers.next();
    const answer: { readonly ok?: boolean; readonly error?: string } = done === true ? { error: 'services.mjs ended' } : JSON.parse(value);
    if (answer.ok !== true) throw new Error(`${verb} ${service}: ${answer.error ?? 'no answer'}`);
  }

  async end(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const exit = once(this.#child, 'exit');
      this.#child.stdin.end();
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 20_000);
      await exit;
      clearTimeout(timer);
    }
  }
}
