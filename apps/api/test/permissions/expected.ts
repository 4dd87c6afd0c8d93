import type { EvaluationCommandBody, FindingCommandBody, OperationId } from '@hengji/contracts';
import type { Duty } from '@hengji/domain';

/**
 * Who may do what, written by hand from how a county works and not from the code that decides it. The tests hold the running
 * API to these tables, and docs/permissions.md shows them. A new operation or command does not compile without its line here.
 */

export const roles = ['nobody', 'withoutDuty', 'staff', 'clerk', 'accountant', 'officeLead', 'financeHead', 'deputyLeader', 'principal', 'performanceDesk', 'auditor', 'administrator'] as const;
export type Role = (typeof roles)[number];

/** Where a row stands to the person: his unit, one under it (at any depth), another of the county, one of another county. */
export const relations = ['own', 'below', 'other', 'elsewhere'] as const;
export type Relation = (typeof relations)[number];

/** How far a right reaches. */
export type Reach = 'own' | 'ownAndBelow' | 'county';
export type Grants = Readonly<Partial<Record<Duty, Reach>>>;

const reached: Readonly<Record<Reach, readonly Relation[]>> = { own: ['own'], ownAndBelow: ['own', 'below'], county: ['own', 'below', 'other'] };

/** What the API answers: done (or the state says no), not signed in, seen but not allowed, as if it were not there. */
export type Answer = 'yes' | '401' | '403' | '404';

type Departmental = Exclude<Duty, 'performanceDesk' | 'auditor' | 'administrator'>;
const department: readonly Departmental[] = ['staff', 'clerk', 'accountant', 'officeLead', 'financeHead', 'deputyLeader', 'principal'];
const wholeDepartment = (reach: Reach): Grants => Object.fromEntries(department.map((duty) => [duty, reach]));
const ofCounty = (...duties: readonly Duty[]): Grants => Object.fromEntries(duties.map((duty) => [duty, 'county']));
const ofUnit = (...duties: readonly Duty[]): Grants => Object.fromEntries(duties.map((duty) => [duty, 'own']));

/** Rows of units: evaluations and findings, with everything in them. */
export const reading: Grants = { ...wholeDepartment('ownAndBelow'), ...ofCounty('performanceDesk', 'auditor', 'administrator') };

const everyMember = wholeDepartment('own');
const desk = ofCounty('performanceDesk');
const administrator = ofCounty('administrator');
const leads = ofUnit('clerk', 'officeLead', 'financeHead', 'deputyLeader', 'principal');

export const evaluationCommands: Readonly<Record<EvaluationCommandBody['type'], Grants>> = {
  assignSections: leads,
  claim: { ...everyMember, ...desk, ...administrator },
  release: { ...everyMember, ...desk, ...administrator },
  submitSection: everyMember,
  returnSection: leads,
  confirmSections: everyMember,
  submitForSigning: everyMember,
  withdraw: everyMember,
  unlock: { ...ofUnit('principal'), ...desk },
  sign: everyMember,
  refuseToSign: everyMember,
  approve: desk,
  accept: desk,
  acceptWithConditions: desk,
  returnToDepartment: desk,
  warn: desk,
  adviseSuspension: desk,
  orderRectification: desk,
  adjustGoals: desk,
  rescore: desk,
  answerCheck: everyMember,
  overrideScore: everyMember,
  decideCheck: desk,
  askExtension: everyMember,
  grantExtension: desk,
  refuseExtension: desk,
  movePhaseDate: { ...desk, ...administrator },
  registerPaper: { ...desk, ...administrator },
  delegate: { ...everyMember, ...administrator },
  handOver: { ...ofUnit('deputyLeader', 'principal'), ...administrator },
  appointActing: administrator,
  urge: { ...desk, ...administrator },
  recordAccountsApproval: desk,
  reviewSecrecy: everyMember,
  publish: everyMember,
  withholdPublication: everyMember,
  correctPublication: { ...ofUnit('clerk', 'principal'), ...desk },
  proposeResultUse: everyMember,
  decideResultUse: desk,
  close: desk,
  cancel: { ...desk, ...administrator },
  resume: administrator,
};

