import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareExact, exact, type Exact } from '../exact.js';
import {
  scoreRow,
  totalScore,
  type OperandLookup,
  type OperandRef,
  type ScoreOutcome,
  type ScoringRule,
  type WeightedOutcome,
} from '../index.js';

const a: OperandRef = { section: 'budget', field: 'a' };
const b: OperandRef = { section: 'budget', field: 'b' };

/** Figures for `a` and `b`; null is a box left empty. */
const figures =
  (first: string | null, second: string | null): OperandLookup =>
  (ref) =>
    ref.field === 'a' ? first : second;
const nothing = figures(null, null);

const up: ScoringRule = { kind: 'ratio', numerator: a, denominator: b, direction: 'up' };
const down: ScoringRule = { kind: 'ratio', numerator: a, denominator: b, direction: 'down' };
const changeRate: ScoringRule = { kind: 'changeRate', current: a, previous: b };
const entered: ScoringRule = { kind: 'entered' };

const scoreOf = (outcome: ScoreOutcome): string => {
  if (outcome.kind !== 'scored') throw new Error(`not scored: ${JSON.stringify(outcome)}`);
  return outcome.score;
};
const value = (text: string): Exact => {
  const parsed = exact(text);
  if (parsed === null) throw new Error(`not a decimal: ${text}`);
  return parsed;
};
const atMost = (low: string, high: string): boolean => compareExact(value(low), value(high)) <= 0;

describe('ratio, higher is better', () => {
  it('scores the execution rates of the 2023 report in proportion, with every step told', () => {
    expect(scoreRow(up, '10', figures('167.958448', '175.20077'))).toEqual({
      kind: 'scored',
      score: '9.59',
      rate: '0.958663',
      steps: [
        { code: 'ratio', params: { numerator: '167.958448', denominator: '175.20077', rate: '0.958663' } },
        { code: 'belowTarget', params: { rate: '0.958663', target: '1', weight: '10' } },
        { code: 'rounded', params: { value: '9.586627', score: '9.59' } },
      ],
    });
    expect(scoreOf(scoreRow(up, '5', figures('156958448', '164200770')))).toBe('4.78');
    expect(scoreOf(scoreRow(up, '3', figures('2', '3')))).toBe('2.00');
  });

  it('gives the weight and no more from the target on', () => {
    expect(scoreRow(up, '5', figures('11', '11'))).toMatchObject({ score: '5.00', rate: '1.000000', steps: [{}, { code: 'targetReached' }, {}] });
    expect(scoreOf(scoreRow(up, '5', figures('22', '11')))).toBe('5.00');
    expect(scoreOf(scoreRow(up, '5', figures('0', '11')))).toBe('0.00');
    expect(scoreOf(scoreRow({ ...up, target: '0.9' }, '10', figures('90', '100')))).toBe('10.00');
    expect(scoreOf(scoreRow({ ...up, target: '0.9' }, '10', figures('45', '100')))).toBe('5.00');
  });

  it('rounds a tie up', () => {
    expect(scoreOf(scoreRow(up, '1', figures('125', '1000')))).toBe('0.13');
  });
});

describe('ratio, lower is better', () => {
  it('is full within the limit and falls in inverse proportion above it', () => {
    expect(scoreRow(down, '5', figures('1000.00', '1000.00'))).toMatchObject({ score: '5.00', steps: [{}, { code: 'withinLimit' }, {}] });
    expect(scoreOf(scoreRow(down, '5', figures('13', '13')))).toBe('5.00');
    expect(scoreOf(scoreRow(down, '5', figures('0', '13')))).toBe('5.00');
    expect(scoreRow(down, '5', figures('13', '12'))).toMatchObject({ score: '4.62', rate: '1.083333', steps: [{}, { code: 'aboveLimit' }, {}] });
  });
});

