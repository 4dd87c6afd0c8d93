import { describe, expect, it } from 'vitest';
import { noticesOf } from '../notices.js';
import { day, stages } from '../testing/rules.js';
import { openYear } from '../testing/year.js';
import type { EvaluationCommand } from './commands.js';
import { decide } from './decide.js';
import { fold } from './evolve.js';

const someone = { reason: 'input-1' };

describe('a year from draft to closed', () => {
  it('goes through every phase once, monitoring twice, and its events tell the whole state', () => {
    const year = openYear();
    while (year.state.status === 'open') year.proceed();
    const left = year.events.flatMap((event) => (event.type === 'stageLeft' ? [[event.stage, event.outcome]] : []));
    expect(left).toEqual([
      [0, 'approved'], [1, 'done'], [2, 'accepted'], [3, 'accepted'], [4, 'done'], [5, 'accepted'], [6, 'done'], [7, 'published'], [8, 'done'],
    ]);
    expect(year.state).toMatchObject({ status: 'closed', step: 'done', score: { self: '98.28', reviewed: '98.28', grade: 'excellent' }, publication: { corrections: 0 } });
    expect(year.state.stages.map((stage) => stage.enteredAt?.slice(0, 10))).toEqual([
      '2022-11-01', '2023-01-03', '2023-07-03', '2023-10-09', '2024-01-02', '2024-01-02', '2024-01-02', '2024-08-30', '2024-08-30', '2024-08-30',
    ]);
    expect(year.state.stages[stages.closed]).toMatchObject({ leftAt: null });
    expect(fold(null, year.events)).toEqual(year.state);
  });

  it('a correction after publication is a note beside what was published', () => {
    const year = openYear();
    year.reach(stages.resultUse, 'fill');
    const published = year.state.publication;
    year.give('clerk', { type: 'correctPublication', ...someone });
    year.reach(stages.closed, 'done');
    year.give('desk', { type: 'correctPublication', ...someone });
    expect(year.state).toMatchObject({ status: 'closed', publication: { ...published, corrections: 2 } });
  });
});

describe('opened in mid-year registers earlier phases on paper', () => {
  const onPaper = [0, 1, 2].map((number) => ({ documentNo: `纸质${number}号`, scans: [`blob-${number}`] }));

  it('and starts where the county stands', () => {
    const year = openYear({}, { startStage: stages.throughSeptember, onPaper }, day('2023-10-09'));
    expect(year.position()).toEqual(['monitoring', 'fill']);
    expect(year.state.stages.map((stage) => stage.outcome).slice(0, 4)).toEqual(['onPaper', 'onPaper', 'onPaper', null]);
    year.reach(stages.closed, 'done');
  });

  it('each with the number of its document, none left out', () => {
    const opening = (terms: Partial<Extract<EvaluationCommand, { type: 'open' }>>) => () => openYear({}, terms, day('2023-10-09'));
    expect(opening({ startStage: 3, onPaper: onPaper.slice(1) })).toThrow('stageUnknown');
    expect(opening({ startStage: 3, onPaper: onPaper.map((paper) => ({ ...paper, documentNo: ' ' })) })).toThrow('documentNoRequired');
    expect(opening({ startStage: 12, onPaper: [] })).toThrow('stageUnknown');
    const year = openYear();
    expect(year.refusal('desk', { type: 'open', evaluationId: 'x', templateId: 'x', calendarId: 'x', rules: year.state.rules, dates: [], startStage: 0, onPaper: [], owners: {} }).code).toBe('alreadyDone');
    expect(decide(null, { ...year.world, actor: null, content: null, holders: {} }, { type: 'tick' }, year.now)).toEqual({ ok: false, refusal: { code: 'notOpen', status: 'none' } });
  });

  it('with scans, which the bureau may add to afterwards', () => {
    const year = openYear({}, { startStage: stages.throughSeptember, onPaper }, day('2023-10-09'));
    expect(year.state.stages.map(({ paper }) => paper?.scans ?? null)).toEqual([['blob-0'], ['blob-1'], ['blob-2'], ...Array.from({ length: 7 }, () => null)]);
    year.give('desk', { type: 'registerPaper', stage: 1, documentNo: '纸质1-1号', scans: ['blob-9', 'blob-1', 'blob-9'] });
    expect(year.state.stages[1]?.paper).toEqual({ documentNo: '纸质1-1号', scans: ['blob-1', 'blob-9'] });
    const paper = (more: object) => year.refusal('desk', { type: 'registerPaper', stage: 0, documentNo: '1', scans: ['blob-3'], ...more }).code;
    expect([paper({ stage: 3 }), paper({ stage: 12 }), paper({ documentNo: ' ' }), paper({ scans: [] })]).toEqual(['stageUnknown', 'stageUnknown', 'documentNoRequired', 'scanMissing']);
    expect(year.events[0]).toMatchObject({ type: 'opened', onPaper });
  });

  it('a phase that opens later waits for its date', () => {
    const year = openYear({}, { startStage: stages.throughSeptember, onPaper }, day('2023-09-01'));
    expect(year.position()).toEqual(['monitoring', 'waiting']);
    expect(year.state.tasks).toEqual([]);
  });
});

