import { describe, expect, it } from 'vitest';
import { latestDate } from '../calendar.js';
import { addDays, civilDateOf } from '../civilDate.js';
import { day, stages, testCalendar, testDates } from '../testing/rules.js';
import { factsIn } from '../testing/world.js';
import { morning, openYear } from '../testing/year.js';
import { claimable } from './claiming.js';
import { barredFrom, contextOf } from './context.js';
import { nextInstant } from './state.js';

const someone = { reason: 'input-1' };

describe('nothing waits without a deadline', () => {
  it('holds at every position of the year', () => {
    const year = openYear();
    const seen = new Set<string>();
    while (year.state.status === 'open') {
      seen.add(`${year.state.stageIndex}/${year.state.step}`);
      expect(nextInstant(year.state), `${year.state.stageIndex}/${year.state.step}`).not.toBeNull();
      for (const task of year.state.tasks) expect(task.dueOn >= '2022-11-01').toBe(true);
      year.proceed();
    }
    expect(seen.size).toBeGreaterThan(20);
    expect(nextInstant(year.state)).toBeNull();
    expect(year.state.tasks).toEqual([]);
  });
});

describe('deadlines are working days on a calendar', () => {
  it('that knows make-up days', () => {
    const year = openYear({}, { dates: testDates.map((date, stage) => (stage === stages.dataCollection ? day('2023-01-20') : date)) }).reach(stages.dataCollection, 'fill');
    expect(year.task('fillSection', 'budget').dueOn).toBe('2023-02-08');
  });

  it('past the coverage the date says so', () => {
    const year = openYear({ calendar: { ...testCalendar, coveredUntil: day('2022-11-10') } });
    expect(year.task('fillSection')).toMatchObject({ dueOn: '2022-11-15', dueCovered: false });
    expect(openYear().task('fillSection')).toMatchObject({ dueOn: '2022-11-15', dueCovered: true });
  });
});

describe('the ladder climbs owner → lead → principal → desk and then repeats', () => {
  it('each rung once, on its working day', () => {
    const year = openYear().reach(stages.dataCollection, 'fill');
    year.give('clerk', { type: 'submitSection', section: 'outcomes' });
    const before = year.events.length;
    year.until(day('2023-02-13'));
    const reminders = year.events.slice(before).flatMap((event) => (event.type === 'reminded' ? [event] : []));
    expect(reminders.map((reminder) => [reminder.offset, reminder.to, reminder.urgency])).toEqual([
      [-5, { duty: 'accountant' }, 'dueSoon'],
      [-2, { duty: 'accountant' }, 'dueSoon'],
      [0, { duty: 'accountant' }, 'dueSoon'],
      [1, { duty: 'accountant' }, 'overdue'],
      [2, { duty: 'financeHead' }, 'overdue'],
      [4, { duty: 'principal' }, 'overdue'],
      [6, { duty: 'performanceDesk' }, 'escalated'],
      [11, { duty: 'performanceDesk' }, 'escalated'],
      [16, { duty: 'performanceDesk' }, 'escalated'],
    ]);
    // Due on 17 January; Spring Festival lies between the fourth and the sixth working day after it.
    expect(reminders[5]).toMatchObject({ next: { offset: 6, at: morning(day('2023-01-30')) } });
    expect(year.task('fillSection').urgency).toBe('escalated');
  });

  it("the bureau's own lateness climbs inside the bureau and then to the administrator", () => {
    const year = openYear().reach(stages.draft, 'review').until(day('2022-12-31'));
    const targets = year.events.flatMap((event) => (event.type === 'reminded' && event.taskId.endsWith('review') && event.offset > 0 ? [event.to] : []));
    expect(targets.slice(0, 4)).toEqual([{ duty: 'performanceDesk' }, { duty: 'performanceDesk' }, { duty: 'performanceDesk' }, { duty: 'administrator' }]);
  });

  it('a clock that slept fires what is due in one tick and mails each person once', () => {
    const year = openYear();
    expect(year.ask(null, { type: 'tick' })).toEqual({ ok: true, events: [] });
    // Due on 15 November; asleep from the first on, it wakes when the sixth working day after that has come.
    year.sleepUntil(day('2022-11-23'));
    const reminders = year.give(null, { type: 'tick' }).flatMap((event) => (event.type === 'reminded' ? [[event.offset, event.to, event.silent]] : []));
    expect(reminders).toEqual([
      [-5, { duty: 'clerk' }, true],
      [-2, { duty: 'clerk' }, true],
      [0, { duty: 'clerk' }, true],
      [1, { duty: 'clerk' }, false],
      [2, { duty: 'officeLead' }, false],
      [4, { duty: 'principal' }, false],
      [6, { duty: 'performanceDesk' }, false],
    ]);
    expect(year.task('fillSection')).toMatchObject({ urgency: 'escalated', next: { offset: 11, at: morning(day('2022-11-30')) } });
    expect(year.ask(null, { type: 'tick' })).toEqual({ ok: true, events: [] });
  });
});

