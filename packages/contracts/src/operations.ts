import { z } from 'zod';
import { accountOperations } from './accountOperations.js';
import { auditOperations } from './auditOperations.js';
import { calendarOperations } from './calendarOperations.js';
import { campaignOperations } from './campaignOperations.js';
import { circularOperations } from './circularOperations.js';
import { examinationOperations } from './examinationOperations.js';
import { byId, defaults, Seen, type Operation } from './operation.js';
import { reconciliationOperations } from './reconciliationOperations.js';
import { registryOperations } from './registryOperations.js';
import { ChecksRecord } from './schemas/checks.js';
import { Flag, Id, Key, largestNumber, listOf, Paging, PhaseName, StatusName, UrgencyName } from './schemas/common.js';
import { EvaluationCommandBody, FindingCommandBody, RaiseFindingBody } from './schemas/commands.js';
import { CommandAccepted, EvaluationRecord, EvaluationRow, PackageRecord, RevisionRecord } from './schemas/evaluations.js';
import { EvidenceView } from './schemas/fields.js';
import { FindingRecord, FindingRow } from './schemas/findings.js';
import { MailRecord } from './schemas/mails.js';
import { ExplanationRecord, ScoreSheetRecord } from './schemas/scores.js';
import { LastYearRecord, SaveSectionBody, SectionRecord } from './schemas/sections.js';
import { TaskRecord } from './schemas/tasks.js';
import { FileName, SearchText } from './schemas/text.js';
import { TimelineEntry } from './schemas/timeline.js';
import { templateOperations } from './templateOperations.js';
import { findingStatuses, mailKinds, subjectKinds } from '@hengji/domain';

