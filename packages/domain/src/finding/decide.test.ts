import { describe, expect, it } from 'vitest';
import { duties } from '../duties.js';
import type { RefusalCode } from '../refusals.js';
import type { Deadline } from '../template.js';
import { day } from '../testing/rules.js';
import { sampleFindingCommand } from '../testing/sample.js';
import { Case } from '../testing/case.js';
import { newWorld } from '../testing/world.js';
import { findingCommandTypes, type FindingCommandType } from './commands.js';
import { decideFinding } from './decide.js';
import { findingDemands } from './demands.js';
import { foldFinding } from './evolve.js';
import { mayObjectUntil } from './objecting.js';
import { findingPositionOf, findingStatuses, hasAcceptedPlan, nextFindingInstant, type FindingStatus } from './state.js';

/** What a person with every duty may do, written by hand from the flow of a finding; the rest is `findingStatus`. */
const table: Readonly<Record<FindingStatus, string>> = {
  raised: 'serve claim urge suspend',
  served: 'acknowledge object plan askExtension claim urge suspend',
  acknowledged: 'object plan askExtension claim urge suspend',
  objected: 'rejectObjection upholdObjection claim urge suspend',
  planned: 'plan signPlan claim urge suspend',
  planSigned: 'acceptPlan returnFinding claim urge suspend',
  // The proof is asked of one person by name.
  planAccepted: 'addEvidence askExtension handOver urge suspend',
  evidenced: 'addEvidence verifyEvidence returnFinding handOver claim urge suspend',
  verified: 'returnFinding closeFinding handOver claim urge suspend',
  closed: '',
  withdrawn: '',
};

const everyone = () => newWorld({ people: { ...newWorld().people, all: duties } });

describe('status × command', () => {
  it.each(findingStatuses)('%s', (status) => {
    const accepted = ['tick', ...table[status].split(' ')];
    const over = status === 'closed' || status === 'withdrawn';
    const others: Readonly<Partial<Record<FindingCommandType, RefusalCode>>> = {
      raise: 'alreadyDone', resume: 'notSuspended',
      ...(over ? {} : { release: 'taskNotYours' as const }),
      ...(status === 'planAccepted' ? { claim: 'taskIsPersonal' as const } : {}),
      ...(table[status].includes('askExtension') ? { grantExtension: 'noExtensionPending' as const, refuseExtension: 'noExtensionPending' as const } : {}),
      ...(status === 'planned' ? { appointActing: 'signerExists' as const } : {}),
    };
    const expected = findingCommandTypes.map((type): [FindingCommandType, 'accepted' | RefusalCode] => [type, accepted.includes(type) ? 'accepted' : (others[type] ?? 'findingStatus')]);
    const case_ = new Case(everyone()).reach(status);
    expect(case_.outcomes('all')).toEqual(Object.fromEntries(expected));
    expect(case_.offered('all')).toEqual(expected.flatMap(([type, outcome]) => (outcome === 'accepted' && type !== 'tick' && type !== 'suspend' ? [type] : [])));
  });

  it('a finding begins with a person who raises it', () => {
    const { world } = new Case(everyone());
    const facts = { actor: null, calendar: world.calendar, holders: {}, leadingGroup: null, delegations: [], reauthenticatedFor: null, weights: {} };
    expect(decideFinding(null, facts, { type: 'serve', documentNo: '1' }, '2024-01-08T01:00:00.000Z')).toEqual({ ok: false, refusal: { code: 'notOpen', status: 'none' } });
    expect(new Case(everyone()).refusal(null, { type: 'serve', documentNo: '1' }).code).toBe('personRequired');
  });
});

