import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndicatorEntry } from '../content.js';
import type { EvaluationState } from '../evaluation/state.js';
import { templateOfStage } from '../evaluation/state.js';
import { testRules, rulesWith, stages } from '../testing/rules.js';
import { templateNumbered } from '../testing/world.js';
import { openYear } from '../testing/year.js';
import type { IndicatorDefinition, Template } from '../template.js';
import { movedContent, type CaseContent } from './content.js';
import { planTemplateMove } from './plan.js';
import { rowMoves, versionRefusal, type RowMapping } from './rows.js';

const base = templateNumbered(1, testRules);
const row = (key: string, more: Partial<IndicatorDefinition> = {}): IndicatorDefinition => ({ key, dimension: '产出', subDimension: null, name: key, nameEn: key, weight: '10', measureKind: 'qualitative', target: '8 项', scoringRule: { kind: 'entered' }, ...more });
const version = (number: number, indicators: readonly IndicatorDefinition[], more: Partial<Template> = {}): Template => ({ ...base, version: number, indicators, ...more });
const entry = (indicator: string, more: Partial<IndicatorEntry> = {}): IndicatorEntry => ({ indicator, target: '', actual: '', entered: null, varianceReason: '', improvementAction: '', ...more });

describe('rows', () => {
  const before = version(1, [row('training'), row('archive'), row('meetings')]);
  const after = version(2, [row('archive', { weight: '12' }), row('courses'), row('visits')]);
  const told = (mapping: readonly RowMapping[]) => {
    const moves = rowMoves(before, after, mapping);
    return moves.ok ? moves.rows.map((one) => `${one.kind} ${one.kind === 'added' ? one.to.key : one.from.key}`) : moves.refusal;
  };

  it('keep their key, are named by hand, fall away or are new', () => {
    expect(told([])).toEqual(['dropped training', 'kept archive', 'dropped meetings', 'added courses', 'added visits']);
    expect(told([{ from: 'training', to: 'courses' }, { from: 'archive', to: null }])).toEqual(['renamed training', 'dropped archive', 'dropped meetings', 'added archive', 'added visits']);
  });

  it('stand one to one', () => {
    expect(told([{ from: 'training', to: 'courses' }, { from: 'meetings', to: 'courses' }])).toEqual({ code: 'rowTakenTwice', indicator: 'courses' });
    // The row of that key keeps its place, unless it is given another.
    expect(told([{ from: 'training', to: 'archive' }])).toEqual({ code: 'rowTakenTwice', indicator: 'archive' });
    expect(told([{ from: 'training', to: 'archive' }, { from: 'archive', to: 'visits' }])).toEqual(['renamed training', 'renamed archive', 'dropped meetings', 'added courses']);
    expect(told([{ from: 'training', to: 'courses' }, { from: 'training', to: 'visits' }])).toEqual({ code: 'rowTakenTwice', indicator: 'training' });
    expect(told([{ from: 'unknown', to: 'courses' }])).toEqual({ code: 'indicatorUnknown', indicator: 'unknown' });
    expect(told([{ from: 'training', to: 'unknown' }])).toEqual({ code: 'indicatorUnknown', indicator: 'unknown' });
  });

  it('of another form, an older version or another course are no place to go to', () => {
    expect(versionRefusal(before, after)).toBeNull();
    expect(versionRefusal(before, { ...after, key: 'project' })).toEqual({ code: 'templateOfOtherForm' });
    expect(versionRefusal(after, before)).toEqual({ code: 'templateNotNewer', version: 2 });
    expect(versionRefusal(before, { ...after, process: rulesWith({ [stages.throughJune]: { checkpoint: 'throughAugust' } }) })).toEqual({ code: 'courseDiffers' });
    // Who signs is no part of the course.
    expect(versionRefusal(before, { ...after, process: rulesWith({ [stages.throughJune]: { signing: [] } }) })).toBeNull();
  });
});

