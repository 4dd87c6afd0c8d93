import type { ReadColumn } from '@hengji/domain';
import type { Grid } from './flow.js';
import { plain } from './wording.js';

export type IndicatorColumn = 'level1' | 'level2' | 'name' | ReadColumn;
export type MoneyColumn = 'label' | 'initial' | 'budget' | 'actual' | 'weight' | 'rate' | 'score';

type Header<Column extends string> = readonly (readonly [Column, RegExp])[];

/** How forms call the columns of an indicator table; the first that fits counts. */
const indicatorHeader: Header<IndicatorColumn> = [
  ['level1', /^一级指标|^一级$|^指标类别$/],
  ['level2', /^二级指标|^二级$/],
  ['name', /^三级指标|^三级$|^指标名称|^绩效指标$|^具体指标|^指标内容$|^指标$/],
  ['rule', /评分(?:标准|规则|办法|说明|依据)|计分|评价标准|指标(?:解释|说明)/],
  ['reason', /偏差|原因|改进措施|未完成|备注|说明/],
  ['target', /(?:年度|年初|全年|预期|计划|目标)?(?:指标值|目标值|绩效目标)$|^(?:年度|预期|计划)?目标$|^指标值/],
  ['actual', /实际|完成(?:值|情况|数)|^全年完成/],
  ['unit', /^(?:计量|度量)?单位$/],
  ['score', /^(?:自评|实际|评价|最终)?(?:得分|评分|自评分|打分)(?:情况|\(.*\))?$|^自评$/],
  ['weight', /^(?:指标)?(?:分值|权重|满分|标准分)(?:\(.*\))?%?$|^分数$/],
  ['evidence', /佐证|证据|附件/],
];

/** How forms call the columns of the money block. */
const moneyHeader: Header<MoneyColumn> = [
  ['initial', /年初预算/],
  ['budget', /全年预算|调整(?:后)?(?:的)?预算|预算(?:数|金额|安排)|^年度预算$|^预算$/],
  ['actual', /执行数|执行金额|全年执行$|决算|实际(?:支出|执行|支付)|^支出(?:数|金额)$|^执行$/],
  ['rate', /(?:执行|完成|支付)率/],
  ['score', /^(?:自评)?得分/],
  ['weight', /^(?:分值|权重|满分)/],
];

export type Columns<Column extends string> = ReadonlyMap<Column, number>;

function columnsIn<Column extends string>(texts: readonly string[], header: Header<Column>): Columns<Column> {
  const found = new Map<Column, number>();
  for (const [column, text] of texts.entries()) {
    if (text === '' || texts[column - 1] === text) continue;
    const name = header.find(([key, pattern]) => !found.has(key) && pattern.test(text))?.[0];
    if (name !== undefined) found.set(name, column);
  }
  return found;
}

export type HeaderRow<Column extends string> = { readonly row: number; readonly columns: Columns<Column> };

/** A header may stand over two lines (全年 over 预算数); then both are read as one. */
function headerRows<Column extends string>(grid: Grid, header: Header<Column>, isHeader: (columns: Columns<Column>) => boolean): readonly HeaderRow<Column>[] {
  const texts = grid.rows.map((row) => row.map((cell) => plain(cell?.text ?? '').replace(/\s/g, '')));
  const rows: HeaderRow<Column>[] = [];
  for (const [row, own] of texts.entries()) {
    const alone = columnsIn(own, header);
    if (isHeader(alone)) {
      rows.push({ row, columns: alone });
      continue;
    }
    const above = texts[row - 1];
    if (above === undefined || rows.at(-1)?.row === row - 1) continue;
    const both = columnsIn(own.map((text, column) => (above[column] === text ? text : `${above[column] ?? ''}${text}`)), header);
    if (alone.size > 0 && isHeader(both)) rows.push({ row, columns: both });
  }
  return rows;
}

export function indicatorHeaders(grid: Grid): readonly HeaderRow<IndicatorColumn>[] {
  return headerRows(grid, indicatorHeader, (columns) => (columns.has('name') || columns.has('level2')) && (columns.has('weight') || columns.has('score') || columns.has('target')) && columns.size >= 3);
}

export function moneyHeaders(grid: Grid): readonly HeaderRow<MoneyColumn>[] {
  return headerRows(grid, moneyHeader, (columns) => columns.has('actual') && (columns.has('budget') || columns.has('initial')) && columns.size >= 2);
}