describe('a finding from raised to closed', () => {
  it('waits for somebody with a deadline at each station, and its events tell the whole state', () => {
    const case_ = new Case(newWorld());
    const waits = () => case_.state.tasks.map((task) => [task.kind, 'duty' in task.assignee ? task.assignee.duty : task.assignee.person, task.dueOn]);
    expect(waits()).toEqual([['serveFinding', 'performanceDesk', '2024-01-15']]);
    case_.do('desk', 'serve');
    expect(waits()).toEqual([['acknowledgeFinding', 'clerk', '2024-01-11'], ['planFinding', 'clerk', '2024-01-22']]);
    case_.do('clerk', 'acknowledge');
    case_.do('clerk', 'plan');
    expect(waits()).toEqual([['signPlan', 'principal', '2024-01-11']]);
    case_.do('principal', 'signPlan');
    expect(waits()).toEqual([['acceptPlan', 'performanceDesk', '2024-01-22']]);
    expect(hasAcceptedPlan(case_.state.status)).toBe(false);
    case_.do('desk', 'acceptPlan');
    expect(hasAcceptedPlan(case_.state.status)).toBe(true);
    expect(waits()).toEqual([['provideEvidence', 'accountant', '2024-02-07']]);
    case_.do('accountant', 'addEvidence');
    expect(waits()).toEqual([['verifyEvidence', 'performanceDesk', '2024-01-22']]);
    case_.do('desk', 'verifyEvidence');
    expect(waits()).toEqual([['closeFinding', 'performanceDesk', '2024-01-15']]);
    case_.do('desk', 'closeFinding');
    expect(case_.state).toMatchObject({ status: 'closed', closedAt: case_.now, tasks: [], planSignedBy: 'principal', verifiedBy: 'desk' });
    expect(foldFinding(null, case_.events)).toEqual(case_.state);
    expect(nextFindingInstant(case_.state)).toBeNull();
  });

  it('an overdue plan climbs to the desk', () => {
    const case_ = new Case(newWorld()).reach('acknowledged').until(day('2024-02-02'));
    expect(case_.task('planFinding').urgency).toBe('escalated');
  });
});

describe('days for an objection', () => {
  const raised = (objection: Deadline) => new Case(newWorld(), { objection });

  it('are those of the template, counted from the serving, and end with the plan at the latest', () => {
    const five = raised({ workingDays: 5 }).reach('served');
    expect(mayObjectUntil(five.state)).toBe('2024-01-15');
    five.until(day('2024-01-15'));
    expect(five.offered('clerk')).toContain('object');
    five.until(day('2024-01-16'));
    expect(five.refusal('clerk', { type: 'object', reason: 'input-1' })).toEqual({ code: 'objectionLate', until: '2024-01-15' });
    expect(five.offered('clerk')).not.toContain('object');
    // More time for the plan is no more time for an objection.
    five.give('clerk', { type: 'askExtension', until: day('2024-02-20'), reason: 'input-2' });
    five.do('desk', 'grantExtension');
    expect(five.outcomes('clerk')['object']).toBe('objectionLate');
    const long = raised({ calendarDays: 60 }).reach('acknowledged');
    expect(mayObjectUntil(long.state)).toBe(long.task('planFinding').dueOn);
  });

  it('of a finding that was raised before templates said them end with the plan', () => {
    const old = new Case(newWorld()).reach('served');
    expect(mayObjectUntil(old.state)).toBe('2024-01-22');
    old.do('clerk', 'object');
    expect(mayObjectUntil(old.state)).toBeNull();
  });
});

