export { ConfigurationError, connections, everyProcess, httpProcess, pageAddress, port, postgresAddress, readEnvironment, temporalVariables, wholeNumber, type Environment, type LogLevel } from './environment.js';
export { webDistProblem, writableFolderProblem } from './folders.js';
export { createHttpServer, listen } from './httpServer.js';
export { createLogger, safeMessage } from './logger.js';
export { addReadings, countRequests, createMetrics, watchDecisions, type Decision, type Metrics } from './metrics.js';
export { refuseWhile, startOperationsServer, type OperationsServer } from './operationsServer.js';
export { labelRequest, labelsOf, requestLog, type RequestLabels } from './requestLog.js';
export { drain, stopOnSignals } from './stop.js';
export { securityHeaders, webPages, webServer } from './webPages.js';
