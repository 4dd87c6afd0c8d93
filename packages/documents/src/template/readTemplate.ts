import { utils } from '@e965/xlsx';
import { allDeadlines, compareExact, deadlineKeys, defaultRounding, exact, type Deadline, type DeadlineKey, type Deadlines, type IndicatorDefinition, type LevelWeight, type Rounding, type ScoringRule, type Template, type WarningLine } from '@hengji/domain';
import { columnNames, columns, deadlineCell, deadlineExamples, deadlineIn, deadlineLabels, lineExamples, lineIn, roundingModes, settings, sheetNames, type Column, type Setting } from './columns.js';
import { maximumRows, type Grid, type Grids } from './grids.js';
import { decimalOf, ruleColumns, ruleOfCells, RowReader, type CellCode } from './ruleOfCells.js';

/** More do not help whoever mends a file. */
const maximumSlips = 50;

export type SheetSlip = { readonly sheet: string; readonly cell: string; readonly code: CellCode | 'sheetMissing' | 'columnMissing' | 'settingMissing' | 'baseUnknown' | 'levelTwice' | 'noRows'; readonly params: Readonly<Record<string, string>> };

/** Where a member of the template stands in the workbook: for what a schema says of it afterwards. */
export type CellOf = (path: readonly PropertyKey[]) => { readonly sheet: string; readonly cell: string } | null;

export type ReadTemplate = { readonly template: Template; readonly cellOf: CellOf; readonly slips: readonly [] } | { readonly template: null; readonly slips: readonly SheetSlip[] };

function textIn(sheet: Grid, row: number, column: number): string {
  return sheet[row]?.[column] ?? '';
}

type Settings = { readonly values: ReadonlyMap<Setting, string>; readonly cells: ReadonlyMap<Setting, string> };

function isSetting(name: string): name is Setting {
  return Object.hasOwn(settings, name);
}

function settingsIn(sheet: Grid): Settings {
  const [values, cells] = [new Map<Setting, string>(), new Map<Setting, string>()];
  for (let row = 0; row < 40; row += 1) {
    const label = textIn(sheet, row, 0);
    const name = Object.keys(settings).find((key) => isSetting(key) && settings[key] === label);
    if (name === undefined || !isSetting(name) || values.has(name)) continue;
    values.set(name, textIn(sheet, row, 1));
    cells.set(name, utils.encode_cell({ r: row, c: 1 }));
  }
  return { values, cells };
}

/**
 * A workbook that `templateWorkbook` wrote and a person edited, read back onto the version it was made of: what the sheet does not hold
 * (sections, stages) is that version's. `baseOf` finds it by its key and number. A slip names sheet and cell, and then nothing is
 * answered but the slips. `grids`: what `readGrids` made of the file.
 */
export async function readTemplateWorkbook({ sheets }: Grids, baseOf: (key: string, version: number) => Promise<Template | null>): Promise<ReadTemplate> {
  const [tree, told] = [sheets[sheetNames.tree], sheets[sheetNames.settings]];
  if (tree === undefined || told === undefined) return { template: null, slips: [{ sheet: tree === undefined ? sheetNames.tree : sheetNames.settings, cell: '', code: 'sheetMissing', params: {} }] };
  const set = settingsIn(told);
  const missing = Object.keys(settings).filter(isSetting).filter((name) => (set.values.get(name) ?? '') === '');
  if (missing.length > 0) return { template: null, slips: missing.map((name) => ({ sheet: sheetNames.settings, cell: set.cells.get(name) ?? 'A1', code: 'settingMissing', params: { setting: settings[name] } })) };
  const base = await baseOf(set.values.get('key') ?? '', Number(set.values.get('version')));
  if (base === null) return { template: null, slips: [{ sheet: sheetNames.settings, cell: set.cells.get('key') ?? '', code: 'baseUnknown', params: { text: set.values.get('key') ?? '' } }] };
  const deadlines = deadlinesOf(base, told);
  return deadlines.slips.length > 0 ? { template: null, slips: deadlines.slips } : onto({ ...base, process: { ...base.process, deadlines: deadlines.value } }, tree, set);
}

