/** The entry of the bundle: every function exported here is a workflow. Clients enter by `@hengji/workflows/client`. */
export { campaignWorkflow } from './campaign.js';
export { evaluationWorkflow } from './evaluation.js';
export { rectificationWorkflow } from './rectification.js';
export { auditCheckWorkflow, digestWorkflow, mailDeliveryWorkflow, reconciliationWorkflow } from './operations.js';
export type {
  AuditCheckReport,
  CampaignActivities,
  CampaignRound,
  DeliveryReport,
  DigestReport,
  MailActivities,
  OperationActivities,
  ProcessActivities,
  ReconciliationReport,
  ReconciliationRequest,
  SuspendRequest,
} from './activity-contract.js';
export type { Diagnosis } from './shell.js';
