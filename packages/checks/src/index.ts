export { runRules } from './rule.js';
export type { CheckResult, Rule, Severity } from './rule.js';
export { weightsSumToHundred } from './rules/weightsSumToHundred.js';
export type { WeightedRow } from './rules/weightsSumToHundred.js';
export { scoreWithinWeight } from './rules/scoreWithinWeight.js';
export type { ScoredRow } from './rules/scoreWithinWeight.js';
