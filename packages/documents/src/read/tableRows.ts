import { amountOfCell, gradeOfCell, numberOfCell, statedUnit, type Location, type Mention, type MoneyRow, type PrintedAmount, type Rating, type ReadColumn, type ReadDocument, type ReadItem, type ReadLevel } from '@hengji/domain';
import { columnSums } from './columnSums.js';
import { indicatorHeaders, moneyHeaders, scoreHeading, type Columns, type HeaderRow, type IndicatorColumn } from './columns.js';
import { gridOf, type FlowTable, type Grid } from './flow.js';
import { cellsOf, locationOf, textAt, tightText, type GridRow } from './gridRows.js';
import { depthOf, leafDepth, withoutHeadings, type RankedRow } from './headingRows.js';
import { moneyIn } from './moneyRows.js';
import { isExecutionName } from './narrativeRows.js';
import { partsWithoutBasis } from './partsWithoutBasis.js';
import { scoreAndGradeOf } from './scoreAndGrade.js';
import { indicatorsIn } from './severalInCell.js';
import { onceEach, pointCells, type PointCells } from './sharedPoints.js';
import { isPartTotal, labelBeside, scoreLabelOf, sumsUpLevel, totalBeside, totalLabel, totalOf, type ClaimedTotal } from './totalRows.js';
import { bareName, bareWeight, declaredWeight, numberingOf, plain } from './wording.js';

/** What one table of a form says. `columns` are those of its indicator part. */
export type TableRows = {
  readonly items: readonly ReadItem[];
  readonly levels: readonly ReadLevel[];
  readonly money: readonly MoneyRow[];
  /** Sums of money whose basis is not said. */
  readonly lists: readonly Mention[];
  readonly claimedTotal: ClaimedTotal | null;
  /** `text`: the word as printed. */
  readonly claimedGrade: { readonly grade: Rating; readonly text: string; readonly location: Location } | null;
  readonly columns: readonly ReadColumn[] | null;
  readonly unread: ReadDocument['unread'];
};

/** `unit`: the unit of money that is stated above the table, for one that states none itself. */
export function tableRows(table: FlowTable, unit: PrintedAmount['unit'] | null): TableRows {
  const grid = gridOf(table);
  const headers = indicatorHeaders(grid);
  const moneyAt = moneyHeaders(grid);
  const boundaries = [...headers.map(({ row }) => row), ...moneyAt.map(({ row }) => row), grid.rows.length].sort((a, b) => a - b);
  const endOf = (row: number) => boundaries.find((boundary) => boundary > row) ?? grid.rows.length;
  const printed = statedUnit(plain(table.rows.flat().map((cell) => cell.text).join(' '))) ?? unit;
  const stated = printed ?? 'wanyuan';
  const headed = moneyAt.map((header) => ({ header, end: endOf(header.row) }));
  const { money, inherits, unread: unreadMoney } = moneyIn(grid, headed, headers[0]?.row ?? grid.rows.length, stated);
  const { lists, unread: unreadParts } = headed.length === 0 ? { lists: columnSums(grid.rows.slice(0, headers[0]?.row ?? grid.rows.length), stated), unread: [] } : partsWithoutBasis(grid, headers[0]?.row ?? grid.rows.length, money, stated);
  const parts = headers.map((header) => indicatorRows(grid, header, endOf(header.row)));
  const items = parts.flatMap((part) => part.items);
  return {
    items,
    levels: parts.flatMap((part) => part.levels),
    money,
    lists,
    claimedTotal: parts.map((part) => part.claimedTotal).find((claim) => claim !== null) ?? totalBeside(grid, new Set(parts.flatMap(({ read }) => read))),
    claimedGrade: gradeIn(grid),
    columns: headers.length === 0 ? null : [...new Set([...headers.flatMap(({ columns }) => readColumns.filter((column) => columns.has(column))), ...(items.some(({ weight }) => weight !== null) ? (['weight'] as const) : [])])],
    unread: [
      ...(printed === null && inherits && money[0] !== undefined ? [{ location: money[0].location, reason: 'assumedUnit' }] : []),
      ...items.flatMap(({ guessed, location }) => (guessed ? [{ location, reason: 'guessedName' }] : [])),
      ...unreadMoney,
      ...unreadParts,
      ...parts.flatMap((part) => part.unread),
      ...(headers.length === 0 && money.length === 0 && looksScored(grid) ? [{ location: table.location, reason: 'unreadTable' }] : []),
      ...(headers.length === 0 && money.length === 0 && sumsAcross(grid) ? [{ location: table.location, reason: 'unreadSums' }] : []),
    ],
  };
}