describe('a return opens only the named sections', () => {
  it('inside the department, with a task of its own that is due on the date of the step', () => {
    const year = openYear().reach(stages.dataCollection, 'confirm').until(day('2023-01-05'));
    year.give('lead', { type: 'confirmSections', sections: ['outcomes'] });
    year.give('head', { type: 'returnSection', section: 'budget', ...someone });
    expect(year.position()).toEqual(['dataCollection', 'fill']);
    expect(year.state.sections.map((section) => [section.key, section.status])).toEqual([['budget', 'returned'], ['outcomes', 'confirmed']]);
    expect(year.state.tasks.map((task) => [task.kind, task.section, task.dueOn])).toEqual([['fillSection', 'budget', '2023-01-17']]);
    expect(year.refusal('clerk', { type: 'submitSection', section: 'outcomes' }).code).toBe('sectionNotOpen');
    year.give('accountant', { type: 'submitSection', section: 'budget' });
    expect(year.position()).toEqual(['dataCollection', 'confirm']);
  });

  it('from review, until the date the bureau sets', () => {
    const year = openYear().reach(stages.draft, 'review');
    const give = (more: Partial<Extract<EvaluationCommand, { type: 'returnToDepartment' }>>) => ({ type: 'returnToDepartment', phase: 'draft', sections: ['goals'], until: day('2022-12-01'), ...someone, ...more }) as const;
    expect(year.refusal('desk', give({ phase: 'monitoring' })).code).toBe('stageUnknown');
    expect(year.refusal('desk', give({ sections: ['budget'] })).code).toBe('sectionUnknown');
    expect(year.refusal('desk', give({ until: day('2022-11-01') })).code).toBe('dateInPast');
    year.give('desk', give({}));
    expect(year.task('fillSection').dueOn).toBe('2022-12-01');
    year.reach(stages.draft, 'review');
    year.give('desk', { type: 'approve' });
  });

  it("and when the bureau's date has passed, a later correction has the days of a confirmation", () => {
    const year = openYear().reach(stages.draft, 'review');
    year.give('desk', { type: 'returnToDepartment', phase: 'draft', sections: [], until: day('2022-11-04'), ...someone });
    year.reach(stages.draft, 'sign').until(day('2022-11-07'));
    year.give('head', { type: 'refuseToSign', slot: 'financeHead', sections: [], ...someone });
    expect(year.task('fillSection')).toMatchObject({ dueOn: '2022-11-10', urgency: 'onTime' });
  });
});

describe('return from finance review to self-assessment and back', () => {
  it('voids the signatures, opens what was named, and comes back to a new review', () => {
    const year = openYear().reach(stages.financeReview, 'review').until(day('2024-01-05'));
    const first = year.task('review');
    year.give('desk', { type: 'rescore', indicator: 'fundUse', points: '1.00', ...someone });
    year.give('desk', { type: 'returnToDepartment', phase: 'selfAssessment', sections: ['assessment'], until: day('2024-01-19'), ...someone });
    expect(year.position()).toEqual(['selfAssessment', 'fill']);
    expect(year.state.revision).toBeNull();
    expect(year.state.sections.map((section) => section.status)).toEqual(['submitted', 'submitted', 'returned']);
    expect(year.state.stages[stages.selfAssessment]).toMatchObject({ leftAt: null, outcome: null, fillDueOn: '2024-01-19' });
    year.reach(stages.financeReview, 'review');
    expect(year.task('review').id).not.toBe(first.id);
    expect(year.state.revision?.number).toBe(5);
    year.give('desk', { type: 'accept' });
    expect(year.state.score).toEqual({ self: '98.28', reviewed: '97.23', grade: 'excellent' });
  });

  it('a deduction larger than the new score must be set again before the review ends', () => {
    const year = openYear().reach(stages.financeReview, 'review');
    year.give('desk', { type: 'rescore', indicator: 'fundUse', points: '6.00', ...someone });
    year.give('desk', { type: 'returnToDepartment', phase: 'selfAssessment', sections: ['assessment'], until: day('2024-01-19'), ...someone });
    year.world.rowScores = { fundUse: '5.00' };
    year.reach(stages.financeReview, 'review');
    expect(year.refusal('desk', { type: 'accept' })).toEqual({ code: 'deductionTooLarge', indicator: 'fundUse', score: '5.00' });
    year.give('desk', { type: 'rescore', indicator: 'fundUse', points: '0', ...someone });
    year.give('desk', { type: 'accept' });
  });
});

