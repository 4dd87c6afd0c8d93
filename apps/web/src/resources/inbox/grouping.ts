import type { TaskRecord } from '@hengji/contracts';
import { addDays, assertNever, isCivilDate, weekday } from '@hengji/domain';

export const inboxGroups = ['overdue', 'today', 'week', 'later'] as const;
export type InboxGroup = (typeof inboxGroups)[number];

type Dated = { readonly dueOn: string; readonly processDate: string };

/** The Sunday that ends the week of a day; weeks begin on Monday. */
function endOfWeek(day: string): string {
  return isCivilDate(day) ? addDays(day, 7 - weekday(day)) : day;
}

/** Where a task stands on the clock of its case; the reader's clock takes no part. */
export function groupOf({ dueOn, processDate }: Dated): InboxGroup {
  if (dueOn < processDate) return 'overdue';
  if (dueOn === processDate) return 'today';
  return dueOn <= endOfWeek(processDate) ? 'week' : 'later';
}

type Sortable = Dated & Pick<TaskRecord, 'returnReason' | 'unit' | 'id'>;

function byUrgency(a: Sortable, b: Sortable): number {
  const returned = Number(b.returnReason !== null) - Number(a.returnReason !== null);
  if (returned !== 0) return returned;
  return a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : // Within a case as the server sent them: sections in the order of the form.
    a.unit.name.localeCompare(b.unit.name, 'zh-CN');
}

/** Groups in their order, empty ones left out; what came back is first in its group. */
export function grouped<Item extends Sortable>(tasks: readonly Item[]): readonly { readonly group: InboxGroup; readonly tasks: readonly Item[] }[] {
  return inboxGroups.map((group) => ({ group, tasks: tasks.filter((task) => groupOf(task) === group).sort(byUrgency) })).filter(({ tasks: inside }) => inside.length > 0);
}

/** The page on which a task is done. */
export function pageOf(task: Pick<TaskRecord, 'kind' | 'target' | 'section'>): string {
  const { target } = task;
  switch (target.kind) {
    case 'finding':
      return `/findings/${target.id}`;
    case 'evaluation': {
      const base = `/evaluations/${target.id}`;
      switch (task.kind) {
        case 'fillSection':
          return task.section === null ? base : `${base}/sections/${task.section.key}`;
        // All warnings of the case stand there; its own page shows a section only while it is part of the stage.
        case 'answerChecks':
          return `${base}?at=checks`;
        case 'sign':
          return `${base}/sign`;
        case 'review':
          return `${base}/review`;
        case 'secrecyReview':
        case 'preparePublication':
        case 'publish':
        case 'recordAccounts':
          return `${base}/publication`;
        case 'proposeResultUse':
        case 'decideResultUse':
          return `${base}/result-use`;
        default:
          return base;
      }
    }
    default:
      return assertNever(target.kind);
  }
}
