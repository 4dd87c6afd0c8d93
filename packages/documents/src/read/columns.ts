import type { ReadColumn } from '@hengji/domain';
import type { Grid } from './flow.js';
import { underLevels } from './levelHeads.js';
import { tightText } from './gridRows.js';
import { plain } from './wording.js';

/** `operator`: a column of its own for ≥ ≤ =; `level1Weight`, `level2Weight`: points printed beside each level. */
export type IndicatorColumn = 'level1' | 'level2' | 'level1Weight' | 'level2Weight' | 'name' | 'upperName' | 'operator' | Exclude<ReadColumn, 'unit'> | 'unit';
export type MoneyColumn = 'label' | 'initial' | 'budget' | 'actual' | 'weight' | 'rate' | 'score' | 'reason';

/** `sure` names the column wherever it stands; `likely` only where no sure one does: 绩效指标 may also be the block's name in the margin. */
type Heading<Column extends string> = { readonly column: Column; readonly sure: RegExp; readonly likely?: RegExp };

/** How forms call the columns of an indicator table; the first that fits counts. */
const indicatorHeader: readonly Heading<IndicatorColumn>[] = [
  { column: 'level1', sure: /^一级指标|^一级$|^指标(?:类别|类型)$/ },
  { column: 'level2', sure: /^二级指标|^二级$/ },
  { column: 'name', sure: /^[三四]级(?:指标)?/, likely: /^(?:绩效|具体|评价|考核)?指标(?:名称|内容)?$|^(?:绩效|评价|考核)(?:内容|项目)$/ },
  { column: 'rule', sure: /评分(?:标准|规则|办法|说明|依据)|计分|评价标准|赋分|指标(?:解释|说明)|评价要点/ },
  // 偏差率 is a figure and says no reason.
  { column: 'reason', sure: /原因|措施|未完成|偏差(?:说明|分析)/, likely: /偏差(?!(?:率|度|值|额|幅度|比例)$)|备注|说明/ },
  { column: 'operator', sure: /^(?:指标|计算)?(?:性质|方向|符号)$|^(?:运算|比较)符号?$/ },
  { column: 'actual', sure: /实际|完成(?:值|情况|数|指标)|^全年完成/, likely: /^(?:自评)?情况$|^(?:实际)?完成$/ },
  { column: 'target', sure: /(?:指标|目标|计划|预期|标准)(?:完成)?值$|(?:年度|年初|全年)(?:绩效)?目标$|^(?:指标|目标)值|计划(?:完成)?数|设定(?:的)?(?:绩效)?(?:目标|指标)?值?$/, likely: /^(?:年度|预期|计划|绩效)?目标$|绩效目标$|^计划$/ },
  { column: 'unit', sure: /^(?:计量|度量)?单位$/ },
  { column: 'score', sure: /^(?:单位|部门|指标|项目)?(?:自评|实际|实|评价|最终)?(?:得分|评分|打分)(?:情况)?$|^(?:指标)?自评分(?:数|值)?$|^自评$/ },
  { column: 'weight', sure: /^(?:指标|标准)?(?:分值|权重|满分|标准分)(?:\/?权重|\/?分值)?$/, likely: /^分数$/ },
  { column: 'evidence', sure: /佐证|证据|附件|证明材料/ },
];

/** Money as it was granted. */
const granted = '(?:预算|批复|下达|安排)';
const spent = '(?:执行|支出|支付|使用|完成)';
const figure = '(?:数|金额|额)';

/**
 * How forms call the columns of the money block, by the words that tell when money was granted (年初, 期初, or 全年, 年末, 调整后) and that it
 * was spent. Any other figure of it is a likely one: 年度预算数.
 */
const moneyHeader: readonly Heading<MoneyColumn>[] = [
  { column: 'initial', sure: new RegExp(`(?:年初|期初)(?:部门|单位|项目)?${granted}|${granted}${figure}?\\((?:年初|期初)\\)`) },
  { column: 'budget', sure: new RegExp(`(?:全年|年末|期末)(?:\\(调整\\))?${granted}(?!${spent})|调整(?:后)?(?:的)?${granted}|预算调整后|${granted}${figure}?\\((?:调整后?|全年)\\)`), likely: /预算(?:数|金额|安排|总额|资金)|^年度预算$|^预算$/ },
  { column: 'actual', sure: new RegExp(`执行${figure}|^全年执行$|决算|实际(?:支出|执行|支付|使用)(?!率|进度)|^(?:全年|累计)(?:支出|支付)${figure}?$`), likely: new RegExp(`^(?:资金)?(?:支出|支付)(?:数|金额)?$|^(?:全年|累计|实际)${spent}(?:数|金额)$|^执行$`) },
  { column: 'score', sure: /^(?:自评|执行率|指标)?得分(?!率)|^自评分/ },
  { column: 'weight', sure: /^(?:执行率|指标)?(?:分值|权重|满分|标准分)|^分数$/ },
  { column: 'reason', sure: /原因|偏差(?:说明|分析)/ },
  { column: 'rate', sure: new RegExp(`${spent}(?:率|进度)`) },
];

