import { addWorkingDays, deadline, isCovered, type WorkCalendar } from './calendar.js';
import { civilDateOf, compareCivilDates, instantAt, type CivilDate } from './civilDate.js';
import { partyOf, type Recipient } from './duties.js';
import type { Instant, PersonId, SectionKey, SlotKey } from './identifiers.js';
import type { Deadline, Rung } from './template.js';

export type TaskKind =
  | 'fillSection'
  | 'answerChecks'
  | 'submitForSigning'
  | 'confirmSections'
  | 'sign'
  | 'appointActing'
  | 'review'
  | 'settleFindings'
  | 'recordAccounts'
  | 'secrecyReview'
  | 'preparePublication'
  | 'publish'
  | 'proposeResultUse'
  | 'decideResultUse'
  | 'archive'
  | 'decideExtension'
  | 'serveFinding'
  | 'acknowledgeFinding'
  | 'answerObjection'
  | 'planFinding'
  | 'signPlan'
  | 'acceptPlan'
  | 'provideEvidence'
  | 'verifyEvidence'
  | 'closeFinding';

/** Work of the fill step, all of it due on the step's one date. */
export function isFillTask(kind: TaskKind): boolean {
  return kind === 'fillSection' || kind === 'answerChecks' || kind === 'submitForSigning' || kind === 'secrecyReview' || kind === 'preparePublication' || kind === 'proposeResultUse';
}

/** `escalated`: told to the bureau's desk; from then on the case stands on the operators' list. */
export type Urgency = 'onTime' | 'dueSoon' | 'overdue' | 'escalated';

/**
 * When something is due. `on` alone: that very day. With `whenPassed`: that day as long as it lies ahead, else so long after the task
 * opens. With `atLeast`: that day, or so long after the task opens where that is later.
 */
export type Due = Deadline | { readonly on: CivilDate } | { readonly on: CivilDate; readonly whenPassed: Deadline } | { readonly on: CivilDate; readonly atLeast: Deadline };

/** What waits for whom, as the position of a case demands it; `openTasks` turns it into a dated task. */
export type TaskDemand = {
  readonly id: string;
  readonly kind: TaskKind;
  readonly assignee: Recipient;
  /** Hears of the task when its owner is late (the ladder's `lead`). */
  readonly lead: Recipient;
  readonly section: SectionKey | null;
  readonly slot: SlotKey | null;
  readonly due: Due;
};

export type Task = {
  readonly id: string;
  readonly kind: TaskKind;
  readonly assignee: Recipient;
  readonly lead: Recipient;
  readonly section: SectionKey | null;
  readonly slot: SlotKey | null;
  readonly claimedBy: PersonId | null;
  readonly openedAt: Instant;
  readonly dueOn: CivilDate;
  /** False when the date lies past the calendar's coverage: the date is then counted on weekends alone, and the page says so. */
  readonly dueCovered: boolean;
  /** Earlier due dates, oldest first: an extension never rewrites history. */
  readonly earlierDueOn: readonly CivilDate[];
  readonly urgency: Urgency;
  /** The next reminder; `offset` in working days from the due date. */
  readonly next: { readonly offset: number; readonly at: Instant };
};

export type Ladder = { readonly ladder: readonly Rung[]; readonly repeatEveryWorkingDays: number };

export type TaskEvent =
  | { readonly type: 'taskOpened'; readonly task: Task }
  | { readonly type: 'taskClosed'; readonly taskId: string }
  | { readonly type: 'taskClaimed'; readonly taskId: string; readonly person: PersonId }
  | { readonly type: 'taskReleased'; readonly taskId: string; readonly person: PersonId }
  | { readonly type: 'taskReassigned'; readonly taskId: string; readonly assignee: Recipient }
  /** `from`: the date that was before; absent in events that were written without it. */
  | { readonly type: 'taskRedated'; readonly taskId: string; readonly from?: CivilDate; readonly dueOn: CivilDate; readonly dueCovered: boolean; readonly urgency: Urgency; readonly next: Task['next'] }
  | {
      readonly type: 'reminded';
      readonly taskId: string;
      readonly offset: number;
      readonly to: Recipient;
      readonly urgency: Urgency;
      readonly next: Task['next'];
      /** True when a later rung to the same recipient fires in the same tick: state moves on, no mail goes out. */
      readonly silent: boolean;
    };

/** Somebody of the bureau, or the administrator, asks for what is open. */
export type Urged = { readonly type: 'urged'; readonly taskId: string; readonly to: Recipient; readonly by: PersonId };

