import { defaultGuardLimits, GuardedThread, type GuardLimits } from '../guard.js';
import type { Examined, ExamineInput } from './examine.js';

/** A thread starts without the loader that runs the source, so this is the build's, from `src` and from `dist` alike. */
const workerScript = new URL('../../dist/examine/worker.js', import.meta.url);

/** More files wait than can be examined while somebody looks on. */
export class ExaminerBusyError extends Error {
  override readonly name = 'ExaminerBusyError';
}

/** Examines files that nobody vouches for, one after the other, in a thread that is ended when one takes more than a report needs. */
export class Examiner {
  private readonly thread: GuardedThread<ExamineInput, Examined>;
  private readonly mostWaiting: number;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;

  /** `mostWaiting`: files that may wait for their turn. */
  constructor({ limits = defaultGuardLimits, mostWaiting = Infinity }: { readonly limits?: GuardLimits; readonly mostWaiting?: number } = {}) {
    this.thread = new GuardedThread(workerScript, limits);
    this.mostWaiting = mostWaiting;
  }

  /** Throws `UnreadableDocumentError` where the file cannot be read, `ExaminerBusyError` where too many wait; any other error is a fault of ours. */
  async examine(input: ExamineInput): Promise<Examined> {
    if (this.waiting > this.mostWaiting) throw new ExaminerBusyError();
    this.waiting += 1;
    const turn = this.last.then(() => this.thread.run(input));
    this.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      this.waiting -= 1;
    }
  }

  async close(): Promise<void> {
    await this.thread.close();
  }
}
