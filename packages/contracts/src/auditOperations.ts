import { z } from 'zod';
import { defaults, type Operation } from './operation.js';
import { AuditCheckRecord, AuditResult, ReadRecord, TroubleRecord } from './schemas/audit.js';
import { Id, listOf, Paging } from './schemas/common.js';

/** For the auditor and the administrator: whether the record holds, and who looked at whose data. */
export const auditOperations = {
  verifyAudit: { ...defaults, method: 'POST', path: '/audit/verify', summary: 'Walk every audit chain', body: z.object({}), response: AuditResult },
  listAuditChecks: { ...defaults, method: 'GET', path: '/audit/checks', summary: 'Walks over the audit chains, by Schedule and by people, newest first', query: z.object({ ...Paging }), response: listOf(AuditCheckRecord) },
  listReads: { ...defaults, method: 'GET', path: '/audit/reads', summary: "Every look of the bureau, the auditor or the administrator at another unit's data, newest first", query: z.object({ ...Paging, person: Id.optional(), unit: Id.optional() }), response: listOf(ReadRecord) },
  listTroubles: { ...defaults, method: 'GET', path: '/troubles', summary: 'Evaluations and findings that stand still until somebody mends the cause and resumes them', query: z.object({ ...Paging }), response: listOf(TroubleRecord) },
} as const satisfies Readonly<Record<string, Operation>>;
