import { once } from 'node:events';
import type { Server } from 'node:http';
import type { Logger } from 'pino';

export type StopOptions = {
  readonly logger: Logger;
  /** ms between the signal and `stop`; the process still serves, but says that it is not ready. */
  readonly delayMs: number;
  /** Finishes what is held and lets go of everything. */
  readonly stop: () => Promise<void>;
};

/** ms. A transaction that waits for a lock for ever must not keep the process alive for ever; what it held is rolled back and comes again. */
const longestStopMs = 18_000;

/**
 * Ends the process in order on the first SIGTERM or SIGINT, with exit code 0, or 1 when `stop` fails or does not come to an end. Answers a
 * signal that is aborted at once, for whoever must say that the process is not ready any more. Later signals change nothing: whoever is in
 * a hurry kills.
 */
export function stopOnSignals({ logger, delayMs, stop }: StopOptions): AbortSignal {
  const stopping = new AbortController();
  const end = async (name: NodeJS.Signals): Promise<void> => {
    logger.info({ signal: name, delayMs }, 'stopping');
    if (delayMs > 0) await new Promise((done) => setTimeout(done, delayMs));
    setTimeout(() => {
      logger.error({ longestStopMs }, 'did not stop in time; what was under way is given up');
      process.exit(1);
    }, longestStopMs).unref();
    try {
      await stop();
      logger.info('stopped');
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'did not stop cleanly');
      process.exit(1);
    }
  };
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (stopping.signal.aborted) return;
      stopping.abort();
      void end(name);
    });
  }
  return stopping.signal;
}

/** ms. How often connections that have become idle are closed while others still answer. */
const lookMs = 50;

/** Takes no more connections, lets requests in flight end, and cuts what is left after `graceMs`. */
export async function drain(server: Server, graceMs: number): Promise<void> {
  // Told to stop before it began.
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  // A browser keeps its connection for the next request; it would hold the process until its time-out.
  const idle = setInterval(() => server.closeIdleConnections(), lookMs);
  const late = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearInterval(idle);
  clearTimeout(late);
}
