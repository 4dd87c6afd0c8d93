import type { CivilDate, NoticeKind, Phase, TaskKind } from '@hengji/domain';
import type { Catalogue } from './catalogueZh.js';

const subjects: Readonly<Record<NoticeKind, string>> = {
  assigned: 'To do',
  dueSoon: 'Due soon',
  overdue: 'Overdue',
  escalated: 'Overdue, reported to you',
  returned: 'Returned',
  toSign: 'To sign',
  signed: 'Signed',
  reviewed: 'Reviewed',
  findingServed: 'Rectification notice',
  closed: 'Completed',
  published: 'Published',
  digest: 'News of today',
};

const leads: Readonly<Record<NoticeKind, string>> = {
  assigned: 'This is waiting for you:',
  dueSoon: 'This is due soon. Please finish it in time:',
  overdue: 'This is overdue. Please deal with it as soon as you can:',
  escalated: 'This is overdue and is reported to you:',
  returned: 'This was returned to be changed. Sign in to read the reason. Earlier signatures no longer count; it has to be signed again after the change:',
  toSign: 'This is waiting for your signature:',
  signed: 'This was signed by one of its signers. Sign in to see how it goes on:',
  reviewed: 'The finance bureau has decided on this. Sign in to read its comments:',
  findingServed: 'The finance bureau has served a rectification notice. Please sign in, acknowledge it and answer with a plan in time:',
  closed: 'This is completed; nothing more has to be done:',
  published: 'This self-evaluation result has been published:',
  digest: 'There is news about this. Sign in to read it:',
};

const tasks: Readonly<Record<TaskKind, string>> = {
  fillSection: 'fill in',
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

const checkpoints: Readonly<Record<string, string>> = { throughJune: ' (first half-year)', throughSeptember: ' (three quarters)' };

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const;

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
    `${unit}, ${year}, ${phaseTitles[phase]}${checkpoint === null ? '' : (checkpoints[checkpoint] ?? '')}`,
  several: (count: number) => `${count} cases`,
  task: (kind: TaskKind, section: string | null) => (section === null ? tasks[kind] : `${tasks[kind]} “${section}”`),
  joined: (about: string, task: string) => `${about}: ${task}`,
  until: (date: CivilDate) => `Due on ${dateInWords(date)}`,
  daysLeft: (days: number) => `${workingDays(days)} left`,
  dueToday: 'due today',
  pastDue: 'past due',
  daysOverdue: (days: number) => `overdue by ${workingDays(days)}`,
  bracketed: (note: string) => ` (${note})`,
  notCovered: 'holidays not announced yet, counted on weekends alone for now',
  openCase: 'Open the case',
  openInbox: 'Open my tasks',
  linkLine: (label: string, url: string) => `${label}: ${url}`,
  footer: 'Sent by Hengji. Please do not reply.',
} satisfies Catalogue;