/** The deadlines of 说明, on those of the base; the same day said again, or a default said aloud, changes nothing. */
function deadlinesOf({ process }: Template, sheet: Grid): { readonly value: Deadlines; readonly slips: readonly SheetSlip[] } {
  const known = allDeadlines(process.deadlines);
  const changed: Partial<Record<DeadlineKey, Deadline>> = {};
  const slips: SheetSlip[] = [];
  for (let row = 0; row < 40; row += 1) {
    const label = textIn(sheet, row, 0);
    const name = deadlineKeys.find((key) => deadlineLabels[key] === label);
    const text = textIn(sheet, row, 1);
    if (name === undefined || text === '') continue;
    const deadline = deadlineIn(text);
    if (deadline === null) slips.push({ sheet: sheetNames.settings, cell: utils.encode_cell({ r: row, c: 1 }), code: 'cellWord', params: { text, words: deadlineExamples } });
    else if (deadlineCell(deadline) !== deadlineCell(known[name])) changed[name] = deadline;
  }
  return { value: { ...process.deadlines, ...changed }, slips };
}

/** The columns by their headings, wherever they were moved to. */
function columnsIn(sheet: Grid): ReadonlyMap<Column, number> {
  const headings = Array.from({ length: 100 }, (_, column) => textIn(sheet, 0, column).replaceAll(/\s/g, ''));
  return new Map(columnNames.flatMap((name) => {
    const column = headings.indexOf(columns[name][0]);
    return column < 0 ? [] : [[name, column] as const];
  }));
}

/** Without these a sheet is not the tree of a form; English words may be left out, and warning lines, which older files had no column for. */
const needed: readonly Column[] = columnNames.filter((name) => !name.endsWith('En') && name !== 'warning');

function onto(base: Template, sheet: Grid, set: Settings): ReadTemplate {
  const places = columnsIn(sheet);
  const absent = needed.filter((name) => !places.has(name));
  if (absent.length > 0) return { template: null, slips: absent.map((name) => ({ sheet: sheetNames.tree, cell: 'A1', code: 'columnMissing', params: { column: columns[name][0] } })) };
  const rows = Array.from({ length: maximumRows }, (_, index) => index + 1).filter((row) => [...places.values()].some((column) => textIn(sheet, row, column) !== ''));
  const cellAt = (row: number, column: Column) => utils.encode_cell({ r: row, c: places.get(column) ?? 0 });
  const slips: SheetSlip[] = rows.length === 0 ? [{ sheet: sheetNames.tree, cell: 'A2', code: 'noRows', params: {} }] : [];
  const levels = new Map<string, LevelWeight>();
  const indicators: IndicatorDefinition[] = [];
  const lines: WarningLine[] = [];
  for (const row of rows) {
    const before = indicators.at(-1);
    const reader = new RowReader((column) => (places.has(column) ? textIn(sheet, row, places.get(column) ?? 0) : ''));
    const indicator = indicatorOf(reader, base, before);
    for (const level of levelsOf(reader, indicator)) {
      const name = JSON.stringify([level.dimension, level.subDimension]);
      const earlier = levels.get(name);
      if (earlier !== undefined && !equal(earlier.weight, level.weight)) slips.push({ sheet: sheetNames.tree, cell: cellAt(row, level.subDimension === null ? 'dimensionWeight' : 'subDimensionWeight'), code: 'levelTwice', params: { name: level.subDimension ?? level.dimension, before: earlier.weight, after: level.weight } });
      else if (earlier === undefined) levels.set(name, level);
    }
    lines.push(...linesOf(reader, indicator.key, places, base));
    slips.push(...reader.slips.map(({ column, code, params }) => ({ sheet: sheetNames.tree, cell: cellAt(row, column), code, params })));
    indicators.push(indicator);
  }
  if (slips.length > 0) return { template: null, slips: slips.slice(0, maximumSlips) };
  const { warningLines: before, ...rest } = base;
  const template: Template = { ...rest, ...wholeOf(base, set), indicators, ...withLevels(base, [...levels.values()]), ...withLines(before, lines) };
  return { template, cellOf: cellOf(rows, cellAt, set), slips: [] };
}

