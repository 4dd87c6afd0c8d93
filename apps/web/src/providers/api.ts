import type { CallInput, Client, Input, OperationId, Output } from '@hengji/contracts';
import { codeOf } from './apiError.js';
import { pageLock } from './pageLock.js';
import { repeatWhileBusy } from './repeat.js';
import { tellTurn, turnNow } from './turns.js';

type Body<Id extends OperationId> = Input<Id>['body'];
type Query<Id extends OperationId> = Partial<Input<Id>['query']>;

/** All rows of a list that a form chooses from: a county has more units than one page holds. */
async function everyPage<Row>(read: (page: number, perPage: number) => Promise<{ readonly data: readonly Row[]; readonly total: number }>): Promise<{ readonly data: readonly Row[]; readonly total: number }> {
  const perPage = 200;
  const first = await read(1, perPage);
  const rest = await Promise.all(Array.from({ length: Math.max(0, Math.ceil(first.total / perPage) - 1) }, (_, index) => read(index + 2, perPage)));
  return { data: [first, ...rest].flatMap(({ data }) => data), total: first.total };
}

/**
 * The verbs of the house, one per operation, as methods that pages call; no component fetches. Errors are `ApiError`s.
 * Where a `key` is asked it is the Idempotency-Key of one intention: repeating a call with the same key and the same
 * input does the thing once.
 */
