import { describe, expect, it } from 'vitest';
import type { EvaluationEvent } from './evaluation/events.js';
import { evolve } from './evaluation/evolve.js';
import type { EvaluationState } from './evaluation/state.js';
import { evolveFinding } from './finding/evolve.js';
import type { FindingState } from './finding/state.js';
import { findingNoticesOf, noticeKinds, noticesOf, type Notice } from './notices.js';
import { Case } from './testing/case.js';
import { day, stages } from './testing/rules.js';
import { newWorld } from './testing/world.js';
import { openYear, type Year } from './testing/year.js';

const someone = { reason: 'input-1' };

/** The notices of events that follow a state, told shortly. */
function told(before: EvaluationState, events: readonly EvaluationEvent[]): string[] {
  let state = before;
  return events.flatMap((event) => {
    const notices = noticesOf(state, event, state.version + 1);
    state = evolve(state, event);
    return notices.map(short);
  });
}

function short({ kind, to, digest, task }: Notice): string {
  return `${kind}${digest ? '(digest)' : ''} → ${'person' in to ? to.person : to.duty}${task === null ? '' : ` [${task.kind}]`}`;
}

function give(year: Year, ...[person, command]: Parameters<Year['give']>): string[] {
  const before = year.state;
  return told(before, year.give(person, command));
}

function allNotices(events: readonly EvaluationEvent[]): Notice[] {
  let state: EvaluationState | null = null;
  return events.flatMap((event) => {
    const notices = state === null ? [] : noticesOf(state, event, state.version + 1);
    state = evolve(state, event);
    return notices;
  });
}

describe('who hears of what', () => {
  it('a signature: the one who declared it, and the next signer', () => {
    const year = openYear().reach(stages.draft, 'sign');
    const before = year.state;
    expect(told(before, year.sign('head', 'financeHead'))).toEqual(['signed → clerk', 'toSign → deputyLeader [sign]']);
  });

  it('a voided version: everybody whose signature is void, once each', () => {
    const year = openYear({ people: { ...newWorld().people, deputy: ['deputyLeader', 'financeHead'], head: [] } }).reach(stages.draft, 'sign');
    year.sign('deputy', 'financeHead');
    year.sign('deputy', 'deputyLeader');
    expect(give(year, 'principal', { type: 'unlock', ...someone })).toEqual(['returned → deputy', 'assigned → clerk [fillSection]']);
  });

  it('a return: those whose signatures are void, and the clerk', () => {
    const year = openYear().reach(stages.draft, 'review');
    expect(give(year, 'desk', { type: 'returnToDepartment', phase: 'draft', sections: [], until: day('2022-12-01'), ...someone })).toEqual([
      'returned → head', 'returned → deputy', 'returned → principal', 'returned → clerk', 'assigned → clerk [fillSection]',
    ]);
  });

  it('a verdict, a publication, the end', () => {
    const year = openYear().reach(stages.throughJune, 'review');
    expect(give(year, 'desk', { type: 'warn', ...someone })).toEqual(['reviewed → clerk', 'reviewed → principal']);
    year.reach(stages.publication, 'release');
    year.give('desk', { type: 'recordAccountsApproval', approvedOn: day('2024-08-30'), documentNo: '1' });
    expect(give(year, 'clerk', { type: 'publish' })).toEqual(['published → principal', 'published → performanceDesk', 'assigned → clerk [proposeResultUse]']);
    year.reach(stages.resultUse, 'release');
    expect(give(year, 'desk', { type: 'close' })).toEqual(['closed → clerk', 'closed → principal']);
  });

  it('an extension: the desk to decide, then the one who asked', () => {
    const year = openYear({}, { owners: { goals: 'colleague' } });
    expect(give(year, 'colleague', { type: 'askExtension', until: day('2022-12-30'), ...someone })).toEqual(['assigned → performanceDesk [decideExtension]']);
    expect(give(year, 'desk', { type: 'grantExtension' })).toEqual(['digest(digest) → colleague', 'digest(digest) → colleague [fillSection]']);
  });

  it('a later date: everybody whose task it moves, with the task and its new date', () => {
    const year = openYear({}, { owners: { outcomes: 'colleague' } }).reach(stages.dataCollection, 'fill');
    give(year, 'accountant', { type: 'claim', taskId: year.task('fillSection', 'budget').id });
    give(year, 'colleague', { type: 'askExtension', until: day('2023-02-28'), ...someone });
    const before = year.state;
    const events = year.give('desk', { type: 'grantExtension' });
    expect(told(before, events)).toEqual(['digest(digest) → colleague', 'digest(digest) → accountant [fillSection]', 'digest(digest) → colleague [fillSection]']);
    const [redated] = events.filter((event) => event.type === 'taskRedated');
    expect(redated).toMatchObject({ from: '2023-01-17', dueOn: '2023-02-28' });
    expect(noticesOf(before, redated as EvaluationEvent, 1)).toMatchObject([{ task: { dueOn: '2023-02-28' }, news: { what: 'taskRedated', on: '2023-02-28' } }]);
  });

  it('no signer: the administrator, then the one he appointed', () => {
    const year = openYear({ contributors: ['head'] });
    year.submitSections();
    expect(give(year, 'clerk', { type: 'submitForSigning' })).toContain('assigned → administrator [appointActing]');
    expect(give(year, 'admin', { type: 'appointActing', slot: 'financeHead', person: 'colleague', ...someone })).toEqual(['digest(digest) → colleague', 'toSign → colleague [sign]']);
  });

  it('handed over, delegated, assigned work: whoever has it now', () => {
    const year = openYear({}, { owners: { goals: 'clerk' } });
    expect(give(year, 'admin', { type: 'handOver', from: 'clerk', to: 'colleague', ...someone })).toEqual(['digest(digest) → colleague', 'digest(digest) → clerk', 'assigned → colleague [fillSection]']);
    expect(give(year, 'head', { type: 'delegate', from: 'head', to: 'lead', startsOn: day('2022-11-02'), endsOn: day('2022-11-03'), ...someone })).toEqual(['digest(digest) → lead']);
    expect(give(year, 'admin', { type: 'delegate', from: 'head', to: 'lead', startsOn: day('2022-11-04'), endsOn: day('2022-11-05'), ...someone })).toEqual(['digest(digest) → lead', 'digest(digest) → head']);
  });

  it('what was decided on the use of the result, and a correction of what is public: the department, the bureau', () => {
    const year = openYear().reach(stages.resultUse, 'review');
    expect(give(year, 'desk', { type: 'decideResultUse', lines: [{ line: '办公运行', outcome: 'keep', note: null }] })).toEqual(['digest(digest) → clerk', 'digest(digest) → principal', 'assigned → performanceDesk [archive]']);
    expect(give(year, 'clerk', { type: 'correctPublication', ...someone })).toEqual(['digest(digest) → clerk', 'digest(digest) → principal', 'digest(digest) → performanceDesk']);
  });

  it('a case that cannot go on: the administrator', () => {
    expect(give(openYear(), null, { type: 'suspend', why: 'clockFailed' })).toEqual(['escalated → administrator']);
  });

  it('a late task: its owner is reminded, those above him hear of an escalation', () => {
    const year = openYear();
    const before = year.events.length;
    const state = year.state;
    year.until(day('2022-11-30'));
    const reminders = told(state, year.events.slice(before));
    expect(reminders).toEqual([
      'dueSoon → clerk [fillSection]', 'dueSoon → clerk [fillSection]', 'dueSoon → clerk [fillSection]', 'overdue → clerk [fillSection]',
      'escalated → officeLead [fillSection]', 'escalated → principal [fillSection]', 'escalated → performanceDesk [fillSection]', 'escalated → performanceDesk [fillSection]',
    ]);
  });

  it('urged before the date is no reproach', () => {
    const year = openYear();
    const urge = { type: 'urge', taskId: year.task('fillSection').id } as const;
    expect(give(year, 'desk', urge)).toEqual(['dueSoon → clerk [fillSection]']);
    year.until(day('2022-11-18'));
    expect(give(year, 'desk', urge)).toEqual(['overdue → clerk [fillSection]']);
  });
});