describe('what was typed', () => {
  const stage = testRules.stages[stages.selfAssessment];
  if (stage === undefined) throw new Error('no assessment');
  const move = (before: Template, after: Template, content: Partial<CaseContent>, mapping: readonly RowMapping[] = [], approved = true) => {
    const moves = rowMoves(before, after, mapping);
    if (!moves.ok) throw new Error(moves.refusal.code);
    return movedContent({ before, after, rows: moves.rows, stage: { before: stage, after: stage }, approved }, { entries: [], figures: {}, files: [], ...content });
  };

  it('an approved target stands, also one that nobody typed, whatever the new form proposes', () => {
    const [before, after] = [version(1, [row('training'), row('archive')]), version(2, [row('courses', { target: '12 项' }), row('archive', { target: '9 项' })])];
    const { entries, lost } = move(before, after, { entries: [entry('training', { target: '10 项' })] }, [{ from: 'training', to: 'courses' }]);
    expect(entries.map(({ entry: { indicator, target } }) => [indicator, target])).toEqual([['courses', '10 项'], ['archive', '8 项']]);
    expect(lost).toEqual([]);
    // Before the approval the form proposes, and only what was typed is kept.
    expect(move(before, after, {}, [], false).entries).toEqual([]);
  });

  it('a judged score holds where weight and rule are the same, and is told with its reason where they are not', () => {
    const [before, after] = [version(1, [row('training'), row('archive')]), version(2, [row('training', { weight: '12' }), row('archive', { name: '档案' })])];
    const entered = { score: '8.00', reason: '两次培训' };
    const { entries, lost } = move(before, after, { entries: [entry('training', { entered, actual: '2 次' }), entry('archive', { entered })] });
    expect(entries.map((one) => one.entry.entered)).toEqual([null, entered]);
    expect(entries[0]?.entry.actual).toBe('2 次');
    expect(lost.map(({ part, value }) => [part, value])).toEqual([['score', '8.00'], ['scoreReason', '两次培训']]);
  });

  it('figures stay where the field takes them, and files where the section is there', () => {
    const budget = (fields: Template['sections'][number]['fields']): Partial<Template> => ({ sections: base.sections.map((section) => (section.key === 'budget' ? { ...section, fields } : section)) });
    const money = { key: 'outturn', label: '支出数', labelEn: 'Outturn', type: 'money', required: true } as const;
    const before = version(1, [row('archive')], budget([money, { ...money, key: 'note', label: '说明', labelEn: 'Note', type: 'text' }, { ...money, key: 'posts', type: 'text' }]));
    const after = version(2, [row('archive')], budget([money, { ...money, key: 'posts', label: '编制', labelEn: 'Posts', type: 'count' }]));
    const figures = { budget: { outturn: '100', note: '追加', posts: '约 30 人' }, outcomes: {} };
    const { figures: taken, lost, changed } = move(before, after, { figures, files: [{ id: 'f1', section: 'budget', name: '凭证.pdf' }, { id: 'f2', section: 'assets', name: '台账.pdf' }] });
    expect(taken).toEqual([{ section: 'budget', field: 'note' }, { section: 'budget', field: 'posts' }]);
    expect(lost.map(({ part, place, value }) => [part, place, value])).toEqual([['figure', 'budget · 说明', '追加'], ['figure', 'budget · 支出数', '约 30 人'], ['file', 'assets', '台账.pdf']]);
    expect(changed).toEqual(['budget']);
  });

  it('is carried over or told, whatever the versions and the mapping', () => {
    const keys = ['a', 'b', 'c', 'd', 'e'];
    const rows = fc.uniqueArray(fc.record({ key: fc.constantFrom(...keys), weight: fc.constantFrom('10', '12') }), { selector: ({ key }) => key, minLength: 1 }).map((all) => all.map(({ key, weight }) => row(key, { weight })));
    const texts = fc.record({ target: fc.constantFrom('', 't1', 't2'), actual: fc.constantFrom('', 'a1'), varianceReason: fc.constantFrom('', 'v1'), improvementAction: fc.constantFrom('', 'm1'), entered: fc.constantFrom(null, { score: '3.00', reason: 'r1' }) });
    const mapping = fc.uniqueArray(fc.record({ from: fc.constantFrom(...keys), to: fc.option(fc.constantFrom(...keys)) }), { selector: ({ from }) => from });
    fc.assert(
      fc.property(rows, rows, mapping, fc.array(texts, { minLength: 5, maxLength: 5 }), fc.boolean(), (old, now, by, typed, approved) => {
        const [before, after] = [version(1, old), version(2, now)];
        if (!rowMoves(before, after, by).ok) return;
        const entries = old.map(({ key }, index) => entry(key, typed[index]));
        const { entries: moved, lost } = move(before, after, { entries }, by, approved);
        const values = (all: readonly IndicatorEntry[]) => all.flatMap((one) => [one.target, one.actual, one.varianceReason, one.improvementAction, ...(one.entered === null ? [] : [one.entered.score, one.entered.reason])]).filter((value) => value !== '');
        expect([...values(moved.map((one) => one.entry)), ...lost.map(({ value }) => value)].sort()).toEqual(values(entries).sort());
        const places = moved.map((one) => one.entry.indicator);
        expect(new Set(places).size).toBe(places.length);
        expect(places.every((key) => now.some((one) => one.key === key))).toBe(true);
      }),
      { numRuns: 500, seed: 2023 },
    );
  });
});