/** Two headings of a score table in one row, above figures: rows of which none was read. */
function looksScored(grid: Grid): boolean {
  const head = grid.rows.findIndex((row) => new Set(row.map(tightText).filter((text) => scoreHeading.test(text))).size >= 2);
  return head >= 0 && grid.rows.slice(head + 1).some((row) => row.some((cell) => numberOfCell(plain(cell?.text ?? '')) !== null));
}

/** Rows: a head may be three of them high. */
const headRows = 3;

/** 收入合计 | 其中:财政拨款 | 其他收入, or 支出合计 | 基本支出 | 项目支出: sums and their parts across, of which nothing says whether they are budget or outturn. */
function sumsAcross(grid: Grid): boolean {
  const textsOf = (row: GridRow) => [...new Set(row)].map((cell) => plain(cell?.text ?? '').replace(/[\s"]/g, '')).filter((text) => text !== '');
  const isAmount = (text: string) => amountOfCell(text, 'wanyuan') !== null;
  return grid.rows.some((row, at) => {
    const texts = textsOf(row);
    const sums = texts.length >= 3 && !texts.some(isAmount) && texts.some((text) => /^(?:本年|年度|全年)?(?:收入|支出|三公经费|资金)(?:支出)?(?:合计|总计|总额)(?:\((?:万元|元)\))?$/.test(text));
    return sums && grid.rows.slice(at + 1, at + 1 + headRows).some((below) => textsOf(below).filter(isAmount).length >= 2);
  });
}

const readColumns = ['target', 'actual', 'unit', 'weight', 'score', 'reason', 'rule', 'evidence'] as const satisfies readonly ReadColumn[];

/** `read`: the rows that print totals, or are indicators. */
type IndicatorRows = Pick<TableRows, 'items' | 'levels' | 'claimedTotal' | 'unread'> & { readonly read: readonly GridRow[] };

/** A cell that reaches over the name and a figure is a sentence below the table (评价结论, 注, 填报人), no row of it. */
function isSentence(row: GridRow, columns: Columns<IndicatorColumn>, nameColumn: number | undefined): boolean {
  const name = nameColumn === undefined ? null : row[nameColumn];
  if (name === null || name === undefined) return false;
  const at = (column: IndicatorColumn) => (columns.has(column) ? (row[columns.get(column) ?? -1] ?? null) : null);
  const figures = [at('weight'), at('score')].filter((cell) => cell !== null);
  // 评价结论 | one text over all that is left of the row.
  const overFigures = [at('target'), at('actual')].some((cell) => cell !== null && cell.text.trim() !== '' && figures.includes(cell));
  return overFigures || (['target', 'actual', 'weight', 'score'] as const).some((column) => at(column) === name) || /^(?:注|填[报表]人|审核人|项目负责人|单位负责人|财务负责人|联系)[^,。]{0,8}[::]/.test(plain(name.text));
}

function sectionOf(row: GridRow, column: number | undefined, levels: Map<string, ReadLevel>): string | null {
  const { rank, rest } = numberingOf(textAt(row, column));
  const weight = declaredWeight.exec(rest)?.[1] ?? null;
  const name = bareName(rest.replace(declaredWeight, ''));
  if (name === '' || name.length > 20 || (rank === 'none' && weight === null)) return null;
  levels.set(`1  ${name}`, { level: 1, name, parent: null, weight, location: locationOf(row, column) });
  return name;
}

function indicatorRows(grid: Grid, header: HeaderRow<IndicatorColumn>, end: number): IndicatorRows {
  const { columns } = header;
  const ranked: RankedRow[] = [];
  const points: PointCells[] = [];
  const levels = new Map<string, ReadLevel>();
  const unread: { location: Location; reason: string }[] = [];
  const read: GridRow[] = [];
  let claimedTotal: TableRows['claimedTotal'] = null;
  let ended = false;
  // Some forms have two levels only: the name then stands under 二级指标.
  const nameColumn = columns.get('name') ?? columns.get('level2');
  const level2Column = columns.has('name') ? columns.get('level2') : undefined;
  let above: { level1: string | null; level2: string | null } = { level1: null, level2: null };
  const parted = grid.rows.slice(header.row + 1, end).flatMap((row) => {
    const { rows, unclear } = isSentence(row, columns, nameColumn) ? { rows: [row], unclear: false } : indicatorsIn(row, columns, nameColumn);
    return rows.map((one) => ({ row: one, unclear }));
  });
  const body = parted.map(({ row }) => row);
  for (const [at, { row, unclear }] of parted.entries()) {
    if (row.every((cell) => plain(cell?.text ?? '') === '')) continue;
    const first = row.map((cell) => plain(cell?.text ?? '')).find((text) => text !== '') ?? '';
    // 合 | 计 in two cells is one word.
    const words = cellsOf(row).map(({ text }) => plain(text)).filter((text) => text !== '');
    const figureAt = words.findIndex((text) => numberOfCell(text) !== null);
    const spread = words.slice(0, Math.max(0, figureAt)).join('');
    const label = [first, spread, textAt(row, columns.get('level1')), textAt(row, nameColumn)].find((text) => totalLabel.test(text.replace(/\s/g, '')));
    if (label !== undefined && !sumsUpLevel(row, columns, nameColumn)) {
      claimedTotal = totalOf(row, columns, label) ?? claimedTotal;
      read.push(row);
      ended ||= ranked.length > 0 && !label.startsWith('小计');
      continue;
    }
    // Below 总分 a second figure is somebody else's, or the same once more.
    const scoreLabel = scoreLabelOf(row, columns, nameColumn);
    if (scoreLabel !== null) {
      claimedTotal ??= totalOf(row, columns, scoreLabel);
      read.push(row);
      ended ||= ranked.length > 0;
      continue;
    }
    if (isPartTotal(row, columns, nameColumn)) {
      read.push(row);
      continue;
    }
    const scored = (['weight', 'score'] as const).some((column) => numberOfCell(textAt(row, columns.get(column))) !== null);
    // Below the total stand the grade, conclusions and signatures, or the head of the next form.
    if (ended && !scored) continue;
    if (isSentence(row, columns, nameColumn)) {
      // 一、预算编制情况(20分) over the whole width heads the rows below where no column does.
      const section = columns.has('level1') ? null : sectionOf(row, nameColumn, levels);
      if (section !== null) above = { level1: section, level2: null };
      continue;
    }
    // 其他需要说明的问题 over all levels is a label, and names none.
    const overLevels = columns.has('level1') && nameColumn !== undefined && row[nameColumn] !== null && row[columns.get('level1') ?? -1] === row[nameColumn];
    if (overLevels && !scored && textAt(row, columns.get('target')) === '' && textAt(row, columns.get('actual')) === '') continue;
    const level1 = levelAt(row, columns, 1, null, levels) ?? above.level1;
    // A new level 1 ends the level 2 before it.
    const level2 = levelAt(row, columns, 2, level1, levels, level2Column) ?? (level1 === above.level1 ? above.level2 : null);
    above = { level1, level2 };
    const rawName = textAt(row, nameColumn) === '' ? textAt(row, columns.get('upperName')) : textAt(row, nameColumn);
    const stated = bareName(rawName.replace(/^(?:指标)?\d{1,2}[:、.](?!\d)/, ''));
    const named = isItemName(stated);
    const item = itemOf(row, columns, { level1, level2, name: named ? stated : (level2 ?? level1 ?? '') }, nameColumn);
    const figures = item.weight !== null || item.score !== null;
    // Points without a name are still points: the row goes by the name of its level.
    if (!named && (!figures || item.name === '')) continue;
    if (named && !figures && item.target === null && item.actual === null) {
      if (hasOther(row, columns, rawName)) unread.push({ location: item.location, reason: 'noFigures' });
      continue;
    }
    read.push(row);
    points.push(pointCells(row, columns));
    if (unclear) unread.push({ location: item.location, reason: 'severalInCell' });
    else if (columns.has('weight') && item.weight === null) unread.push({ location: item.location, reason: 'noWeight' });
    if (named) ranked.push({ item, unnamed: false, ...(columns.has('level1') ? { depth: leafDepth, sure: false } : depthOf(first, rawName)) });
    else ranked.push({ item: { ...item, guessed: !item.isExecution }, depth: ownDepth(row, body[at + 1], columns), sure: false, unnamed: true });
  }
  return { ...withoutHeadings(onceEach(ranked, points), [...levels.values()]), claimedTotal, unread, read };
}

/** How deep the level stands that gives a row without a name its own; one that goes on into the next row heads nothing. */
function ownDepth(row: GridRow, next: GridRow | undefined, columns: Columns<IndicatorColumn>): number {
  const at = (['level2', 'level1'] as const).find((level) => columns.has(level) && textAt(row, columns.get(level)) !== '');
  if (at === undefined) return leafDepth;
  const column = columns.get(at) ?? 0;
  return next !== undefined && next[column] === row[column] ? leafDepth : at === 'level1' ? 1 : 2;
}

/** A blank form prints 指标1, ……, 无 where names belong. */
function isItemName(name: string): boolean {
  return name !== '' && !/^(?:指标\d*|[.…⋯·]{1,}|-+|\/|\\|无|\*+)$/.test(name);
}

function hasOther(row: GridRow, columns: Columns<IndicatorColumn>, name: string): boolean {
  const known = new Set((['level1', 'level2', 'upperName', 'name', 'level1Weight', 'level2Weight'] as const).flatMap((column) => columns.get(column) ?? []));
  const least = Math.min(...known);
  return row.some((cell, column) => column > least && plain(cell?.text ?? '') !== '' && plain(cell?.text ?? '') !== name && !known.has(column));
}

function levelAt(row: GridRow, columns: Columns<IndicatorColumn>, level: 1 | 2, parent: string | null, levels: Map<string, ReadLevel>, own = columns.get(`level${level}`)): string | null {
  const text = textAt(row, own);
  if (text === '' || own === undefined) return null;
  const beside = columns.get(`level${level}Weight`);
  const weight = declaredWeight.exec(text)?.[1] ?? bareWeight.exec(text)?.[1] ?? (beside === undefined ? null : numberOfCell(textAt(row, beside)));
  const name = bareName(text.replace(declaredWeight, '').replace(bareWeight, ''));
  const key = `${level} ${parent ?? ''} ${name}`;
  if (name !== '' && !levels.has(key)) levels.set(key, { level, name, parent, weight, location: locationOf(row, own) });
  return name === '' ? null : name;
}

const signWords: readonly (readonly [RegExp, string])[] = [
  [/^(?:大于(?:或)?等于|不(?:小|低|少)于|正向(?:指标)?)$/, '≥'],
  [/^(?:小于(?:或)?等于|不(?:大|高|多)于|不超过|反向(?:指标)?|逆向(?:指标)?)$/, '≤'],
  [/^等于$/, '='],
  [/^大于$/, '>'],
  [/^小于$/, '<'],
];

/** A target whose sign or unit has a column of its own: ≥ | 95 | %. */
function targetOf(row: GridRow, columns: Columns<IndicatorColumn>): string | null {
  const value = textAt(row, columns.get('target'));
  if (value === '') return null;
  const printed = textAt(row, columns.get('operator'));
  const sign = signWords.find(([words]) => words.test(printed))?.[1] ?? printed;
  return /^(?:[≥≤=<>＝≧≦]|>=|<=)$/.test(sign) && /^[\d.]/.test(value) ? `${sign}${value}` : value;
}

function itemOf(row: GridRow, columns: Columns<IndicatorColumn>, names: { level1: string | null; level2: string | null; name: string }, nameColumn: number | undefined): ReadItem {
  const text = (column: IndicatorColumn) => textAt(row, columns.get(column));
  const orNull = (value: string) => (value === '' ? null : value);
  const weight = declaredWeight.exec(names.name)?.[1] ?? numberOfCell(text('weight'));
  return {
    ...names,
    name: bareName(names.name.replace(declaredWeight, '')),
    weight,
    score: numberOfCell(text('score')),
    target: targetOf(row, columns),
    actual: orNull(text('actual')),
    unit: orNull(text('unit')),
    reason: orNull(text('reason')),
    rule: orNull(text('rule')),
    evidence: orNull(text('evidence')),
    text: [...new Set(row)].map((cell) => cell?.text.trim() ?? '').filter((one) => one !== '').join(' '),
    isExecution: isExecutionName(names.name),
    guessed: false,
    location: locationOf(row, nameColumn),
  };
}

/** 评价等级 | 优 anywhere in the table; a form prints the label in one cell and the grade in the next, or the score and its grade there. */
function gradeIn(grid: Grid): TableRows['claimedGrade'] {
  for (const row of grid.rows) {
    const cells = cellsOf(row);
    for (const [at, cell] of cells.entries()) {
      const label = plain(cell.text);
      const inside = /(?:等级|等次|结论)[::](优|良|中|差)/.exec(label)?.[1];
      const next = cells[at + 1];
      const graded = /(?:等级|等次|评价结论|自评结论|自评结果|评价结果)$/.test(label);
      const beside = next !== undefined && (graded || labelBeside.test(label) || totalLabel.test(label)) ? scoreAndGradeOf(next.text) : null;
      const grade = inside !== undefined ? gradeOfCell(inside) : next !== undefined && graded ? (gradeOfCell(next.text) ?? beside?.grade ?? null) : (beside?.grade ?? null);
      if (grade !== null) return { grade, text: inside ?? beside?.text ?? plain(next?.text ?? ''), location: cell.location };
    }
  }
  return null;
}