export const findingCommands: Readonly<Record<FindingCommandBody['type'], Grants>> = {
  serve: desk,
  acknowledge: everyMember,
  object: everyMember,
  rejectObjection: desk,
  upholdObjection: desk,
  plan: everyMember,
  signPlan: everyMember,
  acceptPlan: desk,
  addEvidence: everyMember,
  verifyEvidence: desk,
  returnFinding: desk,
  closeFinding: desk,
  handOver: { ...ofUnit('deputyLeader', 'principal'), ...administrator },
  askExtension: everyMember,
  grantExtension: desk,
  refuseExtension: desk,
  claim: { ...everyMember, ...desk, ...administrator },
  release: { ...everyMember, ...desk, ...administrator },
  urge: { ...desk, ...administrator },
  appointActing: administrator,
  resume: administrator,
};

/** Operations on a row of a unit: who may, and who sees it at all (`reading`) and is told that he may not. */
export const unitOperations = {
  getEvaluation: reading,
  getTimeline: reading,
  getSection: reading,
  getScoreSheet: reading,
  getLastYear: reading,
  getChecks: reading,
  explainScore: reading,
  getRevision: reading,
  downloadEvidence: reading,
  downloadPaper: reading,
  downloadGroupScan: reading,
  processStatistics: ofCounty('performanceDesk', 'auditor', 'administrator'),
  saveSection: everyMember,
  addEvidence: everyMember,
  removeEvidence: everyMember,
  getPackage: reading,
  choosePackage: everyMember,
  raiseFinding: desk,
  getFinding: reading,
  downloadFindingEvidence: reading,
  addFindingEvidence: everyMember,
} as const satisfies Readonly<Record<string, Grants>>;

const everyDuty: Grants = { ...wholeDepartment('county'), ...ofCounty('performanceDesk', 'auditor', 'administrator') };

/** Operations on rows of the county, or on none: within the county (`own`) and on a row of another county (`elsewhere`). */
export const countyOperations = {
  listCampaigns: everyDuty,
  getCampaign: everyDuty,
  listSubjects: everyDuty,
  checkCampaign: ofCounty('performanceDesk', 'auditor', 'administrator'),
  campaignOptions: ofCounty('performanceDesk', 'administrator'),
  draftCampaign: ofCounty('performanceDesk', 'administrator'),
  commandCampaign: ofCounty('performanceDesk', 'administrator'),
  templateMoveOptions: ofCounty('performanceDesk', 'administrator'),
  previewTemplateMove: ofCounty('performanceDesk', 'administrator'),
  advanceCampaign: ofCounty('performanceDesk', 'administrator'),
  getCalendar: ofCounty('performanceDesk', 'auditor', 'administrator'),
  checkCalendar: ofCounty('performanceDesk', 'administrator'),
  releaseCalendar: ofCounty('performanceDesk', 'administrator'),
  listTemplates: ofCounty('performanceDesk', 'auditor', 'administrator'),
  getTemplate: ofCounty('performanceDesk', 'auditor', 'administrator'),
  downloadTemplate: ofCounty('performanceDesk', 'auditor', 'administrator'),
  checkTemplate: ofCounty('performanceDesk', 'administrator'),
  releaseTemplate: ofCounty('performanceDesk', 'administrator'),
  listExaminationTemplates: { ...wholeDepartment('county'), ...ofCounty('performanceDesk', 'auditor') },
  examineDocument: { ...wholeDepartment('county'), ...ofCounty('performanceDesk', 'auditor') },
  getCircular: everyDuty,
  downloadCircularFile: everyDuty,
  acknowledgeCircular: everyDuty,
  addCircularFile: ofCounty('performanceDesk', 'administrator'),
  issueCircular: ofCounty('performanceDesk', 'administrator'),
  amendCircular: ofCounty('performanceDesk', 'administrator'),
  remindOfCircular: ofCounty('performanceDesk', 'administrator'),
  listCircularReaders: ofCounty('performanceDesk', 'auditor', 'administrator'),
  createPerson: administrator,
  assignPost: administrator,
  endPost: administrator,
  resetPassword: administrator,
  resetSecondFactor: administrator,
  setAccountOpen: administrator,
  createUnit: administrator,
  moveUnit: administrator,
  recordLeadingGroup: administrator,
  addDocumentScan: ofCounty('performanceDesk', 'administrator'),
  listRegistryEvents: ofCounty('auditor', 'administrator'),
  getOperations: ofCounty('auditor', 'administrator'),
  reconcile: administrator,
  verifyAudit: ofCounty('auditor', 'administrator'),
  listAuditChecks: ofCounty('auditor', 'administrator'),
  listReads: ofCounty('auditor', 'administrator'),
  listTroubles: ofCounty('auditor', 'administrator'),
} as const satisfies Readonly<Partial<Record<OperationId | 'downloadCircularFile' | 'downloadTemplate', Grants>>>;

