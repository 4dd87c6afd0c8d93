import type { ReadDocument } from '@hengji/domain';
import type { FlowLine, FlowTable } from './flow.js';
import { scopeOf } from './moneyCells.js';
import { plainOf } from './wording.js';

/** What all income goes by: 本年收入, 收入总计, 一、收入. 按收入性质分 and 事业收入 are none. */
const whole = /^(?:[一二三四五六七八九十]+、)?(?:本年度?|年度|全年|当年|部门|单位)*(?:总)?(?:预算|决算)?收入(?:总)?(?:预算|决算)?(?:合计|总计|总额|数|金额)?(?:\([^()]*\))?:?$/;

/**
 * Which rows of a table of money are income, by their labels: all of it, and the kinds below it up to the next row of spending. What came in is
 * no budget and no outturn.
 */
export function incomeAmong(labels: readonly string[]): readonly boolean[] {
  let inside = false;
  return labels.map((label) => {
    if (whole.test(label)) inside = true;
    else if (/支出|经费/.test(label) || scopeOf(label) === 'total') inside = false;
    return inside;
  });
}

const inProse = /(?:(?:总|本年度?|全年|年度|部门|单位|预算|决算)收入|收入(?:总?预算|总?决算|合计|总计|总额))(?:合计|总计|总额|数|金额)?(?:为|是|共计?|达|约|:)*\d[\d,]*(?:\.\d+)?(?:亿元|万元|元)/;

/** Rules hold spending against its budget, and nothing against income: the first place that has some is told. */
export function unreadIncome(lines: readonly FlowLine[], tables: readonly FlowTable[]): ReadDocument['unread'] {
  const cell = tables.flatMap(({ rows }) => rows.flatMap((row) => row.filter((one, at) => whole.test(plainOf(one)) && row.slice(at + 1).some(({ text }) => /\d/.test(text))))).at(0);
  const first = cell ?? lines.find((line) => inProse.test(plainOf(line)));
  return first === undefined ? [] : [{ location: first.location, reason: 'unreadIncome' }];
}