/** Reminders and openings happen at nine in the morning, county time. */
export const workdayStart = '09:00';

function instantOf(date: CivilDate): Instant {
  return new Date(instantAt(date, workdayStart)).toISOString();
}

/** When a rung of the ladder fires. */
export function rungInstant(calendar: WorkCalendar, dueOn: CivilDate, offset: number): Instant {
  return instantOf(addWorkingDays(calendar, dueOn, offset));
}

/** The first rung after `after`; beyond the ladder's end the last rung repeats. */
export function rungAfter(calendar: WorkCalendar, ladder: Ladder, dueOn: CivilDate, after: { offset: number } | { now: Instant }): Task['next'] {
  for (const rung of ladder.ladder) {
    const at = rungInstant(calendar, dueOn, rung.offset);
    if ('now' in after ? at > after.now : rung.offset > after.offset) return { offset: rung.offset, at };
  }
  const last = ladder.ladder[ladder.ladder.length - 1]?.offset ?? 0;
  let offset = 'now' in after ? last : Math.max(last, after.offset);
  let at: Instant;
  do {
    // At least a day, or a template without the number would never end.
    offset += Math.max(1, ladder.repeatEveryWorkingDays);
    at = rungInstant(calendar, dueOn, offset);
  } while ('now' in after && at <= after.now);
  return { offset, at };
}

export function urgencyAt(calendar: WorkCalendar, dueOn: CivilDate, now: Instant): Urgency {
  return compareCivilDates(civilDateOf(now), dueOn) > 0 ? 'overdue' : now >= rungInstant(calendar, dueOn, -2) ? 'dueSoon' : 'onTime';
}

/** Turns a demand into a dated task. Working-day deadlines count from the day after opening. */
export function openTask(demand: TaskDemand, ladder: Ladder, calendar: WorkCalendar, now: Instant): Task {
  const dated = datedDeadline(demand.due, calendar, now);
  return {
    id: demand.id,
    kind: demand.kind,
    assignee: demand.assignee,
    lead: demand.lead,
    section: demand.section,
    slot: demand.slot,
    claimedBy: null,
    openedAt: now,
    dueOn: dated.date,
    dueCovered: dated.covered,
    earlierDueOn: [],
    urgency: urgencyAt(calendar, dated.date, now),
    next: rungAfter(calendar, ladder, dated.date, { now }),
  };
}

/** The day that is meant, for a task that opened at `now`. */
export function datedDeadline(due: TaskDemand['due'], calendar: WorkCalendar, now: Instant): { date: CivilDate; covered: boolean } {
  const today = civilDateOf(now);
  if (!('on' in due)) return deadline(calendar, today, due);
  const fixed = { date: due.on, covered: isCovered(calendar, due.on) };
  if ('whenPassed' in due) return compareCivilDates(due.on, today) > 0 ? fixed : deadline(calendar, today, due.whenPassed);
  if (!('atLeast' in due)) return fixed;
  const counted = deadline(calendar, today, due.atLeast);
  return compareCivilDates(counted.date, due.on) > 0 ? counted : fixed;
}

/** The difference between what waits and what should wait, as events. Tasks that still are demanded keep their dates and follow a change of assignee. */
export function settleTasks(open: readonly Task[], demands: readonly TaskDemand[], ladder: Ladder, calendar: WorkCalendar, now: Instant): TaskEvent[] {
  const demanded = new Set(demands.map((demand) => demand.id));
  const standing = new Set(open.map((task) => task.id));
  const closed = open.filter((task) => !demanded.has(task.id)).map((task): TaskEvent => ({ type: 'taskClosed', taskId: task.id }));
  const opened = demands
    .filter((demand) => !standing.has(demand.id))
    .map((demand): TaskEvent => ({ type: 'taskOpened', task: openTask(demand, ladder, calendar, now) }));
  const reassigned = open.flatMap((task): TaskEvent[] => {
    const demand = demands.find((one) => one.id === task.id);
    return demand === undefined || sameRecipient(demand.assignee, task.assignee) ? [] : [{ type: 'taskReassigned', taskId: task.id, assignee: demand.assignee }];
  });
  return [...closed, ...reassigned, ...opened];
}