function equal(one: string, other: string): boolean {
  const [a, b] = [exact(one), exact(other)];
  return a !== null && b !== null && compareExact(a, b) === 0;
}

/** A number as the base wrote it, where it is the same number. */
function kept(before: string | undefined, now: string): string {
  return before !== undefined && equal(before, now) ? before : now;
}

function optional<Name extends string>(name: Name, text: string | null): Partial<Record<Name, string>> {
  const given: Partial<Record<Name, string>> = {};
  if (text !== null && text !== '') given[name] = text;
  return given;
}

function indicatorOf(row: RowReader, base: Template, before: IndicatorDefinition | undefined): IndicatorDefinition {
  const key = row.required('key');
  const earlier = base.indicators.find((one) => one.key === key);
  // Left empty, a level is that of the row above, as in a sheet with merged cells.
  const inherits = row.text('dimension') === '' && before !== undefined;
  const dimension = inherits ? before.dimension : row.required('dimension');
  const subDimension = row.text('subDimension') === '' ? (inherits ? before.subDimension : null) : row.text('subDimension');
  const [measureKind, symbol, notApplicable] = [row.word('measureKind', 'measureKind', false), row.word('symbol', 'symbol', true), row.word('notApplicable', 'notApplicable', true)];
  const owner = row.text('ownerSection');
  const section = base.sections.find(({ title, key: sectionKey }) => title === owner || sectionKey === owner);
  if (owner !== '' && section === undefined) row.slip('ownerSection', 'cellWord', { text: owner, words: base.sections.map(({ title }) => title).join('、') });
  const rule = ruleOfCells(row, base);
  const name = row.required('name');
  return {
    key,
    dimension,
    ...optional('dimensionEn', row.text('dimensionEn') || (inherits ? (before.dimensionEn ?? null) : null)),
    subDimension,
    ...optional('subDimensionEn', row.text('subDimensionEn') || (inherits && subDimension === before.subDimension ? (before.subDimensionEn ?? null) : null)),
    name,
    nameEn: row.text('nameEn') || name,
    weight: kept(earlier?.weight, row.number('weight')),
    measureKind: measureKind ?? 'quantitative',
    target: row.required('target'),
    ...optional('targetEn', row.text('targetEn')),
    ...(symbol === null ? {} : { symbol }),
    ...optional('unit', row.text('unit')),
    ...optional('unitEn', row.text('unitEn')),
    scoringRule: rule === null ? { kind: 'entered' } : sameRule(earlier?.scoringRule, rule),
    ...(notApplicable === null ? {} : { notApplicable }),
    ...optional('ownerSection', section?.key ?? null),
    ...optional('evidence', row.text('evidence')),
    ...optional('evidenceEn', row.text('evidenceEn')),
    ...optional('source', row.text('source')),
  };
}

/** The base's own rule where the sheet says the same: a sum of one figure, or a number with zeros at its end, has no column. */
function sameRule(before: ScoringRule | undefined, now: ScoringRule): ScoringRule {
  return before !== undefined && plain(before) === plain(now) ? before : now;
}

