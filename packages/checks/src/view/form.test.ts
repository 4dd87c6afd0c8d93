import { readFileSync } from 'node:fs';
import type { ReadDocument, ReadItem, Template } from '@hengji/domain';
import { expect, test } from 'vitest';
import { form, found as foundBy, level, money, row } from '../../test/documents.js';
import type { RuleId } from '../finding.js';
import { thresholdsOf } from '../template/thresholdsOf.js';

const shipped = (name: string): Template => JSON.parse(readFileSync(new URL(`../../../../prisma/seed/template.${name}.json`, import.meta.url), 'utf8'));
const department = shipped('department');
const national = shipped('national');
const project = shipped('project');

const found = (rule: RuleId, document: ReadDocument, template = department) => foundBy(rule, document, thresholdsOf(template), { template });

/** The template's own form, with full marks everywhere. */
function filled(template: Template, change: (item: ReadItem) => Partial<ReadItem> | null = () => ({})): ReadDocument {
  const items = template.indicators.flatMap(({ name, dimension, subDimension, weight }) => {
    const item = row({ name, level1: dimension, level2: subDimension, weight, score: weight, target: '完成', actual: '完成' });
    const changed = change(item);
    return changed === null ? [] : [{ ...item, ...changed }];
  });
  const levels = (template.levels ?? []).map(({ dimension, subDimension, weight }) => (subDimension === null ? level(1, dimension, weight) : level(2, subDimension, weight, dimension)));
  return form({ items, levels });
}

test.each([department, national, project])('a form made on $key differs from it in nothing', (template) => {
  for (const rule of ['W1', 'W2', 'W3', 'S1', 'S2', 'T4', 'C3'] as const) expect(found(rule, filled(template), template)).toEqual([]);
});

test('a row weighs what the template says, and a level is not told for the slip of its row', () => {
  const document = filled(department, ({ name }) => (name === '财务制度健全性' ? { weight: '2' } : name === '资金使用规范性' ? { weight: '3' } : {}));
  expect(found('W1', document)).toMatchObject([
    { severity: 'error', variant: 'template', actual: '2', expected: '2.5', proposal: '2.5' },
    { variant: 'template', actual: '3', expected: '2.5' },
  ]);
  expect(found('W2', document)).toEqual([]);
  const shifted = { ...document, levels: filled(department).levels.map((one) => (one.name === '长效管理' ? { ...one, weight: '5' } : one)) };
  expect(found('W2', shifted).map(({ variant, expected }) => ({ variant, expected }))).toContainEqual({ variant: 'template', expected: '4' });
});

test('a table with weights of its own throughout is told in one sentence', () => {
  expect(found('W1', filled(department, ({ weight }) => ({ weight: String(Number(weight) / 2) })))).toMatchObject([{ variant: 'default' }, { variant: 'templateRows', params: { rows: '17', others: '17' } }]);
});

test('rows that are missing and rows of its own are named; a slip of the pen is neither', () => {
  const document = filled(department, ({ name }) => (name === '存档及时率' ? null : name === '结转结余变动率' ? { name: '转结余变动率' } : name === '完善后备人才库' ? { name: '干部培训覆盖面' } : {}));
  expect(found('C3', document)).toMatchObject([
    { severity: 'warning', variant: 'missingRows', expected: '完善后备人才库、存档及时率' },
    { severity: 'note', variant: 'ownRows', params: { names: '干部培训覆盖面' } },
  ]);
  expect(found('T4', document)).toMatchObject([{ expected: '结转结余变动率' }]);
});

test('another form is told as one, and judged by the identities alone', () => {
  const document = filled(department);
  expect(found('C3', document, national)).toMatchObject([{ severity: 'warning', variant: 'otherForm', params: { rows: '17', known: '3' } }]);
  expect(found('W1', document, national)).toEqual([]);
});

test('a project has rows of its own under the levels of the template', () => {
  const items = [['产出指标', '建成渠道', '50'], ['效益指标', '受益农户', '25'], ['满意度指标', '农户满意度', '15']].map(([level1 = '', name = '', weight = '']) => row({ name, level1, weight, score: weight, target: '≥1', actual: '1' }));
  const levels = [level(1, '产出指标', '50'), level(1, '效益指标', '25'), level(1, '满意度指标', '15')];
  const document = form({ kind: 'projectSelfEvaluation', items: [row({ name: '预算执行率', isExecution: true }), ...items], levels });
  expect(found('C3', document, project)).toEqual([]);
  expect(found('W3', document, project)).toMatchObject([{ actual: '25', expected: '30' }, { actual: '15', expected: '10' }]);
});

test('a score follows from the rule and the rounding of the template', () => {
  const scored = (score: string, template = department) => found('S2', { ...filled(template, ({ name }) => (name === '年度预算执行情况' ? { score, isExecution: true } : {})), money: [money('total', '175.20077', '167.958448')] }, template);
  expect(scored('9.59')).toEqual([]);
  expect(scored('9')).toMatchObject([{ variant: 'template', expected: '9.59', proposal: '9.59' }]);
  expect(scored('10')).toMatchObject([{ variant: 'template', expected: '9.59' }]);
  expect(scored('9', { ...department, rounding: { places: 0, mode: 'down' } })).toEqual([]);
  const staff = (actual: string, score: string) => found('S2', filled(national, ({ name }) => (name === '在职人员控制率' ? { target: '≤100%', actual, score, unit: '%' } : {})), national);
  expect(staff('98%', '4')).toEqual([]);
  expect(staff('103%', '4')).toMatchObject([{ variant: 'template' }]);
});
