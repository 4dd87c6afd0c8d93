import { Examiner, ExaminerBusyError, type GuardLimits } from '@hengji/documents';
import { HttpProblem } from './problem.js';

/** Beside the other work of the process, whose computing time and memory are counted with it. */
const limits: GuardLimits = { milliseconds: 6000, processBytes: 1024 * 1024 * 1024, renewedAboveBytes: 768 * 1024 * 1024 };
/** Files that wait for their turn. */
const mostWaiting = 20;

/** The thread in which reports and workbooks are read that nobody vouches for. */
export function createExaminer(): Examiner {
  return new Examiner({ limits, mostWaiting });
}

/** Too many files wait: come again in a moment. */
export function busy(): HttpProblem {
  return new HttpProblem(503, 'busy', { retryAfterSeconds: 2 });
}

/** What the thread makes of a file, or that it is busy. */
export async function inTurn<Answer>(work: Promise<Answer>): Promise<Answer> {
  return work.catch((error: unknown) => {
    throw error instanceof ExaminerBusyError ? busy() : error;
  });
}
