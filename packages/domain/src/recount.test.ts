import { describe, expect, it } from 'vitest';
import type { WorkCalendar } from './calendar.js';
import { noticesOf } from './notices.js';
import { Case } from './testing/case.js';
import { day, stages, testCalendar, testDates } from './testing/rules.js';
import { newWorld } from './testing/world.js';
import { openYear, type Year } from './testing/year.js';

const newer: WorkCalendar = { ...testCalendar, id: 'newer' };
/** Ends before the Spring Festival of 2023: later dates are counted on weekends alone. */
const short: WorkCalendar = { ...testCalendar, id: 'short', coveredUntil: day('2022-12-31'), holidays: [], makeUpDays: [] };
const onTheTwentieth = { dates: testDates.map((date, stage) => (stage === stages.dataCollection ? day('2023-01-20') : date)) };

function change(year: Year): ReturnType<Year['give']>[number] | undefined {
  year.world.newerCalendar = newer;
  return year.give(null, { type: 'tick' }).find(({ type }) => type === 'calendarChanged');
}

describe('a case that goes over to a newer calendar', () => {
  it('counts again what lay past the old one, in an event that names both dates', () => {
    const year = openYear({ calendar: short }, onTheTwentieth).reach(stages.dataCollection, 'fill');
    expect(year.task('fillSection', 'budget')).toMatchObject({ dueOn: '2023-02-03', dueCovered: false });
    expect(change(year)).toMatchObject({
      from: 'short', to: 'newer', coveredUntil: '2024-12-31', fillDueOn: '2023-02-08',
      tasks: [{ from: '2023-02-03', dueOn: '2023-02-08', dueCovered: true, urgency: 'onTime', next: { offset: -5 } }, { dueOn: '2023-02-08' }],
    });
    expect(year.state).toMatchObject({ calendarId: 'newer' });
    expect(year.task('fillSection', 'budget')).toMatchObject({ dueOn: '2023-02-08', dueCovered: true, earlierDueOn: ['2023-02-03'] });
    // What the step asks for later is due on the same date.
    year.give('accountant', { type: 'submitSection', section: 'budget' });
    year.give('head', { type: 'returnSection', section: 'budget', reason: 'input-1' });
    expect(year.task('fillSection', 'budget').dueOn).toBe('2023-02-08');
  });

  it('does so once, and tells whoever has the task', () => {
    const year = openYear({ calendar: short }, onTheTwentieth).reach(stages.dataCollection, 'fill');
    const before = year.state;
    const event = change(year);
    if (event === undefined) throw new Error('nothing changed');
    expect(noticesOf(before, event, 9).map(({ news, digest, key }) => [news?.what, news?.on, digest, key.startsWith('9:redated:')])).toEqual(Array(2).fill(['taskRedated', '2023-02-08', true, true]));
    year.world.calendar = newer;
    expect(year.give(null, { type: 'tick' })).toEqual([]);
  });

  it('leaves a date alone that somebody set, and says that it is covered now', () => {
    const year = openYear({ calendar: short }, onTheTwentieth).reach(stages.dataCollection, 'fill');
    year.give('accountant', { type: 'askExtension', until: day('2023-02-06'), reason: 'input-1' });
    year.give('desk', { type: 'grantExtension' });
    expect(change(year)).toMatchObject({ tasks: [{ from: '2023-02-06', dueOn: '2023-02-06', dueCovered: true }, { dueOn: '2023-02-06' }] });
    expect(year.task('fillSection', 'budget').earlierDueOn).toEqual(['2023-02-03']);
  });

  it('moves nothing that was counted on known days, though the newer one counts otherwise', () => {
    const year = openYear({ calendar: { ...short, coveredUntil: day('2023-12-31') } }, onTheTwentieth).reach(stages.dataCollection, 'fill');
    expect(change(year)).toMatchObject({ tasks: [] });
    expect(year.task('fillSection', 'budget')).toMatchObject({ dueOn: '2023-02-03', earlierDueOn: [] });
  });

  it('makes nothing late that was in time', () => {
    const year = openYear({ calendar: short }, onTheTwentieth).reach(stages.dataCollection, 'fill').until(day('2023-02-03'));
    const worked: WorkCalendar = { ...short, id: 'newer', coveredUntil: day('2023-12-31'), makeUpDays: [day('2023-01-28'), day('2023-01-29')] };
    year.world.newerCalendar = worked;
    expect(year.give(null, { type: 'tick' })[0]).toMatchObject({ type: 'calendarChanged', tasks: [{ from: '2023-02-03', dueOn: '2023-02-03', dueCovered: true }, {}] });
  });

  it('stands still while the case does', () => {
    const year = openYear({ calendar: short }, onTheTwentieth).reach(stages.dataCollection, 'fill');
    year.give('admin', { type: 'suspend', why: 'tickFailed' });
    expect(change(year)).toBeUndefined();
  });
});

describe('a finding', () => {
  it('counts its plan and the last day for an objection again', () => {
    const finding = new Case(newWorld({ calendar: { ...short, coveredUntil: day('2023-12-31') } }), { objection: { workingDays: 5 } }).reach('served');
    expect([finding.task('planFinding').dueOn, finding.state.objectUntil]).toEqual(['2024-01-22', '2024-01-15']);
    finding.world.newerCalendar = { ...newer, holidays: [day('2024-01-09')] };
    const [event] = finding.give(null, { type: 'tick' });
    expect(event).toMatchObject({ type: 'calendarChanged', objectUntil: '2024-01-16' });
    expect([finding.task('planFinding').dueOn, finding.task('acknowledgeFinding').dueOn, finding.state.objectUntil, finding.state.calendarId]).toEqual(['2024-01-23', '2024-01-12', '2024-01-16', 'newer']);
  });
});
