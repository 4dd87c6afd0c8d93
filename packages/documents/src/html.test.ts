import { expect, test } from 'vitest';
import { renderHtml } from './html.js';

test('a report becomes one page with its language, headings, texts and tables in order', () => {
  const html = renderHtml({
    title: '2023年度部门整体支出绩效自评报告',
    language: 'zh-CN',
    blocks: [
      { kind: 'heading', level: 2, text: '一、部门概况' },
      { kind: 'paragraph', text: '年末在职13人。' },
      { kind: 'table', caption: '得分', header: ['指标', '得分'], rows: [['预算执行率', '9.37']] },
    ],
  });
  expect(html).toMatch(/^<!doctype html>\n<html lang="zh-CN">/);
  expect(html.indexOf('一、部门概况')).toBeLessThan(html.indexOf('年末在职13人。'));
  expect(html).toContain('<th scope="col">指标</th>');
  expect(html).toContain('<td>9.37</td>');
});

test('nothing of the model can become markup', () => {
  const hostile = `"><script>alert('x')</script>&`;
  const html = renderHtml({
    title: hostile,
    language: hostile,
    blocks: [
      { kind: 'heading', level: 3, text: hostile },
      { kind: 'paragraph', text: hostile },
      { kind: 'table', caption: hostile, header: [hostile], rows: [[hostile]] },
    ],
  });
  expect(html).not.toContain('<script');
  expect(html.split('&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;')).toHaveLength(9);
});
