import { amountOfCell, gradeOfCell, numberOfCell, statedUnit, type Location, type MoneyRow, type MoneyScope, type PrintedAmount, type Rating, type ReadColumn, type ReadDocument, type ReadItem, type ReadLevel } from '@hengji/domain';
import { indicatorHeaders, moneyHeaders, type Columns, type HeaderRow, type IndicatorColumn, type MoneyColumn } from './columns.js';
import { gridOf, type FlowCell, type FlowTable, type Grid } from './flow.js';
import { depthOf, leafDepth, withoutHeadings, type RankedRow } from './headingRows.js';
import { isExecutionName } from './narrativeRows.js';
import { bareName, numberingOf, plain } from './wording.js';

/** What one table of a form says. `columns` are those of its indicator part. */
export type TableRows = {
  readonly items: readonly ReadItem[];
  readonly levels: readonly ReadLevel[];
  readonly money: readonly MoneyRow[];
  /** `weight`: what its row prints as the sum of the weights. */
  readonly claimedTotal: { readonly total: string; readonly weight: string | null; readonly location: Location } | null;
  /** `text`: the word as printed. */
  readonly claimedGrade: { readonly grade: Rating; readonly text: string; readonly location: Location } | null;
  readonly columns: readonly ReadColumn[] | null;
  readonly unread: ReadDocument['unread'];
};

const totalLabel = /^(?:总分|合计|总计|总得分|得分合计|分值合计|(?:自评|评价|综合)(?:总分|总得分|得分合计)|小计$)/;
/** 产出指标(50分), 数量指标 (20) : a level's name with the weight it declares. */
const declaredWeight = /[([](?:分值|权重)?[::]?(\d+(?:\.\d+)?)(?:分|%)?[)\]]$/;

/** `unit`: the unit of money that is stated above the table, for one that states none itself. */
export function tableRows(table: FlowTable, unit: PrintedAmount['unit'] | null): TableRows {
  const grid = gridOf(table);
  const headers = indicatorHeaders(grid);
  const moneyAt = moneyHeaders(grid);
  const boundaries = [...headers.map(({ row }) => row), ...moneyAt.map(({ row }) => row), grid.rows.length].sort((a, b) => a - b);
  const endOf = (row: number) => boundaries.find((boundary) => boundary > row) ?? grid.rows.length;
  const printed = statedUnit(plain(table.rows.flat().map((cell) => cell.text).join(' '))) ?? unit;
  const stated = printed ?? 'wanyuan';
  const headed = moneyAt.flatMap((header) => moneyRows(grid, header, endOf(header.row), stated));
  const sideways = headed.length > 0 ? [] : transposedMoney(grid, headers[0]?.row ?? grid.rows.length, stated);
  const money = headed.length > 0 ? headed : sideways.length > 0 ? sideways : labelledMoney(grid.rows.slice(0, headers[0]?.row), stated);
  const parts = headers.map((header) => indicatorRows(grid, header, endOf(header.row)));
  const items = parts.flatMap((part) => part.items);
  return {
    items,
    levels: parts.flatMap((part) => part.levels),
    money,
    claimedTotal: parts.map((part) => part.claimedTotal).find((claim) => claim !== null) ?? totalBeside(grid, new Set(parts.flatMap(({ totals }) => totals))),
    claimedGrade: gradeIn(grid),
    columns: headers.length === 0 ? null : [...new Set([...headers.flatMap(({ columns }) => readColumns.filter((column) => columns.has(column))), ...(items.some(({ weight }) => weight !== null) ? (['weight'] as const) : [])])],
    unread: [
      ...(printed === null && money[0] !== undefined ? [{ location: money[0].location, reason: 'assumedUnit' }] : []),
      ...items.flatMap(({ guessed, location }) => (guessed ? [{ location, reason: 'guessedName' }] : [])),
      ...parts.flatMap((part) => part.unread),
      ...(headers.length === 0 && money.length === 0 && looksScored(grid) ? [{ location: table.location, reason: 'unreadTable' }] : []),
    ],
  };
}

/** Two headings of a score table in one row, above figures: rows of which none was read. */
function looksScored(grid: Grid): boolean {
  const head = grid.rows.findIndex((row) => new Set(row.map((cell) => plain(cell?.text ?? '').replace(/\s/g, '')).filter((text) => /^(?:\p{Script=Han}{0,4})(?:分值|权重|得分|评分|指标值|目标值|完成值)(?:\(.*\))?$/u.test(text))).size >= 2);
  return head >= 0 && grid.rows.slice(head + 1).some((row) => row.some((cell) => numberOfCell(plain(cell?.text ?? '')) !== null));
}