/** Every operation by id. Routes, OpenAPI document and clients are made from this map and from nothing else. */
export const operations = {
  health: { ...defaults, method: 'GET', path: '/health/live', summary: 'Whether the process runs', response: z.object({ status: z.literal('ok') }), access: 'public' },
  ready: { ...defaults, method: 'GET', path: '/health/ready', summary: 'Whether requests can be served', response: z.object({ status: z.literal('ok') }), access: 'public' },
  ...accountOperations,
  listTasks: {
    ...defaults,
    method: 'GET',
    path: '/tasks',
    summary: 'What waits for the signed-in person',
    query: z.object({ ...Paging, rehearsal: Flag.optional() }),
    response: listOf(TaskRecord),
  },
  listEvaluations: {
    ...defaults,
    method: 'GET',
    path: '/evaluations',
    summary: 'Evaluations the reader may see',
    query: z.object({
      ...Paging,
      q: SearchText.optional(),
      year: z.coerce.number().int().min(1900).max(9999).optional(),
      unit: Id.optional(),
      campaign: Id.optional(),
      phase: PhaseName.optional(),
      status: StatusName.optional(),
      urgency: UrgencyName.optional(),
      rehearsal: Flag.optional(),
      subject: z.enum(subjectKinds).optional(),
    }),
    response: listOf(EvaluationRow),
  },
  getEvaluation: { ...defaults, method: 'GET', path: '/evaluations/{id}', summary: 'One evaluation with everything its page shows', params: byId, response: EvaluationRecord },
  commandEvaluation: {
    ...defaults,
    method: 'POST',
    path: '/evaluations/{id}/commands',
    summary: 'Ask something of an evaluation',
    params: byId,
    query: Seen,
    body: EvaluationCommandBody,
    response: CommandAccepted,
    idempotent: true,
  },
  getTimeline: { ...defaults, method: 'GET', path: '/evaluations/{id}/timeline', summary: 'Who did what when', params: byId, query: z.object({ ...Paging }), response: listOf(TimelineEntry) },
  getSection: { ...defaults, method: 'GET', path: '/evaluations/{id}/sections/{section}', summary: 'A section as a form: of the current stage, or of an earlier one for reading', params: byId.extend({ section: Key }), query: z.object({ stage: z.coerce.number().int().min(0).max(50).optional() }), response: SectionRecord },
  saveSection: {
    ...defaults,
    method: 'PUT',
    path: '/evaluations/{id}/sections/{section}',
    summary: 'Save what was typed; only named values change',
    params: byId.extend({ section: Key }),
    body: SaveSectionBody,
    response: SectionRecord,
  },
  addEvidence: {
    ...defaults,
    method: 'POST',
    path: '/evaluations/{id}/sections/{section}/evidence',
    summary: 'Attach a file to a section, or to one of its rows',
    params: byId.extend({ section: Key }),
    query: z.object({ name: FileName, indicator: Key.optional(), acceptDisqualification: Flag.optional() }),
    body: 'binary',
    response: EvidenceView,
    idempotent: true,
  },
  removeEvidence: {
    ...defaults,
    method: 'DELETE',
    path: '/evaluations/{id}/sections/{section}/evidence/{evidence}',
    summary: 'Take a file back out of an open section; who did it stays on record',
    params: byId.extend({ section: Key, evidence: Id }),
    query: z.object({ acceptDisqualification: Flag.optional() }),
    response: z.object({ removed: z.literal(true) }),
  },
  getPackage: { ...defaults, method: 'GET', path: '/evaluations/{id}/package', summary: 'What a publication would make public: the report and the names of files', params: byId, response: PackageRecord },
  choosePackage: {
    ...defaults,
    method: 'PUT',
    path: '/evaluations/{id}/package',
    summary: 'Choose the files that are named in the publication',
    params: byId,
    body: z.object({ included: z.array(Id).max(1000), acceptDisqualification: z.boolean().default(false) }),
    response: PackageRecord,
  },
  getScoreSheet: { ...defaults, method: 'GET', path: '/evaluations/{id}/scores', summary: 'The score sheet with how each score came about', params: byId, response: ScoreSheetRecord },
  getLastYear: { ...defaults, method: 'GET', path: '/evaluations/{id}/last-year', summary: 'What the same subject fell short of in its closed evaluation of the year before', params: byId, response: z.object({ data: LastYearRecord.nullable() }) },
  getChecks: { ...defaults, method: 'GET', path: '/evaluations/{id}/checks', summary: 'What the checker says of the content as it stands, with the answers to it', params: byId, response: ChecksRecord },
  explainScore: {
    ...defaults,
    method: 'GET',
    path: '/evaluations/{id}/scores/{indicator}',
    summary: 'One score down to its formula, its figures with who wrote them when, its evidence and each rounding step',
    params: byId.extend({ indicator: Key }),
    response: ExplanationRecord,
  },
  getRevision: { ...defaults, method: 'GET', path: '/evaluations/{id}/revisions/{number}', summary: 'A frozen version', params: byId.extend({ number: z.coerce.number().int().min(1).max(largestNumber) }), response: RevisionRecord },
  listFindings: {
    ...defaults,
    method: 'GET',
    path: '/findings',
    summary: 'The register of findings',
    query: z.object({ ...Paging, unit: Id.optional(), evaluation: Id.optional(), status: z.enum(findingStatuses).optional(), urgency: UrgencyName.optional(), rehearsal: Flag.optional() }),
    response: listOf(FindingRow),
  },
  raiseFinding: { ...defaults, method: 'POST', path: '/findings', summary: 'Raise a finding', body: RaiseFindingBody, response: z.object({ id: Id }), idempotent: true },
  getFinding: { ...defaults, method: 'GET', path: '/findings/{id}', summary: 'One finding', params: byId, response: FindingRecord },
  commandFinding: {
    ...defaults,
    method: 'POST',
    path: '/findings/{id}/commands',
    summary: 'Ask something of a finding',
    params: byId,
    query: Seen,
    body: FindingCommandBody,
    response: CommandAccepted,
    idempotent: true,
  },
  addFindingEvidence: {
    ...defaults,
    method: 'POST',
    path: '/findings/{id}/evidence',
    summary: 'Upload a proof; the command addEvidence then hands it in',
    params: byId,
    query: z.object({ name: FileName }),
    body: 'binary',
    response: EvidenceView,
    idempotent: true,
  },
  ...campaignOperations,
  ...circularOperations,
  ...calendarOperations,
  ...templateOperations,
  ...examinationOperations,
  ...registryOperations,
  ...reconciliationOperations,
  listMails: {
    ...defaults,
    method: 'GET',
    path: '/mails',
    summary: 'Every mail that was made, sent or kept',
    query: z.object({ ...Paging, kind: z.enum(mailKinds).optional(), /** Part of the recipient's name or address. */ q: SearchText.optional(), recipient: Id.optional(), campaign: Id.optional(), rehearsal: Flag.optional() }),
    response: listOf(MailRecord),
  },
  ...auditOperations,
  processStatistics: {
    ...defaults,
    method: 'GET',
    path: '/evaluations/{id}/process',
    summary: "What the year cost the process engine: events and actions of its shells (auditor, administrator, bureau)",
    params: byId,
    response: z.object({ workflowId: z.string(), serverVersion: z.string(), historyEvents: z.number().int(), actions: z.number().int(), mails: z.object({ total: z.number().int(), pending: z.number().int(), byKind: z.record(z.string(), z.number().int()) }), auditEvents: z.number().int() }),
  },
} as const satisfies Readonly<Record<string, Operation>>;

export type Operations = typeof operations;
export type OperationId = keyof Operations;

type BodyOf<Body> = Body extends z.ZodType ? z.input<Body> : Body extends 'binary' ? Uint8Array : undefined;

/** What a caller gives, and what it gets back, by operation id. */
export type Input<Id extends OperationId> = {
  readonly params: z.input<Operations[Id]['params']>;
  readonly query: z.input<Operations[Id]['query']>;
  readonly body: BodyOf<Operations[Id]['body']>;
};
export type Output<Id extends OperationId> = z.output<Operations[Id]['response']>;