/** A new due date for a task; the old one is kept. */
export function redateTask(task: Task, dueOn: CivilDate, ladder: Ladder, calendar: WorkCalendar, now: Instant): TaskEvent {
  return {
    type: 'taskRedated',
    taskId: task.id,
    from: task.dueOn,
    dueOn,
    dueCovered: isCovered(calendar, dueOn),
    urgency: urgencyAt(calendar, dueOn, now),
    next: rungAfter(calendar, ladder, dueOn, { now }),
  };
}

function rungTarget(task: Task, ladder: Ladder, offset: number): Rung['to'] {
  return ladder.ladder.find((rung) => rung.offset === offset)?.to ?? 'desk';
}

/** Who hears a rung. The bureau's own lateness climbs inside the bureau and then to the administrator. */
function rungRecipient(task: Task, to: Rung['to']): Recipient {
  const ofBureau = 'duty' in task.assignee && partyOf[task.assignee.duty] !== 'department';
  switch (to) {
    case 'owner':
      return task.claimedBy === null ? task.assignee : { person: task.claimedBy };
    case 'lead':
      return ofBureau ? task.assignee : task.lead;
    case 'principal':
      return ofBureau ? task.assignee : { duty: 'principal' };
    case 'desk':
      return ofBureau ? { duty: 'administrator' } : { duty: 'performanceDesk' };
  }
}

/** Everything the ladder owes up to `now`, oldest first (engineering D6: one tick does all that is due). */
export function dueReminders(tasks: readonly Task[], ladder: Ladder, calendar: WorkCalendar, now: Instant): TaskEvent[] {
  return tasks.flatMap((task) => {
    const events: Extract<TaskEvent, { type: 'reminded' }>[] = [];
    const lastOffset = ladder.ladder[ladder.ladder.length - 1]?.offset ?? 0;
    for (let next = task.next; next.at <= now; ) {
      const following = rungAfter(calendar, ladder, task.dueOn, { offset: next.offset });
      events.push({
        type: 'reminded',
        taskId: task.id,
        offset: next.offset,
        to: rungRecipient(task, rungTarget(task, ladder, next.offset)),
        urgency: next.offset >= lastOffset ? 'escalated' : next.offset > 0 ? 'overdue' : 'dueSoon',
        next: following,
        silent: false,
      });
      next = following;
    }
    return events.map((event, index) => ({
      ...event,
      silent: events.slice(index + 1).some((later) => sameRecipient(later.to, event.to)),
    }));
  });
}

export function sameRecipient(a: Recipient, b: Recipient): boolean {
  return 'person' in a ? 'person' in b && a.person === b.person : 'duty' in b && a.duty === b.duty;
}

/** Applies a task event; unknown ids are ignored, so that a replay of old events stays total. */
export function evolveTasks(tasks: readonly Task[], event: TaskEvent): readonly Task[] {
  const change = (taskId: string, patch: (task: Task) => Task) => tasks.map((task) => (task.id === taskId ? patch(task) : task));
  switch (event.type) {
    case 'taskOpened':
      return [...tasks, event.task];
    case 'taskClosed':
      return tasks.filter((task) => task.id !== event.taskId);
    case 'taskClaimed':
      return change(event.taskId, (task) => ({ ...task, claimedBy: event.person }));
    case 'taskReleased':
      return change(event.taskId, (task) => ({ ...task, claimedBy: null }));
    case 'taskReassigned':
      return change(event.taskId, (task) => ({ ...task, assignee: event.assignee, claimedBy: null }));
    case 'taskRedated':
      return change(event.taskId, (task) => ({
        ...task,
        dueOn: event.dueOn,
        dueCovered: event.dueCovered,
        earlierDueOn: [...task.earlierDueOn, task.dueOn],
        urgency: event.urgency,
        next: event.next,
      }));
    case 'reminded':
      return change(event.taskId, (task) => ({ ...task, urgency: event.urgency, next: event.next }));
  }
}

/** The earliest reminder among tasks, or null when there is none. */
export function earliestReminder(tasks: readonly Task[]): Instant | null {
  return tasks.reduce<Instant | null>((earliest, task) => (earliest === null || task.next.at < earliest ? task.next.at : earliest), null);
}

/** The case with the most pressing of its tasks; lists sort by it and never compare a date with "now". */
export function worstUrgency(tasks: readonly Task[]): Urgency {
  const order: readonly Urgency[] = ['onTime', 'dueSoon', 'overdue', 'escalated'];
  return tasks.reduce<Urgency>((worst, task) => (order.indexOf(task.urgency) > order.indexOf(worst) ? task.urgency : worst), 'onTime');
}

export function opensAt(date: CivilDate): Instant {
  return instantOf(date);
}
