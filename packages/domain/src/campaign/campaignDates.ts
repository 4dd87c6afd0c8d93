import { assertNever } from '../assertNever.js';
import { isWorkingDay, type WorkCalendar } from '../calendar.js';
import { checkpointMonths, isCheckpoint, type Checkpoint } from '../checkpoints.js';
import { addDays, isCivilDate, type CivilDate } from '../civilDate.js';
import type { StageDates, StageDefinition, Template } from '../template.js';

/** Days of the year on which a stage is opened by custom (design §8): month and day, and how many years after the evaluated one. */
const customary = {
  draft: [-1, '11-01'],
  dataCollection: [0, '01-02'],
  selfAssessment: [1, '01-02'],
  // When the accounts are expected to be approved.
  publication: [1, '08-30'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

/** A checkpoint opens when its last month is over; after September there is the holiday of a week. */
function dayAfter(checkpoint: Checkpoint): string {
  return checkpoint === 'throughSeptember' ? '10-09' : `${String(checkpointMonths[checkpoint] + 1).padStart(2, '0')}-01`;
}

function customaryDay(stage: StageDefinition): readonly [number, string] | null {
  if (stage.opens === 'onReceipt') return null;
  switch (stage.phase) {
    case 'draft':
    case 'dataCollection':
    case 'selfAssessment':
    case 'publication':
      return customary[stage.phase];
    case 'monitoring':
      return [0, dayAfter(stage.period !== null && isCheckpoint(stage.period) ? stage.period : 'throughJune')];
    case 'financeReview':
    case 'rectification':
    case 'resultUse':
    case 'closed':
      return null;
    default:
      return assertNever(stage.phase);
  }
}

function workingDayFrom(calendar: WorkCalendar, day: CivilDate): CivilDate {
  let date = day;
  while (!isWorkingDay(calendar, date)) date = addDays(date, 1);
  return date;
}

/** Planned opening dates of a year by stage: the customary day, or the first working day after it. Null where a stage opens on receipt. */
export function campaignDates(template: Template, calendar: WorkCalendar, year: number): StageDates {
  return template.process.stages.map((stage) => {
    const custom = customaryDay(stage);
    if (custom === null) return null;
    const day = `${String(year + custom[0]).padStart(4, '0')}-${custom[1]}`;
    if (!isCivilDate(day)) throw new RangeError(`no date: ${day}`);
    return workingDayFrom(calendar, day);
  });
}

/** The year whose evaluation runs on a day: goals of the next year are drafted from November on. */
export function runningYear(today: CivilDate): number {
  return Number(today.slice(0, 4)) + (Number(today.slice(5, 7)) >= 11 ? 1 : 0);
}
