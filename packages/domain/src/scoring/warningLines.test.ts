import { expect, it } from 'vitest';
import { missingFields, warnedRows, type Figures, type Template } from '../index.js';

const money = (key: string) => ({ key, label: key, labelEn: key, type: 'money', required: true }) as const;
const text = (key: string) => ({ key, label: key, labelEn: key, type: 'longText', required: false, requiredWhenWarned: true }) as const;
const ratio = { kind: 'ratio', numerator: { section: 'budget', field: 'spent' }, denominator: { section: 'budget', field: 'budget' }, direction: 'up' } as const;
const row = { key: 'execution', dimension: '产出', subDimension: null, name: '执行率', nameEn: '', weight: '10', measureKind: 'quantitative', target: '100%', scoringRule: ratio } as const;
const template = {
  indicators: [row],
  sections: [
    { key: 'budget', title: '预算', titleEn: '', ownerDuty: 'accountant', leadDuty: 'financeHead', fields: [money('spent'), money('budget')] },
    { key: 'forecast', title: '预计', titleEn: '', ownerDuty: 'accountant', leadDuty: 'financeHead', fields: [text('deviation'), text('measure')] },
  ],
  // 四川: under 40 % by the end of June, under 60 % by the end of August.
  warningLines: [{ period: 'throughJune', indicator: 'execution', below: '0.4' }],
} as const satisfies Pick<Template, 'indicators' | 'sections' | 'warningLines'>;

const figures = (spent: string): Figures => ({ budget: { spent, budget: '10000' } });
const missing = (spent: string, period: 'throughJune' | 'throughSeptember') => missingFields(template as unknown as Template, 'forecast', period, figures(spent));

it('a row under its line at the checkpoint is marked, and deviation and measure have to be written', () => {
  expect(warnedRows(template, 'throughJune', figures('3999'))).toEqual([{ indicator: 'execution', rate: '0.399900', below: '0.4' }]);
  expect(missing('3999', 'throughJune')).toEqual(['deviation', 'measure']);
});

it('a row on its line, at another checkpoint or without figures is none', () => {
  expect(warnedRows(template, 'throughJune', figures('4000'))).toEqual([]);
  expect([missing('4000', 'throughJune'), missing('100', 'throughSeptember')]).toEqual([[], []]);
  expect(warnedRows(template, 'throughJune', {})).toEqual([]);
});