describe('an extension keeps the old date', () => {
  it('when the bureau grants it', () => {
    const year = openYear();
    expect(year.refusal('head', { type: 'askExtension', until: day('2022-11-30'), ...someone }).code).toBe('notYourTask');
    expect(year.refusal('clerk', { type: 'askExtension', until: day('2022-11-15'), ...someone }).code).toBe('extensionNotLater');
    year.give('clerk', { type: 'askExtension', until: day('2022-11-30'), ...someone });
    expect(year.refusal('clerk', { type: 'askExtension', until: day('2022-12-30'), ...someone }).code).toBe('extensionPending');
    expect(year.task('decideExtension').assignee).toEqual({ duty: 'performanceDesk' });
    year.give('desk', { type: 'grantExtension' });
    expect(year.task('fillSection')).toMatchObject({ dueOn: '2022-11-30', earlierDueOn: ['2022-11-15'] });
    expect(year.refusal('desk', { type: 'grantExtension' }).code).toBe('noExtensionPending');
  });

  it('and leaves it where it is when the bureau refuses', () => {
    const year = openYear();
    year.give('clerk', { type: 'askExtension', until: day('2022-11-30'), ...someone });
    year.give('desk', { type: 'refuseExtension', ...someone });
    expect(year.task('fillSection')).toMatchObject({ dueOn: '2022-11-15', earlierDueOn: [] });
  });

  it('cannot be asked until a day that has passed', () => {
    const year = openYear().until(day('2022-12-05'));
    expect(year.refusal('clerk', { type: 'askExtension', until: day('2022-11-30'), ...someone }).code).toBe('dateInPast');
  });

  it('falls away with the step it was asked for, so that no decision is demanded that nobody can take', () => {
    const year = openYear();
    year.give('clerk', { type: 'askExtension', until: day('2022-11-30'), ...someone });
    year.reach(stages.draft, 'sign');
    expect(year.state.extension).toBeNull();
    expect(year.state.tasks.map((task) => task.kind)).toEqual(['sign']);
  });

  it('holds for everything the step still asks for, also for a section that comes back', () => {
    const year = openYear();
    year.give('clerk', { type: 'askExtension', until: day('2022-11-30'), ...someone });
    year.give('desk', { type: 'grantExtension' });
    year.until(day('2022-11-21'));
    year.submitSections();
    expect(year.task('submitForSigning').dueOn).toBe('2022-11-30');
    year.give('clerk', { type: 'returnSection', section: 'goals', ...someone });
    expect(year.task('fillSection').dueOn).toBe('2022-11-30');
  });

  it('is the only way to a later date: who hands in late does not begin a new term', () => {
    const year = openYear().until(day('2022-11-24'));
    expect(year.task('fillSection').dueOn).toBe('2022-11-15');
    year.submitSections();
    expect(year.task('submitForSigning').dueOn).toBe('2022-11-29');
  });

  it("moves the date that a return had set, also for the work that follows in the step", () => {
    const year = openYear().reach(stages.draft, 'review');
    year.give('desk', { type: 'returnToDepartment', phase: 'draft', sections: [], until: day('2022-11-04'), ...someone });
    year.give('clerk', { type: 'askExtension', until: day('2022-12-01'), ...someone });
    year.give('desk', { type: 'grantExtension' });
    year.until(day('2022-11-28'));
    year.submitSections();
    expect(year.task('submitForSigning').dueOn).toBe('2022-12-01');
  });
});

