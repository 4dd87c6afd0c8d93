import { gradeOfCell, numberOfCell, type Location } from '@hengji/domain';
import type { Columns, IndicatorColumn } from './columns.js';
import type { Grid } from './flow.js';
import { cellsOf, locationOf, textAt, tightText, type GridRow } from './gridRows.js';
import { scoreOfCell } from './scoreAndGrade.js';
import { plain } from './wording.js';

/** The total that a table prints. `weight`: what its row prints as the sum of the weights. */
export type ClaimedTotal = { readonly total: string; readonly weight: string | null; readonly location: Location };

/** How a row of totals or of subtotals begins. */
export const totalLabel = /^(?:总分|合计|总计|总得分|得分合计|分值合计|(?:自评|评价|综合)(?:总分|总得分|得分合计)|小计$)/;

/** How forms call the overall score, and now and then an indicator. */
const scoreLabel = /^(?:(?:自评|综合|评价|最终|绩效)(?:得分|评分)|自评结果)(?:\(分\))?:?(?:\d{1,3}(?:\.\d+)?分?)?$/;

/** 产出指标小计, 产出指标合计, 产出指标(小计): what the rows above sum to, and no total of the whole. */
const partLabel = /^[^,。;:]{2,16}?\(?(小计|合计)\)?:?$/;

/** Whether a label is that of a row of totals, of the table or of a part. */
export function isTotalLabel(text: string): boolean {
  const label = text.replace(/\s/g, '');
  return totalLabel.test(label) || /^\p{Script=Han}{2,12}(?:小计|合计)$/u.test(label);
}

/** A cell that says nothing, or a dash where nothing belongs. */
function isBlank(cell: GridRow[number]): boolean {
  return /^[-/\\]*$/.test(plain(cell?.text ?? ''));
}

function isEmpty(row: GridRow, column: number | undefined): boolean {
  return column === undefined || isBlank(row[column] ?? null);
}

function levelColumns(columns: Columns<IndicatorColumn>): readonly number[] {
  return (['level1', 'level2', 'upperName'] as const).flatMap((column) => columns.get(column) ?? []);
}

function hasValues(row: GridRow, columns: Columns<IndicatorColumn>): boolean {
  return !isEmpty(row, columns.get('target')) || !isEmpty(row, columns.get('actual'));
}

/**
 * 产出指标 | 小计 | | 60: the word alone beside the level that it sums up, and no total of the whole. 合计 where a name stands may be that
 * total, of a table whose last level reaches down to it.
 */
export function sumsUpLevel(row: GridRow, columns: Columns<IndicatorColumn>, nameColumn: number | undefined): boolean {
  const wordAt = (column: number | undefined) => /^(小计|合计):?$/.exec(textAt(row, column).replace(/\s/g, ''))?.[1];
  const [above, own] = [columns.get('level1'), columns.get('level2')];
  if (hasValues(row, columns) || above === undefined || isEmpty(row, above) || wordAt(above) !== undefined) return false;
  const unnamed = own !== nameColumn && (isEmpty(row, nameColumn) || row[nameColumn ?? -1] === row[own ?? -1]);
  return wordAt(nameColumn) === '小计' || (wordAt(own) !== undefined && unnamed);
}

/**
 * Whether a row sums up a part of the table. An indicator may be called 三公经费合计; a part's 合计 reaches over the levels, or stands
 * under one where no name does, and neither has a target.
 */
export function isPartTotal(row: GridRow, columns: Columns<IndicatorColumn>, nameColumn: number | undefined): boolean {
  if (hasValues(row, columns)) return false;
  if (sumsUpLevel(row, columns, nameColumn)) return true;
  const levels = levelColumns(columns);
  const name = nameColumn === undefined ? null : (row[nameColumn] ?? null);
  return [...levels, ...(nameColumn === undefined ? [] : [nameColumn])].some((column) => {
    const word = partLabel.exec(textAt(row, column).replace(/\s/g, ''))?.[1];
    if (word === undefined) return false;
    return word === '小计' || (column === nameColumn ? levels.some((level) => level !== column && row[level] === name) : textAt(row, nameColumn) === '');
  });
}

/** Points: fewer are an indicator's. */
const leastOfWhole = 50;

/**
 * 自评得分 | | | 100 | | | 98.6: the label of a row that prints the overall score. A row of that name with another name in its levels, with
 * values, or with points like those of other rows is an indicator.
 */
