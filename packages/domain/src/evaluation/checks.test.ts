import { describe, expect, it } from 'vitest';
import { addDays } from '../civilDate.js';
import { sampleWarning } from '../testing/sample.js';
import { day, stages } from '../testing/rules.js';
import { factsIn } from '../testing/world.js';
import { openYear, type Year } from '../testing/year.js';
import type { EvaluationCommand } from './commands.js';
import { decide } from './decide.js';

const other = { ...sampleWarning, hash: 'warning-2' };
const finding = { ...sampleWarning, hash: 'warning-3', rule: 'X2', section: 'assessment', place: '其他需要说明的问题', asksEffect: true };

const answer = (check = sampleWarning.hash, effect: Extract<EvaluationCommand, { type: 'answerCheck' }>['effect'] = null) => ({ type: 'answerCheck', check, reason: 'input-1', effect, acceptDisqualification: true }) as const;
const decision = (accepted: boolean, check = sampleWarning.hash) => ({ type: 'decideCheck', check, accepted, reason: 'input-2' }) as const;
const submit = { type: 'submitForSigning', acceptDisqualification: true } as const;

/** Who is asked for answers to which section. */
function asked(year: Year) {
  return year.state.tasks.filter(({ kind }) => kind === 'answerChecks').map(({ section, assignee }) => [section, assignee]);
}

/** Every section of the self-assessment is handed in; the version is not frozen yet. */
function assessed(warnings = [sampleWarning]) {
  const year = openYear().reach(stages.selfAssessment, 'fill');
  year.world.warnings = warnings;
  year.submitSections();
  return year;
}

describe('a warning of the checker', () => {
  it('keeps a version from its signers until the owner of its place has answered', () => {
    const year = assessed();
    expect(year.refusal('clerk', submit)).toEqual({ code: 'warningsUnanswered', checks: ['E2 资金使用规范性'] });
    expect(year.refusal('clerk', answer()).code).toBe('notYourSection');
    expect(year.refusal('accountant', { ...answer(), reason: ' ' }).code).toBe('reasonRequired');
    year.give('accountant', answer());
    year.give('clerk', submit);
    expect(year.state.revision?.preparers).toContain('accountant');
  });

  it('is a task of whoever owns its place, due with the step, until he has answered or the bureau has spoken', () => {
    const year = openYear().reach(stages.selfAssessment, 'fill');
    year.world.warnings = [sampleWarning, { ...sampleWarning, hash: 'warning-4', place: '采购' }, finding];
    year.give('accountant', { type: 'submitSection', section: 'budget', acceptDisqualification: true });
    // Others still fill in: his warnings may yet be others.
    expect(asked(year)).toEqual([]);
    year.submitSections();
    expect(asked(year)).toEqual([['budget', { duty: 'accountant' }], ['assessment', { duty: 'clerk' }]]);
    expect(year.task('answerChecks', 'budget')).toMatchObject({ dueOn: year.task('submitForSigning').dueOn, lead: { duty: 'financeHead' } });
    year.give('accountant', answer());
    expect(asked(year)).toHaveLength(2);
    year.give('accountant', answer('warning-4'));
    expect(asked(year)).toEqual([['assessment', { duty: 'clerk' }]]);
    // A refused answer is asked for again.
    year.give('desk', decision(false));
    expect(asked(year)).toHaveLength(2);
    year.give('desk', decision(true));
    year.give('desk', decision(true, finding.hash));
    expect(asked(year)).toEqual([]);
    year.give('clerk', submit);
  });

  it('stays a task while nobody looks at the content, goes with its section, and is none while the section is open', () => {
    const year = assessed();
    const facts = { ...factsIn(year.world, year.state, null), content: null };
    const ticked = decide(year.state, facts, { type: 'tick' }, year.now);
    expect(ticked).toEqual({ ok: true, events: [] });
    expect(asked(year)).toEqual([['budget', { duty: 'accountant' }]]);
    year.give('clerk', { type: 'assignSections', assignments: [{ section: 'budget', person: 'colleague' }] });
    expect(asked(year)).toEqual([['budget', { person: 'colleague' }]]);
    year.give('clerk', { type: 'returnSection', section: 'budget', reason: 'input-4' });
    expect(asked(year)).toEqual([]);
  });

  it('is told by the ladder like any task', () => {
    const year = assessed();
    const { dueOn } = year.task('answerChecks');
    const before = year.events.length;
    year.until(addDays(dueOn, 7));
    const reminded = year.events.slice(before).flatMap((event) => (event.type === 'reminded' && event.taskId.includes('answerChecks') ? [event.to] : []));
    expect(reminded).toEqual(expect.arrayContaining([{ duty: 'accountant' }, { duty: 'financeHead' }]));
  });

  it('wants a fresh answer when what it was about has changed', () => {
    const year = assessed();
    year.give('accountant', answer());
    year.world.warnings = [other];
    expect(year.refusal('accountant', answer()).code).toBe('checkMoved');
    expect(year.refusal('clerk', submit).code).toBe('warningsUnanswered');
    year.give('accountant', answer(other.hash));
    year.give('clerk', submit);
  });

  it('passes by a decision of the bureau, which may also refuse an answer', () => {
    const year = assessed();
    expect(year.refusal('desk', decision(false)).code).toBe('answerMissing');
    year.give('desk', decision(true));
    year.give('clerk', submit);
    const refused = assessed();
    refused.give('accountant', answer());
    refused.give('desk', decision(false));
    expect(refused.refusal('clerk', submit).code).toBe('warningsUnanswered');
    refused.give('accountant', answer());
    refused.give('clerk', submit);
  });

  it('bars whoever answers from signing, and tells him first', () => {
    const year = assessed([{ ...sampleWarning, section: 'assessment' }]);
    year.give('clerk', { type: 'assignSections', assignments: [{ section: 'assessment', person: 'head' }] });
    expect(year.refusal('head', { ...answer(), acceptDisqualification: false })).toMatchObject({ code: 'wouldDisqualify' });
  });

  it('stands in the way of the last signature as well', () => {
    const year = assessed([]);
    year.give('clerk', submit);
    year.reach(stages.selfAssessment, 'sign');
    for (const [person, slot] of [['head', 'financeHead'], ['deputy', 'deputyLeader']] as const) year.give(person, { type: 'sign', slot, hash: year.state.revision?.hash ?? '', statements: year.state.rules.statements, minutesNo: null });
    year.world.warnings = [sampleWarning];
    expect(year.refusal('principal', { type: 'sign', slot: 'principal', hash: year.state.revision?.hash ?? '', statements: year.state.rules.statements, minutesNo: '1' }).code).toBe('warningsUnanswered');
  });
});