describe('more time', () => {
  const ask = (until: string) => ({ type: 'askExtension', until: day(until), reason: 'input-7' }) as const;

  it('is asked for by the department, granted by the bureau, and the old date stays', () => {
    const case_ = new Case(newWorld()).reach('acknowledged');
    expect(case_.refusal('head', ask('2024-02-05')).code).toBe('notYourTask');
    expect(case_.refusal('clerk', ask('2024-01-22')).code).toBe('extensionNotLater');
    expect(case_.refusal('clerk', ask('2024-01-08')).code).toBe('dateInPast');
    expect(case_.refusal('clerk', ask('2034-01-08')).code).toBe('dateTooFar');
    case_.give('clerk', ask('2024-02-05'));
    expect(case_.task('decideExtension')).toMatchObject({ assignee: { duty: 'performanceDesk' }, dueOn: '2024-01-15' });
    expect(case_.task('planFinding').dueOn).toBe('2024-01-22');
    expect(case_.refusal('clerk', ask('2024-02-06')).code).toBe('extensionPending');
    expect(case_.offered('clerk')).not.toContain('askExtension');
    case_.do('desk', 'grantExtension');
    expect(case_.task('planFinding')).toMatchObject({ dueOn: '2024-02-05', earlierDueOn: ['2024-01-22'], urgency: 'onTime' });
    expect(case_.state.tasks.map(({ kind }) => kind)).toEqual(['planFinding']);
    // Once more in the same cycle, and refused: the date stays.
    case_.give('clerk', ask('2024-02-20'));
    case_.do('desk', 'refuseExtension');
    expect(case_.task('planFinding').dueOn).toBe('2024-02-05');
    // The ladder follows the new date.
    case_.until(day('2024-01-30'));
    expect(case_.events.filter((event) => event.type === 'reminded' && event.taskId.endsWith('planFinding')).at(-1)).toMatchObject({ offset: -5 });
  });

  it('for evidence leaves the plan as it was signed, and holds when the evidence comes back', () => {
    const case_ = new Case(newWorld()).reach('planAccepted');
    case_.give('accountant', ask('2024-06-03'));
    case_.do('desk', 'grantExtension');
    expect(case_.task('provideEvidence')).toMatchObject({ assignee: { person: 'accountant' }, dueOn: '2024-06-03', earlierDueOn: ['2024-02-07'] });
    expect(case_.state.plan?.dueOn).toBe('2024-02-07');
    case_.do('accountant', 'addEvidence');
    case_.do('desk', 'returnFinding');
    expect(case_.task('provideEvidence').dueOn).toBe('2024-06-03');
  });

  it('is no longer asked for when the plan or the evidence has come, and not decided on by who asked', () => {
    const case_ = new Case(newWorld({ people: { ...newWorld().people, clerk: ['clerk', 'performanceDesk'] } })).reach('served');
    case_.give('clerk', ask('2024-02-20'));
    for (const type of ['grantExtension', 'refuseExtension'] as const) expect(case_.outcomes('clerk')[type]).toBe('preparerCannotReview');
    case_.do('clerk', 'plan');
    expect(case_.state.extension).toBeNull();
    expect(case_.state.tasks.map(({ kind }) => kind)).toEqual(['signPlan']);
    // A day that has come before anybody answered cannot be granted.
    const late = new Case(newWorld()).reach('served');
    late.give('clerk', ask('2024-02-20'));
    late.until(day('2024-02-20'));
    expect(late.outcomes('desk')['grantExtension']).toBe('dateInPast');
  });
});

describe('the one who answers for the plan leaves', () => {
  it('another is named with a reason: the task is his, the plan stays as it was signed, and both keep their part', () => {
    const case_ = new Case(newWorld()).reach('planAccepted');
    expect(case_.refusal('principal', { type: 'handOver', to: 'accountant', reason: 'input-1' }).code).toBe('delegateToSelf');
    expect(case_.refusal('principal', { type: 'handOver', to: 'desk', reason: 'input-1' })).toEqual({ code: 'personUnknown', person: 'desk' });
    expect(case_.refusal('principal', { type: 'handOver', to: 'colleague', reason: ' ' }).code).toBe('reasonRequired');
    const { plan } = case_.state;
    const due = case_.task('provideEvidence').dueOn;
    case_.do('principal', 'handOver');
    expect(case_.task('provideEvidence')).toMatchObject({ assignee: { person: 'colleague' }, dueOn: due });
    expect(case_.state.plan).toEqual(plan);
    expect([case_.offered('colleague').includes('addEvidence'), case_.offered('accountant').includes('addEvidence')]).toEqual([true, false]);
    case_.do('colleague', 'addEvidence');
    case_.world.people = { ...case_.world.people, accountant: ['performanceDesk'], colleague: ['staff', 'performanceDesk'] };
    for (const person of ['accountant', 'colleague']) expect(case_.outcomes(person)['verifyEvidence']).toBe('verifierIsResponsible');
    // Evidence that comes back is asked of the one who answers now.
    case_.do('desk', 'returnFinding');
    expect(case_.task('provideEvidence').assignee).toEqual({ person: 'colleague' });
  });

  it('and never is the one who found the proof good', () => {
    const case_ = new Case(newWorld({ people: { ...newWorld().people, desk: ['performanceDesk', 'staff'] } })).reach('verified');
    expect(case_.refusal('principal', { type: 'handOver', to: 'desk', reason: 'input-1' }).code).toBe('verifierIsResponsible');
  });
});

