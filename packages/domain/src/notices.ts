import type { Recipient } from './duties.js';
import type { EvaluationEvent } from './evaluation/events.js';
import type { EvaluationState } from './evaluation/state.js';
import type { FindingEvent } from './finding/events.js';
import type { FindingState } from './finding/state.js';
import { sameRecipient, type Task } from './tasks.js';

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

/** One thing to tell. Carries no figures: mail passes through servers the county does not own. */
export type Notice = {
  readonly kind: NoticeKind;
  readonly to: Recipient;
  /** Makes the notice one: a repeated commit, or a rung fired twice, gives the same key. */
  readonly key: string;
  readonly task: Pick<Task, 'id' | 'kind' | 'section' | 'slot' | 'dueOn' | 'dueCovered'> | null;
  /** Held back for the person's daily digest. */
  readonly digest: boolean;
};

const desk: Recipient = { duty: 'performanceDesk' };
const clerk: Recipient = { duty: 'clerk' };
const principal: Recipient = { duty: 'principal' };
const administrator: Recipient = { duty: 'administrator' };

function ofTask(task: Task): NonNullable<Notice['task']> {
  return { id: task.id, kind: task.kind, section: task.section, slot: task.slot, dueOn: task.dueOn, dueCovered: task.dueCovered };
}

/** A new task is mailed at once to whom it was given; a signature has a mail of its own kind. */
function openedNotice(task: Task, version: number): Notice {
  const kind: NoticeKind = task.kind === 'sign' || task.kind === 'signPlan' ? 'toSign' : 'assigned';
  return { kind, to: task.assignee, key: `${version}:${kind}:${task.id}`, task: ofTask(task), digest: false };
}

function remindedNotice(event: Extract<EvaluationEvent, { type: 'reminded' }>, tasks: readonly Task[], version: number): readonly Notice[] {
  const task = tasks.find((one) => one.id === event.taskId);
  if (task === undefined || event.silent) return [];
  // Overdue to the one whose task it is, escalated to everybody above him.
  const owner: Recipient = task.claimedBy === null ? task.assignee : { person: task.claimedBy };
  const kind: NoticeKind = event.offset <= 0 ? 'dueSoon' : sameRecipient(event.to, owner) ? 'overdue' : 'escalated';
  return [{ kind, to: event.to, key: `${version}:${task.id}:${event.offset}`, task: ofTask(task), digest: false }];
}

/**
 * What an evaluation's event tells to whom. `before` is the state the event met, so that a task that closes can still
 * be named; `version` is the event's own number in the stream.
 */
export function noticesOf(before: EvaluationState, event: EvaluationEvent, version: number): readonly Notice[] {
  const tell = (kind: NoticeKind, to: Recipient, digest = false): Notice => ({
    kind,
    to,
    key: `${version}:${kind}:${'person' in to ? to.person : to.duty}`,
    task: null,
    digest,
  });
  switch (event.type) {
    case 'taskOpened':
      return [openedNotice(event.task, version)];
    case 'taskReassigned': {
      const task = before.tasks.find((one) => one.id === event.taskId);
      return task === undefined ? [] : [openedNotice({ ...task, assignee: event.assignee }, version)];
    }
    case 'reminded':
      return remindedNotice(event, before.tasks, version);
    case 'urged': {
      const task = before.tasks.find((one) => one.id === event.taskId);
      return task === undefined ? [] : [{ kind: task.urgency === 'overdue' || task.urgency === 'escalated' ? 'overdue' : 'dueSoon', to: event.to, key: `${version}:urged:${task.id}`, task: ofTask(task), digest: false }];
    }
    case 'sectionReturned': {
      const section = before.sections.find((one) => one.key === event.section);
      const to: Recipient = section?.submittedBy === null || section === undefined ? clerk : { person: section.submittedBy };
      return [tell('returned', to)];
    }
    case 'signingRefused':
      return [tell('returned', clerk)];
    case 'returnedToDepartment':
      // Those who signed hear it from the voiding of their signatures.
      return [tell('returned', clerk)];
    case 'revisionVoided':
      return [...new Set(before.revision?.signatures.map((signature) => signature.person))].map((person) => tell('returned', { person }));
    case 'signed':
      return [tell('signed', { person: before.revision?.declaredBy ?? event.person })];
    case 'reviewed':
      return [tell('reviewed', clerk), tell('reviewed', principal)];
    case 'published':
      return [tell('published', principal), tell('published', desk)];
    case 'closed':
      return [tell('closed', clerk), tell('closed', principal)];
    case 'cancelled':
      return [tell('closed', clerk), tell('closed', principal)];
    case 'extensionGranted':
    case 'extensionRefused':
      return [tell('digest', before.extension === null ? clerk : { person: before.extension.askedBy }, true)];
    case 'suspended':
      return [tell('escalated', administrator)];
    case 'publicationWithheld':
      return [tell('digest', desk, true), tell('digest', clerk, true)];
    case 'goalsAdjusted':
    case 'phaseDateMoved':
    case 'publicationCorrected':
    case 'accountsApproved':
      return [tell('digest', clerk, true)];
    case 'delegated':
      return [tell('digest', { person: event.delegation.to }, true)];
    case 'handedOver':
      return [tell('digest', { person: event.to }, true)];
    case 'actingAppointed':
      // When there is something to sign, the task that follows has a mail of its own.
      return [tell('digest', { person: event.person }, true)];
    case 'opened':
    case 'stageEntered':
    case 'stepEntered':
    case 'stageLeft':
    case 'taskClosed':
    case 'taskClaimed':
    case 'taskReleased':
    case 'taskRedated':
    case 'sectionsAssigned':
    case 'sectionSubmitted':
    case 'sectionConfirmed':
    case 'revisionFrozen':
    case 'signerMissing':
    case 'rescored':
    case 'extensionAsked':
    case 'rectificationOrdered':
    case 'secrecyReviewed':
    case 'resultUseProposed':
    case 'resultUseDecided':
    case 'resumed':
      return [];
  }
}

/** What a finding's event tells to whom. */
export function findingNoticesOf(before: FindingState, event: FindingEvent, version: number): readonly Notice[] {
  const tell = (kind: NoticeKind, to: Recipient): Notice => ({ kind, to, key: `${version}:${kind}:${'person' in to ? to.person : to.duty}`, task: null, digest: false });
  switch (event.type) {
    case 'taskOpened':
      return [openedNotice(event.task, version)];
    case 'reminded':
      return remindedNotice(event, before.tasks, version);
    case 'served':
      return [tell('findingServed', clerk), tell('findingServed', principal)];
    case 'findingReturned':
      return [tell('returned', before.plan === null ? clerk : { person: event.to === 'plan' ? before.plan.preparedBy : before.plan.responsible })];
    case 'planSigned':
      return [tell('signed', { person: before.plan?.preparedBy ?? event.person })];
    case 'planAccepted':
      return [tell('reviewed', clerk)];
    case 'findingClosed':
    case 'withdrawnByBureau':
      return [tell('closed', clerk), tell('closed', principal)];
    case 'raised':
    case 'acknowledged':
    case 'objected':
    case 'objectionRejected':
    case 'planned':
    case 'evidenceAdded':
    case 'evidenceVerified':
    case 'taskClosed':
    case 'taskClaimed':
    case 'taskReleased':
    case 'taskReassigned':
    case 'taskRedated':
      return [];
  }
}
