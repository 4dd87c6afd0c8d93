import { checkpointMonths, isCheckpoint, type CivilDate, type FindingType, type NoticeKind, type Phase, type TaskKind } from '@hengji/domain';
import type { Catalogue } from './catalogueZh.js';

const subjects: Readonly<Record<NoticeKind, string>> = {
  assigned: 'To do',
  dueSoon: 'Due soon',
  overdue: 'Overdue',
  escalated: 'Overdue, reported to you',
  returned: 'Returned',
  toSign: 'To sign',
  signed: 'Signed',
  reviewed: 'Decision of the bureau',
  findingServed: 'Rectification notice',
  closed: 'Completed',
  published: 'Published',
  digest: 'News of today',
};

const leads: Readonly<Record<NoticeKind, string>> = {
  assigned: 'This is waiting for you:',
  dueSoon: 'This is due soon. Please finish it in time:',
  overdue: 'This is overdue. Please deal with it as soon as you can:',
  escalated: 'This needs your attention:',
  returned: 'Something was returned. Sign in to read the reason:',
  toSign: 'This is waiting for your signature:',
  signed: 'Somebody has signed:',
  reviewed: 'The finance bureau has decided. Sign in to read its comments:',
  findingServed: 'The finance bureau has served a rectification notice. Please sign in, acknowledge it and answer with a plan in time:',
  closed: 'This is over; nothing more has to be done:',
  published: 'This self-evaluation result has been published:',
  digest: 'There is news about this. Sign in to read it:',
};

const tasks: Readonly<Record<TaskKind, string>> = {
  fillSection: 'fill in',
  answerChecks: 'answer the warnings of the checker on',
  submitForSigning: 'put together and submit for signing',
  confirmSections: 'confirm the figures',
  sign: 'sign',
  appointActing: 'appoint an acting signer',
  review: 'review',
  settleFindings: 'settle the plans of all findings',
  recordAccounts: 'record the approval of the accounts',
  secrecyReview: 'secrecy review',
  preparePublication: 'prepare the publication',
  publish: 'publish the result',
  proposeResultUse: 'propose the use of the result',
  decideResultUse: 'decide on the use of the result',
  archive: 'archive',
  decideExtension: 'answer a request for more time',
  serveFinding: 'serve the rectification notice',
  acknowledgeFinding: 'acknowledge the rectification notice',
  answerObjection: 'answer the objection',
  planFinding: 'plan the rectification',
  signPlan: 'sign the rectification plan',
  acceptPlan: 'accept the rectification plan',
  provideEvidence: 'provide evidence of the rectification',
  verifyEvidence: 'verify the evidence',
  closeFinding: 'close the finding',
};

const findingTypes: Readonly<Record<FindingType, string>> = {
  lateBookkeeping: 'late bookkeeping',
  withholding: 'withholding',
  crowdingOut: 'crowding-out use',
  diversion: 'diversion',
  fictitiousRecording: 'fictitious recording',
  goalDeviation: 'deviation from the goals',
  slowExecution: 'slow execution',
  other: 'other',
};

const news: Catalogue['news'] = {
  urged: ({ by }) => `${by} asks you to see to it`,
  sectionReturned: ({ by, section }) => `${by} returned “${section}”; change it and submit it again`,
  signingRefused: ({ by }) => `${by} refused to sign; change it and submit it again`,
  returned: ({ by, on }) => `returned by the bureau (${by}); change it and submit it again by ${on}`,
  signatureVoid: ({ by }) => `the version you signed was returned or taken back by ${by}; your signature no longer counts`,
  signed: ({ by }) => `signed by ${by}`,
  approved: () => 'the targets are approved',
  accepted: () => 'accepted',
  acceptedWithConditions: () => 'accepted with conditions; sign in to read them',
  warned: () => 'a warning; sign in to read what is asked',
  suspensionAdvised: () => 'advice to hold back payment; sign in to read why',
  rectificationOrdered: () => 'rectification ordered',
  published: () => 'the result is published',
  publicationWithheld: ({ by }) => `${by} decided not to publish`,
  publicationCorrected: ({ by }) => `${by} added a note of correction`,
  closed: () => 'the evaluation of the year is archived',
  cancelled: ({ by }) => `${by} cancelled this evaluation`,
  suspended: () => 'a system error stopped this evaluation; the administrator has to look at it',
  extensionGranted: ({ on }) => `more time is granted, until ${on}`,
  extensionRefused: ({ by }) => `more time is not granted (${by}); the date stays`,
  taskRedated: ({ on }) => `now due on ${on}`,
  goalsAdjusted: ({ by }) => `${by} approved changed targets`,
  templateMoved: ({ by }) => `by order of ${by}, phases that nobody has signed now run by a newer version of the template`,
  phaseDateMoved: ({ on }) => `a phase now opens on ${on}`,
  accountsApproved: ({ on }) => `the accounts were approved on ${on}; publish within the legal time`,
  delegated: ({ by, on }) => `you act for ${by} until ${on}`,
  absenceRecorded: ({ by, on }) => `the administrator recorded an absence of ${by}; a colleague stands in until ${on}`,
  handedOver: ({ by }) => `the work of ${by} is handed over to you`,
  handedOverFrom: ({ by }) => `the work was handed over to ${by}`,
  actingAppointed: () => 'you are to sign in place of others',
  resultUseDecided: () => 'the bureau decided on the use of the result; sign in to read it',
  findingServed: () => 'served by the bureau; acknowledge it and answer with a plan',
  planReturned: ({ by }) => `the plan was returned by the bureau (${by}); change it and hand it in again`,
  evidenceReturned: ({ by }) => `the evidence was returned by the bureau (${by}); add what is missing`,
  planSigned: ({ by }) => `${by} signed the plan`,
  planAccepted: () => 'the plan is accepted; put it right in time and hand in evidence',
  findingClosed: () => 'verified and closed',
  findingWithdrawn: () => 'the objection is upheld; the bureau withdrew it',
};