describe('a case that moves', () => {
  const moveTo = (from: string) => ({ type: 'moveTemplate', from, to: `${from}+`, rows: [], documentNo: '省财绩〔2023〕9号', reason: 'input-1' }) as const;

  it('keeps the version of every phase that was left, and goes on by the new rules', () => {
    const year = openYear().reach(stages.throughJune, 'fill');
    year.give('desk', moveTo('template-1'));
    const { state } = year;
    expect(state.stages.map((_, index) => templateOfStage(state, index)).slice(0, 4)).toEqual(['template-1', 'template-1', 'template-1+', 'template-1+']);
    expect(year.refusal('desk', { ...moveTo('template-1'), to: 'template-9' })).toEqual({ code: 'templateNotInUse' });
    expect(year.refusal('desk', moveTo('template-1'))).toEqual({ code: 'alreadyDone' });
    // Once more in the next phase: the first move is not undone.
    year.reach(stages.throughSeptember, 'fill').give('desk', moveTo('template-1+'));
    expect([0, 1, 2, 3, 4].map((stage) => templateOfStage(year.state, stage))).toEqual(['template-1', 'template-1', 'template-1+', 'template-1++', 'template-1++']);
    while (year.state.status === 'open') year.proceed();
    expect(year.state.publication).not.toBeNull();
  });

  it('gives sections that were handed in back where they ask something else', () => {
    const year = openYear().reach(stages.dataCollection, 'fill');
    year.submitSections();
    expect(year.position()).toEqual(['dataCollection', 'confirm']);
    const events = year.give('desk', moveTo('template-1'));
    expect(events[0]).toMatchObject({ type: 'templateMoved', returned: ['budget'], documentNo: '省财绩〔2023〕9号', fromNumber: 1, toNumber: 2 });
    expect(year.position()).toEqual(['dataCollection', 'fill']);
    expect(year.state.sections.map(({ key, status, returnReason }) => [key, status, returnReason])).toEqual([['budget', 'returned', 'input-1'], ['outcomes', 'submitted', null]]);
    expect(year.task('fillSection', 'budget').assignee).toEqual({ duty: 'accountant' });
  });

  it('waits for nothing that is before its signers, and not after the assessment', () => {
    const year = openYear().reach(stages.selfAssessment, 'sign');
    expect(year.refusal('desk', moveTo('template-1'))).toEqual({ code: 'versionUnderReview' });
    year.reach(stages.financeReview, 'review');
    expect(year.refusal('desk', moveTo('template-1'))).toEqual({ code: 'assessmentSigned' });
    expect(year.refusal('desk', { ...moveTo('template-1'), documentNo: ' ' })).toEqual({ code: 'documentNoRequired' });
  });

  it('drops a score set by hand whose row weighs something else, and carries the others', () => {
    const year = openYear().reach(stages.selfAssessment, 'fill');
    year.give('clerk', { type: 'overrideScore', indicator: 'archive', score: '2.00', reason: 'input-2', acceptDisqualification: true });
    const [event] = year.give('desk', moveTo('template-1'));
    expect(event).toMatchObject({ scoresLost: ['archive'] });
    expect(year.state.overrides).toEqual([]);
  });

  it('says which new rows nobody approved a target for', () => {
    const before = version(1, [row('archive')]);
    const after = version(2, [row('archive'), row('visits')]);
    const plan = (state: EvaluationState) => {
      const answer = planTemplateMove(state, before, after, [], { entries: [], figures: {}, files: [] });
      return answer.ok ? answer.plan : null;
    };
    expect(plan(openYear().reach(stages.draft, 'fill').state)).toMatchObject({ withoutApprovedTarget: [], kept: [], moved: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] });
    expect(plan(openYear().reach(stages.dataCollection, 'fill').state)).toMatchObject({ withoutApprovedTarget: ['visits'], kept: [0] });
  });
});