describe('an operand of several figures', () => {
  const parts: Readonly<Record<string, string>> = { basicBudget: '164200770', projectBudget: '11000000', basicSpent: '156958448', projectSpent: '11000000' };
  const ref = (field: string): OperandRef => ({ section: 'budget', field });
  const total: ScoringRule = {
    kind: 'ratio',
    numerator: [ref('basicSpent'), ref('projectSpent')],
    denominator: [ref('basicBudget'), ref('projectBudget')],
    direction: 'up',
  };

  it('is their sum: the total execution rate of the 2023 report', () => {
    expect(scoreRow(total, '10', ({ field }) => parts[field] ?? null)).toMatchObject({
      score: '9.59',
      steps: [{ code: 'ratio', params: { numerator: '167958448', denominator: '175200770', rate: '0.958663' } }, {}, {}],
    });
  });

  it('names every part that is empty, and finds the part that is no figure', () => {
    expect(scoreRow(total, '10', ({ field }) => (field.startsWith('project') ? null : '1'))).toEqual({
      kind: 'missing',
      operands: [ref('projectSpent'), ref('projectBudget')],
    });
    expect(scoreRow(total, '10', ({ field }) => (field === 'projectBudget' ? '-1' : '1'))).toEqual({ kind: 'invalid', code: 'operandNegative' });
    expect(scoreRow(total, '10', ({ field }) => (field === 'projectSpent' ? '一' : '1'))).toEqual({ kind: 'invalid', code: 'operandNotDecimal' });
  });
});

describe('change of carry-over', () => {
  it('is full when it did not rise, and loses the rate when it did', () => {
    expect(scoreRow(changeRate, '5', figures('80', '100'))).toMatchObject({ score: '5.00', rate: '-0.200000', steps: [{}, { code: 'notRisen' }, {}] });
    expect(scoreOf(scoreRow(changeRate, '5', figures('100', '100')))).toBe('5.00');
    expect(scoreRow(changeRate, '5', figures('130', '100'))).toMatchObject({ score: '3.50', rate: '0.300000', steps: [{}, { code: 'risen' }, {}] });
    expect(scoreOf(scoreRow(changeRate, '5', figures('900', '100')))).toBe('0.00');
  });

  it('does not apply where nothing was carried over in either year', () => {
    expect(scoreRow(changeRate, '5', figures('0', '0.00'))).toEqual({ kind: 'notApplicable', reasonCode: 'nothingCarriedOver' });
  });
});

describe('a base of zero', () => {
  it('does not apply where there was nothing to spend and nothing was spent', () => {
    for (const rule of [up, down]) expect(scoreRow(rule, '5', figures('0', '0'))).toEqual({ kind: 'notApplicable', reasonCode: 'ratioOfNothing' });
  });

  it('asks a person where the other figure is not zero', () => {
    for (const rule of [up, down, changeRate]) {
      expect(scoreRow(rule, '5', figures('1', '0'))).toEqual({ kind: 'invalid', code: 'enteredScoreRequired' });
      expect(scoreOf(scoreRow(rule, '5', figures('1', '0'), { score: '2.5', reason: '首年结转' }))).toBe('2.50');
    }
  });

  it('does not let a person overrule what can be computed', () => {
    expect(scoreOf(scoreRow(up, '5', figures('1', '2'), { score: '5', reason: '应得满分' }))).toBe('2.50');
  });
});

describe('entered score', () => {
  it('takes a score with its reason', () => {
    expect(scoreRow(entered, '2.5', nothing, { score: '2.5', reason: '制度健全' })).toEqual({
      kind: 'scored',
      score: '2.50',
      rate: null,
      steps: [{ code: 'entered', params: { score: '2.50', reason: '制度健全' } }],
    });
  });

  it.each([
    [undefined, 'enteredScoreRequired'],
    [null, 'enteredScoreRequired'],
    [{ score: '两分', reason: '理由' }, 'enteredScoreNotDecimal'],
    [{ score: '1.005', reason: '理由' }, 'enteredScoreNotDecimal'],
    [{ score: '2.51', reason: '理由' }, 'enteredScoreOutOfRange'],
    [{ score: '-1', reason: '理由' }, 'enteredScoreOutOfRange'],
    [{ score: '2', reason: ' 　' }, 'enteredReasonRequired'],
  ])('%j is %s', (score, code) => {
    expect(scoreRow(entered, '2.5', nothing, score)).toEqual({ kind: 'invalid', code });
  });
});

