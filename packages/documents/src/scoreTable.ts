import { addExact, exact, exactInteger, isZero, subtractExact, toFixedHalfUp, toTrimmed, type Exact, type IndicatorDefinition, type RevisionContent, type Template } from '@hengji/domain';
import type { Block, Cell, Column } from './report.js';
import type { ReportLanguage, ReportWords } from './reportWords.js';
import { rowsOf, type FrozenRow } from './revision.js';

type Row = { readonly frozen: FrozenRow; readonly definition: IndicatorDefinition | null };

/** The indicators of a revision: with scores where there are any, otherwise with their targets alone; then every reason that was written. */
export function scoreBlocks(content: RevisionContent, template: Template, words: ReportWords, language: ReportLanguage): readonly Block[] {
  const rows = rowsOf(content).map((frozen): Row => ({ frozen, definition: template.indicators.find((one) => one.key === frozen.indicator) ?? null }));
  if (rows.length === 0) return [];
  const scored = content.score !== null || rows.some(({ frozen }) => frozen.score !== null || frozen.notApplicable);
  const reviewed = rows.some(({ frozen }) => frozen.deduction !== null);
  const subDivided = rows.some(({ definition }) => definition !== null && definition.subDimension !== null);
  const columns: readonly Column[] = [
    { label: words.dimension, numeric: false },
    ...(subDivided ? [{ label: words.subDimension, numeric: false }] : []),
    { label: words.indicator, numeric: false },
    { label: words.target, numeric: false },
    ...(scored ? [{ label: words.actual, numeric: false }] : []),
    { label: words.weight, numeric: true },
    ...(scored ? [{ label: words.score, numeric: true }] : []),
    ...(reviewed ? [{ label: words.deduction, numeric: true }, { label: words.reviewedRow, numeric: true }] : []),
  ];
  const table: Block = {
    kind: 'table',
    caption: scored ? words.scoreTable : words.targetTable,
    columns,
    rows: rows.map((row, index) => [
      ...groupCells(rows, index, subDivided, words, language),
      { ...data(nameOf(row, language), language), header: true },
      data(targetOf(row, language), language),
      ...(scored ? [data(row.frozen.actual, language)] : []),
      { text: row.frozen.weight },
      ...(scored ? [{ text: scoreText(row.frozen, words) }] : []),
      ...(reviewed ? [{ text: row.frozen.deduction === null ? '' : `−${row.frozen.deduction}` }, { text: reviewedScore(row.frozen) ?? words.none }] : []),
    ]),
    foot: footRows(rows, content, { labelColumns: columns.findIndex((column) => column.numeric), scored, reviewed }, words),
  };
  return [{ kind: 'heading', level: 2, text: table.caption }, table, ...reasonBlocks(rows, words, language)];
}

/** The score; one that was set by hand stands beside what was computed. */
function scoreText({ notApplicable, score, override }: FrozenRow, words: ReportWords): string {
  if (notApplicable) return words.notApplicable;
  if (score === null) return words.none;
  return override === undefined ? score : words.overridden(score, override.computed);
}

/** A target that the department took over from the template has the template's English; its own words stay as they were written. */
function targetOf({ frozen, definition }: Row, language: ReportLanguage): string {
  return language === 'en' && definition !== null && frozen.target === definition.target ? (definition.targetEn ?? frozen.target) : frozen.target;
}

/** Dimension (and its division) at the first of the rows that it names. A dimension without divisions covers both columns. */
function groupCells(rows: readonly Row[], index: number, subDivided: boolean, words: ReportWords, language: ReportLanguage): readonly Cell[] {
  const english = language === 'en';
  const dimension = ({ definition }: Row) => (english ? definition?.dimensionEn : undefined) ?? definition?.dimension ?? words.none;
  const division = ({ definition }: Row) => (english ? definition?.subDimensionEn : undefined) ?? definition?.subDimension ?? null;
  const row = rows[index];
  if (row === undefined) return [];
  const first = groupFrom(rows, index, dimension);
  const whole = rows.filter((one) => dimension(one) === dimension(row));
  const undivided = subDivided && whole.every((one) => division(one) === null);
  const cells: Cell[] = first === null ? [] : [{ ...data(dimension(row), language), header: true, rows: first, ...(undivided ? { columns: 2 } : {}) }];
  if (!subDivided || undivided) return cells;
  const second = groupFrom(rows, index, (one) => `${dimension(one)}\n${division(one) ?? ''}`);
  return second === null ? cells : [...cells, { ...data(division(row) ?? words.none, language), header: true, rows: second }];
}

