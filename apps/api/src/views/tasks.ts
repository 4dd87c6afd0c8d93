import type { TaskRecord } from '@hengji/contracts';
import type { InboxTask, Named } from '@hengji/database';
import { civilDateOf, workingDaysBetween, duties, type Duty, type Phase, type Recipient, type Task, type WorkCalendar } from '@hengji/domain';
import { findingLabel } from './finding.js';

type Section = { readonly key: string; readonly title: string; readonly titleEn: string };
type Case = {
  readonly unit: Named;
  readonly year: number;
  readonly rehearsal: boolean;
  readonly phase: Phase;
  readonly checkpoint: string | null;
  readonly now: string;
  readonly calendar: WorkCalendar;
  readonly names: Readonly<Record<string, string>>;
  readonly sections: readonly Section[];
};

function recipientView(recipient: Recipient, names: Case['names']): TaskRecord['assignee'] {
  return 'person' in recipient ? { person: { id: recipient.person, name: names[recipient.person] ?? '' } } : { duty: recipient.duty };
}

/** A task of a case's state as the pages show it; days are counted on the case's own clock and calendar. */
export function taskView(task: Task, target: TaskRecord['target'], of: Case): TaskRecord {
  const today = civilDateOf(of.now);
  const section = of.sections.find((one) => one.key === task.section);
  return {
    id: `${target.id}/${task.id}`,
    taskId: task.id,
    kind: task.kind,
    target,
    unit: { id: of.unit.id, name: of.unit.name },
    year: of.year,
    rehearsal: of.rehearsal,
    phase: of.phase,
    checkpoint: of.checkpoint,
    section: section === undefined ? null : { key: section.key, title: section.title, titleEn: section.titleEn },
    slot: task.slot,
    assignee: recipientView(task.assignee, of.names),
    claimedBy: task.claimedBy === null ? null : { id: task.claimedBy, name: of.names[task.claimedBy] ?? '' },
    openedAt: task.openedAt,
    dueOn: task.dueOn,
    dueCovered: task.dueCovered,
    earlierDueOn: [...task.earlierDueOn],
    urgency: task.urgency,
    workingDaysLeft: workingDaysBetween(of.calendar, today, task.dueOn),
    processDate: today,
    returnReason: null,
    // Read on the finding's own page, or about an evaluation.
    finding: null,
  };
}

/** A row of the inbox. */
export function inboxView(task: InboxTask): TaskRecord {
  const target: TaskRecord['target'] = task.findingId === null ? { kind: 'evaluation', id: task.evaluationId } : { kind: 'finding', id: task.findingId };
  return {
    id: `${target.id}/${task.taskId}`,
    taskId: task.taskId,
    kind: task.kind,
    target,
    unit: { id: task.unit.id, name: task.unit.name },
    year: task.year,
    rehearsal: task.rehearsal,
    phase: task.phase,
    checkpoint: task.checkpoint,
    section: task.section,
    slot: task.slot,
    assignee: task.assignee,
    claimedBy: task.claimedBy,
    openedAt: task.openedAt,
    dueOn: task.dueOn,
    dueCovered: task.dueCovered,
    earlierDueOn: [...task.earlierDueOn],
    urgency: task.urgency,
    workingDaysLeft: task.workingDaysLeft,
    processDate: task.today,
    returnReason: task.returnReason,
    finding: task.finding === null ? null : { number: findingLabel({ ...task, number: task.finding.number }), findingType: task.finding.type },
  };
}

/** Everybody who holds a duty towards the case, once, with all of them. */
export function peopleView(holders: Readonly<Partial<Record<Duty, readonly Named[]>>>): { id: string; name: string; duties: Duty[] }[] {
  const people = new Map<string, { id: string; name: string; duties: Duty[] }>();
  for (const [duty, named] of dutyEntries(holders)) {
    for (const { id, name } of named) {
      const known = people.get(id) ?? { id, name, duties: [] };
      known.duties.push(duty);
      people.set(id, known);
    }
  }
  return [...people.values()];
}

function dutyEntries(holders: Readonly<Partial<Record<Duty, readonly Named[]>>>): readonly (readonly [Duty, readonly Named[]])[] {
  return duties.flatMap((duty) => {
    const named = holders[duty];
    return named === undefined ? [] : [[duty, named] as const];
  });
}

