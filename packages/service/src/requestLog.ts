import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { pinoHttp, type HttpLogger } from 'pino-http';
import { describeError } from './logger.js';

/** What a request turned out to be about: ids and names of our own, nothing that was typed. `update` is the idempotency key, which the worker's lines carry too. */
export type RequestLabels = { readonly operation: string; readonly evaluation?: string; readonly finding?: string; readonly update?: string };

const labels = new WeakMap<ServerResponse, RequestLabels>();

/** Says what a request is about; its line in the log and its metrics carry it. */
export function labelRequest(response: ServerResponse, about: RequestLabels): void {
  labels.set(response, about);
}

export function labelsOf(response: ServerResponse): RequestLabels | null {
  return labels.get(response) ?? null;
}

const reads = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A line per request: its id, made by us, and what it is about. Reads are told at `debug`, everything else at `info`, failures of ours at
 * `error`. Neither headers nor addresses are kept: they hold cookies, where people are, and what they typed or searched for.
 */
export function requestLog(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    genReqId: () => randomUUID(),
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    customLogLevel: (request, response, error) => {
      if (error !== undefined || response.statusCode >= 500) return 'error';
      return reads.has(request.method ?? '') ? 'debug' : 'info';
    },
    customProps: (_request, response) => ({ ...labels.get(response) }),
    serializers: {
      req: (request: IncomingMessage) => ({ method: request.method }),
      res: (response: { readonly statusCode: number }) => ({ status: response.statusCode }),
      err: describeError,
    },
    // The library wraps serializers around its own, which read headers first; ours take the plain objects.
    wrapSerializers: false,
  });
}
