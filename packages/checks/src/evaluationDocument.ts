import {
  addExact, claimsInCells, claimsOf, compareExact, exact, exactInteger, fieldsIn, formatYuan, isJudged, mentionsOf, multiplyExact, operandsOf, overrideOf, supportsRow, toFixedHalfUp, toTrimmed,
  type EvidencePlacement, type FieldKey, type Figures, type IndicatorKey, type Location, type MoneyRow, type MoneyScope, type Passage, type Phase, type PrintedAmount, type ReadDocument, type ReadItem, type ScoreSheet, type ScoreSheetRow, type SectionKey, type Template,
} from '@hengji/domain';
import { isExecutionRow } from './view/rows.js';

/** What an evaluation holds in one of its stages. `figures` and `sheet` are the year's end, `evidence` the files with the row or the section they prove. */
export type EvaluationContent = {
  readonly template: Template;
  readonly phase: Phase;
  readonly year: number | null;
  readonly unit: string | null;
  /** Whether a project is evaluated: its form is another document, for which other rules are. */
  readonly ofProject: boolean;
  readonly sheet: ScoreSheet;
  readonly figures: Figures;
  readonly evidence: readonly (EvidencePlacement & { readonly name: string })[];
};

/** Where a finding about an evaluation is: a row of its sheet, or a field of a section. */
export type EvaluationPlace = { readonly indicator: IndicatorKey } | { readonly section: SectionKey; readonly field: FieldKey };

export type EvaluationDocument = { readonly document: ReadDocument; readonly placeOf: (location: Location | null) => EvaluationPlace | null };

/** Phases in which rows have scores; before them the sheet holds goals only. */
const scoredPhases: readonly Phase[] = ['selfAssessment', 'financeReview', 'publication'];

/**
 * An evaluation's own content in the structure that the rules judge, so that a report from outside and one that was made here are held to
 * the same rules: its rows, the money they are computed from, and what was written. Every row has a scoring rule by its template, and no
 * total is typed, so none is claimed.
 */
export function evaluationDocument({ template, phase, year, unit, ofProject, sheet, figures, evidence }: EvaluationContent): EvaluationDocument {
  const scored = scoredPhases.includes(phase);
  const items = sheet.rows.map((row, index) => itemOf(row, index, scored, evidence));
  const written = scored ? writtenIn(template, figures, items.length) : [];
  const cells = scored ? sheet.rows.flatMap((row, index) => cellsOf(row, locationOf(index))) : [];
  const lines = written.flatMap(({ passages }) => passages.filter(({ role }) => role === 'paragraph'));
  const fieldAt = new Map(written.flatMap(({ place, passages }) => passages.flatMap(({ location }) => ('line' in location ? [[location.line, place] as const] : []))));
  const document: ReadDocument = {
    kind: scored ? (ofProject ? 'projectSelfEvaluation' : 'entitySelfEvaluation') : 'goalDeclaration',
    title: null,
    unit,
    year,
    items,
    levels: [],
    money: scored ? withoutOthers(sheet.rows.flatMap((row, index) => moneyOf(row, items[index], figures))) : [],
    mentions: [...mentionsOf(lines, ofProject ? 'oneProject' : 'unit'), ...claimsInCells(cells)],
    // What is written of the whole is held to the grade that the scores come to, and to their sum; a total told as it was computed holds.
    totals: { weight: sum(items.map((item) => item.weight)), score: sum(items.map((item) => item.score)), claimedTotal: null, claimedGrade: scored ? sheet.grade : null, claims: claimsOf(lines, year).map((claim) => (isTotal(claim.total, sheet) ? { ...claim, total: null } : claim)) },
    passages: [...written.flatMap(({ passages }) => passages), ...cells],
    columns: ['target', 'actual', 'weight', 'score', 'reason', 'rule', 'evidence'],
    unread: [],
  };
  return {
    document,
    placeOf: (location) => {
      if (location === null || !('line' in location)) return null;
      const row = sheet.rows[location.line - 1];
      return row === undefined ? (fieldAt.get(location.line) ?? null) : { indicator: row.indicator.key };
    },
  };
}

/** Rows are the first lines, what was written stands below them. */
function locationOf(index: number): Location {
  return { line: index + 1, item: index };
}

function itemOf(row: ScoreSheetRow, index: number, scored: boolean, evidence: EvaluationContent['evidence']): ReadItem {
  const { indicator, entry } = row;
  const files = evidence.filter((file) => supportsRow(file, indicator)).map(({ name }) => name);
  return {
    level1: indicator.dimension,
    level2: indicator.subDimension,
    name: indicator.name,
    weight: indicator.weight,
    score: scored ? scoreOf(row) : null,
    target: orNull(entry?.target ?? indicator.target),
    actual: orNull(entry?.actual ?? ''),
    unit: null,
    reason: orNull([overrideOf(row.outcome)?.reason ?? '', entry?.entered?.reason ?? '', entry?.varianceReason ?? '', measureIn(entry?.improvementAction ?? '')].join(' ').trim()),
    rule: indicator.scoringRule.kind,
    evidence: orNull([...computedFrom(row), ...files].join('、')),
    text: indicator.name,
    isExecution: false,
    guessed: false,
    location: locationOf(index),
  };
}

