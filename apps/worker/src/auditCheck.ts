import { checkAudit, listCountyIds, type Database } from '@hengji/database';
import type { AuditCheckReport, OperationActivities } from '@hengji/workflows';
import { heartbeat } from '@temporalio/activity';
import type { Logger } from 'pino';
import { withFailures } from './failures.js';

export type AuditCheckParts = { readonly db: Database; readonly logger: Logger };

/** Nightly, county by county; the result is read on the auditor's page, and a row that does not hold is an error of the log. */
export function auditCheckActivities(parts: AuditCheckParts): Pick<OperationActivities, 'checkAudit'> {
  return { checkAudit: withFailures(() => checkAllCounties(parts, heartbeat)) };
}

async function checkAllCounties({ db, logger }: AuditCheckParts, alive: () => void): Promise<AuditCheckReport> {
  let events = 0;
  const broken: string[] = [];
  for (const countyId of await listCountyIds(db)) {
    const report = await checkAudit(db, { countyId, by: null, alive });
    events += report.events;
    if (report.broken === null) continue;
    broken.push(countyId);
    logger.error({ countyId, ...report.broken }, 'the audit chain is broken');
  }
  logger.info({ events, broken: broken.length }, 'the audit chains were checked');
  return { events, broken };
}
