import { ProblemError } from '@hengji/contracts';

/** ms. Longer than anything here is away, also where something else dies each time it comes back. */
const patienceMs = 600_000;
const pauseMs = 250;

/** Whether the server asks to send the same once more: it was not reached, or something under it is away. */
export function isOutage(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.code === 'unreachable' || error.problem.code === 'busy' || (error.retryAfterSeconds !== null && error.problem.status >= 500));
}

/** Asks again as the web app does, with whatever key the request holds. Throws what is no outage, and an outage that does not end. */
export async function patiently<Answer>(ask: () => Promise<Answer>, onRepeat: () => void = () => undefined): Promise<Answer> {
  for (const giveUpAt = Date.now() + patienceMs; ; ) {
    try {
      return await ask();
    } catch (error) {
      if (!isOutage(error) || Date.now() > giveUpAt) throw error;
      onRepeat();
      await new Promise((done) => setTimeout(done, pauseMs));
    }
  }
}
