/**
 * What API, worker and command line share on the client's side of Temporal; entered as `@hengji/workflows/client`. No part of the
 * bundle, and no database: what has to be read or written there comes as a port.
 */
export { advanceCampaign, type CampaignAdvance, type CampaignClock, type CampaignStep } from './client/campaign.js';
export { advanceShell, diagnoseShell, executeCommand, isOutage, type AdvanceAnswer, type CommandAnswer, type CommandCall, type DryRefusal, type Unknown } from './client/commands.js';
export { bundlePath, connectTemporal, temporalSettings, type Temporal, type TemporalSettings } from './client/connection.js';
export { diagnoseEngine, type EngineDiagnosis } from './client/diagnosis.js';
export { innermostMessage, temporalFaultOf } from './client/faults.js';
export { historyStatistics, serverVersion, statisticsOf, type HistoryStatistics } from './client/history.js';
export { beginReconciliation, endWorkflow, isReconciling, isRunning } from './client/operations.js';
export { ensureSearchAttributes, openShellIds, repairShell, requireNamespace, shellWorkflowId, startShell, wakeCampaign, wakeMailDelivery, type Shell, type ShellLabels } from './client/shells.js';
