import { isRepeatable, ApiError, toApiError } from './apiError.js';

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/**
 * Sends again, at most `times` more, what was answered by "busy" or by silence. Safe for reads, and for writes that carry
 * the same Idempotency-Key each time: the server does them once and repeats its first answer.
 */
export async function repeatWhileBusy<Answer>(send: () => Promise<Answer>, times = 2, wait: (ms: number) => Promise<void> = pause): Promise<Answer> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await send();
    } catch (raw) {
      const error = toApiError(raw);
      if (attempt >= times || !isRepeatable(error)) throw error;
      const seconds = error instanceof ApiError ? (error.retryAfterSeconds ?? 1) : 1;
      await wait(Math.min(seconds, 5) * 1000);
    }
  }
}
