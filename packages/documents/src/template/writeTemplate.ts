import { write, utils, type CellObject, type WorkSheet } from '@e965/xlsx';
import { allDeadlines, deadlineKeys, defaultRounding, type IndicatorDefinition, type LevelWeight, type Template } from '@hengji/domain';
import { columnNames, columns, deadlineCell, deadlineLabels, guidance, lineCell, numbers, roundingModes, settings, sheetNames, words, type Column } from './columns.js';
import { operandText, rateText, ruleCells } from './ruleCells.js';

type Cells = Readonly<Partial<Record<Column, string>>>;

/** Text is text even when it begins with = + - @, and stays so when somebody edits the cell. */
function textCell(text: string): CellObject {
  return { t: 's', v: text, z: '@' };
}

function numberCell(text: string): CellObject {
  const value = Number(text);
  return Number.isFinite(value) && text.trim() !== '' ? { t: 'n', v: value } : textCell(text);
}

function given(column: Column, text: string | null | undefined): Cells {
  return text === null || text === undefined ? {} : { [column]: text };
}

/** What a level weighs, told in its first row only. */
function levelCells(row: IndicatorDefinition, before: IndicatorDefinition | undefined, levels: readonly LevelWeight[]): Cells {
  const weightOf = (subDimension: string | null) => levels.find((level) => level.dimension === row.dimension && level.subDimension === subDimension)?.weight;
  const opens = before?.dimension !== row.dimension;
  return {
    ...(opens ? given('dimensionWeight', weightOf(null)) : {}),
    ...(row.subDimension !== null && (opens || before?.subDimension !== row.subDimension) ? given('subDimensionWeight', weightOf(row.subDimension)) : {}),
  };
}

/** Under which rate the row is marked at each checkpoint. */
function lineCells({ key }: IndicatorDefinition, { warningLines = [] }: Template): Cells {
  const lines = warningLines.flatMap(({ indicator, period, below }) => (indicator === key ? (lineCell(period, rateText(below)) ?? []) : []));
  return lines.length === 0 ? {} : { warning: lines.join('\n') };
}

function rowCells(template: Template, row: IndicatorDefinition, before: IndicatorDefinition | undefined): Cells {
  const { sections, levels = [] } = template;
  return {
    ...levelCells(row, before, levels),
    key: row.key,
    dimension: row.dimension,
    ...given('subDimension', row.subDimension),
    name: row.name,
    weight: row.weight,
    measureKind: words.measureKind[row.measureKind],
    ...(row.symbol === undefined ? {} : { symbol: words.symbol[row.symbol] }),
    target: row.target,
    ...given('unit', row.unit),
    ...ruleCells(template, row.scoringRule),
    ...(row.notApplicable === undefined ? {} : { notApplicable: words.notApplicable[row.notApplicable] }),
    ...lineCells(row, template),
    ...(row.ownerSection === undefined ? {} : { ownerSection: sections.find(({ key }) => key === row.ownerSection)?.title ?? row.ownerSection }),
    ...given('evidence', row.evidence),
    ...given('source', row.source),
    ...given('dimensionEn', row.dimensionEn),
    ...given('subDimensionEn', row.subDimensionEn),
    nameEn: row.nameEn,
    ...given('targetEn', row.targetEn),
    ...given('unitEn', row.unitEn),
    ...given('evidenceEn', row.evidenceEn),
  };
}

function sheetOf(rows: readonly (readonly (CellObject | null)[])[], widths: readonly number[]): WorkSheet {
  const sheet: WorkSheet = {};
  rows.forEach((cells, r) =>
    cells.forEach((cell, c) => {
      if (cell !== null) sheet[utils.encode_cell({ r, c })] = cell;
    }),
  );
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(rows.length - 1, 0), c: widths.length - 1 } });
  sheet['!cols'] = widths.map((wch) => ({ wch }));
  return sheet;
}

function treeSheet(template: Template): WorkSheet {
  const rows = template.indicators.map((row, index) => {
    const cells = rowCells(template, row, template.indicators[index - 1]);
    return columnNames.map((name) => {
      const text = cells[name];
      return text === undefined ? null : numbers.has(name) ? numberCell(text) : textCell(text);
    });
  });
  return sheetOf([columnNames.map((name) => textCell(columns[name][0])), ...rows], columnNames.map((name) => columns[name][1]));
}

function settingsSheet({ key, version, title, titleEn, grades, rounding = defaultRounding, process }: Template): WorkSheet {
  const deadlines = allDeadlines(process.deadlines);
  const told: readonly (readonly [string, CellObject])[] = [
    [settings.key, textCell(key)],
    [settings.version, numberCell(String(version))],
    [settings.title, textCell(title)],
    [settings.titleEn, textCell(titleEn)],
    [settings.excellent, numberCell(grades.excellent)],
    [settings.good, numberCell(grades.good)],
    [settings.fair, numberCell(grades.fair)],
    [settings.places, numberCell(String(rounding.places))],
    [settings.mode, textCell(roundingModes[rounding.mode])],
    ...deadlineKeys.map((name) => [deadlineLabels[name], textCell(deadlineCell(deadlines[name]))] as const),
  ];
  return sheetOf([...told.map(([label, cell]) => [textCell(label), cell]), [], ...guidance.map((text) => [textCell(text)])], [24, 60]);
}

function fieldsSheet(template: Template): WorkSheet {
  const head = ['写法', '代码', '必填', '年末填报'].map(textCell);
  const rows = template.sections.flatMap((section) =>
    section.fields.map((field) => [operandText(template, { section: section.key, field: field.key }), `${section.key}.${field.key}`, field.required ? '是' : '否', field.periods === undefined || field.periods.includes('yearEnd') ? '是' : '否'].map(textCell)),
  );
  return sheetOf([head, ...rows], [50, 40, 8, 10]);
}

/** The whole tree as a workbook that a person can edit: 指标 with one row for each indicator, 说明 with what belongs to the whole, 填报项 with what rules can read. */
export function templateWorkbook(template: Template): Uint8Array {
  const book = utils.book_new();
  utils.book_append_sheet(book, treeSheet(template), sheetNames.tree);
  utils.book_append_sheet(book, settingsSheet(template), sheetNames.settings);
  utils.book_append_sheet(book, fieldsSheet(template), sheetNames.fields);
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true, compression: true });
  if (!Buffer.isBuffer(bytes)) throw new Error('the workbook was not written as bytes');
  return new Uint8Array(bytes);
}
