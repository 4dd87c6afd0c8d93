import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareExact, exact } from '../exact.js';
import { isJudged, operandsOfRule, scoreRow, scoringRuleKinds, totalScore, type OperandLookup, type OperandRef, type ScoreOutcome, type ScoringRule } from '../index.js';

const a: OperandRef = { section: 'staff', field: 'a' };
const b: OperandRef = { section: 'staff', field: 'b' };
const figures = (first: string, second = '100'): OperandLookup => (ref) => (ref.field === 'a' ? first : second);
const share = { kind: 'ratio', numerator: a, denominator: b } as const;
const told = (outcome: ScoreOutcome) => (outcome.kind === 'scored' ? [outcome.score, outcome.steps.map(({ code }) => code)] : [outcome.kind, outcome]);
const scoreOf = (outcome: ScoreOutcome) => (outcome.kind === 'scored' ? outcome.score : outcome.kind);

describe('deduction by steps', () => {
  /** 在职人员控制率：≤100% 满分，每超 1 个百分点扣 0.5 分。 */
  const staff: ScoringRule = { kind: 'stepDeduction', measure: share, direction: 'down', target: '1', step: '0.01', points: '0.5', counting: 'whole' };

  it('takes its points for every whole step above the limit', () => {
    expect(told(scoreRow(staff, '5', figures('100')))).toEqual(['5.00', ['ratio', 'withinLimit', 'rounded']]);
    expect(told(scoreRow(staff, '5', figures('103')))).toEqual(['3.50', ['ratio', 'stepsOff', 'rounded']]);
    expect(scoreOf(scoreRow(staff, '5', figures('103.9')))).toBe('3.50');
    expect(scoreOf(scoreRow(staff, '5', figures('200')))).toBe('0.00');
  });

  it('counts a step that has begun where the template says so', () => {
    expect(scoreOf(scoreRow({ ...staff, counting: 'begun' }, '5', figures('103.9')))).toBe('3.00');
    expect(scoreOf(scoreRow({ ...staff, counting: 'begun' }, '5', figures('100.001')))).toBe('4.50');
  });

  it('takes them below the target where more is better: 预算完成率每低 5 个百分点扣 2 分', () => {
    const done: ScoringRule = { kind: 'stepDeduction', measure: share, direction: 'up', target: '1', step: '0.05', points: '2', counting: 'begun' };
    expect(told(scoreRow(done, '8', figures('100')))).toEqual(['8.00', ['ratio', 'targetReached', 'rounded']]);
    expect(scoreRow(done, '8', figures('88'))).toMatchObject({ score: '2.00', steps: [{}, { code: 'stepsOff', params: { deviation: '0.12', step: '0.05', count: '3', points: '2', weight: '8' } }, {}] });
  });

  it('judges a change, and a figure as it is', () => {
    const change: ScoringRule = { ...staff, measure: { kind: 'changeRate', current: a, previous: b }, target: '0', points: '0.8' };
    expect(scoreOf(scoreRow(change, '5', figures('102')))).toBe('3.40');
    expect(scoreOf(scoreRow(change, '5', figures('90')))).toBe('5.00');
    const complaints: ScoringRule = { ...staff, measure: { kind: 'figure', figure: a }, target: '0', step: '1', points: '1' };
    expect(scoreRow(complaints, '3', figures('2'))).toMatchObject({ score: '1.00', rate: null, steps: [{ code: 'figure', params: { value: '2' } }, { code: 'stepsOff' }, {}] });
  });
});

describe('bands', () => {
  /** 预算控制率：0 得 8 分，≤10% 得 6 分，≤20% 得 4 分，≤30% 得 2 分，超过 30% 不得分。 */
  const control: ScoringRule = { kind: 'bands', measure: share, bands: [{ upTo: '0', share: '1' }, { upTo: '0.1', share: '0.75' }, { upTo: '0.2', share: '0.5' }, { upTo: '0.3', share: '0.25' }, { upTo: null, share: '0' }] };

  it.each([['0', '8.00'], ['0.5', '6.00'], ['10', '6.00'], ['10.01', '4.00'], ['20', '4.00'], ['30', '2.00'], ['31', '0.00']])('%s of 100 earns %s of 8', (figure, score) => {
    expect(scoreOf(scoreRow(control, '8', figures(figure)))).toBe(score);
  });

  it('say which band it was', () => {
    expect(scoreRow(control, '8', figures('10'))).toMatchObject({ steps: [{}, { code: 'inBand', params: { upTo: '0.1', share: '0.75', weight: '8' } }, {}] });
    expect(scoreRow(control, '8', figures('31'))).toMatchObject({ steps: [{}, { code: 'inLastBand' }, {}] });
  });

  it('that end before the value are a mistake of the template', () => {
    expect(scoreRow({ ...control, bands: [{ upTo: '0', share: '1' }] }, '8', figures('1'))).toEqual({ kind: 'invalid', code: 'targetInvalid' });
    expect(scoreRow({ ...control, bands: [{ upTo: null, share: '1.5' }] }, '8', figures('1'))).toEqual({ kind: 'invalid', code: 'targetInvalid' });
  });
});

