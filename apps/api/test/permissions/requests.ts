import { readDemoCalendar, readDemoTemplate } from '@hengji/database';
import { campaignDates, civilDateOf } from '@hengji/domain';
import { evaluationBodies, findingBodies } from './bodies.js';
import type { UnitCase } from './cases.js';
import type { countyOperations, unitOperations } from './expected.js';

export type Asked = { readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'; readonly path: string; readonly body?: object | Uint8Array };

/** What a request about a unit's case points at. An absent row is a case of ids that were never given. */
export const absentCase = (): UnitCase => ({ evaluationId: crypto.randomUUID(), evidenceId: crypto.randomUUID(), findingId: crypto.randomUUID(), findingEvidenceId: crypto.randomUUID(), groupId: crypto.randomUUID(), scan: crypto.randomUUID().replaceAll('-', '').repeat(2) });

const today = civilDateOf(Date.now());
const dates = campaignDates(readDemoTemplate(), readDemoCalendar(), 2023);
const circular = { documentNo: '财绩〔2022〕1号', title: '布置通知', text: '请各单位开展自评。' };
const file = new TextEncoder().encode('佐证');
const report = new TextEncoder().encode('某局2023年度部门整体支出绩效自评报告\n1.任务完成情况（100分）：任务10项全部完成，得分100分。');

export const unitRequests: Readonly<Record<keyof typeof unitOperations, (of: UnitCase) => Asked>> = {
  getEvaluation: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}` }),
  getTimeline: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/timeline` }),
  getSection: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/sections/goals` }),
  getChecks: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/checks` }),
  explainScore: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/scores/budgetExecution` }),
  getLastYear: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/last-year` }),
  getScoreSheet: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/scores` }),
  getRevision: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/revisions/1` }),
  downloadEvidence: ({ evaluationId, evidenceId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/evidence/${evidenceId}` }),
  downloadPaper: ({ evaluationId, scan }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/paper/${scan}` }),
  downloadGroupScan: ({ groupId }) => ({ method: 'GET', path: `/leading-groups/${groupId}/scan` }),
  processStatistics: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/process` }),
  saveSection: ({ evaluationId }) => ({ method: 'PUT', path: `/evaluations/${evaluationId}/sections/goals`, body: { version: 0, values: {} } }),
  addEvidence: ({ evaluationId }) => ({ method: 'POST', path: `/evaluations/${evaluationId}/sections/goals/evidence?name=a.txt`, body: file }),
  removeEvidence: ({ evaluationId, evidenceId }) => ({ method: 'DELETE', path: `/evaluations/${evaluationId}/sections/goals/evidence/${evidenceId}` }),
  getPackage: ({ evaluationId }) => ({ method: 'GET', path: `/evaluations/${evaluationId}/package` }),
  choosePackage: ({ evaluationId }) => ({ method: 'PUT', path: `/evaluations/${evaluationId}/package`, body: { included: [] } }),
  raiseFinding: ({ evaluationId }) => ({ method: 'POST', path: '/findings', body: { evaluationId, findingType: 'other', source: 'monitoring', description: '问题', noEffectReason: '不影响得分' } }),
  getFinding: ({ findingId }) => ({ method: 'GET', path: `/findings/${findingId}` }),
  downloadFindingEvidence: ({ findingId, findingEvidenceId }) => ({ method: 'GET', path: `/findings/${findingId}/evidence/${findingEvidenceId}` }),
  addFindingEvidence: ({ findingId }) => ({ method: 'POST', path: `/findings/${findingId}/evidence?name=a.txt`, body: file }),
};

export function evaluationCommandRequests(people: readonly [string, string]): readonly (readonly [keyof ReturnType<typeof evaluationBodies>, (of: UnitCase) => Asked])[] {
  return Object.values(evaluationBodies(null, people)).map((body) => [body.type, ({ evaluationId }) => ({ method: 'POST', path: `/evaluations/${evaluationId}/commands`, body })]);
}

export function findingCommandRequests(responsible: string): readonly (readonly [keyof ReturnType<typeof findingBodies>, (of: UnitCase) => Asked])[] {
  return Object.values(findingBodies(null, responsible)).map((body) => [body.type, ({ findingId }) => ({ method: 'POST', path: `/findings/${findingId}/commands`, body })]);
}

/** Rows of a county that requests point at. */
export type CountyRows = { readonly campaignId: string; readonly circularId: string; readonly circularFileId: string; readonly templateId: string; readonly unitId: string; readonly personId: string; readonly holdingId: string; readonly parentId: string };

/** `rows`: what it points at; each may be one of another county. */
export const countyRequests: Readonly<Record<keyof typeof countyOperations, { readonly rows: readonly (keyof CountyRows)[]; readonly ask: (rows: CountyRows) => Asked }>> = {
  listCampaigns: { rows: [], ask: () => ({ method: 'GET', path: '/campaigns' }) },
  getCampaign: { rows: ['campaignId'], ask: ({ campaignId }) => ({ method: 'GET', path: `/campaigns/${campaignId}` }) },
  checkCampaign: { rows: ['campaignId'], ask: ({ campaignId }) => ({ method: 'GET', path: `/campaigns/${campaignId}/check` }) },
  listSubjects: { rows: ['campaignId'], ask: ({ campaignId }) => ({ method: 'GET', path: `/campaigns/${campaignId}/subjects` }) },
  campaignOptions: { rows: [], ask: () => ({ method: 'GET', path: '/campaign-options?year=2023' }) },
  draftCampaign: { rows: ['unitId'], ask: ({ unitId }) => ({ method: 'POST', path: '/campaigns', body: { title: '演练', year: 2023, rehearsal: true, subjects: [{ subject: unitId }], dates: [...dates], startsOn: dates[0] } }) },
  commandCampaign: { rows: ['campaignId'], ask: ({ campaignId }) => ({ method: 'POST', path: `/campaigns/${campaignId}/commands`, body: { type: 'pause', reason: '理由' } }) },
  templateMoveOptions: { rows: ['campaignId'], ask: ({ campaignId }) => ({ method: 'GET', path: `/campaigns/${campaignId}/template-moves` }) },
  previewTemplateMove: { rows: ['campaignId'], ask: ({ campaignId, templateId }) => ({ method: 'POST', path: `/campaigns/${campaignId}/template-moves/preview`, body: { from: templateId, to: templateId, rows: [], subjects: null } }) },
  advanceCampaign: { rows: ['campaignId'], ask: ({ campaignId }) => ({ method: 'POST', path: `/campaigns/${campaignId}/advance`, body: {} }) },
  getCalendar: { rows: [], ask: () => ({ method: 'GET', path: '/calendar' }) },
  checkCalendar: { rows: [], ask: () => ({ method: 'POST', path: '/calendar/check', body: { year: 2027, notice: '1月1日放假' } }) },
  releaseCalendar: { rows: [], ask: () => ({ method: 'POST', path: '/calendar/releases', body: { year: 2027, documentNo: '国办发明电〔2026〕9号', holidays: ['2027-01-01'], makeUpDays: [] } }) },
  listTemplates: { rows: [], ask: () => ({ method: 'GET', path: '/templates' }) },
  getTemplate: { rows: ['templateId'], ask: ({ templateId }) => ({ method: 'GET', path: `/templates/${templateId}` }) },
  downloadTemplate: { rows: ['templateId'], ask: ({ templateId }) => ({ method: 'GET', path: `/templates/${templateId}/file` }) },
  checkTemplate: { rows: [], ask: () => ({ method: 'POST', path: '/templates/check?name=template.json', body: new TextEncoder().encode(JSON.stringify(readDemoTemplate())) }) },
  releaseTemplate: { rows: [], ask: () => ({ method: 'POST', path: '/templates', body: { template: readDemoTemplate(), reason: '调整' } }) },
  listExaminationTemplates: { rows: [], ask: () => ({ method: 'GET', path: '/examinations/templates' }) },
  examineDocument: { rows: ['templateId'], ask: ({ templateId }) => ({ method: 'POST', path: `/examinations?name=a.txt&template=${templateId}`, body: report }) },
  getCircular: { rows: ['circularId'], ask: ({ circularId }) => ({ method: 'GET', path: `/circulars/${circularId}` }) },
  downloadCircularFile: { rows: ['circularId', 'circularFileId'], ask: ({ circularId, circularFileId }) => ({ method: 'GET', path: `/circulars/${circularId}/files/${circularFileId}` }) },
  acknowledgeCircular: { rows: ['circularId'], ask: ({ circularId }) => ({ method: 'POST', path: `/circulars/${circularId}/receipts`, body: { number: 1 } }) },
  addCircularFile: { rows: ['campaignId'], ask: ({ campaignId }) => ({ method: 'POST', path: `/campaigns/${campaignId}/circular-files?name=a.txt`, body: file }) },
  issueCircular: { rows: ['campaignId', 'circularFileId'], ask: ({ campaignId, circularFileId }) => ({ method: 'POST', path: `/campaigns/${campaignId}/circulars`, body: { ...circular, files: [circularFileId] } }) },
  amendCircular: { rows: ['circularId', 'circularFileId'], ask: ({ circularId, circularFileId }) => ({ method: 'POST', path: `/circulars/${circularId}/versions`, body: { ...circular, files: [circularFileId], reason: '更正' } }) },
  remindOfCircular: { rows: ['circularId'], ask: ({ circularId }) => ({ method: 'POST', path: `/circulars/${circularId}/reminders`, body: {} }) },
  listCircularReaders: { rows: ['circularId'], ask: ({ circularId }) => ({ method: 'GET', path: `/circulars/${circularId}/receipts?number=1` }) },
  createPerson: { rows: [], ask: () => ({ method: 'POST', path: '/people', body: { name: '新人', username: `p${crypto.randomUUID().slice(0, 8)}`, password: 'a password of some length' } }) },
  assignPost: { rows: ['personId', 'unitId'], ask: ({ personId, unitId }) => ({ method: 'POST', path: `/people/${personId}/holdings`, body: { unit: unitId, duty: 'staff', title: '干部', startsOn: '2030-01-01' } }) },
  endPost: { rows: ['holdingId'], ask: ({ holdingId }) => ({ method: 'POST', path: `/holdings/${holdingId}/end`, body: { endsOn: '2090-01-01' } }) },
  resetPassword: { rows: ['personId'], ask: ({ personId }) => ({ method: 'POST', path: `/people/${personId}/password`, body: { password: 'a password of some length' } }) },
  resetSecondFactor: { rows: ['personId'], ask: ({ personId }) => ({ method: 'POST', path: `/people/${personId}/second-factor`, body: { reason: '手机丢失' } }) },
  setAccountOpen: { rows: ['personId'], ask: ({ personId }) => ({ method: 'POST', path: `/people/${personId}/account`, body: { open: true, reason: '复职' } }) },
  createUnit: { rows: ['parentId'], ask: ({ parentId }) => ({ method: 'POST', path: '/units', body: { kind: 'subordinate', name: `新单位${crypto.randomUUID()}`, parent: parentId } }) },
  moveUnit: { rows: ['unitId', 'parentId'], ask: ({ unitId, parentId }) => ({ method: 'POST', path: `/units/${unitId}/parent`, body: { parent: parentId, from: today } }) },
  addDocumentScan: { rows: [], ask: () => ({ method: 'POST', path: '/document-scans?name=a.txt', body: file }) },
  recordLeadingGroup: { rows: ['unitId', 'personId'], ask: ({ unitId, personId }) => ({ method: 'POST', path: '/leading-groups', body: { unit: unitId, documentNo: '发〔2026〕1号', leader: personId, members: [personId], startsOn: today } }) },
  getOperations: { rows: [], ask: () => ({ method: 'GET', path: '/operations' }) },
  reconcile: { rows: [], ask: () => ({ method: 'POST', path: '/operations/reconciliations', body: {} }) },
  listRegistryEvents: { rows: [], ask: () => ({ method: 'GET', path: '/registry-events' }) },
  listAuditChecks: { rows: [], ask: () => ({ method: 'GET', path: '/audit/checks' }) },
  listReads: { rows: [], ask: () => ({ method: 'GET', path: '/audit/reads' }) },
  listTroubles: { rows: [], ask: () => ({ method: 'GET', path: '/troubles' }) },
  verifyAudit: { rows: [], ask: () => ({ method: 'POST', path: '/audit/verify', body: {} }) },
};