describe('at the review', () => {
  it('what supervision found is decided, and what was agreed comes off the row', () => {
    const year = assessed([finding]);
    expect(year.refusal('clerk', answer(finding.hash, { indicator: 'fundUse', points: '6.01' })).code).toBe('deductionTooLarge');
    year.give('clerk', answer(finding.hash, { indicator: 'fundUse', points: '1.00' }));
    year.give('clerk', submit);
    year.reach(stages.financeReview, 'review');
    expect(year.refusal('desk', { type: 'accept' })).toEqual({ code: 'effectUndecided', checks: ['X2 其他需要说明的问题'] });
    year.give('desk', decision(true, finding.hash));
    expect(year.refusal('desk', { type: 'accept' })).toEqual({ code: 'effectNotTaken', indicator: 'fundUse', points: '1.00' });
    year.give('desk', { type: 'rescore', indicator: 'fundUse', points: '1.00', reason: 'input-3' });
    year.give('desk', { type: 'accept' });
  });

  it('an answer that is not accepted stands in the way of a plain acceptance only', () => {
    const year = assessed();
    year.give('accountant', answer());
    year.give('clerk', submit);
    year.reach(stages.financeReview, 'review');
    year.give('desk', decision(false));
    expect(year.refusal('desk', { type: 'accept' })).toEqual({ code: 'answersNotAccepted', checks: ['E2 资金使用规范性'] });
    expect(year.refusal('accountant', answer()).code).toBe('wrongPhase');
    year.give('desk', { type: 'acceptWithConditions', reason: 'input-3' });
  });

  it('of a version that came back the refused answer has to be given anew', () => {
    const year = assessed();
    year.give('accountant', answer());
    year.give('clerk', submit);
    year.reach(stages.financeReview, 'review');
    year.give('desk', decision(false));
    year.give('desk', { type: 'returnToDepartment', phase: 'selfAssessment', sections: ['assessment'], until: day('2024-06-28'), reason: 'input-3' });
    year.give('clerk', { type: 'submitSection', section: 'assessment', acceptDisqualification: true });
    expect(year.refusal('clerk', submit).code).toBe('warningsUnanswered');
    year.give('accountant', answer());
    year.give('clerk', submit);
  });
});