/** How many rows from this one on share its key; null when the row above shares it too. */
function groupFrom(rows: readonly Row[], index: number, key: (row: Row) => string): number | null {
  const [row, above] = [rows[index], rows[index - 1]];
  if (row === undefined || (above !== undefined && key(above) === key(row))) return null;
  const end = rows.findIndex((one, at) => at > index && key(one) !== key(row));
  return (end === -1 ? rows.length : end) - index;
}

type Shape = { readonly labelColumns: number; readonly scored: boolean; readonly reviewed: boolean };

function footRows(rows: readonly Row[], content: RevisionContent, shape: Shape, words: ReportWords): readonly (readonly Cell[])[] {
  const label = (text: string): Cell => ({ text, header: true, columns: shape.labelColumns });
  const counted = rows.filter(({ frozen }) => !frozen.notApplicable);
  const sum: readonly Cell[] = [
    label(words.sum),
    { text: toTrimmed(total(rows.map(({ frozen }) => frozen.weight)), 2) },
    ...(shape.scored ? [{ text: points(counted.map(({ frozen }) => frozen.score)) ?? words.none }] : []),
    ...(shape.reviewed ? [{ text: `−${toFixedHalfUp(total(counted.map(({ frozen }) => frozen.deduction ?? '0')), 2)}` }, { text: points(counted.map(({ frozen }) => reviewedScore(frozen))) ?? words.none }] : []),
  ];
  if (content.score === null) return [sum];
  return [
    sum,
    [
      label(words.rebased),
      { text: '100' },
      { text: content.score.self },
      ...(shape.reviewed ? [{ text: '' }, { text: content.score.reviewed ?? words.none }] : []),
    ],
  ];
}

function reasonBlocks(rows: readonly Row[], words: ReportWords, language: ReportLanguage): readonly Block[] {
  const explained = rows.filter(({ frozen }) => reasonsOf(frozen).some((reason) => reason.trim() !== ''));
  if (explained.length === 0) return [];
  return [
    { kind: 'heading', level: 2, text: words.reasons },
    {
      kind: 'table',
      caption: words.reasons,
      columns: [words.indicator, words.enteredReason, words.varianceReason, words.improvementAction].map((column) => ({ label: column, numeric: false })),
      rows: explained.map((row) => [
        { ...data(nameOf(row, language), language), header: true },
        ...reasonsOf(row.frozen).map((reason) => data(reason.trim() === '' ? words.none : reason, language)),
      ]),
      foot: [],
    },
  ];
}

function reasonsOf(row: FrozenRow): readonly string[] {
  return [row.override?.reason ?? row.entered?.reason ?? '', row.varianceReason, row.improvementAction];
}

function nameOf(row: Row, language: ReportLanguage): string {
  if (row.definition === null) return row.frozen.indicator;
  return language === 'en' ? row.definition.nameEn : row.definition.name;
}

/** What people of the county wrote stays Chinese in an English report, and says so to screen readers. */
function data(text: string, language: ReportLanguage): Cell {
  return language === 'en' && /\p{Script=Han}/u.test(text) ? { text, language: 'zh-CN' } : { text };
}

/** The row's score after the bureau's deduction, two decimals; null where the row has no score. */
function reviewedScore(row: FrozenRow): string | null {
  const score = row.score === null ? null : exact(row.score);
  const off = exact(row.deduction ?? '0');
  return score === null || off === null ? null : toFixedHalfUp(subtractExact(score, off), 2);
}

/** The sum with two decimals; null when one of them is missing. */
function points(scores: readonly (string | null)[]): string | null {
  const known = scores.filter((score) => score !== null);
  const sum = total(known);
  return known.length < scores.length || (known.length === 0 && isZero(sum)) ? null : toFixedHalfUp(sum, 2);
}

function total(decimals: readonly string[]): Exact {
  return decimals.reduce((sum, text) => addExact(sum, exact(text) ?? exactInteger(0n)), exactInteger(0n));
}