describe('finance review', () => {
  it('scores beside the self-score, row by row, never below nothing', () => {
    const year = openYear().reach(stages.financeReview, 'review');
    const rescore = (indicator: string, points: string) => ({ type: 'rescore', indicator, points, ...someone }) as const;
    expect(year.refusal('desk', rescore('fundUse', '6.01'))).toEqual({ code: 'deductionTooLarge', indicator: 'fundUse', score: '6.00' });
    expect(year.refusal('desk', rescore('fundUse', '-1')).code).toBe('deductionInvalid');
    expect(year.refusal('desk', rescore('fundUse', '0.005')).code).toBe('deductionInvalid');
    expect(year.refusal('desk', rescore('constructor', '1')).code).toBe('indicatorUnknown');
    year.give('desk', rescore('fundUse', '2.00'));
    year.give('desk', rescore('fundUse', '1.00'));
    expect(year.state.deductions).toEqual([{ indicator: 'fundUse', points: '1.00', reason: 'input-1', by: 'desk' }]);
    expect(year.state.score).toMatchObject({ self: '98.28', reviewed: null });
    year.give('desk', { type: 'acceptWithConditions', ...someone });
    expect(year.state.stages[stages.financeReview]?.outcome).toBe('acceptedWithConditions');
  });

  it('needs a score', () => {
    const year = openYear().reach(stages.financeReview, 'review');
    year.world.selfScore = null;
    expect(year.refusal('desk', { type: 'accept' }).code).toBe('scoreMissing');
  });
});

describe('monitoring', () => {
  it.each([
    [{ type: 'accept' }, 'accepted'],
    [{ type: 'acceptWithConditions', ...someone }, 'acceptedWithConditions'],
    [{ type: 'warn', ...someone }, 'warned'],
    [{ type: 'adviseSuspension', ...someone }, 'suspensionAdvised'],
    [{ type: 'orderRectification', findingId: 'finding-2', findingType: 'slowExecution', text: 'input-2', effect: null, ...someone }, 'rectificationOrdered'],
  ] satisfies [EvaluationCommand, string][])('%o ends the checkpoint as %s', (command, outcome) => {
    const year = openYear().reach(stages.throughJune, 'review');
    year.give('desk', command);
    expect(year.state.stages[stages.throughJune]?.outcome).toBe(outcome);
    expect(year.position()).toEqual(['monitoring', 'waiting']);
    // What the bureau wrote stays with the stage: the department reads it there.
    expect(year.state.stages[stages.throughJune]?.reason).toBe('reason' in command ? 'input-1' : undefined);
  });

  it('orders a rectification once per finding', () => {
    const year = openYear().reach(stages.throughJune, 'review');
    expect(year.refusal('desk', { type: 'orderRectification', findingId: 'finding-1', findingType: 'slowExecution', text: 'input-2', effect: null, ...someone }).code).toBe('findingExists');
  });

  it('a rectification proposes to take off a row what the row has at most', () => {
    const year = openYear().reach(stages.throughJune, 'review');
    const order = (indicator: string, points: string) => ({ type: 'orderRectification', findingId: 'finding-2', findingType: 'slowExecution', text: 'input-2', effect: { indicator, points }, ...someone }) as const;
    expect(year.refusal('desk', order('carryOver', '4.01'))).toEqual({ code: 'deductionTooLarge', indicator: 'carryOver', score: '4.00' });
    expect(year.refusal('desk', order('unknown', '1')).code).toBe('indicatorUnknown');
    expect(year.give('desk', order('carryOver', '1.00'))).toContainEqual({ type: 'rectificationOrdered', findingId: 'finding-2', findingType: 'slowExecution', by: 'desk', reason: 'input-1', text: 'input-2', effect: { indicator: 'carryOver', points: '1.00' } });
  });

  it('approves adjusted goals as a revision of its own, by a document', () => {
    const year = openYear().reach(stages.throughJune, 'review');
    const adjust = (indicator: string, documentNo = '示财〔2023〕5号') => ({ type: 'adjustGoals', changes: [{ indicator, target: '10 项' }], documentNo, ...someone }) as const;
    expect(year.refusal('desk', adjust('fundUse', '')).code).toBe('documentNoRequired');
    expect(year.refusal('desk', adjust('nothing')).code).toBe('indicatorUnknown');
    const same = { indicator: 'fundUse', target: '8 项' };
    expect(year.refusal('desk', { ...adjust('fundUse'), changes: [same] }).code).toBe('alreadyDone');
    // What stays as it is is not told; what changes is told with what it was.
    const [adjusted] = year.give('desk', { ...adjust('carryOver'), changes: [same, { indicator: 'carryOver', target: '10 项' }] });
    expect(adjusted).toMatchObject({ type: 'goalsAdjusted', changes: [{ indicator: 'carryOver', target: '10 项', before: '8 项' }] });
    expect(year.state).toMatchObject({ revisionCount: 3, revision: { number: 2 }, step: 'review' });
    year.reach(stages.throughSeptember, 'sign');
    expect(year.state.revision?.number).toBe(4);
  });
});