describe('what cannot be scored', () => {
  it('names the boxes that are empty', () => {
    expect(scoreRow(up, '5', nothing)).toEqual({ kind: 'missing', operands: [a, b] });
    expect(scoreRow(changeRate, '5', figures('1', null))).toEqual({ kind: 'missing', operands: [b] });
  });

  it.each<[ScoringRule, string, string, string]>([
    [up, '5', '1,000', 'operandNotDecimal'],
    [up, '5', '-1', 'operandNegative'],
    [{ ...up, target: '0' }, '5', '1', 'targetInvalid'],
    [{ ...down, target: '100%' }, '5', '1', 'targetInvalid'],
    [up, '0', '1', 'weightInvalid'],
    [up, '-5', '1', 'weightInvalid'],
    [up, '0.125', '1', 'weightInvalid'],
  ])('%j with weight %s and figure %s is %s', (rule, weight, figure, code) => {
    expect(scoreRow(rule, weight, figures(figure, '1'))).toEqual({ kind: 'invalid', code });
  });
});

/** The report's 17 rows, weights repaired to 100: what the year 2023 must come to (design §8). */
const full = (weight: string): WeightedOutcome => ({ weight, outcome: scoreRow(entered, weight, nothing, { score: weight, reason: '完成' }) });
const report2023: readonly WeightedOutcome[] = [
  { weight: '10', outcome: scoreRow(up, '10', figures('167958448', '175200770')) },
  { weight: '5', outcome: scoreRow(up, '5', figures('156958448', '164200770')) },
  { weight: '5', outcome: scoreRow(up, '5', figures('11000000', '11000000')) },
  { weight: '5', outcome: scoreRow(down, '5', figures('100000', '100000')) },
  { weight: '5', outcome: scoreRow(changeRate, '5', figures('0', '0')) },
  full('2.5'),
  full('2.5'),
  full('5'),
  full('5'),
  { weight: '5', outcome: scoreRow(down, '5', figures('13', '13')) },
  full('16'),
  full('8'),
  full('8'),
  full('8'),
  full('4'),
  full('3'),
  { weight: '3', outcome: scoreRow(up, '3', figures('2', '3')) },
];

describe('totalScore', () => {
  it('comes to 98.28 for the 2023 report: 93.37 of 95', () => {
    expect(report2023.map(({ outcome }) => (outcome.kind === 'scored' ? outcome.score : outcome.kind))).toEqual([
      '9.59',
      '4.78',
      '5.00',
      '5.00',
      'notApplicable',
      '2.50',
      '2.50',
      '5.00',
      '5.00',
      '5.00',
      '16.00',
      '8.00',
      '8.00',
      '8.00',
      '4.00',
      '3.00',
      '2.00',
    ]);
    expect(totalScore(report2023)).toEqual({ kind: 'total', sum: '93.37', applicableWeight: '95', notApplicableWeight: '5', total: '98.28' });
  });

  it('comes to 97.23 after the bureau takes one point for late bookkeeping', () => {
    const reviewed = report2023.map((row, index) => (index === 6 ? { ...row, deduction: '1.00' } : row));
    expect(totalScore(reviewed)).toMatchObject({ sum: '92.37', total: '97.23' });
  });

  it('re-bases on what applies when the weights do not sum to 100', () => {
    expect(totalScore([full('30'), { weight: '20', outcome: scoreRow(up, '20', figures('1', '2')) }])).toEqual({
      kind: 'total',
      sum: '40.00',
      applicableWeight: '50',
      notApplicableWeight: '0',
      total: '80.00',
    });
  });

  it('has no total while a row has no score', () => {
    const rows = [full('50'), { weight: '25', outcome: scoreRow(up, '25', nothing) }, { weight: '25', outcome: scoreRow(entered, '25', nothing) }];
    expect(totalScore(rows)).toEqual({ kind: 'incomplete', rows: [1, 2] });
  });

  const absent: WeightedOutcome = { weight: '5', outcome: { kind: 'notApplicable', reasonCode: 'nothingCarriedOver' } };
  it.each<[string, readonly WeightedOutcome[], string, number | null]>([
    ['more than the row has', [full('50'), { ...full('2.5'), deduction: '2.51' }], 'deductionExceedsScore', 1],
    ['a negative deduction', [{ ...full('50'), deduction: '-1' }], 'deductionInvalid', 0],
    ['a deduction finer than a score', [{ ...full('50'), deduction: '0.005' }], 'deductionInvalid', 0],
    ['a deduction from a row that does not count', [full('50'), { ...absent, deduction: '1' }], 'deductionOnNotApplicable', 1],
    ['nothing that applies', [absent], 'nothingApplicable', null],
    ['no rows', [], 'nothingApplicable', null],
    ['a weight that is none', [{ ...full('50'), weight: 'x' }], 'weightInvalid', 0],
    ['a score above its weight', [{ ...full('50'), weight: '49' }], 'scoreOutOfRange', 0],
  ])('refuses %s', (_, rows, code, row) => {
    expect(totalScore(rows)).toEqual({ kind: 'invalid', code, row });
  });

  it('may take a row to zero, and a deduction of nothing is none', () => {
    expect(totalScore([{ ...full('2.5'), deduction: '2.50' }])).toMatchObject({ sum: '0.00', total: '0.00' });
    expect(totalScore([{ ...absent, deduction: '0' }, { ...full('5'), deduction: null }])).toMatchObject({ total: '100.00' });
  });
});