describe('all or nothing', () => {
  it('is the weight from the target on', () => {
    const days: ScoringRule = { kind: 'allOrNothing', measure: { kind: 'figure', figure: a }, direction: 'down', target: '20' };
    expect(told(scoreRow(days, '3', figures('20')))).toEqual(['3.00', ['figure', 'reached', 'rounded']]);
    expect(told(scoreRow(days, '3', figures('21')))).toEqual(['0.00', ['figure', 'notReached', 'rounded']]);
  });

  it('asks that every box says yes', () => {
    const kept: ScoringRule = { kind: 'allYes', answers: [a, b] };
    expect(told(scoreRow(kept, '3', figures('true', 'true')))).toEqual(['3.00', ['allYes', 'rounded']]);
    expect(scoreRow(kept, '3', figures('true', 'false'))).toMatchObject({ score: '0.00', steps: [{ code: 'notAllYes', params: { no: '1' } }, {}] });
    expect(scoreRow(kept, '3', figures('', 'true'))).toEqual({ kind: 'missing', operands: [a] });
  });
});

describe('three bands of a judgement', () => {
  it.each([['10', 'bandMet'], ['8', 'bandMet'], ['7.99', 'bandPartlyMet'], ['6', 'bandPartlyMet'], ['5.99', 'bandNotMet'], ['0', 'bandNotMet']])('%s of 10 is %s', (score, band) => {
    expect(told(scoreRow({ kind: 'threeBands' }, '10', figures(''), { score, reason: '有会议纪要' }))[1]).toEqual([band, 'entered']);
  });

  it('need a score and a reason as any judgement does', () => {
    expect(scoreRow({ kind: 'threeBands' }, '10', figures(''), null)).toEqual({ kind: 'invalid', code: 'enteredScoreRequired' });
    expect(scoreRow({ kind: 'threeBands' }, '10', figures(''), { score: '8', reason: ' ' })).toEqual({ kind: 'invalid', code: 'enteredReasonRequired' });
  });
});

describe('over-achievement', () => {
  const explained: ScoringRule = { kind: 'ratio', numerator: a, denominator: b, direction: 'up', overAchievement: { times: '1.3', reduce: false } };

  it('has to be explained from the line of the template on, and costs nothing by itself', () => {
    expect(told(scoreRow(explained, '10', figures('130')))).toEqual(['10.00', ['ratio', 'targetReached', 'rounded']]);
    expect(told(scoreRow(explained, '10', figures('131')))).toEqual(['10.00', ['ratio', 'targetReached', 'farAboveTarget', 'rounded']]);
  });

  it('is taken off in proportion to what lies above, where the template says so', () => {
    const reduced: ScoringRule = { ...explained, overAchievement: { times: '1.3', reduce: true } };
    expect(scoreRow(reduced, '10', figures('150'))).toMatchObject({ score: '8.00', steps: [{}, {}, { code: 'farAboveReduced', params: { times: '1.5', line: '1.3', weight: '10' } }, {}] });
    expect(scoreOf(scoreRow(reduced, '10', figures('900')))).toBe('0.00');
  });
});

describe('what the template says beside the rule', () => {
  const up: ScoringRule = { kind: 'ratio', numerator: a, denominator: b, direction: 'up' };

  it('gives the weight where nothing can be measured, instead of leaving the row out', () => {
    expect(told(scoreRow(up, '5', figures('0', '0'), null, { notApplicable: 'full' }))).toEqual(['5.00', ['fullWithoutBase', 'rounded']]);
    expect(scoreRow(up, '5', figures('0', '0'), null, { notApplicable: 'rebase' })).toMatchObject({ kind: 'notApplicable' });
  });

  it('cuts off as the 2023 report did: 95.87 % of 10 is 9, 95.59 % of 5 is 4', () => {
    const whole = { rounding: { places: 0, mode: 'down' } } as const;
    expect(told(scoreRow(up, '10', figures('167958448', '175200770'), null, whole))).toEqual(['9.00', ['ratio', 'belowTarget', 'cutOff']]);
    expect(scoreOf(scoreRow(up, '5', figures('156958448', '164200770'), null, whole))).toBe('4.00');
  });

  it('never rounds a score above its weight', () => {
    expect(scoreOf(scoreRow(up, '2.5', figures('100'), null, { rounding: { places: 0, mode: 'halfUp' } }))).toBe('2.50');
  });

  it('rounds the total the same way', () => {
    const rows = [{ weight: '7', outcome: scoreRow(up, '7', figures('99')) }];
    expect(totalScore(rows)).toMatchObject({ total: '99.00' });
    expect(totalScore([{ weight: '3', outcome: scoreRow(up, '3', figures('66')) }], { places: 0, mode: 'down' })).toMatchObject({ total: '66.00' });
  });
});

