import { expect, test } from 'vitest';
import { scoreSheet, type IndicatorEntry } from '../content.js';
import type { IndicatorDefinition, Template } from '../template.js';
import { testTemplate } from '../testing/county.js';
import { unmetRows } from './unmet.js';

const row = (key: string, more: Partial<IndicatorDefinition>): IndicatorDefinition => ({ key, dimension: '产出', subDimension: null, name: key, nameEn: key, weight: '20', measureKind: 'qualitative', target: '按时完成', scoringRule: { kind: 'entered' }, ...more });
const ratio = { scoringRule: { kind: 'ratio', numerator: { section: 'tasks', field: 'done' }, denominator: { section: 'tasks', field: 'planned' }, direction: 'up' }, measureKind: 'quantitative' } as const;
const template: Template = { ...testTemplate, indicators: [row('whole', {}), row('judged', {}), row('computed', ratio), row('unused', { ...ratio, notApplicable: 'rebase', scoringRule: { ...ratio.scoringRule, denominator: { section: 'tasks', field: 'none' } } }), row('deducted', {})] };
const entry = (indicator: string, score: string, more: Partial<IndicatorEntry> = {}): IndicatorEntry => ({ indicator, target: '', actual: '', entered: { score, reason: '已验收' }, varianceReason: '', improvementAction: '', ...more });

test('rows below their weight are told with target, actual, reason and measure; full, empty and inapplicable ones are not', () => {
  const entries = [
    entry('whole', '20.00'),
    entry('judged', '12.50', { target: '全部入库', actual: '入库六成' }),
    entry('computed', '0', { entered: null, varianceReason: '两项推迟', improvementAction: '明年一季度补做' }),
    entry('deducted', '20.00'),
  ];
  const sheet = scoreSheet(template, { tasks: { done: '8', planned: '10', none: '0' } }, entries, [{ indicator: 'deducted', points: '1.00' }]);
  expect(unmetRows(sheet)).toEqual([
    { indicator: 'judged', name: 'judged', nameEn: 'judged', weight: '20', score: '12.50', rate: null, target: '全部入库', actual: '入库六成', deducted: null, reason: '已验收', measure: '' },
    { indicator: 'computed', name: 'computed', nameEn: 'computed', weight: '20', score: '16.00', rate: '0.800000', target: '按时完成', actual: '', deducted: null, reason: '两项推迟', measure: '明年一季度补做' },
    { indicator: 'deducted', name: 'deducted', nameEn: 'deducted', weight: '20', score: '19.00', rate: null, target: '按时完成', actual: '', deducted: '1.00', reason: '', measure: '' },
  ]);
});
