import type { MoneyRow, PrintedAmount, ReadDocument, ReadItem, ReadLevel } from '@hengji/domain';
import { flowOfText, understand } from '@hengji/documents';
import { check } from '../src/check.js';
import type { Context } from '../src/context.js';
import type { Finding, RuleId } from '../src/finding.js';
import { defaultThresholds, type Thresholds } from '../src/thresholds.js';

/** What one rule finds in a document. */
export function found(rule: RuleId, document: ReadDocument, thresholds: Partial<Thresholds> = {}, context: Context = {}): readonly Finding[] {
  return check(document, { ...defaultThresholds, ...thresholds }, context).findings.filter((finding) => finding.rule === rule);
}

/** A report as running text, read as the reader reads it; numbered lines are its headings. */
export function report(...lines: readonly string[]): ReadDocument {
  return understand(flowOfText(['云溪县档案局2023年度部门整体支出绩效自评报告', ...lines].join('\n')));
}

type RowParts = Partial<Omit<ReadItem, 'location'>> & { readonly name: string };

/** A row of a form: 10 of 10 points unless said otherwise. */
export function row(parts: RowParts): ReadItem {
  const { name } = parts;
  return { level1: null, level2: null, weight: '10', score: '10', target: null, actual: null, unit: null, reason: null, rule: null, evidence: null, text: name, isExecution: false, guessed: false, location: { line: 1 }, ...parts };
}

export function level(rank: 1 | 2, name: string, weight: string | null, parent: string | null = null): ReadLevel {
  return { level: rank, name, parent, weight, location: { line: 1 } };
}

/** 万元 with its decimals as printed. */
export function wanyuan(text: string): PrintedAmount {
  const [whole = '0', fraction = ''] = text.split('.');
  return { text, fen: BigInt(whole + fraction.padEnd(6, '0').slice(0, 6)), unit: 'wanyuan', places: fraction.length };
}

/** A row of the money block in 万元; null is an empty cell. */
export function money(scope: MoneyRow['scope'], budget: string | null, actual: string | null, rest: Partial<MoneyRow> = {}): MoneyRow {
  const amount = (text: string | null) => (text === null ? null : wanyuan(text));
  return { scope, label: '', initial: null, budget: amount(budget), actual: amount(actual), weight: null, rate: null, score: null, location: { line: 1 }, ...rest };
}

const formColumns = ['target', 'actual', 'unit', 'weight', 'score', 'reason'] as const;

/** A form as its table gives it: rows, levels and money block, no running text unless some is given. Every row and amount stands on its own line. */
export function form(parts: Partial<Omit<ReadDocument, 'totals'>> & { readonly totals?: Partial<ReadDocument['totals']> }): ReadDocument {
  const items = (parts.items ?? []).map((item, index) => ({ ...item, location: { line: 100 + index, item: index } }));
  const sum = (figures: readonly (string | null)[]) => (figures.every((figure) => figure === null) ? null : String(figures.reduce((total, figure) => total + Number(figure ?? 0), 0)));
  return {
    kind: 'entitySelfEvaluation',
    title: null,
    unit: null,
    year: 2023,
    levels: [],
    mentions: [],
    passages: [],
    columns: formColumns,
    unread: [],
    ...parts,
    money: (parts.money ?? []).map((one, index) => ({ ...one, location: { line: 10 + index } })),
    items,
    totals: { weight: sum(items.map((item) => item.weight)), score: sum(items.map((item) => item.score)), claimedTotal: null, claimedGrade: null, claims: [], ...parts.totals },
  };
}

/** The claim of a total and a grade in one sentence. */
export function claim(total: string | null, grade: ReadDocument['totals']['claimedGrade'], text = '自评总分'): Pick<ReadDocument['totals'], 'claimedTotal' | 'claimedGrade' | 'claims'> {
  return { claimedTotal: total, claimedGrade: grade, claims: [{ total, grade, text, location: { line: 90 } }] };
}

/** A form as its cells stand in a file: lines above it, then the table. An empty cell below a level means the level goes on. */
export function sheetOf(lines: readonly string[], rows: readonly (readonly string[])[]): ReadDocument {
  return understand([
    ...lines.map((text, index) => ({ kind: 'line' as const, text, location: { line: index + 1 } })),
    { kind: 'table' as const, location: { line: lines.length + 1 }, rows: rows.map((cells, at) => cells.map((text, column) => ({ text, rows: 1, columns: 1, location: { sheet: '1', cell: `${String.fromCharCode(65 + column)}${at + 1}` } }))) },
  ]);
}