describe('moved phase date', () => {
  it('cites a document and moves only what has not begun', () => {
    const year = openYear();
    const move = (stage: number, date: string, documentNo = '示财〔2022〕9号') => ({ type: 'movePhaseDate', stage, date: day(date), documentNo }) as const;
    expect(year.refusal('desk', move(0, '2022-12-01')).code).toBe('stageAlreadyOpen');
    expect(year.refusal('desk', move(1, '2023-02-01', ' ')).code).toBe('documentNoRequired');
    expect(year.refusal('desk', move(1, '2022-10-31')).code).toBe('dateInPast');
    expect(year.refusal('desk', move(44, '2023-02-01')).code).toBe('stageUnknown');
    expect(year.refusal('desk', move(stages.financeReview, '2023-02-01')).code).toBe('stageUnknown');
    year.give('desk', move(1, '2023-02-01'));
    year.reach(stages.dataCollection, 'waiting');
    expect(nextInstant(year.state)).toBe(morning(day('2023-02-01')));
    year.give('desk', move(1, '2022-11-01'));
    expect(year.position()).toEqual(['dataCollection', 'fill']);
  });
});

describe('hand over', () => {
  it('gives sections and tasks of one person to another', () => {
    const year = openYear({}, { owners: { goals: 'clerk', budget: 'accountant' } });
    expect(year.task('fillSection').assignee).toEqual({ person: 'clerk' });
    expect(year.refusal('admin', { type: 'handOver', from: 'clerk', to: 'clerk', ...someone }).code).toBe('delegateToSelf');
    expect(year.refusal('admin', { type: 'handOver', from: 'clerk', to: 'stranger', ...someone }).code).toBe('personUnknown');
    expect(year.refusal('admin', { type: 'handOver', from: 'stranger', to: 'clerk', ...someone })).toEqual({ code: 'personUnknown', person: 'stranger' });
    year.give('admin', { type: 'handOver', from: 'clerk', to: 'colleague', ...someone });
    expect(year.task('fillSection').assignee).toEqual({ person: 'colleague' });
    expect(year.state.owners).toEqual({ goals: 'colleague', budget: 'accountant' });
    year.give('colleague', { type: 'submitSection', section: 'goals' });
  });

  it('lets go of claimed tasks', () => {
    const year = openYear();
    year.give('clerk', { type: 'claim', taskId: year.task('fillSection').id });
    year.give('admin', { type: 'handOver', from: 'clerk', to: 'colleague', ...someone });
    expect(year.task('fillSection').claimedBy).toBeNull();
  });

  it('hands over the place of an acting signer', () => {
    const year = openYear({ contributors: ['head'] }).reach(stages.draft, 'sign');
    year.give('admin', { type: 'appointActing', slot: 'financeHead', person: 'colleague', ...someone });
    year.give('admin', { type: 'handOver', from: 'colleague', to: 'lead', ...someone });
    expect(year.task('sign', 'financeHead').assignee).toEqual({ person: 'lead' });
    year.sign('lead', 'financeHead');
  });
});

describe('cancel, suspend, resume', () => {
  it('a cancelled year is over', () => {
    const year = openYear();
    expect(year.refusal('desk', { type: 'cancel', reason: ' ' }).code).toBe('reasonRequired');
    year.give('desk', { type: 'cancel', ...someone });
    expect(year.state).toMatchObject({ status: 'cancelled', tasks: [] });
    expect(nextInstant(year.state)).toBeNull();
    expect(year.refusal('clerk', { type: 'submitSection', section: 'goals' })).toEqual({ code: 'notOpen', status: 'cancelled' });
    expect(year.refusal('admin', { type: 'resume', ...someone }).code).toBe('notSuspended');
  });

  it('a suspended year sleeps, keeps its tasks and dates, and goes on where it stood', () => {
    const year = openYear();
    const task = year.task('fillSection');
    expect(year.refusal('clerk', { type: 'suspend', why: 'clockFailed' }).code).toBe('notYourTask');
    year.give(null, { type: 'suspend', why: 'clockFailed' });
    expect(year.state).toMatchObject({ status: 'suspended', tasks: [task] });
    expect(nextInstant(year.state)).toBeNull();
    expect(year.refusal('clerk', { type: 'submitSection', section: 'goals' })).toEqual({ code: 'notOpen', status: 'suspended' });
    expect(year.ask(null, { type: 'tick' })).toEqual({ ok: true, events: [] });
    year.give('admin', { type: 'resume', ...someone });
    expect(year.state).toMatchObject({ status: 'open', tasks: [task] });
    year.give('clerk', { type: 'submitSection', section: 'goals' });
  });

  it('a suspended year can be cancelled', () => {
    const year = openYear();
    year.give(null, { type: 'suspend', why: 'clockFailed' });
    year.give('admin', { type: 'cancel', ...someone });
    expect(year.state).toMatchObject({ status: 'cancelled', tasks: [] });
  });
});