const phaseTitles: Readonly<Record<Phase, string>> = {
  draft: 'performance targets',
  dataCollection: 'data collection',
  monitoring: 'in-year monitoring',
  selfAssessment: 'self-assessment',
  financeReview: 'finance review',
  rectification: 'rectification',
  publication: 'publication',
  resultUse: 'use of results',
  closed: 'archive',
};

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

const checkpointTitle = (checkpoint: string | null) => (checkpoint !== null && isCheckpoint(checkpoint) ? ` (January to ${months[checkpointMonths[checkpoint] - 1] ?? ''})` : '');

function dateInWords(date: CivilDate): string {
  return `${Number(date.slice(8, 10))} ${months[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;
}

function workingDays(count: number): string {
  return count === 1 ? '1 working day' : `${count} working days`;
}

export const en = {
  rehearsal: '【演练】[Rehearsal] ',
  rehearsalNote: '【演练】[Rehearsal] This mail belongs to a rehearsal. Nothing in it is real business.',
  greeting: (name: string) => `Dear ${name},`,
  subject: (kind: NoticeKind) => subjects[kind],
  lead: (kind: NoticeKind) => leads[kind],
  about: (unit: string, year: number, phase: Phase, checkpoint: string | null) =>
    `${unit}, ${year}, ${phaseTitles[phase]}${checkpointTitle(checkpoint)}`,
  aboutFinding: (unit: string, number: string, type: FindingType) => `${unit}, finding ${number} (${findingTypes[type]})`,
  news,
  day: dateInWords,
  urged: 'Please see to it',
  withdrawn: 'Withdrawn',
  urgedLead: 'Please see to this as soon as you can:',
  next: (task: string, until: string) => `Next: ${task}. ${until}`,
  several: (count: number) => `${count} cases`,
  task: (kind: TaskKind, section: string | null) => (section === null ? tasks[kind] : `${tasks[kind]} “${section}”`),
  joined: (about: string, task: string) => `${about}: ${task}`,
  until: (date: CivilDate) => `Due on ${dateInWords(date)}`,
  daysLeft: (days: number) => `${workingDays(days)} left`,
  dueToday: 'due today',
  pastDue: 'past due',
  daysOverdue: (days: number) => `overdue by ${workingDays(days)}`,
  bracketed: (note: string) => ` (${note})`,
  notCovered: 'holidays not on record, counted on weekends alone',
  openCase: 'Open the case',
  circularSubject: { issued: 'Circular', amended: 'Circular amended', reminder: 'Circular to read' },
  circularLead: {
    issued: 'The finance bureau has issued this circular. Sign in to read it and confirm that you have:',
    amended: 'There is a new version of this circular. Sign in to read it and confirm that you have:',
    reminder: 'You have not confirmed yet that you have read this circular. Sign in to read it:',
  },
  circularAbout: (title: string, documentNo: string) => `${title} (${documentNo})`,
  openCircular: 'Open the circular',
  openInbox: 'Open my tasks',
  linkLine: (label: string, url: string) => `${label}: ${url}`,
  footer: 'Sent by Hengji. Please do not reply.',
} satisfies Catalogue;