const readColumns = ['target', 'actual', 'unit', 'weight', 'score', 'reason', 'rule', 'evidence'] as const satisfies readonly ReadColumn[];

function textAt(row: readonly (FlowCell | null)[], column: number | undefined): string {
  return column === undefined ? '' : plain(row[column]?.text ?? '');
}

function locationOf(row: readonly (FlowCell | null)[], column: number | undefined): Location {
  const cell = (column === undefined ? null : row[column]) ?? row.find((one) => one !== null);
  if (cell === null || cell === undefined) throw new Error('an empty row has no place');
  return cell.location;
}

const scopes: readonly (readonly [RegExp, MoneyScope])[] = [
  [/三公/, 'threePublic'],
  [/基本支出/, 'basic'],
  [/项目支出|项目经费/, 'project'],
  [/其他/, 'otherFunds'],
  [/结转/, 'carriedOver'],
  [/财政拨款|财政资金|一般公共预算/, 'appropriation'],
  [/总额|合计|总计|整体支出|资金总|年度资金|支出预算总|预算执行/, 'total'],
];

function scopeOf(label: string): MoneyScope | null {
  return scopes.find(([pattern]) => pattern.test(label))?.[1] ?? null;
}

/** 因公出国(境), 公务用车 and 公务接待: a table of nothing else has the total of the three, not of the unit. */
const threePublicPart = /因公出国|公务用车|公务接待/;

function moneyRows(grid: Grid, header: HeaderRow<MoneyColumn>, end: number, stated: PrintedAmount['unit']): readonly MoneyRow[] {
  const { columns } = header;
  const first = Math.min(...columns.values());
  // The first row is the whole where no row says that it is.
  const rows = grid.rows.slice(header.row + 1, end);
  const named = rows.some((row) => row.slice(0, first).some((cell) => scopeOf(plain(cell?.text ?? '')) === 'total'));
  // The label is the last cell before the figures that is not the block's own name in the margin.
  const labelOf = (row: Row) => {
    const labels = row.slice(0, first).map((cell) => plain(cell?.text ?? '')).filter((text) => text !== '' && amountOfCell(text, stated) === null);
    return (labels.at(-1) ?? '').replace(/^其中[:,]?/, '').replace(/^(?:\d{1,2}[.、]|\(\d\))/, '').replace(/[:,]$/, '');
  };
  const parts = rows.map(labelOf).filter((label) => label !== '' && scopeOf(label) !== 'total');
  const whole: MoneyScope = parts.length > 1 && parts.every((label) => threePublicPart.test(label)) ? 'threePublic' : 'total';
  return rows.flatMap((row, offset): readonly MoneyRow[] => {
    const label = labelOf(row);
    const amount = (column: MoneyColumn): PrintedAmount | null => {
      const at = columns.get(column);
      return at === undefined ? null : amountOfCell(textAt(row, at), stated);
    };
    const [initial, budget, actual] = [amount('initial'), amount('budget'), amount('actual')];
    const weight = numberOfCell(textAt(row, columns.get('weight')));
    // A blank form prints the points of execution and no amount yet.
    if (initial === null && budget === null && actual === null && (weight === null || scopeOf(label) !== 'total')) return [];
    const own = scopeOf(label) ?? (offset === 0 && !named ? 'total' : 'part');
    const scope = own === 'total' ? whole : own;
    return [
      {
        scope,
        label,
        initial,
        budget,
        actual,
        weight: weight ?? (scope === 'total' && !columns.has('weight') ? header.points : null),
        rate: percentOfCell(textAt(row, columns.get('rate'))),
        score: numberOfCell(textAt(row, columns.get('score'))),
        location: locationOf(row, columns.get('actual') ?? columns.get('budget')),
      },
    ];
  });
}

/** A money block on its side: 年初预算, 执行, 执行率 down the margin, the sources of the money and its points across. */
function transposedMoney(grid: Grid, end: number, stated: PrintedAmount['unit']): readonly MoneyRow[] {
  const rows = grid.rows.slice(0, end);
  // A column that only continues wide cells is no line of its own.
  const columns = Array.from({ length: grid.width }, (_, column) => column).filter((column) => column === 0 || rows.some((row) => row[column] === null || row[column] !== row[column - 1]));
  const turned: Grid = { width: rows.length, rows: columns.map((column) => rows.map((row) => row[column] ?? null)) };
  const [header] = moneyHeaders(turned);
  if (header === undefined) return [];
  const all = moneyRows(turned, header, turned.rows.length, stated);
  const pointsOf = (label: RegExp) => all.find((row) => label.test(row.label))?.actual?.text ?? null;
  const [weight, score] = [pointsOf(/^(?:分值|权重|满分)$/), pointsOf(/^(?:自评)?得分$/)];
  const named = all.filter(({ label }) => label !== '' && !/^(?:分值|权重|满分|(?:自评)?得分|备注|原因)$/.test(label));
  return named.map((row) => (row.scope === 'total' ? { ...row, weight, score } : row));
}

