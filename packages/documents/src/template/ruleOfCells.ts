import { divideExact, exact, exactInteger, toTrimmed, type Measure, type OperandRef, type ScoreBand, type ScoringRule, type Template } from '@hengji/domain';
import { columns, words, type Column, type WordList } from './columns.js';
import { operandText, type RuleColumn } from './ruleCells.js';

/** What is wrong in a cell; `code` has a sentence in both languages. */
export type CellCode = 'cellRequired' | 'cellWord' | 'cellNumber' | 'cellOperand' | 'cellOneOperand' | 'cellBand';
export type CellSlip = { readonly column: Column; readonly code: CellCode; readonly params: Readonly<Record<string, string>> };

/** Reads the cells of one row and collects what is wrong in them. */
export class RowReader {
  readonly slips: CellSlip[] = [];
  readonly #text: (column: Column) => string;

  constructor(text: (column: Column) => string) {
    this.#text = text;
  }

  text(column: Column): string {
    return this.#text(column);
  }

  slip(column: Column, code: CellCode, params: Readonly<Record<string, string>> = {}): void {
    this.slips.push({ column, code, params: { column: columns[column][0], ...params } });
  }

  required(column: Column): string {
    const text = this.text(column);
    if (text === '') this.slip(column, 'cellRequired');
    return text;
  }

  /** A word of a list as its code; `null` where the cell is empty and may be. */
  word<List extends WordList>(column: Column, list: List, mayBeEmpty: boolean): Extract<keyof (typeof words)[List], string> | null {
    const text = this.text(column);
    if (text === '') {
      if (!mayBeEmpty) this.slip(column, 'cellRequired');
      return null;
    }
    const known = Object.entries<string>(words[list]);
    const code = known.find(([key, word]) => word === text || key === text)?.[0];
    if (code !== undefined && isCodeOf(list, code)) return code;
    this.slip(column, 'cellWord', { text, words: known.map(([, word]) => word).join('、') });
    return null;
  }

  /** A decimal as text; `100%` is 1. */
  number(column: Column): string {
    const text = this.required(column);
    const value = text === '' ? '' : decimalOf(text);
    if (value === null) this.slip(column, 'cellNumber', { text });
    return value ?? '';
  }
}

function isCodeOf<List extends WordList>(list: List, code: string): code is Extract<keyof (typeof words)[List], string> {
  return Object.hasOwn(words[list], code);
}

/** Null where it is no number. Full-width signs, as an input method leaves them, are numbers too. */
export function decimalOf(text: string): string | null {
  const plain = text.normalize('NFKC').replaceAll(/[\s,]/g, '');
  const percent = plain.endsWith('%');
  const value = exact(percent ? plain.slice(0, -1) : plain);
  if (value === null) return null;
  const whole = percent ? divideExact(value, exactInteger(100n)) : value;
  return whole === null ? null : toTrimmed(whole, 6);
}

type Fields = Pick<Template, 'sections'>;

function operandsIn(row: RowReader, column: Column, fields: Fields): readonly OperandRef[] {
  const lines = row.required(column).split(/[\n;；]/).map((line) => line.trim()).filter((line) => line !== '');
  return lines.flatMap((line) => {
    const wanted = line.replace(/^[+＋]/, '').trim().replace(':', '：');
    const refs = fields.sections.flatMap((section) => section.fields.map((field): OperandRef => ({ section: section.key, field: field.key })));
    const found = refs.find((ref) => operandText(fields, ref) === wanted) ?? refs.find(({ section, field }) => `${section}.${field}` === line);
    if (found === undefined) row.slip(column, 'cellOperand', { text: line });
    return found ?? [];
  });
}

function one(row: RowReader, column: Column, fields: Fields): OperandRef {
  const [first, ...more] = operandsIn(row, column, fields);
  if (more.length > 0) row.slip(column, 'cellOneOperand');
  return first ?? { section: '', field: '' };
}

/** One figure stands alone; several are a sum. */
function operand(row: RowReader, column: Column, fields: Fields): OperandRef | readonly OperandRef[] {
  const [first, ...more] = operandsIn(row, column, fields);
  return first === undefined || more.length > 0 ? [first, ...more].filter((ref) => ref !== undefined) : first;
}

function measureIn(row: RowReader, fields: Fields): Measure | null {
  const kind = row.word('measure', 'measure', false);
  switch (kind) {
    case null:
      return null;
    case 'ratio':
      return { kind, numerator: operand(row, 'first', fields), denominator: operand(row, 'second', fields) };
    case 'changeRate':
      return { kind, current: operand(row, 'first', fields), previous: operand(row, 'second', fields) };
    case 'figure':
      return { kind, figure: operand(row, 'first', fields) };
  }
}

function bandsIn(row: RowReader): readonly ScoreBand[] {
  const lines = row.required('bands').split(/[\n;；]/).map((line) => line.trim()).filter((line) => line !== '');
  return lines.flatMap((line) => {
    const [, rest, end = '', share = ''] = /^(?:(其余|其他)|(?:≤|<=|不超过)\s*(.+?))\s*[：:]\s*(.+)$/.exec(line) ?? [];
    const band = { upTo: rest === undefined ? decimalOf(end) : null, share: decimalOf(share) };
    if (band.share === null || (rest === undefined && band.upTo === null)) {
      row.slip('bands', 'cellBand', { text: line });
      return [];
    }
    return { upTo: band.upTo, share: band.share };
  });
}

/** The rule of a row; null where its cells do not make one, and then the row has a slip. */
export function ruleOfCells(row: RowReader, fields: Fields): ScoringRule | null {
  const kind = row.word('rule', 'rule', false);
  switch (kind) {
    case null:
      return null;
    case 'ratio': {
      const direction = row.word('direction', 'direction', false);
      const [numerator, denominator] = [operand(row, 'first', fields), operand(row, 'second', fields)];
      const target = row.text('limit') === '' ? {} : { target: row.number('limit') };
      const excess = row.text('times') === '' ? null : row.word('excess', 'excess', false);
      const over = excess === null ? {} : { overAchievement: { times: row.number('times'), reduce: excess === 'reduce' } };
      return direction === null ? null : { kind, numerator, denominator, direction, ...target, ...over };
    }
    case 'changeRate':
      return { kind, current: one(row, 'first', fields), previous: one(row, 'second', fields) };
    case 'stepDeduction': {
      const [measure, direction, counting] = [measureIn(row, fields), row.word('direction', 'direction', false), row.word('counting', 'counting', false)];
      const [target, step, points] = [row.number('limit'), row.number('step'), row.number('points')];
      return measure === null || direction === null || counting === null ? null : { kind, measure, direction, target, step, points, counting };
    }
    case 'bands': {
      const [measure, bands] = [measureIn(row, fields), bandsIn(row)];
      return measure === null ? null : { kind, measure, bands };
    }
    case 'allOrNothing': {
      const [measure, direction, target] = [measureIn(row, fields), row.word('direction', 'direction', false), row.number('limit')];
      return measure === null || direction === null ? null : { kind, measure, direction, target };
    }
    case 'allYes':
      return { kind, answers: operandsIn(row, 'first', fields) };
    case 'threeBands':
    case 'entered':
      return { kind };
  }
}

/** Columns of a rule, for telling where a part of it is wrong. */
export const ruleColumns: ReadonlySet<string> = new Set<RuleColumn>(['rule', 'direction', 'measure', 'first', 'second', 'limit', 'step', 'points', 'counting', 'bands', 'times', 'excess']);