export function createApi(client: Client) {
  const call = async <Id extends OperationId>(id: Id, input: CallInput<Id>): Promise<Output<Id>> => {
    const asked = turnNow();
    try {
      return await repeatWhileBusy(() => client.call(id, input));
    } catch (error) {
      tellTurn(error, asked);
      if (codeOf(error) === 'sessionLocked' && asked === turnNow()) pageLock.lock();
      throw error;
    }
  };
  return {
    signInOptions: () => call('signInOptions', {}),
    me: () => call('me', {}),
    reauthenticate: (body: Body<'reauthenticate'>) => call('reauthenticate', { body }),
    beginSecondFactor: (body: Body<'beginSecondFactor'>) => call('beginSecondFactor', { body }),
    confirmSecondFactor: (body: Body<'confirmSecondFactor'>) => call('confirmSecondFactor', { body }),
    renewRecoveryCodes: (body: Body<'renewRecoveryCodes'>) => call('renewRecoveryCodes', { body }),
    removeSecondFactor: (body: Body<'removeSecondFactor'>) => call('removeSecondFactor', { body }),
    lockSession: (session: string) => call('lockSession', { body: { session } }),
    unlockSession: (body: Body<'unlockSession'>) => call('unlockSession', { body }),
    listSessions: () => call('listSessions', {}),
    endSessions: (which: 'others' | 'all') => call('endSessions', { body: { which } }),
    changePassword: (body: Body<'changePassword'>) => call('changePassword', { body }),
    listTasks: (query: Query<'listTasks'>) => call('listTasks', { query }),
    getEvaluation: (id: string) => call('getEvaluation', { params: { id } }),
    /** `seen`: the version of the case that the person looked at; a refusal then tells what others did since. */
    commandEvaluation: (id: string, body: Body<'commandEvaluation'>, key: string, seen?: number) => call('commandEvaluation', { params: { id }, query: seen === undefined ? {} : { seen }, body, idempotencyKey: key }),
    getTimeline: (id: string, query: Query<'getTimeline'>) => call('getTimeline', { params: { id }, query }),
    getSection: (id: string, section: string, stage?: number) => call('getSection', { params: { id, section }, query: stage === undefined ? {} : { stage } }),
    saveSection: (id: string, section: string, body: Body<'saveSection'>) => call('saveSection', { params: { id, section }, body }),
    addEvidence: (id: string, section: string, query: Input<'addEvidence'>['query'], file: Uint8Array, key: string) =>
      call('addEvidence', { params: { id, section }, query, body: file, idempotencyKey: key }),
    removeEvidence: (id: string, section: string, evidence: string, query: Query<'removeEvidence'>) => call('removeEvidence', { params: { id, section, evidence }, query }),
    getPackage: (id: string) => call('getPackage', { params: { id } }),
    choosePackage: (id: string, body: Body<'choosePackage'>) => call('choosePackage', { params: { id }, body }),
    getChecks: (id: string) => call('getChecks', { params: { id } }),
    getLastYear: (id: string) => call('getLastYear', { params: { id } }),
    getScoreSheet: (id: string) => call('getScoreSheet', { params: { id } }),
    explainScore: (id: string, indicator: string) => call('explainScore', { params: { id, indicator } }),
    getRevision: (id: string, number: number) => call('getRevision', { params: { id, number } }),
    processStatistics: (id: string) => call('processStatistics', { params: { id } }),
    raiseFinding: (body: Body<'raiseFinding'>, key: string) => call('raiseFinding', { body, idempotencyKey: key }),
    getFinding: (id: string) => call('getFinding', { params: { id } }),
    commandFinding: (id: string, body: Body<'commandFinding'>, key: string, seen?: number) => call('commandFinding', { params: { id }, query: seen === undefined ? {} : { seen }, body, idempotencyKey: key }),
    addFindingEvidence: (id: string, name: string, file: Uint8Array, key: string) => call('addFindingEvidence', { params: { id }, query: { name }, body: file, idempotencyKey: key }),
    getCampaign: (id: string) => call('getCampaign', { params: { id } }),
    campaignOptions: (year: number) => call('campaignOptions', { query: { year } }),
    draftCampaign: (body: Body<'draftCampaign'>, key: string) => call('draftCampaign', { body, idempotencyKey: key }),
    checkCampaign: (id: string) => call('checkCampaign', { params: { id } }),
    listSubjects: (id: string, query: Query<'listSubjects'>) => call('listSubjects', { params: { id }, query }),
    commandCampaign: (id: string, body: Body<'commandCampaign'>, key: string, seen?: number) => call('commandCampaign', { params: { id }, query: seen === undefined ? {} : { seen }, body, idempotencyKey: key }),
    listCirculars: (query: Query<'listCirculars'>) => call('listCirculars', { query }),
    getCircular: (id: string) => call('getCircular', { params: { id } }),
    addCircularFile: (campaignId: string, name: string, file: Uint8Array, key: string) => call('addCircularFile', { params: { id: campaignId }, query: { name }, body: file, idempotencyKey: key }),
    issueCircular: (campaignId: string, body: Body<'issueCircular'>, key: string) => call('issueCircular', { params: { id: campaignId }, body, idempotencyKey: key }),
    amendCircular: (id: string, body: Body<'amendCircular'>, key: string, seen: number) => call('amendCircular', { params: { id }, query: { seen }, body, idempotencyKey: key }),
    acknowledgeCircular: (id: string, number: number, key: string) => call('acknowledgeCircular', { params: { id }, body: { number }, idempotencyKey: key }),
    remindOfCircular: (id: string, key: string) => call('remindOfCircular', { params: { id }, body: {}, idempotencyKey: key }),
    listCircularReaders: (id: string, query: Query<'listCircularReaders'> & { readonly number: number }) => call('listCircularReaders', { params: { id }, query }),
    listTemplates: () => call('listTemplates', {}),
    getTemplate: (id: string) => call('getTemplate', { params: { id } }),
    checkTemplate: (name: string, file: Uint8Array) => call('checkTemplate', { query: { name }, body: file }),
    getCalendar: () => call('getCalendar', {}),
    checkCalendar: (body: Body<'checkCalendar'>) => call('checkCalendar', { body }),
    releaseCalendar: (body: Body<'releaseCalendar'>, key: string) => call('releaseCalendar', { body, idempotencyKey: key }),
    releaseTemplate: (body: Body<'releaseTemplate'>, key: string) => call('releaseTemplate', { body, idempotencyKey: key }),
    /** Repeating it is harmless: nothing is kept but that it was asked. */
    examineDocument: (query: Input<'examineDocument'>['query'], file: Uint8Array) => call('examineDocument', { query, body: file }),
    listExaminationTemplates: () => call('listExaminationTemplates', {}),
    templateMoveOptions: (id: string) => call('templateMoveOptions', { params: { id } }),
    /** Repeating it is harmless: it moves nothing. */
    previewTemplateMove: (id: string, body: Body<'previewTemplateMove'>) => call('previewTemplateMove', { params: { id }, body }),
    advanceCampaign: (id: string, key: string) => call('advanceCampaign', { params: { id }, body: {}, idempotencyKey: key }),
    listEvaluations: (query: Query<'listEvaluations'>) => call('listEvaluations', { query }),
    listFindings: (query: Query<'listFindings'>) => call('listFindings', { query }),
    listCampaigns: (query: Query<'listCampaigns'>) => call('listCampaigns', { query }),
    listPeople: (query: Query<'listPeople'>) => call('listPeople', { query }),
    createPerson: (body: Body<'createPerson'>, key: string) => call('createPerson', { body, idempotencyKey: key }),
    assignPost: (id: string, body: Body<'assignPost'>, key: string) => call('assignPost', { params: { id }, body, idempotencyKey: key }),
    endPost: (id: string, body: Body<'endPost'>, key: string) => call('endPost', { params: { id }, body, idempotencyKey: key }),
    resetPassword: (id: string, body: Body<'resetPassword'>, key: string) => call('resetPassword', { params: { id }, body, idempotencyKey: key }),
    resetSecondFactor: (id: string, body: Body<'resetSecondFactor'>, key: string) => call('resetSecondFactor', { params: { id }, body, idempotencyKey: key }),
    setAccountOpen: (id: string, body: Body<'setAccountOpen'>, key: string) => call('setAccountOpen', { params: { id }, body, idempotencyKey: key }),
    listUnits: () => everyPage((page, perPage) => call('listUnits', { query: { page, perPage } })),
    createUnit: (body: Body<'createUnit'>, key: string) => call('createUnit', { body, idempotencyKey: key }),
    moveUnit: (id: string, body: Body<'moveUnit'>, key: string) => call('moveUnit', { params: { id }, body, idempotencyKey: key }),
    addDocumentScan: (name: string, file: Uint8Array, key: string) => call('addDocumentScan', { query: { name }, body: file, idempotencyKey: key }),
    recordLeadingGroup: (body: Body<'recordLeadingGroup'>, key: string) => call('recordLeadingGroup', { body, idempotencyKey: key }),
    listAuditChecks: (query: Query<'listAuditChecks'>) => call('listAuditChecks', { query }),
    listReads: (query: Query<'listReads'>) => call('listReads', { query }),
    listRegistryEvents: (query: Query<'listRegistryEvents'>) => call('listRegistryEvents', { query }),
    listLeadingGroups: (query: Query<'listLeadingGroups'>) => call('listLeadingGroups', { query }),
    listMails: (query: Query<'listMails'>) => call('listMails', { query }),
    listTroubles: (query: Query<'listTroubles'>) => call('listTroubles', { query }),
    getOperations: () => call('getOperations', {}),
    reconcile: () => call('reconcile', { body: {} }),
    verifyAudit: () => call('verifyAudit', { body: {} }),
  };
}