/** A sheet may show a rate as it stores it: 0.9587 of the budget, not per cent of it. */
function percentOfCell(text: string): string | null {
  const figure = numberOfCell(text);
  const share = /^(?:0|1)(?:\.(\d+))?$/.exec(figure ?? '');
  if (figure === null || share === null || text.includes('%') || share[1] === undefined) return figure;
  const digits = figure.replace('.', '').padEnd(3, '0');
  return `${digits.slice(0, 3).replace(/^0+(?=\d)/, '')}${digits.length > 3 ? `.${digits.slice(3)}` : ''}`;
}

const moneyLabels: readonly (readonly ['initial' | 'budget' | 'actual' | 'rate', RegExp])[] = [
  ['initial', /^年初预算(?:数|金额)?$/],
  ['rate', /^(?:预算)?(?:资金)?(?:执行|完成|支付)率$/],
  ['actual', /^(?:全年|实际|累计)?(?:预算)?(?:执行|支出|支付|使用)(?:数|金额|总额)?$|^决算(?:数)?$/],
  ['budget', /^(?:全年|调整后|年度|本年度?)?(?:项目)?预算(?:数|金额|总额|资金)?$|资金总额|金额合计|^(?:当年|本年|本级|上级)?(?:财政拨款|财政资金|其他(?:资金)?|自有资金|单位资金|上年结转)(?:资金)?$/],
];

/** Money in a form without columns for it: a label, and its figure in the next cell. */
function labelledMoney(rows: Grid['rows'], stated: PrintedAmount['unit']): readonly MoneyRow[] {
  const inRows = rows.map((row) => labelledIn(row, stated));
  // 实施期资金总额 | 1200 | 年度资金总额 | 400: two blocks side by side, one after the other.
  const blocks = Math.max(0, ...inRows.map(({ length }) => length));
  return Array.from({ length: blocks }, (_, block) => inRows.flatMap((found) => found[block] ?? [])).flat();
}