describe('rectification phase ends when every finding has an accepted plan', () => {
  it('and open ones live on', () => {
    const year = openYear({ findings: [{ id: 'a', status: 'planSigned' }, { id: 'b', status: 'closed' }] }).reach(stages.rectification, 'fill');
    expect(year.task('settleFindings').assignee).toEqual({ duty: 'clerk' });
    year.give(null, { type: 'tick' });
    expect(year.position()).toEqual(['rectification', 'fill']);
    year.world.findings = [{ id: 'a', status: 'planAccepted' }, { id: 'b', status: 'closed' }];
    year.give(null, { type: 'tick' });
    expect(year.position()).toEqual(['publication', 'waiting']);
  });

  it('at once when there is none', () => {
    expect(openYear({ findings: [] }).reach(stages.publication, 'waiting').state.stages[stages.rectification]).toMatchObject({ outcome: 'done' });
  });
});

describe('publication', () => {
  const accounts = (approvedOn: string, documentNo = '财决〔2024〕1号') => ({ type: 'recordAccountsApproval', approvedOn: day(approvedOn), documentNo }) as const;

  it('is due 20 calendar days after the accounts were approved, from the day they were', () => {
    const year = openYear().reach(stages.publication, 'fill');
    expect(year.task('recordAccounts')).toMatchObject({ assignee: { duty: 'performanceDesk' }, dueOn: '2024-08-30' });
    expect(year.refusal('desk', accounts('2024-08-31')).code).toBe('dateInFuture');
    expect(year.refusal('desk', accounts('2024-08-30', '')).code).toBe('documentNoRequired');
    year.give('desk', accounts('2024-08-28'));
    expect(year.task('publish')).toMatchObject({ assignee: { duty: 'clerk' }, dueOn: '2024-09-17' });
    expect(year.refusal('desk', accounts('2024-08-28')).code).toBe('accountsAlreadyRecorded');
    year.reach(stages.publication, 'release');
    expect(year.task('publish').dueOn).toBe('2024-09-17');
    year.give('clerk', { type: 'publish' });
  });

  it('waits for the approval of the accounts', () => {
    const year = openYear().reach(stages.publication, 'release');
    expect(year.refusal('clerk', { type: 'publish' }).code).toBe('accountsNotApproved');
    expect(year.state.tasks.map((task) => task.kind)).toEqual(['recordAccounts']);
  });

  it('is reviewed for secrecy by the deputy leader before it goes to the principal', () => {
    const year = openYear().reach(stages.publication, 'fill');
    expect(year.refusal('clerk', { type: 'submitForSigning' }).code).toBe('secrecyNotReviewed');
    expect(year.refusal('clerk', { type: 'reviewSecrecy', result: 'publish', basis: null }).code).toBe('notYourTask');
    expect(year.refusal('deputy', { type: 'reviewSecrecy', result: 'withhold', basis: null }).code).toBe('secrecyBasisRequired');
    year.give('deputy', { type: 'reviewSecrecy', result: 'publish', basis: null });
    expect(year.refusal('deputy', { type: 'reviewSecrecy', result: 'publish', basis: null }).code).toBe('alreadyDone');
    year.give('clerk', { type: 'submitForSigning' });
    expect(year.refusal('clerk', { type: 'publish' }).code).toBe('wrongPhase');
  });

  it('withheld records its basis', () => {
    const year = openYear().reach(stages.publication, 'fill');
    expect(year.refusal('principal', { type: 'withholdPublication' }).code).toBe('secrecyNotReviewed');
    year.give('deputy', { type: 'reviewSecrecy', result: 'withhold', basis: 'input-9' });
    expect(year.refusal('clerk', { type: 'submitForSigning' }).code).toBe('secrecyForbids');
    expect(year.refusal('clerk', { type: 'withholdPublication' }).code).toBe('notYourTask');
    expect(year.task('preparePublication').assignee).toEqual({ duty: 'principal' });
    const events = year.give('principal', { type: 'withholdPublication' });
    expect(events[0]).toEqual({ type: 'publicationWithheld', by: 'principal', basis: 'input-9' });
    expect(year.state.stages[stages.publication]?.outcome).toBe('withheld');
    expect(year.position()).toEqual(['resultUse', 'fill']);
    expect(year.refusal('clerk', { type: 'correctPublication', ...someone }).code).toBe('notPublished');
  });

  it('a secrecy review that was wrong is replaced by another on record', () => {
    const year = openYear().reach(stages.publication, 'fill');
    year.give('deputy', { type: 'reviewSecrecy', result: 'withhold', basis: 'input-9' });
    year.give('deputy', { type: 'reviewSecrecy', result: 'publish', basis: null });
    expect(year.refusal('principal', { type: 'withholdPublication' }).code).toBe('secrecyAllows');
    expect(year.task('preparePublication').assignee).toEqual({ duty: 'clerk' });
    year.give('clerk', { type: 'submitForSigning' });
  });
});