/** A heading that stands over points or values, of any form. */
export const scoreHeading = /^(?:\p{Script=Han}{0,4})(?:分值|权重|得分|评分|指标值|目标值|完成值)(?:\(.*\))?$/u;

export type Columns<Column extends string> = ReadonlyMap<Column, number>;

/** A heading without what only explains it: (A), (B/A), (分), (%), (万元). */
function bare(text: string): string {
  return text.replace(/\s/g, '').replace(/\((?:[A-Za-z][/÷*×]?)+(?:[*×]100%)?\)|\((?:分|%|权重|百分制|万元|元)\)/g, '').replace(/[:%]$/, '');
}

function columnsIn<Column extends string>(texts: readonly string[], header: readonly Heading<Column>[]): Columns<Column> {
  const found = new Map<Column, number>();
  const taken = new Set<number>();
  const each = (pattern: (heading: Heading<Column>) => RegExp | undefined) => {
    for (const [column, text] of texts.entries()) {
      if (text === '' || texts[column - 1] === text || taken.has(column)) continue;
      const heading = header.find((one) => pattern(one)?.test(text));
      if (heading === undefined || found.has(heading.column)) continue;
      found.set(heading.column, column);
      taken.add(column);
    }
  };
  each(({ sure }) => sure);
  each(({ likely }) => likely);
  return found;
}

function names(text: string, header: readonly Heading<string>[]): boolean {
  return header.some(({ sure, likely }) => sure.test(bare(text)) || likely?.test(bare(text)) === true);
}

/** Whether a text alone may head a column of an indicator table, its number among them. */
export function namesIndicatorColumn(text: string): boolean {
  return names(text, indicatorHeader) || scoreHeading.test(text) || /^(?:序号|编号)$/.test(text);
}

/** Whether a text alone may head a column of a money block. */
export function namesMoneyColumn(text: string): boolean {
  return names(text, moneyHeader);
}

/** Where every level has its points beside it, those behind the name are the row's own. A fourth level is the row's name, the third then stands above it. */
function indicatorColumnsIn(line: readonly string[]): Columns<IndicatorColumn> {
  // What stands before the first level is the block's name in the margin: 年度绩效指标完成情况.
  const margin = line.findIndex((text) => /^一级(?:指标)?$/.test(text));
  const texts = line.map((text, column) => (column < margin ? '' : text));
  const found = new Map(columnsIn(texts, indicatorHeader));
  // 评价内容 | 指标名称: the wider one holds the other.
  const wider = found.get('name');
  const narrower = texts.findIndex((text, column) => /^(?:绩效|具体|评价|考核)?指标(?:名称|内容)?$/.test(text) && texts[column - 1] !== text);
  if (wider !== undefined && narrower >= 0 && /(?:内容|项目)$/.test(texts[wider] ?? '') && !/指标/.test(texts[wider] ?? '')) {
    if (!found.has('level1')) found.set('level1', wider);
    found.set('name', narrower);
  }
  const fourth = texts.findIndex((text) => /^四级(?:指标)?/.test(text));
  const third = found.get('name');
  if (fourth >= 0 && third !== undefined && third !== fourth) {
    found.set('upperName', third);
    found.set('name', fourth);
  }
  const every = (wanted: IndicatorColumn) => {
    const pattern = indicatorHeader.find(({ column }) => column === wanted)?.sure;
    return texts.flatMap((text, column) => (pattern?.test(text) === true && texts[column - 1] !== text ? [column] : []));
  };
  // The score of a row stands behind its name, those of its levels before it.
  const own = every('score').find((column) => column > (found.get('name') ?? -1));
  // 评分 of 100 for each row beside 加权得分: the latter is in points of the weights.
  const weighted = texts.findIndex((text) => /^(?:加权|折算后?|权重)(?:后)?得分$/.test(text));
  if (weighted >= 0) found.set('score', weighted);
  else if (own !== undefined) found.set('score', own);
  const weights = every('weight');
  if (weights.length < 2) return found;
  found.delete('weight');
  const owners: readonly (readonly [IndicatorColumn, number | undefined])[] = [['level1Weight', found.get('level1')], ['level2Weight', found.get('level2')], ['weight', found.get('name')]];
  for (const column of weights) {
    const owner = owners.filter(([, at]) => at !== undefined && at < column).sort((a, b) => (b[1] ?? 0) - (a[1] ?? 0))[0]?.[0] ?? 'weight';
    if (!found.has(owner)) found.set(owner, column);
  }
  return found;
}

/** `points`: what a heading says of its column's points, as 得分(10分). */
export type HeaderRow<Column extends string> = { readonly row: number; readonly columns: Columns<Column>; readonly points: string | null };

