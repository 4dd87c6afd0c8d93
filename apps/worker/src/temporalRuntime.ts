import { DefaultLogger, makeTelemetryFilterString, Runtime, type LogEntry } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Configuration } from './configuration.js';

/** The SDK's and the core's messages go where ours go; metrics are served where a port is given. Once per process, before all else. */
export function installRuntime(logger: Logger, { logLevel, operations, temporalMetricsPort }: Configuration): void {
  const verbose = logLevel === 'debug' || logLevel === 'trace';
  Runtime.install({
    logger: new DefaultLogger(verbose ? 'DEBUG' : 'WARN', (entry) => write(logger, entry)),
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: verbose ? 'INFO' : 'WARN', other: 'ERROR' }), forward: {} },
      ...(temporalMetricsPort === null ? {} : { metrics: { prometheus: { bindAddress: `${operations.host}:${temporalMetricsPort}` } } }),
    },
    // main.ts stops the parts in order.
    shutdownSignals: [],
  });
}

function write(logger: Logger, { level, message, meta }: LogEntry): void {
  const { error, ...rest } = { ...meta };
  const fields = error === undefined ? rest : { ...rest, err: error };
  switch (level) {
    case 'TRACE':
      return logger.trace(fields, message);
    case 'DEBUG':
      return logger.debug(fields, message);
    case 'INFO':
      return logger.info(fields, message);
    case 'WARN':
      return logger.warn(fields, message);
    case 'ERROR':
      return logger.error(fields, message);
  }
}
