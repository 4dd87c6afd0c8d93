/**
 * Asks again until there is an answer; null and false are none. Throws when it does not come in time, with the last error of `ask`
 * if that was the reason. What hangs is found out late; what is slow on a busy machine, or waits for a heartbeat first, is no fault.
 */
export async function eventually<Answer>(what: string, ask: () => Promise<Answer | null | false>, timeoutMs = 90_000): Promise<Answer> {
  const until = Date.now() + timeoutMs;
  let last: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== false) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > until) throw new Error(`${what} did not happen within ${timeoutMs} ms`, { cause: last });
    await new Promise((done) => setTimeout(done, 40));
  }
}
