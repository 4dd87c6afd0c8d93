export { check, type Checked } from './check.js';
export type { Context } from './context.js';
export { evaluationDocument } from './evaluationDocument.js';
export { ruleIds, type Finding, type RuleId, type Severity } from './finding.js';
export { templateDefectCodes, type TemplateDefect, type TemplateDefectCode, type TemplatePlace } from './template/defects.js';
export { isReleasable, lintTemplate } from './template/lintTemplate.js';
export { reconcilingWays, type Reconciled, type ReconcilingWay } from './reconcile.js';
export { defaultThresholds, type Thresholds } from './thresholds.js';
export { sentenceOf, type Language } from './messages/sentence.js';
