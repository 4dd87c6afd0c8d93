import { expect, test } from 'vitest';
import { renderFragment, renderHtml } from './html.js';
import type { Report } from './report.js';

function report(blocks: Report['blocks'], language = 'zh-CN'): Report {
  return { title: '2023年度部门整体支出绩效自评报告', language, blocks };
}

test('a report becomes one page with its language, headings, texts and tables in order', () => {
  const html = renderHtml(
    report([
      { kind: 'heading', level: 2, text: '一、部门概况' },
      { kind: 'paragraph', text: { text: '年末在职13人。' } },
      { kind: 'table', caption: '得分', columns: [{ label: '指标', numeric: false }, { label: '得分', numeric: true }], rows: [[{ text: '预算执行率', header: true }, { text: '9.37' }]], foot: [] },
    ]),
  );
  expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
  expect(html.indexOf('一、部门概况')).toBeLessThan(html.indexOf('年末在职13人。'));
  expect(html).toContain('<caption>得分</caption>');
  expect(html).toContain('<th scope="col">指标</th><th scope="col" class="numeric">得分</th>');
  expect(html).toContain('<th scope="row">预算执行率</th><td class="numeric" data-label="得分">9.37</td>');
});

test('a cell that covers rows leaves the cells below it under their own columns', () => {
  const columns = [{ label: '维度', numeric: false }, { label: '指标', numeric: false }, { label: '得分', numeric: true }];
  const html = renderFragment(
    report([
      {
        kind: 'table',
        caption: 'c',
        columns,
        rows: [
          [{ text: '管理', header: true, rows: 2 }, { text: '甲', header: true }, { text: '1' }],
          [{ text: '乙', header: true }, { text: '2' }],
          [{ text: '产出', header: true, rows: 1 }, { text: '丙', header: true }, { text: '3' }],
        ],
        foot: [[{ text: '合计', header: true, columns: 2 }, { text: '6' }]],
      },
    ]),
  );
  expect(html).toContain('<th scope="rowgroup" rowspan="2">管理</th><th scope="row">甲</th><td class="numeric" data-label="得分">1</td>');
  expect(html).toContain('<tr><th scope="row">乙</th><td class="numeric" data-label="得分">2</td></tr>');
  expect(html).toContain('<tr><th scope="row">产出</th><th scope="row">丙</th><td class="numeric" data-label="得分">3</td></tr>');
  expect(html).toContain('<tfoot><tr><th scope="row" colspan="2">合计</th><td class="numeric" data-label="得分">6</td></tr></tfoot>');
});

test('nothing of the model can become markup', () => {
  const hostile = `"><script>alert('x')</script>&`;
  const inline = { text: hostile, hint: hostile, language: hostile };
  const html = renderHtml({
    title: hostile,
    language: hostile,
    blocks: [
      { kind: 'heading', level: 3, text: hostile },
      { kind: 'paragraph', text: inline },
      { kind: 'facts', items: [{ term: hostile, value: inline }] },
      { kind: 'table', caption: hostile, columns: [{ label: hostile, numeric: false }], rows: [[inline]], foot: [[{ ...inline, header: true }]] },
    ],
  });
  expect(html).not.toContain('<script');
  // Language twice, title twice, heading, term, caption, column, its label before the cell, and four times three of an inline.
  expect(html.split('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;')).toHaveLength(1 + 9 + 12);
});