/** One rule of every kind that computes, with terms of all sorts. */
const decimals = (low: number, high: number, per: number) => fc.integer({ min: low, max: high }).map((value) => String(value / per));
const direction = fc.constantFrom('up' as const, 'down' as const);
const counting = fc.constantFrom('begun' as const, 'whole' as const);
const measures = fc.constantFrom({ kind: 'ratio', numerator: a, denominator: b } as const, { kind: 'changeRate', current: a, previous: b } as const, { kind: 'figure', figure: a } as const);
const bands = fc.uniqueArray(fc.integer({ min: -100, max: 300 }), { minLength: 1, maxLength: 5 }).chain((ends) =>
  fc.array(fc.integer({ min: 0, max: 100 }), { minLength: ends.length + 1, maxLength: ends.length + 1 }).map((shares) => {
    const falling = shares.toSorted((x, y) => y - x).map((value) => String(value / 100));
    return [...ends.toSorted((x, y) => x - y).map((end, index) => ({ upTo: String(end / 100), share: falling[index] ?? '0' })), { upTo: null, share: falling.at(-1) ?? '0' }];
  }),
);
const computedRule: fc.Arbitrary<ScoringRule> = fc.oneof(
  fc.record({ kind: fc.constant('ratio' as const), numerator: fc.constant(a), denominator: fc.constant(b), direction, target: decimals(1, 300, 100) }),
  fc.constant<ScoringRule>({ kind: 'changeRate', current: a, previous: b }),
  fc.record({ kind: fc.constant('stepDeduction' as const), measure: measures, direction, target: decimals(0, 200, 100), step: decimals(1, 50, 100), points: decimals(1, 200, 100), counting }),
  fc.record({ kind: fc.constant('bands' as const), measure: measures, bands }),
  fc.record({ kind: fc.constant('allOrNothing' as const), measure: measures, direction, target: decimals(0, 200, 100) }),
);
const terms = fc.record({ rounding: fc.record({ places: fc.constantFrom(0 as const, 1 as const, 2 as const), mode: fc.constantFrom('halfUp' as const, 'down' as const) }), notApplicable: fc.constantFrom('rebase' as const, 'full' as const) });
const weights = fc.integer({ min: 1, max: 5_000 }).map((points) => (points / 100).toFixed(2));
const amounts = fc.integer({ min: 0, max: 1_000_000 }).map(String);
const atMost = (low: string, high: string) => compareExact(exact(low) ?? { numerator: 0n, denominator: 1n }, exact(high) ?? { numerator: -1n, denominator: 1n }) <= 0;

describe('properties of every rule', () => {
  it('a score lies between nothing and its weight', () => {
    fc.assert(
      fc.property(computedRule, weights, amounts, amounts, terms, (rule, weight, first, second, given) => {
        const outcome = scoreRow(rule, weight, figures(first, second), { score: '0', reason: '无基数' }, given);
        if (outcome.kind === 'scored') expect(atMost('0', outcome.score) && atMost(outcome.score, weight)).toBe(true);
        else expect(outcome.kind).toBe('notApplicable');
      }),
    );
  });

  it('is monotone in the actual: towards better never loses, towards worse never gains', () => {
    fc.assert(
      fc.property(computedRule, weights, amounts, amounts, fc.integer({ min: 1, max: 1_000_000 }).map(String), terms, (rule, weight, one, other, base, given) => {
        const [less, more] = Number(one) < Number(other) ? [one, other] : [other, one];
        const [low, high] = [less, more].map((figure) => scoreOf(scoreRow(rule, weight, figures(figure, base), null, given)));
        const rising = (rule.kind === 'ratio' || rule.kind === 'stepDeduction' || rule.kind === 'allOrNothing') && rule.direction === 'up';
        expect(rising ? atMost(low ?? '', high ?? '') : atMost(high ?? '', low ?? '')).toBe(true);
      }),
    );
  });

  it('what applies weighs 100 after re-basing, whatever does not', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(weights, fc.boolean()), { minLength: 1, maxLength: 20 }), (rows) => {
        const total = totalScore(rows.map(([weight, applies]) => ({ weight, outcome: applies ? scoreRow({ kind: 'entered' }, weight, figures(''), { score: weight, reason: '满分' }) : { kind: 'notApplicable', reasonCode: 'ratioOfNothing' } })));
        expect(total.kind === 'total' ? total.total : total.kind).toBe(rows.some(([, applies]) => applies) ? '100.00' : 'invalid');
      }),
    );
  });
});

it('every kind of rule names what it reads, and two of them ask a person', () => {
  const rules: readonly ScoringRule[] = [
    { kind: 'ratio', numerator: a, denominator: b, direction: 'up' }, { kind: 'changeRate', current: a, previous: b }, { kind: 'stepDeduction', measure: share, direction: 'up', target: '1', step: '1', points: '1', counting: 'whole' },
    { kind: 'bands', measure: share, bands: [] }, { kind: 'allOrNothing', measure: { kind: 'figure', figure: a }, direction: 'up', target: '1' }, { kind: 'allYes', answers: [a] }, { kind: 'threeBands' }, { kind: 'entered' },
  ];
  expect(rules.map(({ kind }) => kind)).toEqual(scoringRuleKinds);
  expect(rules.map((rule) => operandsOfRule(rule).length)).toEqual([2, 2, 2, 2, 1, 1, 0, 0]);
  expect(rules.filter(isJudged).map(({ kind }) => kind)).toEqual(['threeBands', 'entered']);
});