describe('group tasks', () => {
  it('are claimed by one, refused to others, released and taken by another', () => {
    const year = openYear({ people: { ...openYear().world.people, clerk2: ['clerk'] } });
    const { id: taskId } = year.task('fillSection');
    expect(year.refusal('head', { type: 'claim', taskId }).code).toBe('notYourTask');
    year.give('clerk', { type: 'claim', taskId });
    expect(year.refusal('clerk', { type: 'claim', taskId }).code).toBe('alreadyDone');
    expect(year.refusal('clerk2', { type: 'claim', taskId })).toEqual({ code: 'taskTaken', person: 'clerk' });
    expect(year.refusal('clerk2', { type: 'submitSection', section: 'goals' }).code).toBe('notYourSection');
    expect(year.refusal('clerk2', { type: 'release', taskId }).code).toBe('taskNotYours');
    year.give('clerk', { type: 'release', taskId });
    year.give('clerk2', { type: 'submitSection', section: 'goals' });
  });

  it('in bulk, sections are assigned to people of the department, seven at most', () => {
    const year = openYear();
    const assign = (...pairs: [string, string][]) => ({ type: 'assignSections', assignments: pairs.map(([section, person]) => ({ section, person })) }) as const;
    expect(year.refusal('clerk', assign(['nothing', 'clerk'])).code).toBe('sectionUnknown');
    expect(year.refusal('clerk', assign(['constructor', 'clerk'])).code).toBe('sectionUnknown');
    expect(year.refusal('clerk', assign(['goals', 'stranger'])).code).toBe('personUnknown');
    expect(year.refusal('clerk', assign(['goals', 'desk'])).code).toBe('personUnknown');
    expect(year.refusal('clerk', assign(...Array.from({ length: 8 }, (): [string, string] => ['goals', 'clerk'])))).toEqual({ code: 'tooManySections', maximum: 7 });
    year.give('clerk', assign(['goals', 'lead'], ['budget', 'accountant'], ['goals', 'colleague']));
    expect(year.task('fillSection').assignee).toEqual({ person: 'colleague' });
    year.give('colleague', { type: 'submitSection', section: 'goals' });
  });
});

it('a date more than three years ahead is taken for a slip', () => {
  const year = openYear().reach(stages.draft, 'fill');
  const far = day('2026-01-01');
  expect(year.refusal('clerk', { type: 'askExtension', until: far, reason: 'input-1' })).toEqual({ code: 'dateTooFar', latest: latestDate(civilDateOf(year.now)) });
  expect(year.refusal('desk', { type: 'movePhaseDate', stage: stages.selfAssessment, date: far, documentNo: '1' }).code).toBe('dateTooFar');
  expect(year.refusal('head', { type: 'delegate', from: 'head', to: 'lead', startsOn: day('2022-11-02'), endsOn: far, reason: 'input-1' }).code).toBe('dateTooFar');
});

describe('more time', () => {
  it('never moves the day of publication, which is the law’s', () => {
    const year = openYear().reach(stages.publication, 'fill');
    year.give('desk', { type: 'recordAccountsApproval', approvedOn: civilDateOf(year.now), documentNo: '1' });
    const legal = year.task('publish').dueOn;
    // The legal day does not stand in the way of more time for the package, and does not move with it.
    const package_ = year.task('secrecyReview').dueOn;
    year.give('deputy', { type: 'askExtension', until: addDays(package_, 3), reason: 'input-1' });
    year.give('desk', { type: 'grantExtension' });
    expect([year.task('publish').dueOn, year.task('secrecyReview').dueOn]).toEqual([legal, addDays(package_, 3)]);
  });

  it('is not granted when the day that was asked for has passed', () => {
    const year = openYear().reach(stages.draft, 'fill');
    const until = addDays(year.task('fillSection').dueOn, 1);
    year.give('clerk', { type: 'askExtension', until, reason: 'input-1' });
    year.until(addDays(until, 1));
    expect(year.refusal('desk', { type: 'grantExtension' }).code).toBe('dateInPast');
  });
});

