import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventually } from '../../../test/support/eventually.js';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The worker as it runs in production: a process of its own, from dist. */
export class WorkerProcess {
  readonly readyFile: string;
  private readonly child: ChildProcess;
  private readonly folder: string;
  private output = '';

  private constructor(child: ChildProcess, folder: string, readyFile: string) {
    this.child = child;
    this.folder = folder;
    this.readyFile = readyFile;
    child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    child.stderr?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
  }

  static async start(env: Readonly<Record<string, string>>): Promise<WorkerProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'hengji-worker-'));
    const readyFile = join(folder, 'ready');
    const child = spawn(process.execPath, [main], { env: { ...process.env, LOG_LEVEL: 'info', ...env, READY_FILE: readyFile }, stdio: ['ignore', 'pipe', 'pipe'] });
    const worker = new WorkerProcess(child, folder, readyFile);
    await eventually('the worker polls', async () => {
      if (child.exitCode !== null) throw new Error(worker.output);
      return existsSync(readyFile);
    });
    return worker;
  }

  /** Asks it to stop, and answers its exit code. */
  async stop(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exit = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await exit;
    }
    await rm(this.folder, { recursive: true, force: true });
    return this.child.exitCode;
  }

  get log(): string {
    return this.output;
  }
}

/** What a start with this environment says before it ends, and how it ends. */
export async function refusedStart(env: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly text: string }> {
  const child = spawn(process.execPath, [main], { env: { PATH: process.env['PATH'], ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  await once(child, 'close');
  return { code: child.exitCode, text };
}