/** 分, from nothing to a thousand million 元. */
const amount = fc.bigInt({ min: 0n, max: 10n ** 11n });
const hundredths = (low: number, high: number) => fc.integer({ min: low, max: high }).map((points) => (points / 100).toFixed(2));
const rule = fc.oneof(
  fc.record({ direction: fc.constantFrom('up' as const, 'down' as const), target: hundredths(1, 300) }).map((part): ScoringRule => ({
    kind: 'ratio',
    numerator: a,
    denominator: b,
    ...part,
  })),
  fc.constant(changeRate),
);
const row = fc.tuple(rule, hundredths(1, 5_000), amount, amount, hundredths(0, 300)).map(([scoring, weight, first, second, deduction]): WeightedOutcome => {
  const outcome = scoreRow(scoring, weight, figures(String(first), String(second)), { score: '0', reason: '无基数' });
  const possible = outcome.kind === 'scored' && atMost(deduction, outcome.score);
  return { weight, outcome, deduction: possible ? deduction : null };
});

describe('properties', () => {
  it('a score lies between nothing and its weight', () => {
    fc.assert(
      fc.property(row, ({ weight, outcome }) => {
        if (outcome.kind === 'scored') expect(atMost('0', outcome.score) && atMost(outcome.score, weight)).toBe(true);
        else expect(outcome.kind).toBe('notApplicable');
      }),
    );
  });

  it('more of what is good never costs points, more of what is bad never earns any', () => {
    fc.assert(
      fc.property(rule, hundredths(1, 5_000), amount, amount, amount, (scoring, weight, one, other, base) => {
        fc.pre(base > 0n);
        const [less, more] = one < other ? [one, other] : [other, one];
        const [low, high] = [less, more].map((figure) => scoreOf(scoreRow(scoring, weight, figures(String(figure), String(base)))));
        const rising = scoring.kind === 'ratio' && scoring.direction === 'up';
        expect(rising ? atMost(low ?? '', high ?? '') : atMost(high ?? '', low ?? '')).toBe(true);
      }),
    );
  });

  it('does not depend on the order of rows, and stays between 0 and 100 after re-basing', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const total = totalScore(rows);
        expect(totalScore([...rows].reverse())).toEqual(total);
        if (total.kind === 'total') expect(atMost('0', total.total) && atMost(total.total, '100')).toBe(true);
        else expect(total).toEqual({ kind: 'invalid', code: 'nothingApplicable', row: null });
      }),
    );
  });

  it('a row that does not apply changes nothing but the base', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 10 }), hundredths(1, 5_000), (rows, weight) => {
        const before = totalScore(rows);
        const after = totalScore([...rows, { weight, outcome: { kind: 'notApplicable', reasonCode: 'ratioOfNothing' } }]);
        expect(after.kind === 'total' ? after.total : after).toEqual(before.kind === 'total' ? before.total : before);
      }),
    );
  });
});
