import { expect, test } from 'vitest';
import { flowOfPages, type PageContent, type PageText } from './pdfPages.js';
import { joinTyped, joinWrapped, type PrintedLine } from './wrapped.js';

/** Where full lines end; a line that ends a sentence ends its paragraph here. */
const margin = 280;
const rightOf = (text: string, left: number) => (/[局表。]$/.test(text) ? left + 90 : margin);

function line(text: string, left: number, index: number, size = 10): PrintedLine {
  return { text, left, right: rightOf(text, left), size, y: index * 16, location: { line: index + 1 } };
}

const texts = (lines: readonly PrintedLine[]) => joinWrapped(lines, margin).map(({ text }) => text);

const body = ['二、2023年我局全年预算数为三百二', '十万元，全年执行数为三百一十二万元，', '预算执行率为百分之九十七点五。', '三、年末有一台设备的尾款未到付款', '期，其余资金都按照合同约定的进度支', '付，没有拖欠。'];
const lefts = [100, 80, 80, 100, 80, 80];
const joined = ['二、2023年我局全年预算数为三百二十万元，全年执行数为三百一十二万元，预算执行率为百分之九十七点五。', '三、年末有一台设备的尾款未到付款期，其余资金都按照合同约定的进度支付，没有拖欠。'];

test('lines that were broken at the margin are put together, though the head of the page stands further left', () => {
  expect(texts(body.map((text, index) => line(text, lefts[index] ?? 0, index)))).toEqual(joined);
  expect(texts([line('云溪县档案局', 60, 0, 9), ...body.map((text, index) => line(text, lefts[index] ?? 0, index + 1))])).toEqual(['云溪县档案局', ...joined]);
});

test('paragraphs that begin drawn in stay apart where hardly a line goes on', () => {
  const drawnIn = ['我局按照合同约定支付了设备的首付款', '我局按照规定的时限公开了部门的预算', '我局按照规定的时限公开了部门的决算', '和“三公”经费，接受社会监督。'];
  expect(texts(drawnIn.map((text, index) => line(text, index === 3 ? 80 : 100, index)))).toEqual([drawnIn[0], drawnIn[1], `${drawnIn[2]}${drawnIn[3]}`]);
});

test('a head that both of two pages repeat at their edge does not part a paragraph, the title of a form begins it anew', () => {
  const placed = (text: string, x: number, y: number): PageText => ({ text, x, y, width: rightOf(text, x) - x, size: 10 });
  const page = (number: number, head: PageText, lines: readonly string[], first: number): PageContent => ({ number, width: 330, height: 842, texts: [head, ...lines.map((text, index) => placed(text, lefts[first + index] ?? 0, 100 + index * 16))], rules: [], pictures: [] });
  const read = (head: string, y: number) => flowOfPages([page(1, placed(head, 60, y), body.slice(0, 1), 0), page(2, placed(head, 60, y), body.slice(1), 1)]).flatMap((block) => (block.kind === 'line' ? [block.text] : []));
  expect(read('云溪县档案局', 30)).toEqual(joined);
  expect(read('项目支出绩效自评表', 70)).toContain('项目支出绩效自评表');
});

test('fields of a form are no lines of one paragraph, though they are as long as its margin', () => {
  const form = ['财政支出项目绩效目标申报表', '填报单位（盖章）：平安县图书馆借阅部', '项目名称 公共图书馆免费开放经费一', '主管部门 平安县文化旅游体育局 ', '其中：财政拨款 50 其他资金：180000', '项目绩效目标 覆盖本县的全部乡镇街道'];
  expect(joinTyped(form.map((text, index) => ({ kind: 'line', text, location: { line: index + 1 } }))).map(({ text }) => text.trim())).toEqual(form.map((text) => text.trim()));
  const prose = ['  二、本单位2023年的全年预算数是三百二十万', '元，分为以下的几个部分并且全部都已经下达', '其中：基本支出二百四十万元，项目支出八十万', '元，全年执行数是三百一十二万元，预算执行率', '是百分之九十七点五，还有一台设备的尾款没有', '到付款期，其余资金都按照合同的约定进度支付'];
  expect(joinTyped(prose.map((text, index) => ({ kind: 'line', text, location: { line: index + 1 } })))).toHaveLength(1);
});