describe('separation of duties', () => {
  it('nobody signs the plan he prepared, not even for an absent principal', () => {
    const case_ = new Case(newWorld({ people: { ...newWorld().people, clerk: ['clerk', 'principal'] }, leadingGroup: { documentNo: '1', members: ['clerk', 'principal'] } })).reach('planned');
    expect(case_.refusal('clerk', { type: 'signPlan', hash: 'plan-1', statements: ['read', 'agree'], minutesNo: null }).code).toBe('preparerCannotSign');
    expect(case_.offered('clerk')).not.toContain('signPlan');
  });

  it('a stand-in is recorded with the name of the absent colleague, whatever he does for him', () => {
    const dates = { startsOn: day('2024-01-01'), endsOn: day('2024-03-31') };
    const case_ = new Case(newWorld()).reach('served');
    case_.delegations = [{ from: 'clerk', to: 'colleague', ...dates }, { from: 'accountant', to: 'head', ...dates }];
    expect(case_.do('colleague', 'object')[0]).toMatchObject({ type: 'objected', by: 'colleague', onBehalfOf: 'clerk' });
    case_.do('desk', 'rejectObjection');
    expect(case_.do('colleague', 'plan')[0]).toMatchObject({ type: 'planned', onBehalfOf: 'clerk' });
    case_.do('principal', 'signPlan');
    case_.do('desk', 'acceptPlan');
    expect(case_.do('head', 'addEvidence')[0]).toMatchObject({ type: 'evidenceAdded', by: 'head', onBehalfOf: 'accountant' });
    const other = new Case(newWorld()).reach('served');
    other.delegations = case_.delegations;
    expect(other.do('colleague', 'acknowledge')[0]).toEqual({ type: 'acknowledged', by: 'colleague', onBehalfOf: 'clerk' });
    expect(other.give('colleague', { type: 'askExtension', until: day('2024-03-01'), reason: 'input-1' })[0]).toMatchObject({ type: 'extensionAsked', onBehalfOf: 'clerk' });
  });

  it('a verdict falls on the plan and the proof that its author saw', () => {
    const case_ = new Case(newWorld()).reach('planSigned');
    const seen = case_.state.version;
    const desk2 = { ...case_.world.people, desk2: ['performanceDesk'] } as const;
    case_.world.people = desk2;
    case_.do('desk', 'returnFinding');
    case_.do('clerk', 'plan');
    case_.do('principal', 'signPlan');
    const accept = (looked: number) => decideFinding(case_.state, { ...case_.facts('desk2'), seen: looked }, { type: 'acceptPlan' }, case_.now);
    expect(accept(seen)).toEqual({ ok: false, refusal: { code: 'versionMismatch', version: case_.state.version } });
    expect(accept(case_.state.version).ok).toBe(true);
  });

  it('a delegate signs and both names are kept', () => {
    const case_ = new Case(newWorld()).reach('planned');
    case_.delegations = [{ from: 'principal', to: 'deputy', startsOn: day('2024-01-01'), endsOn: day('2024-01-31') }];
    expect(case_.offered('deputy')).toEqual(['signPlan', 'claim', 'urge']);
    expect(case_.do('deputy', 'signPlan')[0]).toMatchObject({ type: 'planSigned', person: 'deputy', onBehalfOf: 'principal' });
  });

  it('nobody verifies his own proof, neither the responsible person nor who brought it', () => {
    const case_ = new Case(newWorld()).reach('planAccepted');
    case_.world.people = { ...case_.world.people, clerk: ['clerk', 'performanceDesk'], accountant: ['accountant', 'performanceDesk'] };
    case_.do('clerk', 'addEvidence');
    for (const person of ['clerk', 'accountant']) expect(case_.refusal(person, { type: 'verifyEvidence', reason: 'input-1' }).code).toBe('verifierIsResponsible');
    case_.do('desk', 'verifyEvidence');
  });

  it('only the clerk answers for the department', () => {
    const case_ = new Case(newWorld()).reach('served');
    for (const type of ['acknowledge', 'object', 'plan'] as const) expect(case_.outcomes('head')[type]).toBe('notYourTask');
    // Whether he may send it at all is role × unit.
    expect(case_.offered('head')).toEqual(['urge']);
    expect(new Case(newWorld()).reach('planned').outcomes('head')['signPlan']).toBe('notYourSlot');
  });
});

