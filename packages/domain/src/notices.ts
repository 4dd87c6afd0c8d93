import { assertNever } from './assertNever.js';
import type { CivilDate } from './civilDate.js';
import type { Recipient } from './duties.js';
import type { EvaluationEvent } from './evaluation/events.js';
import type { EvaluationState } from './evaluation/state.js';
import type { FindingEvent } from './finding/events.js';
import { responsibleOf, type FindingState } from './finding/state.js';
import type { PersonId, SectionKey } from './identifiers.js';
import type { CalendarChanged } from './recount.js';
import { sameRecipient, type Task, type Urged } from './tasks.js';

/** What a mail is about. `digest` collects, once per person and day, what needs no mail of its own. */
export const noticeKinds = [
  'assigned',
  'dueSoon',
  'overdue',
  'escalated',
  'returned',
  'toSign',
  'signed',
  'reviewed',
  'findingServed',
  'closed',
  'published',
  'digest',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** What a mail may be: about notices, or a circular (布置通知) of the bureau. */
export const mailKinds = [...noticeKinds, 'circular'] as const;
export type MailKind = (typeof mailKinds)[number];

/** What happened, where a mail tells of more than a task. */
export const newsKinds = [
  'urged', 'sectionReturned', 'signingRefused', 'returned', 'signatureVoid', 'signed',
  'approved', 'accepted', 'acceptedWithConditions', 'warned', 'suspensionAdvised', 'rectificationOrdered',
  'published', 'publicationWithheld', 'publicationCorrected', 'closed', 'cancelled', 'suspended',
  'extensionGranted', 'extensionRefused', 'taskRedated', 'goalsAdjusted', 'phaseDateMoved', 'templateMoved', 'accountsApproved', 'delegated', 'absenceRecorded', 'handedOver', 'handedOverFrom', 'actingAppointed',
  'resultUseDecided',
  'findingServed', 'planReturned', 'evidenceReturned', 'planSigned', 'planAccepted', 'findingClosed', 'findingWithdrawn',
] as const;
export type NewsKind = (typeof newsKinds)[number];

/** `by`: who did it, where his name helps; `on`: the day it sets; `section`: the part it is about. */
export type News = { readonly what: NewsKind; readonly by: PersonId | null; readonly on: CivilDate | null; readonly section: SectionKey | null };

/** One thing to tell. Carries no figures: mail passes through servers the county does not own. */
export type Notice = {
  readonly kind: NoticeKind;
  readonly to: Recipient;
  /** Makes the notice one: a repeated commit, or a rung fired twice, gives the same key. */
  readonly key: string;
  readonly task: Pick<Task, 'id' | 'kind' | 'section' | 'slot' | 'dueOn' | 'dueCovered'> | null;
  /** Null when the task says it all. */
  readonly news: News | null;
  /** Held back for the person's daily digest. */
  readonly digest: boolean;
};

const desk: Recipient = { duty: 'performanceDesk' };
const clerk: Recipient = { duty: 'clerk' };
const principal: Recipient = { duty: 'principal' };
const administrator: Recipient = { duty: 'administrator' };

export function ofTask(task: Task): NonNullable<Notice['task']> {
  return { id: task.id, kind: task.kind, section: task.section, slot: task.slot, dueOn: task.dueOn, dueCovered: task.dueCovered };
}

function news(what: NewsKind, more: Partial<Omit<News, 'what'>> = {}): News {
  return { what, by: null, on: null, section: null, ...more };
}

/** Who has a task in hand. */
function ownerOf({ assignee, claimedBy }: Task): Recipient {
  return claimedBy === null ? assignee : { person: claimedBy };
}

/** A new task is mailed at once to whom it was given; a signature has a mail of its own kind. */
function openedNotice(task: Task, version: number): Notice {
  const kind: NoticeKind = task.kind === 'sign' || task.kind === 'signPlan' ? 'toSign' : 'assigned';
  return { kind, to: task.assignee, key: `${version}:${kind}:${task.id}`, task: ofTask(task), news: null, digest: false };
}

function reassignedNotice(event: Extract<EvaluationEvent, { type: 'taskReassigned' }>, tasks: readonly Task[], version: number): readonly Notice[] {
  const task = tasks.find((one) => one.id === event.taskId);
  return task === undefined ? [] : [openedNotice({ ...task, assignee: event.assignee }, version)];
}

/** A later date tells whoever has the task; who asked for it hears the answer as well. */
function redatedNotice(event: Extract<EvaluationEvent, { type: 'taskRedated' }>, tasks: readonly Task[], version: number): readonly Notice[] {
  const task = tasks.find((one) => one.id === event.taskId);
  if (task === undefined) return [];
  const { dueOn, dueCovered } = event;
  return [{ kind: 'digest', to: ownerOf(task), key: `${version}:redated:${task.id}`, task: ofTask({ ...task, dueOn, dueCovered }), news: news('taskRedated', { on: dueOn }), digest: true }];
}

/** A newer calendar moved dates that were counted past the old one: whoever has such a task hears of his. */
function recountedNotices({ tasks: changes }: CalendarChanged, tasks: readonly Task[], version: number): readonly Notice[] {
  return changes.filter(({ from, dueOn }) => from !== dueOn).flatMap((change) => redatedNotice({ type: 'taskRedated', ...change }, tasks, version));
}

function urgedNotice(event: Urged, tasks: readonly Task[], version: number): readonly Notice[] {
  const task = tasks.find((one) => one.id === event.taskId);
  if (task === undefined) return [];
  const kind: NoticeKind = task.urgency === 'overdue' || task.urgency === 'escalated' ? 'overdue' : 'dueSoon';
  return [{ kind, to: event.to, key: `${version}:urged:${task.id}`, task: ofTask(task), news: news('urged', { by: event.by }), digest: false }];
}

function remindedNotice(event: Extract<EvaluationEvent, { type: 'reminded' }>, tasks: readonly Task[], version: number): readonly Notice[] {
  const task = tasks.find((one) => one.id === event.taskId);
  if (task === undefined || event.silent) return [];
  // Overdue to the one whose task it is, escalated to everybody above him.
  const kind: NoticeKind = event.offset <= 0 ? 'dueSoon' : sameRecipient(event.to, ownerOf(task)) ? 'overdue' : 'escalated';
  return [{ kind, to: event.to, key: `${version}:${task.id}:${event.offset}`, task: ofTask(task), news: null, digest: false }];
}

/** What happens to a task is told alike, whether an evaluation or a finding asks for it. */
const taskEventTypes = ['taskOpened', 'taskReassigned', 'taskRedated', 'calendarChanged', 'reminded', 'urged'] as const;
type TaskEvent = Extract<EvaluationEvent, { readonly type: (typeof taskEventTypes)[number] }>;

function isOfTask<Event extends { readonly type: string }>(event: Event): event is Extract<Event, { readonly type: TaskEvent['type'] }> {
  return taskEventTypes.some((type) => type === event.type);
}

function taskNotices(event: TaskEvent, tasks: readonly Task[], version: number): readonly Notice[] {
  switch (event.type) {
    case 'taskOpened':
      return [openedNotice(event.task, version)];
    case 'taskReassigned':
      return reassignedNotice(event, tasks, version);
    case 'taskRedated':
      return redatedNotice(event, tasks, version);
    case 'calendarChanged':
      return recountedNotices(event, tasks, version);
    case 'reminded':
      return remindedNotice(event, tasks, version);
    case 'urged':
      return urgedNotice(event, tasks, version);
    default:
      return assertNever(event);
  }
}

/**
 * What an evaluation's event tells to whom. `before` is the state the event met, so that a task that closes can still
 * be named; `version` is the event's own number in the stream.
 */
export function noticesOf(before: EvaluationState, event: EvaluationEvent, version: number): readonly Notice[] {
  const tell = (kind: NoticeKind, to: Recipient, told: News, digest = false): Notice => ({
    kind,
    to,
    key: `${version}:${kind}:${'person' in to ? to.person : to.duty}`,
    task: null,
    news: told,
    digest,
  });
  if (isOfTask(event)) return taskNotices(event, before.tasks, version);
  switch (event.type) {
    case 'sectionReturned': {
      const section = before.sections.find((one) => one.key === event.section);
      const to: Recipient = section?.submittedBy === null || section === undefined ? clerk : { person: section.submittedBy };
      return [tell('returned', to, news('sectionReturned', { by: event.by, section: event.section }))];
    }
    case 'signingRefused':
      return [tell('returned', clerk, news('signingRefused', { by: event.person }))];
    case 'returnedToDepartment':
      // Those who signed hear it from the voiding of their signatures.
      return [tell('returned', clerk, news('returned', { by: event.by, on: event.until }))];
    case 'revisionVoided':
      return [...new Set(before.revision?.signatures.map((signature) => signature.person))].map((person) => tell('returned', { person }, news('signatureVoid', { by: event.by })));
    case 'signed':
      return [tell('signed', { person: before.revision?.declaredBy ?? event.person }, news('signed', { by: event.person }))];
    case 'reviewed':
      return [tell('reviewed', clerk, news(event.verdict)), tell('reviewed', principal, news(event.verdict))];
    case 'published':
      return [tell('published', principal, news('published')), tell('published', desk, news('published'))];
    case 'closed':
      return [tell('closed', clerk, news('closed')), tell('closed', principal, news('closed'))];
    case 'cancelled':
      return [tell('closed', clerk, news('cancelled', { by: event.by })), tell('closed', principal, news('cancelled', { by: event.by }))];
    case 'extensionGranted':
    case 'extensionRefused': {
      const told = event.type === 'extensionGranted' ? news('extensionGranted', { on: event.until }) : news('extensionRefused', { by: event.by });
      return [tell('digest', before.extension === null ? clerk : { person: before.extension.askedBy }, told, true)];
    }
    case 'suspended':
      return [tell('escalated', administrator, news('suspended'))];
    case 'publicationWithheld':
      return [tell('digest', desk, news('publicationWithheld', { by: event.by }), true), tell('digest', clerk, news('publicationWithheld', { by: event.by }), true)];
    // The signatures under the goals stand for the version they were given to; their principal hears that another one counts now.
    case 'goalsAdjusted':
      return [clerk, principal].map((to) => tell('digest', to, news('goalsAdjusted', { by: event.by }), true));
    case 'templateMoved':
      return [clerk, principal].map((to) => tell('digest', to, news('templateMoved', { by: event.by }), true));
    case 'publicationCorrected':
      return [clerk, principal, desk].map((to) => tell('digest', to, news('publicationCorrected', { by: event.by }), true));
    case 'phaseDateMoved':
      return [tell('digest', clerk, news('phaseDateMoved', { on: event.to }), true)];
    case 'accountsApproved':
      return [tell('digest', clerk, news('accountsApproved', { on: event.approvedOn }), true)];
    case 'delegated':
      return [
        tell('digest', { person: event.delegation.to }, news('delegated', { by: event.delegation.from, on: event.delegation.endsOn }), true),
        ...(event.by === undefined ? [] : [tell('digest', { person: event.delegation.from }, news('absenceRecorded', { by: event.delegation.from, on: event.delegation.endsOn }), true)]),
      ];
    case 'handedOver':
      return [tell('digest', { person: event.to }, news('handedOver', { by: event.from }), true), tell('digest', { person: event.from }, news('handedOverFrom', { by: event.to }), true)];
    case 'resultUseDecided':
      return [tell('digest', clerk, news('resultUseDecided'), true), tell('digest', principal, news('resultUseDecided'), true)];
    case 'actingAppointed':
      // When there is something to sign, the task that follows has a mail of its own.
      return [tell('digest', { person: event.person }, news('actingAppointed'), true)];
    case 'opened':
    case 'paperRegistered':
    case 'stageEntered':
    case 'stepEntered':
    case 'stageLeft':
    case 'taskClosed':
    case 'taskClaimed':
    case 'taskReleased':
    case 'sectionsAssigned':
    case 'sectionSubmitted':
    case 'sectionConfirmed':
    case 'evidenceAttached':
    case 'evidenceRemoved':
    case 'revisionFrozen':
    case 'signerMissing':
    case 'rescored':
    case 'scoreOverridden':
    case 'checkAnswered':
    case 'checkDecided':
    case 'extensionAsked':
    case 'rectificationOrdered':
    case 'secrecyReviewed':
    case 'resultUseProposed':
    case 'resumed':
      return [];
  }
}

/** What a finding's event tells to whom. */
export function findingNoticesOf(before: FindingState, event: FindingEvent, version: number): readonly Notice[] {
  const tell = (kind: NoticeKind, to: Recipient, told: News): Notice => ({ kind, to, key: `${version}:${kind}:${'person' in to ? to.person : to.duty}`, task: null, news: told, digest: false });
  if (isOfTask(event)) return taskNotices(event, before.tasks, version);
  switch (event.type) {
    case 'actingAppointed':
      return [{ ...tell('digest', { person: event.person }, news('actingAppointed')), digest: true }];
    case 'handedOver':
      // When there is something to do, the task that follows has a mail of its own.
      return [{ ...tell('digest', { person: event.to }, news('handedOver', { by: event.from })), digest: true }];
    case 'extensionGranted':
    case 'extensionRefused': {
      const told = event.type === 'extensionGranted' ? news('extensionGranted', { on: event.until }) : news('extensionRefused', { by: event.by });
      return [{ ...tell('digest', before.extension === undefined || before.extension === null ? clerk : { person: before.extension.askedBy }, told), digest: true }];
    }
    case 'suspended':
      return [tell('escalated', administrator, news('suspended'))];
    case 'served':
      return [tell('findingServed', clerk, news('findingServed')), tell('findingServed', principal, news('findingServed'))];
    case 'findingReturned':
      {
      const told = news(event.to === 'plan' ? 'planReturned' : 'evidenceReturned', { by: event.by });
      // Who signed the plan learns that his signature is void.
      const signer = event.to === 'plan' && before.planSignedBy !== null ? [tell('returned', { person: before.planSignedBy }, news('signatureVoid', { by: event.by }))] : [];
      return [tell('returned', before.plan === null ? clerk : { person: event.to === 'plan' ? before.plan.preparedBy : (responsibleOf(before) ?? before.plan.responsible) }, told), ...signer];
    }
    case 'planSigned':
      return [tell('signed', { person: before.plan?.preparedBy ?? event.person }, news('planSigned', { by: event.person }))];
    case 'planAccepted':
      return [tell('reviewed', clerk, news('planAccepted'))];
    case 'findingClosed':
    case 'withdrawnByBureau': {
      const told = news(event.type === 'findingClosed' ? 'findingClosed' : 'findingWithdrawn');
      return [tell('closed', clerk, told), tell('closed', principal, told)];
    }
    case 'raised':
    case 'acknowledged':
    case 'objected':
    case 'objectionRejected':
    case 'planned':
    case 'evidenceAdded':
    case 'evidenceVerified':
    case 'extensionAsked':
    case 'taskClosed':
    case 'taskClaimed':
    case 'taskReleased':
    case 'signerMissing':
    case 'resumed':
      return [];
  }
}
