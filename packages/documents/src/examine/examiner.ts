import { defaultGuardLimits, GuardedThread, type GuardLimits } from '../guard.js';
import type { Grids } from '../template/grids.js';
import type { Examined, ExamineInput } from './examine.js';
import type { GuardedWork } from './worker.js';

/** `worker.ts` as one file: a thread starts without the loader that runs the source, so this is the build's, from `src` and from `dist` alike. */
const workerScript = new URL('../../dist/reader.js', import.meta.url);

/** More files wait than can be examined while somebody looks on. */
export class ExaminerBusyError extends Error {
  override readonly name = 'ExaminerBusyError';
}

/** Reads files that nobody vouches for, one after the other, in a thread that is ended when one takes more than a report needs. */
export class Examiner {
  private readonly thread: GuardedThread<GuardedWork, Examined | Grids>;
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
    const output = await this.inTurn({ kind: 'examine', input });
    if ('sheets' in output) throw new Error('the thread answered something else than it was asked');
    return output;
  }

  /** The texts of a template's workbook, for `readTemplateWorkbook`. Throws as `examine` does. */
  async grids(bytes: Uint8Array): Promise<Grids> {
    const output = await this.inTurn({ kind: 'workbook', bytes });
    if (!('sheets' in output)) throw new Error('the thread answered something else than it was asked');
    return output;
  }

  private async inTurn(work: GuardedWork): Promise<Examined | Grids> {
    if (this.waiting > this.mostWaiting) throw new ExaminerBusyError();
    this.waiting += 1;
    const turn = this.last.then(() => this.thread.run(work));
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
