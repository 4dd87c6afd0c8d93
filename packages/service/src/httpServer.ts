import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';

/** All in ms. */
export type HttpTimes = {
  /** Headers must be whole by then. */
  readonly headersTimeout: number;
  /** All of a request must be there by then. */
  readonly requestTimeout: number;
};

/**
 * ms. How long a connection may be idle. Longer than a reverse proxy keeps it (a minute in most): it would send a request into a connection that
 * ends at that moment, and tell people of a bad gateway.
 */
const keepAliveTimeout = 75_000;
/** ms. How often slow requests are looked for. */
const lookMs = 5_000;

/** A server that nobody holds up by sending drop by drop. */
export function createHttpServer({ headersTimeout, requestTimeout }: HttpTimes, listener?: RequestListener): Server {
  return createServer({ headersTimeout: Math.min(headersTimeout, requestTimeout), requestTimeout, keepAliveTimeout, connectionsCheckingInterval: Math.min(lookMs, requestTimeout) }, listener);
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