describe('use of results', () => {
  it('is proposed by the department and decided by the bureau per line, in words the template knows', () => {
    const year = openYear().reach(stages.resultUse, 'fill');
    const line = (outcome: string, name = '办公运行') => [{ line: name, outcome, note: null }];
    expect(year.refusal('clerk', { type: 'proposeResultUse', lines: [] }).code).toBe('resultUseIncomplete');
    expect(year.refusal('clerk', { type: 'proposeResultUse', lines: line('keep', ' ') }).code).toBe('resultUseIncomplete');
    expect(year.refusal('clerk', { type: 'proposeResultUse', lines: line('burn') })).toEqual({ code: 'resultUseUnknown', outcome: 'burn' });
    expect(year.refusal('head', { type: 'proposeResultUse', lines: line('keep') }).code).toBe('notYourTask');
    year.give('clerk', { type: 'proposeResultUse', lines: line('keep') });
    year.give('desk', { type: 'decideResultUse', lines: line('keep') });
    expect(year.state.resultUse.decided).toEqual(line('keep'));
    year.give('desk', { type: 'close' });
    expect(year.state).toMatchObject({ status: 'closed', tasks: [] });
  });
});

describe('filling', () => {
  it('an incomplete section is not handed in, and it says what is missing', () => {
    const year = openYear({ missingFields: { goals: ['overallGoal'] } });
    expect(year.refusal('clerk', { type: 'submitSection', section: 'goals' })).toEqual({ code: 'sectionIncomplete', section: 'goals', fields: ['overallGoal'] });
  });

  it('confirmation belongs to the lead of the section, names something, and is no signature', () => {
    const year = openYear().reach(stages.dataCollection, 'confirm');
    year.world.contributors = ['head'];
    expect(year.refusal('lead', { type: 'confirmSections', sections: ['budget'] }).code).toBe('notYourSection');
    expect(year.refusal('head', { type: 'confirmSections', sections: [] }).code).toBe('sectionsMissing');
    year.give('head', { type: 'confirmSections', sections: ['budget', 'budget'] });
    expect(year.refusal('head', { type: 'confirmSections', sections: ['budget'] }).code).toBe('alreadyDone');
  });

  it('tells those whose work came back', () => {
    const year = openYear().reach(stages.dataCollection, 'confirm');
    const before = year.state;
    const [returned] = year.give('head', { type: 'returnSection', section: 'budget', ...someone });
    expect(returned && noticesOf(before, returned, before.version + 1)).toMatchObject([{ kind: 'returned', to: { person: 'accountant' } }]);
  });
});