/** Everybody who is signed in may ask; what is answered is his own, or filtered as `lists` says. */
export const operationsForAll = ['me', 'reauthenticate', 'changePassword', 'beginSecondFactor', 'confirmSecondFactor', 'renewRecoveryCodes', 'removeSecondFactor', 'lockSession', 'unlockSession', 'listSessions', 'endSessions', 'listTasks', 'listEvaluations', 'listFindings', 'listCirculars', 'listPeople', 'listUnits', 'listLeadingGroups', 'listMails'] as const satisfies readonly OperationId[];

/** Nobody needs to be signed in. */
export const publicOperations = ['health', 'ready', 'signInOptions'] as const satisfies readonly OperationId[];

/** Operations whose answer depends on a command in their body: `evaluationCommands`, `findingCommands`. */
export const commandOperations = ['commandEvaluation', 'commandFinding'] as const satisfies readonly OperationId[];

/** Whose rows each list holds. */
export const lists = {
  listEvaluations: reading,
  listFindings: reading,
  listSubjects: reading,
  listCirculars: reading,
  listMails: reading,
  listUnits: reading,
  listLeadingGroups: reading,
  listPeople: reading,
} as const satisfies Readonly<Partial<Record<OperationId, Grants>>>;

function reaches(grants: Grants, role: Role, relation: Relation): boolean {
  if (role === 'nobody' || role === 'withoutDuty') return false;
  const reach = grants[role];
  return reach !== undefined && reached[reach].includes(relation);
}

/** What an operation on a row answers to a role that stands to it so. Who may not see a row is told nothing of it. */
export function expectedAnswer(grants: Grants, role: Role, relation: Relation): Answer {
  if (role === 'nobody') return '401';
  if (reaches(grants, role, relation)) return 'yes';
  return reaches(reading, role, relation) ? '403' : '404';
}

/** The same on a finding that was raised and not served: until then it is the bureau's own work, and for a department not there. */
export function expectedUnserved(grants: Grants, role: Role, relation: Relation): Answer {
  const ofDepartment = department.some((duty) => duty === role);
  return ofDepartment ? '404' : expectedAnswer(grants, role, relation);
}

/** The same where the right is the county's: that there are campaigns, people and an audit is no secret, so nothing is hidden. */
export function expectedOfCounty(grants: Grants, role: Role): Answer {
  if (role === 'nobody') return '401';
  return reaches(grants, role, 'own') ? 'yes' : '403';
}

/** The relations whose rows a list shows a role. */
export function shown(grants: Grants, role: Role): readonly Relation[] {
  return relations.filter((relation) => reaches(grants, role, relation));
}