describe('who judges the answer had no part in it', () => {
  it('the bureau does not accept a plan, or close a finding, that its own man prepared, signed or answers for', () => {
    const case_ = new Case(newWorld()).reach('planSigned');
    case_.world.people = { ...case_.world.people, clerk: ['clerk', 'performanceDesk'], principal: ['principal', 'performanceDesk'], accountant: ['accountant', 'performanceDesk'] };
    for (const person of ['clerk', 'principal', 'accountant']) {
      expect(case_.outcomes(person)).toMatchObject({ acceptPlan: 'preparerCannotReview', returnFinding: 'preparerCannotReview' });
      expect(case_.offered(person)).toEqual(['urge']);
    }
    case_.do('desk', 'acceptPlan');
  });
});

describe('who signs a plan', () => {
  const world = () => newWorld({ people: { ...newWorld().people, clerk: ['clerk', 'principal'], principal: ['staff'] }, leadingGroup: { documentNo: '1', members: ['clerk', 'deputy'] } });
  const sign = (case_: Case) => ({ type: 'signPlan', hash: case_.state.plan?.hash ?? '', statements: ['read', 'agree'], minutesNo: null }) as const;

  it('where nobody may, the administrator appoints, on record, and only then', () => {
    const case_ = new Case(world()).reach('planned');
    expect(case_.state.slotsWithoutSigner).toEqual(['principal']);
    expect(case_.task('appointActing')).toMatchObject({ assignee: { duty: 'administrator' }, slot: 'principal' });
    expect(case_.offered('admin')).toContain('appointActing');
    const appoint = (person: string) => ({ type: 'appointActing', slot: 'principal', person, reason: 'input-9' }) as const;
    expect(case_.refusal('admin', appoint('clerk')).code).toBe('preparerCannotSign');
    expect(case_.refusal('admin', appoint('desk')).code).toBe('personUnknown');
    expect(case_.refusal('admin', { ...appoint('deputy'), slot: 'other' }).code).toBe('slotUnknown');
    expect(case_.refusal('deputy', sign(case_)).code).toBe('notYourSlot');
    case_.give('admin', appoint('deputy'));
    expect(case_.state).toMatchObject({ acting: { slot: 'principal', person: 'deputy', reason: 'input-9' }, slotsWithoutSigner: [] });
    expect(case_.task('signPlan').assignee).toEqual({ person: 'deputy' });
    expect(case_.state.tasks.map(({ kind }) => kind)).toEqual(['signPlan']);
    expect(case_.refusal('admin', appoint('head')).code).toBe('signerExists');
    expect(case_.give('deputy', sign(case_))[0]).toMatchObject({ type: 'planSigned', person: 'deputy', onBehalfOf: null, acting: true });
    expect(foldFinding(null, case_.events)).toEqual(case_.state);
    case_.do('desk', 'returnFinding');
    expect(case_.state.acting).toBeNull();
  });

  it('an absence is filled by the delegate; the preparer does not choose his own signer', () => {
    const case_ = new Case(world()).reach('planned');
    case_.delegations = [{ from: 'clerk', to: 'head', startsOn: day('2024-01-01'), endsOn: day('2024-01-31') }];
    expect(case_.refusal('head', sign(case_)).code).toBe('notYourSlot');
    case_.give('admin', { type: 'appointActing', slot: 'principal', person: 'deputy', reason: 'input-9' });
    case_.delegations = [{ from: 'deputy', to: 'head', startsOn: day('2024-01-01'), endsOn: day('2024-01-31') }];
    expect(case_.give('head', sign(case_))[0]).toMatchObject({ person: 'head', onBehalfOf: 'deputy', acting: true });
  });

  it('the principal signs as a member of the recorded leading group; whoever came into it later is found by the clock', () => {
    const case_ = new Case(newWorld({ leadingGroup: { documentNo: '1', members: ['deputy'] } })).reach('planned');
    expect(case_.refusal('principal', sign(case_)).code).toBe('notInLeadingGroup');
    expect(case_.offered('principal')).not.toContain('signPlan');
    expect(case_.state.slotsWithoutSigner).toEqual(['principal']);
    case_.world.leadingGroup = { documentNo: '2', members: ['principal'] };
    case_.give(null, { type: 'tick' });
    expect(case_.state.slotsWithoutSigner).toEqual([]);
    expect(case_.state.tasks.map(({ kind }) => kind)).toEqual(['signPlan']);
    case_.do('principal', 'signPlan');
  });
});

