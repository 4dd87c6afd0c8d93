import { commitEvaluation, commitFinding, loadEvaluationShell, loadFindingShell, suspendCase, type Database } from '@hengji/database';
import type { ProcessActivities } from '@hengji/workflows';
import type { Logger } from 'pino';
import { withFailures } from './failures.js';

/** The local activities of the shells: each one call of the database. */
export function processActivities(db: Database, logger: Logger): ProcessActivities {
  return {
    loadEvaluation: withFailures((id) => loadEvaluationShell(db, id)),
    commitEvaluation: withFailures((request) => commitEvaluation(db, request)),
    suspendEvaluation: withFailures(async ({ id, updateId, failure }) => {
      logger.error({ evaluation: id, update: updateId, failure }, 'an evaluation is suspended: its tick failed for good; mend the cause, then resume it');
      await suspendCase(db, { kind: 'evaluation', id }, failure);
      return loadEvaluationShell(db, id);
    }),
    loadFinding: withFailures((id) => loadFindingShell(db, id)),
    commitFinding: withFailures((request) => commitFinding(db, request)),
    suspendFinding: withFailures(async ({ id, updateId, failure }) => {
      logger.error({ finding: id, update: updateId, failure }, 'a finding is suspended: its tick failed for good; mend the cause, then resume it');
      await suspendCase(db, { kind: 'finding', id }, failure);
      return loadFindingShell(db, id);
    }),
  } satisfies ProcessActivities;
}
