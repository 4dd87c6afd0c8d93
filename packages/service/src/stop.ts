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

export type ListenOptions = {
  readonly port: number;
  readonly host: string;
  /** An open socket that listens already, which whoever started the process handed over; port and host are then his. */
  readonly descriptor?: number | undefined;
  /** Name of the setting that says the port. */
  readonly variable: string;
};

/** Listens, or throws one sentence that names the variable to change. */
export async function listen(server: Server, { port, host, descriptor, variable }: ListenOptions): Promise<void> {
  try {
    if (descriptor === undefined) server.listen(port, host);
    else server.listen({ fd: descriptor });
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    if (descriptor !== undefined) throw new Error(`LISTEN_FD: number ${descriptor} is no socket that listens (${code}); unset it, or hand one over`, { cause: error });
    throw new Error(`${variable}: cannot listen on ${host}:${port} (${code}); name a free port and an address of this machine`, { cause: error });
  }
}