describe('a stand-in', () => {
  const absence = { type: 'delegate', from: 'clerk', to: 'colleague', startsOn: day('2022-11-01'), endsOn: day('2022-11-04'), reason: 'input-1' } as const;

  it('is recorded with the name of the one he stands in for', () => {
    const year = openYear().reach(stages.draft, 'fill');
    year.give('clerk', absence);
    expect(year.give('colleague', { type: 'submitSection', section: 'goals' })[0]).toMatchObject({ type: 'sectionSubmitted', by: 'colleague', onBehalfOf: 'clerk' });
    expect(year.give('colleague', { type: 'submitForSigning' })[0]).toMatchObject({ type: 'revisionFrozen', declaredBy: 'colleague', onBehalfOf: 'clerk' });
  });

  it('also where he asks for time, takes the version back or will not sign it', () => {
    const year = openYear().reach(stages.draft, 'fill');
    year.give('clerk', absence);
    expect(year.give('colleague', { type: 'askExtension', until: day('2022-12-01'), ...someone })[0]).toMatchObject({ type: 'extensionAsked', request: { askedBy: 'colleague' }, onBehalfOf: 'clerk' });
    year.submitSections();
    year.give('clerk', { type: 'submitForSigning' });
    expect(year.give('colleague', { type: 'withdraw', ...someone })[0]).toMatchObject({ type: 'revisionVoided', by: 'colleague', onBehalfOf: 'clerk' });
    year.reach(stages.draft, 'sign');
    year.give('head', { ...absence, from: 'head', to: 'lead' });
    expect(year.give('lead', { type: 'refuseToSign', slot: 'financeHead', sections: [], ...someone }).slice(0, 2)).toMatchObject([
      { type: 'signingRefused', person: 'lead', onBehalfOf: 'head' },
      { type: 'revisionVoided', by: 'lead', onBehalfOf: 'head' },
    ]);
  });

  it('may take on what waits for the absent one, and nobody who prepared it what is to be signed', () => {
    const year = openYear().reach(stages.draft, 'fill');
    const ids = (person: string) => claimable(contextOf(year.state, factsIn(year.world, year.state, person), { personId: person, duties: year.world.people[person] ?? [] }, year.now), year.state.tasks, barredFrom(year.state, person)).map(({ kind }) => kind);
    expect(ids('colleague')).toEqual([]);
    year.give('clerk', absence);
    expect([ids('clerk'), ids('colleague'), ids('accountant')]).toEqual([['fillSection'], ['fillSection'], []]);
    year.give('colleague', { type: 'claim', taskId: year.task('fillSection').id });
    expect([ids('clerk'), ids('colleague')]).toEqual([[], []]);
    year.world.contributors = ['head'];
    year.give('colleague', { type: 'submitSection', section: 'goals' });
    year.give('clerk', { type: 'submitForSigning' });
    expect([year.task('sign').assignee, ids('head'), ids('admin')]).toEqual([{ duty: 'financeHead' }, [], ['appointActing']]);
  });

  it('a task is nobody’s again when who claimed it left his post', () => {
    const year = openYear().reach(stages.draft, 'fill');
    const ids = (person: string) => claimable(contextOf(year.state, factsIn(year.world, year.state, person), { personId: person, duties: year.world.people[person] ?? [] }, year.now), year.state.tasks, barredFrom(year.state, person)).map(({ kind }) => kind);
    year.world.people = { ...year.world.people, colleague: ['clerk'] };
    year.give('colleague', { type: 'claim', taskId: year.task('fillSection').id });
    expect(ids('clerk')).toEqual([]);
    year.world.people = { ...year.world.people, colleague: [] };
    expect(ids('clerk')).toEqual(['fillSection']);
    // The clock strikes the claim before it reminds, or the reminder would go to who left.
    const [first] = year.give(null, { type: 'tick' });
    expect(first).toMatchObject({ type: 'taskReleased', person: 'colleague' });
    expect(year.task('fillSection').claimedBy).toBeNull();
  });

  it('keeps no claim beyond the absence', () => {
    const year = openYear().reach(stages.draft, 'fill');
    year.give('clerk', absence);
    year.give('colleague', { type: 'claim', taskId: year.task('fillSection').id });
    expect(year.refusal('clerk', { type: 'claim', taskId: year.task('fillSection').id })).toEqual({ code: 'taskTaken', person: 'colleague' });
    year.until(day('2022-11-07'));
    expect(year.refusal('colleague', { type: 'submitSection', section: 'goals' }).code).toBe('notYourSection');
    year.give('clerk', { type: 'submitSection', section: 'goals' });
  });
});
