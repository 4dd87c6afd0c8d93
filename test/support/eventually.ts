/**
 * Asks again until there is an answer; null and false are none. Throws when it does not come in time, with the last error of `ask`
 * if that was the reason. What hangs is found out late; what is slow on a busy machine, or waits for a heartbeat first, is no fault.
 */
export async function eventually<Answer>(what: string, ask: () => Promise<Answer | null | false>, timeoutMs = 90_000): Promise<Answer> {
  const since = Date.now();
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    const waitedMs = Date.now() - since;
    if (waitedMs > timeoutMs) throw new Error(`${what} did not happen within ${timeoutMs} ms`, { cause: last });
    // What has let itself be waited for is asked less often: the asking takes processor time from what is waited for.
    await new Promise((done) => setTimeout(done, Math.min(500, Math.max(40, waitedMs / 10))));
  }
}