/** The labelled amounts of one row; a second amount of one kind begins a second block. */
function labelledIn(row: Row, stated: PrintedAmount['unit']): readonly MoneyRow[] {
  const cells = [...new Set(row)].filter((cell) => cell !== null);
  const found = cells.flatMap((cell, at) => {
    const label = plain(cell.text).replace(/^其中[:,]?/, '').replace(/[:(].*$/, '');
    const column = moneyLabels.find(([, pattern]) => pattern.test(label))?.[0];
    // 资金总额:58 in one cell, or the figure in the next.
    const own = /^[^:]*:(?:.*:)?(.+)$/.exec(plain(cell.text).replace(/^其中:/, ''))?.[1];
    const value = own !== undefined && amountOfCell(own, stated) !== null ? { text: own, location: cell.location } : cells[at + 1];
    return column === undefined || value === undefined ? [] : [{ column, label, text: plain(value.text), location: value.location }];
  });
  const groups: (typeof found)[] = [];
  let heading: string | null = null;
  for (const one of found) {
    // 其中:财政拨款 | 预算数: | 18 | 执行数: | 17: a label with another behind it says whose the figures are.
    if (one.column !== 'rate' && amountOfCell(one.text, stated) === null) {
      heading = one.label;
      continue;
    }
    const pair = heading === null ? one : { ...one, label: heading };
    const open = groups.at(-1);
    if (open !== undefined && open.every(({ column }) => column !== pair.column)) open.push(pair);
    else groups.push([pair]);
  }
  return groups.flatMap((group): readonly MoneyRow[] => {
    const amount = (column: 'initial' | 'budget' | 'actual') => {
      const one = group.find((pair) => pair.column === column);
      return one === undefined ? null : amountOfCell(one.text, stated);
    };
    const [initial, budget, actual] = [amount('initial'), amount('budget'), amount('actual')];
    const [first] = group;
    if (first === undefined || (initial === null && budget === null && actual === null)) return [];
    return [{ scope: scopeOf(first.label) ?? 'total', label: first.label, initial, budget, actual, weight: null, rate: percentOfCell(group.find(({ column }) => column === 'rate')?.text ?? ''), score: null, location: first.location }];
  });
}

/** `totals`: the rows that print totals. */
type IndicatorRows = Pick<TableRows, 'items' | 'levels' | 'claimedTotal' | 'unread'> & { readonly totals: readonly Row[] };
type Row = Grid['rows'][number];

/** A cell that reaches over the name and a figure is a sentence below the table (评价结论, 注, 填报人), no row of it. */
function isSentence(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>, nameColumn: number | undefined): boolean {
  const name = nameColumn === undefined ? null : row[nameColumn];
  if (name === null || name === undefined) return false;
  const at = (column: IndicatorColumn) => (columns.has(column) ? (row[columns.get(column) ?? -1] ?? null) : null);
  const figures = [at('weight'), at('score')].filter((cell) => cell !== null);
  // 评价结论 | one text over all that is left of the row.
  const overFigures = [at('target'), at('actual')].some((cell) => cell !== null && cell.text.trim() !== '' && figures.includes(cell));
  return overFigures || (['target', 'actual', 'weight', 'score'] as const).some((column) => at(column) === name) || /^(?:注|填[报表]人|审核人|项目负责人|单位负责人|财务负责人|联系)[^,。]{0,8}[::]/.test(plain(name.text));
}

function sectionOf(row: readonly (FlowCell | null)[], column: number | undefined, levels: Map<string, ReadLevel>): string | null {
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
  const levels = new Map<string, ReadLevel>();
  const unread: { location: Location; reason: string }[] = [];
  const totals: Row[] = [];
  let claimedTotal: TableRows['claimedTotal'] = null;
  let ended = false;
  // Some forms have two levels only: the name then stands under 二级指标.
  const nameColumn = columns.get('name') ?? columns.get('level2');
  const level2Column = columns.has('name') ? columns.get('level2') : undefined;
  let above: { level1: string | null; level2: string | null } = { level1: null, level2: null };
  const body = grid.rows.slice(header.row + 1, end);
  for (const [at, row] of body.entries()) {
    if (row.every((cell) => plain(cell?.text ?? '') === '')) continue;
    const first = row.map((cell) => plain(cell?.text ?? '')).find((text) => text !== '') ?? '';
    // 合 | 计 in two cells is one word.
    const words = [...new Set(row)].map((cell) => plain(cell?.text ?? '')).filter((text) => text !== '');
    const figureAt = words.findIndex((text) => numberOfCell(text) !== null);
    const spread = words.slice(0, Math.max(0, figureAt)).join('');
    const label = [first, spread, textAt(row, columns.get('level1')), textAt(row, nameColumn)].find((text) => totalLabel.test(text.replace(/\s/g, '')));
    if (label !== undefined) {
      claimedTotal = totalOf(row, columns, label) ?? claimedTotal;
      totals.push(row);
      ended ||= ranked.length > 0 && !label.startsWith('小计');
      continue;
    }
    const points = (['weight', 'score'] as const).some((column) => numberOfCell(textAt(row, columns.get(column))) !== null);
    // Below the total stand the grade, conclusions and signatures, or the head of the next form.
    if (ended && !points) continue;
    if (isSentence(row, columns, nameColumn)) {
      // 一、预算编制情况(20分) over the whole width heads the rows below where no column does.
      const section = columns.has('level1') ? null : sectionOf(row, nameColumn, levels);
      if (section !== null) above = { level1: section, level2: null };
      continue;
    }
    // 其他需要说明的问题 over all levels is a label, and names none.
    const overLevels = columns.has('level1') && nameColumn !== undefined && row[nameColumn] !== null && row[columns.get('level1') ?? -1] === row[nameColumn];
    if (overLevels && !points && textAt(row, columns.get('target')) === '' && textAt(row, columns.get('actual')) === '') continue;
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
    if (columns.has('weight') && item.weight === null) unread.push({ location: item.location, reason: 'noWeight' });
    if (named) ranked.push({ item, unnamed: false, ...(columns.has('level1') ? { depth: leafDepth, sure: false } : depthOf(first, rawName)) });
    else ranked.push({ item: { ...item, guessed: !item.isExecution }, depth: ownDepth(row, body[at + 1], columns), sure: false, unnamed: true });
  }
  return { ...withoutHeadings(ranked, [...levels.values()]), claimedTotal, unread, totals };
}

/** How deep the level stands that gives a row without a name its own; one that goes on into the next row heads nothing. */
function ownDepth(row: Row, next: Row | undefined, columns: Columns<IndicatorColumn>): number {
  const at = (['level2', 'level1'] as const).find((level) => columns.has(level) && textAt(row, columns.get(level)) !== '');
  if (at === undefined) return leafDepth;
  const column = columns.get(at) ?? 0;
  return next !== undefined && next[column] === row[column] ? leafDepth : at === 'level1' ? 1 : 2;
}

/** A blank form prints 指标1, ……, 无 where names belong. */
function isItemName(name: string): boolean {
  return name !== '' && !/^(?:指标\d*|[.…⋯·]{1,}|-+|\/|\\|无|\*+)$/.test(name);
}

function hasOther(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>, name: string): boolean {
  const known = new Set((['level1', 'level2', 'upperName', 'name', 'level1Weight', 'level2Weight'] as const).flatMap((column) => columns.get(column) ?? []));
  const least = Math.min(...known);
  return row.some((cell, column) => column > least && plain(cell?.text ?? '') !== '' && plain(cell?.text ?? '') !== name && !known.has(column));
}

function levelAt(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>, level: 1 | 2, parent: string | null, levels: Map<string, ReadLevel>, own = columns.get(`level${level}`)): string | null {
  const text = textAt(row, own);
  if (text === '' || own === undefined) return null;
  const beside = columns.get(`level${level}Weight`);
  const weight = declaredWeight.exec(text)?.[1] ?? (beside === undefined ? null : numberOfCell(textAt(row, beside)));
  const name = bareName(text.replace(declaredWeight, ''));
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
function targetOf(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>): string | null {
  const value = textAt(row, columns.get('target'));
  if (value === '') return null;
  const printed = textAt(row, columns.get('operator'));
  const sign = signWords.find(([words]) => words.test(printed))?.[1] ?? printed;
  return /^(?:[≥≤=<>＝≧≦]|>=|<=)$/.test(sign) && /^[\d.]/.test(value) ? `${sign}${value}` : value;
}

function itemOf(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>, names: { level1: string | null; level2: string | null; name: string }, nameColumn: number | undefined): ReadItem {
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

/** The total that a row of totals prints: under 得分, or the only figure there is, or the last one beside the weights' 100. */
function totalOf(row: readonly (FlowCell | null)[], columns: Columns<IndicatorColumn>, label: string): TableRows['claimedTotal'] {
  const own = /[::]?(\d{1,3}(?:\.\d+)?)分?$/.exec(label)?.[1] ?? null;
  const score = numberOfCell(textAt(row, columns.get('score')));
  const figures = [...new Set(row)].map((cell) => numberOfCell(plain(cell?.text ?? ''))).filter((figure) => figure !== null);
  const last = columns.has('score') && figures.length === (columns.has('weight') ? 2 : 1) ? (figures.at(-1) ?? null) : null;
  const total = own ?? score ?? last;
  return total === null ? null : { total, weight: numberOfCell(textAt(row, columns.get('weight'))), location: locationOf(row, columns.get('score')) };
}

/** 自评总分 | 96.7 above or below the table: the label in one cell, the points in the next. */
function totalBeside(grid: Grid, totals: ReadonlySet<Row>): TableRows['claimedTotal'] {
  for (const row of grid.rows) {
    // Where a row of totals has no score, its figure is the sum of the weights.
    if (totals.has(row)) continue;
    const cells = [...new Set(row)].filter((cell) => cell !== null);
    for (const [at, cell] of cells.entries()) {
      const next = cells[at + 1];
      if (next === undefined || !/^(?:自评|综合|评价)(?:总分|总得分|得分|分数)(?:\(分\))?:?$|^总(?:得)?分:?$/.test(plain(cell.text))) continue;
      const total = numberOfCell(plain(next.text));
      if (total !== null && total.length <= 6) return { total, weight: null, location: next.location };
    }
  }
  return null;
}

/** 评价等级 | 优 anywhere in the table; a form prints the label in one cell and the grade in the next. */
function gradeIn(grid: Grid): TableRows['claimedGrade'] {
  for (const row of grid.rows) {
    const cells = [...new Set(row)].filter((cell) => cell !== null);
    for (const [at, cell] of cells.entries()) {
      const text = plain(cell.text);
      const inside = /(?:等级|等次|结论)[::](优|良|中|差)/.exec(text)?.[1];
      const next = cells[at + 1];
      const grade = inside !== undefined ? gradeOfCell(inside) : next !== undefined && /(?:等级|等次|评价结论|自评结论)$/.test(text) ? gradeOfCell(next.text) : null;
      if (grade !== null) return { grade, text: inside ?? plain(next?.text ?? ''), location: cell.location };
    }
  }
  return null;
}