export function scoreLabelOf(row: GridRow, columns: Columns<IndicatorColumn>, nameColumn: number | undefined): string | null {
  const at = (column: number | undefined) => (column === undefined ? null : (row[column] ?? null));
  const named = [...new Set([...levelColumns(columns), nameColumn].map(at))].filter((cell) => !isBlank(cell));
  const [only = null, another] = named;
  const label = tightText(only);
  if (another !== undefined || !scoreLabel.test(label)) return null;
  const score = at(columns.get('score'));
  // A label may reach over the values, and a figure from there to the score.
  const valued = (['target', 'actual'] as const).map((column) => at(columns.get(column))).some((cell) => cell !== only && cell !== score && !isBlank(cell));
  return !valued && figuresIn(row, label).some((figure) => Number(figure) >= leastOfWhole) ? label : null;
}

const reachable = /\((?:满分)?100分?\):?$/;
const ownTotalLabel = /^(?:自评|评价|综合)(?:总分|总得分|得分合计)/;

/** The figure within the label of a row of totals, and those of its cells. */
function figuresIn(row: GridRow, label: string): readonly string[] {
  return [ownFigure(label), ...cellsOf(row).map(({ text }) => scoreOfCell(text))].filter((figure) => figure !== null);
}

function ownFigure(label: string): string | null {
  return /[::]?(\d{1,3}(?:\.\d+)?)分?$/.exec(label)?.[1] ?? null;
}

/**
 * The total that a row of totals prints: under 得分, or the only figure there is, or the last one beside the weights' 100. Alone under 分值 it
 * is the score that a label of scores says, unless it is what the weights come to.
 */
export function totalOf(row: GridRow, columns: Columns<IndicatorColumn>, label: string): ClaimedTotal | null {
  const score = scoreOfCell(textAt(row, columns.get('score')));
  const figures = cellsOf(row).map(({ text }) => scoreOfCell(text)).filter((figure) => figure !== null);
  const [only = null, another] = figures;
  const last = columns.has('score') && figures.length === (columns.has('weight') ? 2 : 1) ? (figures.at(-1) ?? null) : null;
  // 总分(100分) says itself what can be reached; beside 自评等级 stands what was.
  const isScore = reachable.test(label) || (ownTotalLabel.test(label) && cellsOf(row).some(({ text }) => gradeOfCell(text) !== null));
  const beside = another === undefined && only !== null && (isScore || (scoreLabel.test(label) && Number(only) !== 100)) ? only : null;
  const total = ownFigure(label) ?? score ?? last ?? beside;
  // One figure over both columns is the score.
  const weight = row[columns.get('weight') ?? -1] === row[columns.get('score') ?? -1] || (total === beside && score === null) ? null : numberOfCell(textAt(row, columns.get('weight')));
  return total === null ? null : { total, weight, location: locationOf(row, columns.get('score')) };
}

/** 自评总分(分):98.6 as all that a cell says. */
const scoreInside = /^(?:自评|综合|最终|绩效)(?:总分|总得分|得分|评分)(?:\(分\))?:(\d{1,3}(?:\.\d+)?)分?$/;

/** What stands before the overall score; 自评结果 may stand before the grade alone. */
export const labelBeside = /^(?:自评|综合|评价|最终|绩效)(?:总分|总得分|得分|评分|分数)(?:\(分\))?:?$|^总(?:得)?分:?$|^(?:自评|评价)结果:?$/;

/** 自评总分 | 96.7 above or below the table: the label in one cell, the points in the next. `read`: rows of totals and of indicators. */
export function totalBeside(grid: Grid, read: ReadonlySet<GridRow>): ClaimedTotal | null {
  for (const row of grid.rows) {
    // Where a row of totals has no score, its figure is the sum of the weights.
    if (read.has(row)) continue;
    const cells = cellsOf(row);
    for (const [at, cell] of cells.entries()) {
      const text = plain(cell.text);
      const inside = scoreInside.exec(text)?.[1];
      if (inside !== undefined) return { total: inside, weight: null, location: cell.location };
      const next = cells[at + 1];
      if (next === undefined || !labelBeside.test(text)) continue;
      const total = scoreOfCell(next.text);
      if (total !== null && total.length <= 6) return { total, weight: null, location: next.location };
    }
  }
  return null;
}