function plain(rule: ScoringRule): string {
  return JSON.stringify(rule, (name, value: unknown) => {
    if (typeof value === 'string' && name !== 'section' && name !== 'field') return decimalOf(value) ?? value;
    if (Array.isArray(value) && value.length === 1 && name !== 'answers' && name !== 'bands') {
      const [single]: readonly unknown[] = value;
      return single;
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
    return value;
  });
}

function levelsOf(row: RowReader, { dimension, subDimension }: IndicatorDefinition): readonly LevelWeight[] {
  const weights = [row.text('dimensionWeight') === '' ? null : row.number('dimensionWeight'), row.text('subDimensionWeight') === '' ? null : row.number('subDimensionWeight')] as const;
  return [
    ...(weights[0] === null ? [] : [{ dimension, subDimension: null, weight: weights[0] }]),
    ...(weights[1] === null || subDimension === null ? [] : [{ dimension, subDimension, weight: weights[1] }]),
  ];
}

/** A fraction with at most four decimals, as a template holds it. */
const linePattern = /^(0\.\d{1,4}|1)$/;

/** The warning lines of a row; all those of the base where the file is older than their column. */
function linesOf(row: RowReader, indicator: string, places: ReadonlyMap<Column, number>, { warningLines = [] }: Template): readonly WarningLine[] {
  const old = warningLines.filter((line) => line.indicator === indicator);
  if (!places.has('warning')) return old;
  const lines: WarningLine[] = [];
  for (const text of row.text('warning').split(/[\n;；]/).map((line) => line.trim()).filter((line) => line !== '')) {
    const line = lineIn(text);
    const below = line === null ? null : decimalOf(line.rate);
    if (line === null || below === null || !linePattern.test(below) || lines.some(({ period }) => period === line.period)) row.slip('warning', 'cellWord', { text, words: lineExamples });
    else lines.push({ period: line.period, indicator, below: kept(old.find(({ period }) => period === line.period)?.below, below) });
  }
  return lines;
}

/** In the order of the base, what is new behind it. */
function withLines(before: readonly WarningLine[] | undefined, lines: readonly WarningLine[]): Pick<Template, 'warningLines'> {
  const isSame = (one: WarningLine, other: WarningLine) => one.indicator === other.indicator && one.period === other.period;
  const old = before ?? [];
  const ordered = [...old.flatMap((line) => lines.filter((one) => isSame(one, line))), ...lines.filter((line) => !old.some((one) => isSame(one, line)))];
  return ordered.length === 0 && (before === undefined || before.length > 0) ? {} : { warningLines: ordered };
}

/** In the order of the base, what is new behind it. */
function withLevels(base: Template, levels: readonly LevelWeight[]): Partial<Pick<Template, 'levels'>> {
  const isSame = (one: LevelWeight, other: LevelWeight) => one.dimension === other.dimension && one.subDimension === other.subDimension;
  const old = base.levels ?? [];
  const ordered = [
    ...old.flatMap((level) => levels.filter((one) => isSame(one, level)).map((one) => ({ ...level, weight: kept(level.weight, one.weight) }))),
    ...levels.filter((level) => !old.some((one) => isSame(one, level))),
  ];
  return { levels: ordered };
}

function wholeOf(base: Template, { values }: Settings): Partial<Template> {
  const grade = (name: 'excellent' | 'good' | 'fair') => kept(base.grades[name], values.get(name) ?? '');
  const rounding = roundingOf(values);
  const before = base.rounding ?? defaultRounding;
  return {
    title: values.get('title') ?? base.title,
    titleEn: values.get('titleEn') ?? base.titleEn,
    grades: { excellent: grade('excellent'), good: grade('good'), fair: grade('fair') },
    ...(rounding.places === before.places && rounding.mode === before.mode ? {} : { rounding }),
  };
}

function roundingOf(values: ReadonlyMap<Setting, string>): Rounding {
  const places = values.get('places');
  return { places: places === '0' ? 0 : places === '1' ? 1 : 2, mode: values.get('mode') === roundingModes.down ? 'down' : 'halfUp' };
}

function isColumn(name: string): name is Column {
  return Object.hasOwn(columns, name);
}

function cellOf(rows: readonly number[], cellAt: (row: number, column: Column) => string, { cells }: Settings): CellOf {
  return ([whole, index, part = 'key']) => {
    if (whole === 'indicators' && typeof index === 'number') {
      const row = rows[index];
      const named = String(part) === 'scoringRule' ? 'rule' : String(part);
      return row === undefined ? null : { sheet: sheetNames.tree, cell: cellAt(row, isColumn(named) ? named : ruleColumns.has(named) ? 'rule' : 'key') };
    }
    const setting = whole === 'grades' ? String(index) : String(whole);
    const cell = isSetting(setting) ? cells.get(setting) : undefined;
    return cell === undefined ? null : { sheet: sheetNames.settings, cell };
  };
}