export type Api = ReturnType<typeof createApi>;

/** Where a scan of a stage that was done on paper is downloaded. */
export function paperUrl(evaluationId: string, sha256: string): string {
  return `/api/evaluations/${encodeURIComponent(evaluationId)}/paper/${encodeURIComponent(sha256)}`;
}

/** Where the founding document of a leading group is downloaded. */
export function groupScanUrl(groupId: string): string {
  return `/api/leading-groups/${encodeURIComponent(groupId)}/scan`;
}

/** Where a template is downloaded. */
export function templateFileUrl(id: string, form: 'xlsx' | 'json'): string {
  return `/api/templates/${encodeURIComponent(id)}/file?form=${form}`;
}

/** Where a file of a circular is downloaded. */
export function circularFileUrl(circularId: string, fileId: string): string {
  return `/api/circulars/${encodeURIComponent(circularId)}/files/${encodeURIComponent(fileId)}`;
}

/** Where a stored file is downloaded; the session's cookie opens it. */
export function evidenceUrl(target: { readonly kind: 'evaluation' | 'finding'; readonly id: string }, evidenceId: string): string {
  const folder = target.kind === 'evaluation' ? 'evaluations' : 'findings';
  return `/api/${folder}/${encodeURIComponent(target.id)}/evidence/${encodeURIComponent(evidenceId)}`;
}