describe('group work', () => {
  it('one of several clerks takes the plan; he is urged, reminded and may give it back', () => {
    const case_ = new Case(newWorld({ people: { ...newWorld().people, second: ['clerk'] } })).reach('acknowledged');
    const taskId = case_.task('planFinding').id;
    case_.give('second', { type: 'claim', taskId });
    expect(case_.refusal('clerk', { type: 'claim', taskId })).toEqual({ code: 'taskTaken', person: 'second' });
    expect(case_.give('desk', { type: 'urge', taskId })).toEqual([{ type: 'urged', taskId, to: { person: 'second' }, by: 'desk' }]);
    expect(case_.refusal('clerk', { type: 'release', taskId }).code).toBe('taskNotYours');
    case_.give('second', { type: 'release', taskId });
    expect(case_.task('planFinding').claimedBy).toBeNull();
    expect(case_.refusal('head', { type: 'claim', taskId }).code).toBe('notYourTask');
    expect(case_.refusal('desk', { type: 'urge', taskId: 'none' }).code).toBe('taskUnknown');
  });

  it('a task that was taken for an absent colleague is his only while the absence lasts', () => {
    const case_ = new Case(newWorld()).reach('acknowledged');
    case_.delegations = [{ from: 'clerk', to: 'colleague', startsOn: day('2024-01-08'), endsOn: day('2024-01-09') }];
    const taskId = case_.task('planFinding').id;
    case_.give('colleague', { type: 'claim', taskId });
    expect(case_.give('desk', { type: 'urge', taskId })[0]).toMatchObject({ to: { person: 'colleague' } });
    case_.until(day('2024-01-11'));
    expect(case_.give('desk', { type: 'urge', taskId })[0]).toMatchObject({ to: { duty: 'clerk' } });
  });
});

