import { isCovered, isWorkingDay } from '../calendar.js';
import { civilDateOf, compareCivilDates, type CivilDate } from '../civilDate.js';
import type { Template } from '../template.js';
import { checkSubject } from './checkSubject.js';
import type { CheckFacts } from './facts.js';
import { problem, type CampaignProblem, type ProblemDetail } from './problems.js';
import type { CampaignPlan, SubjectPlan } from './state.js';

/**
 * The dry run: everything that keeps a year from being opened (`blocking`), or that whoever opens it should know (`note`); the plan's
 * own problems first, then those of the subjects in their order. Empty when nothing is to be said. Opens nothing.
 */
export function checkCampaign(plan: CampaignPlan, subjects: readonly SubjectPlan[], facts: CheckFacts): readonly CampaignProblem[] {
  const template = facts.template?.template ?? null;
  return [...checkPlan(plan, subjects, facts), ...subjects.flatMap((subject) => checkSubject(subject, { plan, template, facts }))];
}

/** The problems of the year itself; a year with a blocking one opens nothing. */
export function checkPlan(plan: CampaignPlan, subjects: readonly SubjectPlan[], facts: CheckFacts): readonly CampaignProblem[] {
  const found: ProblemDetail[] = [];
  if (facts.template === null) found.push({ code: 'templateUnknown' });
  else {
    const releasedOn = civilDateOf(facts.template.releasedAt);
    // A rehearsal begins in a year that is past, and tries the newest form all the same.
    if (!plan.rehearsal && compareCivilDates(releasedOn, facts.today) > 0) found.push({ code: 'templateNotReleased', releasedOn });
    found.push(...stageProblems(plan, facts.template.template, facts));
  }
  if (facts.calendar === null) found.push({ code: 'calendarUnknown' });
  if (subjects.length === 0) found.push({ code: 'noSubjects' });
  if ((facts.county.performanceDesk ?? []).length === 0) found.push({ code: 'deskMissing' });
  if ((facts.county.administrator ?? []).length === 0) found.push({ code: 'administratorMissing' });
  if (!plan.rehearsal) found.push(...facts.sameYear.map(({ title }): ProblemDetail => ({ code: 'yearOpened', title })));
  return found.map((detail) => problem(null, detail));
}

type DatedStage = { readonly stage: number; readonly date: CivilDate };

function stageProblems(plan: CampaignPlan, { process: { stages } }: Template, facts: CheckFacts): readonly ProblemDetail[] {
  const { startStage, dates, onPaper } = plan;
  // The last stage is the archive: nobody begins there.
  if (startStage >= stages.length - 1) return [{ code: 'stageUnknown', stage: startStage }];
  if (dates.length !== stages.length) return [{ code: 'datesIncomplete', expected: stages.length, given: dates.length }];
  const papers = stages.slice(0, startStage).flatMap((_, stage): ProblemDetail[] => ((onPaper[stage]?.documentNo ?? '').trim() === '' ? [{ code: 'paperMissing', stage }] : []));
  const ahead = stages.map((definition, stage) => ({ stage, definition, date: dates[stage] ?? null })).filter(({ stage }) => stage >= startStage);
  const unfitting = ahead.flatMap(({ stage, definition, date }): ProblemDetail[] => {
    if (definition.opens === 'date' && date === null) return [{ code: 'dateMissing', stage }];
    return definition.opens === 'onReceipt' && date !== null ? [{ code: 'dateUnused', stage, date }] : [];
  });
  const dated = ahead.flatMap(({ stage, definition, date }) => (definition.opens === 'date' && date !== null ? [{ stage, date }] : []));
  return [...papers, ...unfitting, ...dated.flatMap((one, index) => dateProblems(one, dated[index - 1] ?? null, facts))];
}

function dateProblems({ stage, date }: DatedStage, before: DatedStage | null, { today, calendar }: CheckFacts): readonly ProblemDetail[] {
  const found: ProblemDetail[] = [];
  if (before !== null && compareCivilDates(date, before.date) < 0) found.push({ code: 'datesReversed', stage, date, otherStage: before.stage, otherDate: before.date });
  if (compareCivilDates(date, today) < 0) found.push({ code: 'dateInPast', stage, date });
  if (calendar === null) return found;
  if (!isCovered(calendar, date)) found.push({ code: 'calendarNotCovering', stage, date, from: calendar.coveredFrom, until: calendar.coveredUntil });
  else if (!isWorkingDay(calendar, date)) found.push({ code: 'dateNotWorkingDay', stage, date });
  return found;
}
