import { expect, test, vi } from 'vitest';
import { docxOf, htmlOf, type Sketch, type SketchTable } from '../../test/containers.js';
import { flowOfPages, type PageText } from './pdfPages.js';
import { readDocument } from './readDocument.js';
import { understand } from './understand.js';

vi.setConfig({ testTimeout: 30_000 });

const head = ['一级指标', '三级指标', '指标值', '完成值', '分值', '得分', '偏差原因'];
const rows: SketchTable = [
  ['产出', '培训班次', '6期', '6期', '50', '50', ''],
  ['效益', '参训率', '≥95%', '93%', '40', '38', '两名学员因公请假'],
];
const last: SketchTable = [['满意度', '学员满意度', '≥90%', '95%', '10', '10', ''], ['总分', '', '', '', '100', '98', '']];

test.each([['docx', docxOf], ['html', htmlOf]] as const)('a form that was typed as two tables is one, in .%s', async (name, write) => {
  for (const between of [[], ['（续表）'], ['- 2 -']]) {
    const sketch: Sketch = ['某局2023年度部门整体支出绩效自评表', [head, ...rows], ...between, last, '填表人：王某'];
    const { items, totals } = await readDocument(write(sketch), `a.${name}`);
    expect(items.map(({ name: item }) => item)).toEqual(['培训班次', '参训率', '学员满意度']);
    expect(totals).toMatchObject({ weight: '100', score: '98', claimedTotal: '98' });
  }
  // Another table of as many columns, with a paragraph between, is none of the form.
  const { totals } = await readDocument(write(['某局2023年度部门整体支出绩效自评表', [head, ...rows], '附：联系人名单', [['王某', '科长', '1', '2', '3', '4', '5'], ['李某', '科员', '1', '2', '3', '4', '5']]]), `a.${name}`);
  expect(totals).toMatchObject({ weight: '90', score: '88' });
});

const [left, column, size] = [60, 70, 10];

/** A page of a ruled table; texts stand in their cells. */
function pageOf(number: number, table: readonly (readonly string[])[]) {
  const [width, top] = [table[0]?.length ?? 0, 80];
  const texts = table.flatMap((cells, row) => cells.flatMap((text, at): readonly PageText[] => (text === '' ? [] : [{ text, x: left + at * column + 3, y: top + row * 30 + 18, width: text.length * size * 0.9, size }])));
  const horizontal = Array.from({ length: table.length + 1 }, (_, row) => ({ direction: 'horizontal' as const, at: top + row * 30, from: left, to: left + width * column }));
  const vertical = Array.from({ length: width + 1 }, (_, at) => ({ direction: 'vertical' as const, at: left + at * column, from: top, to: top + table.length * 30 }));
  return { number, width: 620, height: 842, texts, rules: [...horizontal, ...vertical], pictures: [] };
}

test('a row that the end of a page cut in two is one row', () => {
  const first = [head, ['产出', '培训班次', '6期', '6期', '50', '50', ''], ['效益', '参训', '≥95%', '93%', '40', '38', '两名学员']];
  const second = [['', '率', '', '', '', '', '请假'], ['满意', '满意度', '≥90%', '95%', '10', '10', ''], ['总分', '', '', '', '100', '98', '']];
  const { items, totals } = understand(flowOfPages([pageOf(1, first), pageOf(2, second)]));
  expect(items.map(({ name, score, reason }) => [name, score, reason])).toEqual([['培训班次', '50', null], ['参训率', '38', '两名学员请假'], ['满意度', '10', null]]);
  expect(totals).toMatchObject({ weight: '100', score: '98', claimedTotal: '98' });
  // A row with figures of its own begins the next page as a row.
  const whole = understand(flowOfPages([pageOf(1, first.slice(0, 2)), pageOf(2, [['效益', '参训率', '≥95%', '93%', '40', '38', ''], ...second.slice(1)])]));
  expect(whole.items).toHaveLength(3);
});