describe('an objection', () => {
  it('in time stops the clock of the plan until it is answered', () => {
    // Served on Monday, the plan is due ten working days later; on Thursday seven are left.
    const case_ = new Case(newWorld()).reach('acknowledged');
    expect(case_.task('planFinding').dueOn).toBe('2024-01-22');
    case_.until(day('2024-01-11'));
    expect(case_.do('clerk', 'object')[0]).toMatchObject({ type: 'objected', daysLeft: 7 });
    case_.until(day('2024-01-18'));
    case_.do('desk', 'rejectObjection');
    expect(case_.task('planFinding').dueOn).toBe('2024-01-29');
    expect(foldFinding(null, case_.events)).toEqual(case_.state);
  });

  it('on the last day leaves time enough to write a plan', () => {
    const case_ = new Case(newWorld()).reach('acknowledged').until(day('2024-01-22'));
    case_.do('clerk', 'object');
    case_.do('desk', 'rejectObjection');
    expect(case_.task('planFinding').dueOn).toBe('2024-01-25');
  });

  it('is late once the plan is due, comes once, and not after there was a plan', () => {
    const late = new Case(newWorld()).reach('acknowledged').until(day('2024-01-23'));
    expect(late.refusal('clerk', { type: 'object', reason: 'input-1' })).toEqual({ code: 'objectionLate', until: '2024-01-22' });
    expect(late.offered('clerk')).not.toContain('object');
    const twice = new Case(newWorld()).reach('objected');
    twice.do('desk', 'rejectObjection');
    expect(twice.refusal('clerk', { type: 'object', reason: 'input-1' }).code).toBe('objectionAnswered');
    expect(twice.offered('clerk')).not.toContain('object');
    const planned = new Case(newWorld()).reach('planSigned');
    planned.do('desk', 'returnFinding');
    expect(planned.refusal('clerk', { type: 'object', reason: 'input-1' }).code).toBe('objectionAnswered');
  });

  it('of the days before it stopped the clock gives a whole term, as it did', () => {
    const case_ = new Case(newWorld()).reach('acknowledged');
    const old = foldFinding(case_.state, [{ type: 'objected', by: 'clerk', reason: 'input-1' }, { type: 'objectionRejected', by: 'desk', reason: 'input-2' }]);
    expect(old === null ? null : findingDemands(old)[0]?.due).toEqual(case_.state.rules.deadlines.plan);
  });
});

describe('a finding that cannot go on', () => {
  it('stands still until it is resumed, keeps its tasks, and then owes what came due', () => {
    const case_ = new Case(newWorld()).reach('acknowledged');
    case_.give(null, { type: 'suspend', why: 'tickFailed' });
    expect(nextFindingInstant(case_.state)).toBeNull();
    expect(findingPositionOf(case_.state)).toEqual({ status: 'acknowledged', version: case_.events.length, suspended: true });
    expect(case_.refusal('clerk', { type: 'object', reason: 'input-1' })).toEqual({ code: 'notOpen', status: 'suspended' });
    expect(case_.give(null, { type: 'tick' })).toEqual([]);
    expect(case_.offered('clerk')).toEqual(['resume']);
    const [task] = case_.state.tasks;
    case_.give('admin', { type: 'resume', reason: 'input-2' });
    expect(case_.state.tasks).toEqual([task]);
    expect(nextFindingInstant(case_.state)).not.toBeNull();
    case_.until(day('2024-02-02'));
    expect(case_.task('planFinding').urgency).toBe('escalated');
  });

  it('is stopped by the clock or the administrator', () => {
    const case_ = new Case(newWorld()).reach('acknowledged');
    expect(case_.refusal('desk', { type: 'suspend', why: 'x' }).code).toBe('notYourTask');
  });
});

describe('what a finding takes off', () => {
  it('is no more than its row weighs, and of a row of the template', () => {
    const { world } = new Case(newWorld());
    const facts = { actor: { personId: 'desk', duties: ['performanceDesk'] as const }, calendar: world.calendar, holders: {}, leadingGroup: null, delegations: [], reauthenticatedFor: null, weights: { fundUse: '2.5' } };
    const withEffect = (indicator: string, points: string) => {
      const command = sampleFindingCommand('raise', null, '2024-01-08T01:00:00.000Z');
      return command.type === 'raise' ? { ...command, effect: { indicator, points } } : command;
    };
    const raise = (indicator: string, points: string) => {
      const decision = decideFinding(null, facts, withEffect(indicator, points), '2024-01-08T01:00:00.000Z');
      return decision.ok ? 'raised' : decision.refusal.code;
    };
    expect([raise('fundUse', '1'), raise('fundUse', '2.5'), raise('fundUse', '9'), raise('fundUse', '-1'), raise('fundUse', '0.001'), raise('constructor', '1')]).toEqual(['raised', 'raised', 'deductionTooLarge', 'deductionInvalid', 'deductionInvalid', 'indicatorUnknown']);
  });
});