describe('over a whole late year', () => {
  const year = openYear().until(day('2022-12-20'));
  year.give('clerk', { type: 'askExtension', until: day('2023-01-30'), ...someone });
  year.give('desk', { type: 'refuseExtension', ...someone });
  while (year.state.status === 'open') year.proceed();
  const notices = allNotices(year.events);

  it('no two notices have one key', () => {
    const keys = notices.map((notice) => notice.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.length).toBeGreaterThan(50);
  });

  it('no notice carries a figure, a text or a score', () => {
    const allowed = ['kind', 'to', 'key', 'task', 'news', 'digest', 'id', 'section', 'slot', 'dueOn', 'dueCovered', 'person', 'duty'];
    for (const notice of notices) {
      expect([...Object.keys(notice), ...Object.keys(notice.task ?? {}), ...Object.keys(notice.to)].filter((key) => !allowed.includes(key))).toEqual([]);
      expect(JSON.stringify(notice)).not.toMatch(/98\.28|97\.23|input-|hash-/);
      expect(noticeKinds).toContain(notice.kind);
    }
  });
});

describe('a finding', () => {
  it('tells the department when it is served, the bureau when a plan is signed, both when it ends', () => {
    const case_ = new Case(newWorld());
    case_.reach('closed');
    let state: FindingState | null = null;
    const lines = case_.events.flatMap((event) => {
      const notices = state === null ? [] : findingNoticesOf(state, event, state.version + 1);
      state = evolveFinding(state, event);
      return notices.map(short);
    });
    expect(lines).toEqual([
      'assigned → performanceDesk [serveFinding]',
      'findingServed → clerk', 'findingServed → principal', 'assigned → clerk [acknowledgeFinding]', 'assigned → clerk [planFinding]',
      'toSign → principal [signPlan]',
      'signed → clerk', 'assigned → performanceDesk [acceptPlan]',
      'reviewed → clerk', 'assigned → accountant [provideEvidence]',
      'assigned → performanceDesk [verifyEvidence]',
      'assigned → performanceDesk [closeFinding]',
      'closed → clerk', 'closed → principal',
    ]);
  });

  it('a returned plan goes to its author, returned evidence to the responsible person', () => {
    const told = (status: 'planSigned' | 'evidenced') => {
      const case_ = new Case(newWorld()).reach(status);
      const before = case_.state;
      return case_.do('desk', 'returnFinding').flatMap((event) => findingNoticesOf(before, event, before.version + 1).map(short));
    };
    expect(told('planSigned')).toEqual(['returned → clerk', 'returned → principal', 'assigned → clerk [planFinding]']);
    expect(told('evidenced')).toEqual(['returned → accountant', 'assigned → accountant [provideEvidence]']);
  });
});
