import { parentPort, Worker } from 'node:worker_threads';
import { UnreadableDocumentError, type UnreadableCode } from './read/unreadable.js';

/** What work on one distrusted file may take: computing time of the process, and its memory. A thread that has let it grow to `renewedAboveBytes` is replaced before the next file. */
export type GuardLimits = { readonly milliseconds: number; readonly processBytes: number; readonly renewedAboveBytes: number };

/** Reports take a tenth of it; a process that nothing can make hang ends within five seconds and 512 MB. */
export const defaultGuardLimits: GuardLimits = { milliseconds: 3500, processBytes: 450 * 1024 * 1024, renewedAboveBytes: 320 * 1024 * 1024 };

/** On a machine that is busy with other things the clock runs so much faster than the work. */
const busiest = 8;
/** Share of the time below which nothing is computed at all and something waits for what never comes. */
const idleShare = 0.05;

const heapMegabytes = 320;
const watchEveryMs = 40;

type Answer<Output> = { readonly output: Output } | { readonly unreadable: UnreadableCode } | { readonly failure: string };

/** For the thread's script: answers every input with what `work` makes of it. */
export function serveGuarded<Input, Output>(work: (input: Input) => Promise<Output>): void {
  const port = parentPort;
  if (port === null) throw new Error('serveGuarded runs in a thread that GuardedThread starts');
  port.on('message', (input: Input) => {
    void work(input).then(
      (output) => port.postMessage({ output } satisfies Answer<Output>),
      (error: unknown) => port.postMessage((error instanceof UnreadableDocumentError ? { unreadable: error.code } : { failure: error instanceof Error ? String(error.stack) : String(error) }) satisfies Answer<Output>),
    );
  });
  port.postMessage('ready');
}

/**
 * A thread for work on files that nobody vouches for. One that takes too much time or memory is ended, whatever it does, and the next file
 * gets a new one. `script` calls `serveGuarded`. Inputs are answered one after the other.
 */
export class GuardedThread<Input, Output> {
  private readonly script: URL;
  private readonly limits: GuardLimits;
  private worker: Promise<Worker> | null = null;

  constructor(script: URL, limits: GuardLimits = defaultGuardLimits) {
    this.script = script;
    this.limits = limits;
  }

  private start(): Promise<Worker> {
    // What a library prints is not for whoever checks a report. The script is compiled: options under which a process runs the source are none of the thread's.
    const worker = new Worker(this.script, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: heapMegabytes, maxYoungGenerationSizeMb: 32 }, stdout: true, stderr: true });
    worker.stdout.resume();
    worker.stderr.resume();
    return new Promise((done, fail) => {
      worker.once('message', () => done(worker));
      worker.once('error', fail);
    });
  }

  /** Ends the thread; the next input starts another. */
  async close(): Promise<void> {
    const worker = this.worker;
    this.worker = null;
    await (await worker?.catch(() => null))?.terminate();
  }

  /**
   * What the script makes of an input; buffers in `transfer` are handed over. Throws `UnreadableDocumentError`: the script's own, or
   * `exhausting` where a limit was reached; any other error is a fault of the script.
   */
  async run(input: Input, transfer: readonly ArrayBuffer[] = []): Promise<Output> {
    this.worker ??= this.start();
    const worker = await this.worker.catch((error: unknown) => {
      // The next file tries again.
      this.worker = null;
      throw error;
    });
    const answer = await new Promise<Answer<Output> | null>((done) => {
      const end = (found: Answer<Output> | null) => {
        clearInterval(watch);
        worker.off('message', end).off('error', fail).off('exit', fail);
        done(found);
      };
      const fail = () => end(null);
      const begun = performance.now();
      const before = process.cpuUsage();
      const watch = setInterval(() => {
        const { user, system } = process.cpuUsage(before);
        const [passed, computed] = [performance.now() - begun, (user + system) / 1000];
        const { milliseconds, processBytes } = this.limits;
        const idle = passed > milliseconds && computed < passed * idleShare;
        if (computed > milliseconds || idle || passed > milliseconds * busiest || process.memoryUsage.rss() > processBytes) fail();
      }, watchEveryMs);
      worker.on('message', end).on('error', fail).on('exit', fail);
      worker.postMessage(input, transfer);
    });
    if (answer === null || process.memoryUsage.rss() > this.limits.renewedAboveBytes) await this.close();
    if (answer === null) throw new UnreadableDocumentError('exhausting');
    if ('unreadable' in answer) throw new UnreadableDocumentError(answer.unreadable);
    if ('failure' in answer) throw new Error(answer.failure);
    return answer.output;
  }
}