/** What stands in the box for measures is one, in whatever words. */
function measureIn(text: string): string {
  return text.trim() === '' ? '' : `改进措施：${text}`;
}

/** A computed score is proven by what it was computed from: its rate stands for the figures. */
function computedFrom({ indicator, outcome }: ScoreSheetRow): readonly string[] {
  // A score that was set by hand is another than its figures give.
  if (isJudged(indicator.scoringRule) || outcome.kind !== 'scored' || overrideOf(outcome) !== null) return [];
  const rate = exact(outcome.rate ?? '');
  return [rate === null ? indicator.scoringRule.kind : `${toFixedHalfUp(multiplyExact(rate, exactInteger(100n)), 2)}%`];
}

function scoreOf({ outcome, entry }: ScoreSheetRow): string | null {
  return outcome.kind === 'scored' ? outcome.score : (entry?.entered?.score ?? null);
}

/** What was written beside a row; its amounts are the money's. */
function cellsOf({ entry, outcome }: ScoreSheetRow, location: Location): readonly Passage[] {
  const texts = [overrideOf(outcome)?.reason, entry?.actual, entry?.entered?.reason, entry?.varianceReason, entry?.improvementAction];
  return texts.flatMap((text): readonly Passage[] => (text === undefined || text.trim() === '' ? [] : [{ text, chapter: null, role: 'cell', location }]));
}

type Written = { readonly place: EvaluationPlace; readonly passages: readonly Passage[] };

/** Every text of the year's end, a line each, under what its box is called. */
function writtenIn(template: Template, figures: Figures, rows: number): readonly Written[] {
  let line = rows;
  return template.sections.flatMap((section) =>
    fieldsIn(section, 'yearEnd').flatMap((field): readonly Written[] => {
      const value = figures[section.key]?.[field.key] ?? '';
      if ((field.type !== 'text' && field.type !== 'longText') || value.trim() === '') return [];
      const passage = (text: string, role: Passage['role']): Passage => ({ text, chapter: role === 'heading' ? null : field.label, role, location: { line: (line += 1) } });
      const paragraphs = value.split('\n').filter((text) => text.trim() !== '');
      return [{ place: { section: section.key, field: field.key }, passages: [passage(field.label, 'heading'), ...paragraphs.map((text) => passage(text, 'paragraph'))] }];
    }),
  );
}

/** What a row's money is about, by the row's name; null where its name says nothing of the kind. */
function scopeOf(item: ReadItem): MoneyScope | null {
  if (/三公/.test(item.name)) return 'threePublic';
  if (/基本支出/.test(item.name)) return 'basic';
  if (/项目支出|项目经费/.test(item.name)) return 'project';
  return isExecutionRow(item) ? 'total' : null;
}

/** Outturn over budget, where that is what the row is computed from. */
function moneyOf({ indicator: { scoringRule: rule, name } }: ScoreSheetRow, item: ReadItem | undefined, figures: Figures): readonly MoneyRow[] {
  const scope = item === undefined ? null : scopeOf(item);
  if (item === undefined || scope === null || rule.kind !== 'ratio') return [];
  const printed = (operand: typeof rule.numerator): PrintedAmount | null => {
    const parts = operandsOf(operand).map(({ section, field }) => figures[section]?.[field] ?? '');
    if (!parts.every((part) => /^-?\d+$/.test(part))) return null;
    const fen = parts.reduce((total, part) => total + BigInt(part), 0n);
    return { text: formatYuan(fen), fen, unit: 'yuan', places: 2 };
  };
  const [actual, budget] = [printed(rule.numerator), printed(rule.denominator)];
  return actual === null || budget === null ? [] : [{ scope, label: name, initial: null, budget, actual, weight: null, rate: null, score: null, location: item.location }];
}

/** A department whose whole is more than basic and project spending has other money: then these two are no parts that must sum to it. */
function withoutOthers(money: readonly MoneyRow[]): readonly MoneyRow[] {
  const of = (scope: MoneyScope) => money.find((row) => row.scope === scope);
  const [total, basic, project] = [of('total'), of('basic'), of('project')];
  if (total === undefined || basic === undefined || project === undefined) return money;
  const whole = (['budget', 'actual'] as const).every((basis) => total[basis]?.fen === (basic[basis]?.fen ?? 0n) + (project[basis]?.fen ?? 0n));
  return whole ? money : money.filter(({ scope }) => scope !== 'basic' && scope !== 'project');
}

function isTotal(claimed: string | null, { total }: ScoreSheet): boolean {
  const [one, other] = [exact(claimed ?? ''), exact(total.kind === 'total' ? total.total : '')];
  return one !== null && other !== null && compareExact(one, other) === 0;
}

function orNull(text: string): string | null {
  return text === '' ? null : text;
}

/** Null where no row has the figure; a sheet without rows weighs nothing. */
function sum(figures: readonly (string | null)[]): string | null {
  const values = figures.map((figure) => exact(figure ?? '')).filter((value) => value !== null);
  return values.length === 0 && figures.length > 0 ? null : toTrimmed(values.reduce(addExact, exactInteger(0n)), 6);
}