/** 得分(10分), 得分(20分*执行率); else the block's own name in the margin: 预算执行情况(万元)(20分). */
const headPoints = [/得分\((\d+(?:\.\d+)?)(?:分|分?[*×xX](?:预算)?执行率)\)$/, /预算执行(?:情况|率)?(?:\((?:万元|元)\))?\((\d+(?:\.\d+)?)分\)$/];

function pointsIn(texts: readonly string[]): string | null {
  for (const pattern of headPoints) for (const text of texts) if (pattern.test(text)) return pattern.exec(text)?.[1] ?? null;
  return null;
}

/**
 * A heading of the upper row and one below it, as forms say both in one: 预算数 over 年初 is 年初预算数. 调整数 is the adjusted budget, but
 * beside 调整后 or 全年 only the adjustment.
 */
function joined(above: string, below: string, row: readonly string[]): string {
  const budget = /^(.*)预算(?:数|金额)?$/.exec(above);
  const stage = /^(年初|全年|调整后|调整)(?:数|金额)?$/.exec(below)?.[1];
  const isAdjustment = stage === '调整' && row.some((text) => /^(?:调整后|全年)/.test(text));
  return budget === null || stage === undefined || isAdjustment ? `${above}${below}` : `${budget[1] ?? ''}${stage}预算数`;
}

function isFigure(text: string): boolean {
  return /^[≥≤=]?\d[\d,]*(?:\.\d+)?(?:%|亿元|万元|元)?$/.test(text);
}

/** A header may stand over two lines (全年 over 预算数); then both are read as one. */
function headerRows<Column extends string>(grid: Grid, read: (texts: readonly string[]) => Columns<Column>, isHeader: (columns: Columns<Column>) => boolean): readonly HeaderRow<Column>[] {
  const texts = grid.rows.map((row) => row.map((cell) => bare(plain(cell?.text ?? ''))));
  const pointsOf = (row: number) => pointsIn(grid.rows[row]?.map(tightText) ?? []);
  const rows: HeaderRow<Column>[] = [];
  for (const [row, own] of texts.entries()) {
    // A head names columns and holds no figure, in neither of its lines; a row may use the same words.
    if (own.some(isFigure)) continue;
    const above = texts[row - 1];
    const parted = above === undefined || above.some(isFigure) ? null : underLevels(above, own);
    const leveled = parted === null ? null : read(parted);
    if (leveled !== null && isHeader(leveled)) {
      // The upper line alone may have looked like the whole head.
      if (rows.at(-1)?.row === row - 1) rows.pop();
      rows.push({ row, columns: leveled, points: pointsOf(row) });
      continue;
    }
    const alone = read(own);
    if (isHeader(alone)) {
      rows.push({ row, columns: alone, points: pointsOf(row) });
      continue;
    }
    if (above === undefined || above.some(isFigure) || rows.at(-1)?.row === row - 1 || alone.size === 0) continue;
    const both = read(own.map((text, column) => (above[column] === text ? text : joined(above[column] ?? '', text, own))));
    if (!isHeader(both)) continue;
    // 评分 over 分值: what the lower word says alone holds where the two together say nothing.
    const taken = new Set(both.values());
    const columns = new Map([...[...alone].filter(([column, at]) => !both.has(column) && !taken.has(at)), ...both]);
    rows.push({ row, columns, points: pointsOf(row) });
  }
  return rows;
}

export function indicatorHeaders(grid: Grid): readonly HeaderRow<IndicatorColumn>[] {
  return headerRows(grid, indicatorColumnsIn, (columns) => (columns.has('name') || columns.has('level2')) && (columns.has('weight') || columns.has('score') || columns.has('target')) && columns.size >= 3);
}

/** Headings of the reported year: 2022年决算数 beside 2023年决算数 is last year's. */
function ofReportedYear(texts: readonly string[]): readonly string[] {
  const yearOf = (text: string) => Number(/(20\d{2})年/.exec(text)?.[1] ?? '0');
  const reported = Math.max(...texts.map(yearOf));
  return texts.map((text) => ((yearOf(text) > 0 && yearOf(text) < reported) || (/上年|上一年|去年|往年/.test(text) && !/结转|结余/.test(text)) ? '' : text));
}

/** 年度预算数 is the budget, and beside the adjusted one what it was at first. */
function moneyColumnsIn(printed: readonly string[]): Columns<MoneyColumn> {
  const texts = ofReportedYear(printed);
  // 年初安排数 | 全年完成数 may be figures of anything.
  if (!texts.some((text) => /预算|决算|支出|支付|拨款|资金|批复|下达|执行/.test(text))) return new Map();
  const found = columnsIn(texts, moneyHeader);
  const first = texts.findIndex((text) => /^年度预算(?:数|金额)?$/.test(text));
  const budget = found.get('budget');
  return found.has('initial') || first < 0 || budget === undefined || budget === first ? found : new Map([...found, ['initial', first]]);
}

export function moneyHeaders(grid: Grid): readonly HeaderRow<MoneyColumn>[] {
  return headerRows(grid, moneyColumnsIn, (columns) => columns.has('actual') && (columns.has('budget') || columns.has('initial')));
}