describe('what each step needs', () => {
  it('says what is missing', () => {
    const case_ = new Case(newWorld());
    expect(case_.refusal('desk', { type: 'serve', documentNo: ' ' }).code).toBe('documentNoRequired');
    case_.do('desk', 'serve');
    const plan = (more: object) => ({ type: 'plan', text: 'input-2', responsible: 'accountant', dueOn: case_.inDays(30), hash: 'h', ...more }) as const;
    expect(case_.refusal('clerk', plan({ text: '' })).code).toBe('planIncomplete');
    expect(case_.refusal('clerk', plan({ dueOn: case_.inDays(0) })).code).toBe('dateInPast');
    expect(case_.refusal('clerk', plan({ responsible: 'stranger' })).code).toBe('personUnknown');
    expect(case_.refusal('clerk', plan({ responsible: 'desk' })).code).toBe('personUnknown');
    case_.give('clerk', plan({}));
    expect(case_.refusal('principal', { type: 'signPlan', hash: 'other', statements: ['read', 'agree'], minutesNo: null }).code).toBe('planMoved');
    expect(case_.refusal('principal', { type: 'signPlan', hash: 'h', statements: [], minutesNo: null }).code).toBe('statementsMissing');
    case_.world.reauthenticatedFor = 'other';
    expect(case_.refusal('principal', { type: 'signPlan', hash: 'h', statements: ['read', 'agree'], minutesNo: null }).code).toBe('reauthenticationRequired');
    case_.world.reauthenticatedFor = null;
    case_.do('principal', 'signPlan');
    case_.do('desk', 'acceptPlan');
    expect(case_.refusal('clerk', { type: 'addEvidence', blobs: [], text: 'input-3' }).code).toBe('evidenceMissing');
    expect(case_.refusal('head', { type: 'addEvidence', blobs: ['b'], text: 'input-3' }).code).toBe('notYourTask');
  });

  it('a returned plan asks for a plan again, with days of its own', () => {
    const case_ = new Case(newWorld()).reach('planned');
    case_.do('principal', 'signPlan');
    case_.do('desk', 'returnFinding');
    expect(case_.state).toMatchObject({ status: 'acknowledged', planSignedBy: null });
    case_.do('clerk', 'plan');
  });

  it("evidence is due on the plan's own date, also after the plan was written twice; what came back has the days of a second try, if they end later", () => {
    const case_ = new Case(newWorld()).reach('planned');
    case_.give('clerk', { type: 'plan', text: 'input-4', responsible: 'accountant', dueOn: day('2024-03-29'), hash: 'plan-2' });
    case_.do('principal', 'signPlan');
    case_.do('desk', 'acceptPlan');
    expect(case_.task('provideEvidence').dueOn).toBe('2024-03-29');
    case_.do('clerk', 'addEvidence');
    case_.do('desk', 'returnFinding');
    expect(case_.state.returnReason).toBe('input-1');
    expect(case_.task('provideEvidence')).toMatchObject({ assignee: { person: 'accountant' }, lead: { duty: 'clerk' }, dueOn: '2024-03-29' });
    case_.until(day('2024-03-20'));
    case_.do('clerk', 'addEvidence');
    expect(case_.state.returnReason).toBeNull();
    case_.do('desk', 'returnFinding');
    expect(case_.task('provideEvidence').dueOn).toBe('2024-04-17');
  });

  it('an upheld objection ends it', () => {
    expect(new Case(newWorld()).reach('withdrawn').state.tasks).toEqual([]);
  });
});
