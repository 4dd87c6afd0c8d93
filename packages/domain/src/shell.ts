/**
 * What a durable shell needs of the process when it runs: names and the dry run, no rule. Everything it imports lies in the workflow bundle,
 * which each worker reads at its start and keeps in memory for as long as it lives.
 */
export { precheck } from './evaluation/precheck.js';
export { precheckFinding } from './finding/precheck.js';
export { queryNames, signalNames, updateNames } from './messages.js';
