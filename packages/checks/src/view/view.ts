import { addExact, compareExact, divideExact, exact, exactInteger, type Exact, type ReadDocument, type ReadItem } from '@hengji/domain';
import type { Context } from '../context.js';
import type { Thresholds } from '../thresholds.js';
import { figuresOf, printedValue, type Figure } from './figures.js';
import { formOf, type Form } from './form.js';
import { identitiesOf } from './identities.js';
import type { Identity, ValueOf } from './identity.js';
import { repairsOf, type Repair } from './repairs.js';
import { rowsOf, type Row } from './rows.js';
import { sentencesOf, type Sentence } from './sentences.js';
import { supervisionFindings, type SupervisionFinding } from './supervision.js';

/** What all rules look at, computed once: no rule computes what another one found. */
export type View = {
  readonly document: ReadDocument;
  readonly thresholds: Thresholds;
  readonly context: Context;
  /** The template the document is held to beside the rules' own identities; null where none was named. */
  readonly form: Form | null;
  readonly figures: readonly Figure[];
  readonly identities: readonly Identity[];
  readonly repairs: readonly Repair[];
  /** Amounts in 分 after the repairs of rule U1: every other rule counts with them, so that a slip is told once. */
  readonly valueOf: ValueOf;
  readonly rows: readonly Row[];
  readonly weight: Exact;
  readonly score: Exact;
  /** Whether the table was read whole; sums of a part prove nothing. */
  readonly whole: boolean;
  /** Whether the rows are those of several tables of 100 points each, as of a report with its project forms behind it. */
  readonly several: boolean;
  /** Whether the rows stand in running text, which has no columns. */
  readonly prose: boolean;
  /** Whether the form was filled in at all: a blank one has no actual values and no scores. */
  readonly blank: boolean;
  readonly sentences: readonly Sentence[];
  readonly supervision: readonly SupervisionFinding[];
};

const zero = exactInteger(0n);

export function sumOf(figures: readonly (string | null)[]): Exact {
  return figures.reduce((sum, figure) => addExact(sum, exact(figure ?? '0') ?? zero), zero);
}

/** The weights at level 1: those declared, and the rows that stand under no level (the execution row). */
export function levelOneWeights(document: ReadDocument): readonly (string | null)[] {
  return [...document.levels.filter((level) => level.level === 1).map((level) => level.weight), ...document.items.filter((item) => item.level1 === null).map((item) => item.weight)];
}

/** A form without a column of weights was read whole where all its rows have a score, with that of execution, and the scores are points of the whole. */
function isWholeByScores({ columns }: ReadDocument, items: readonly ReadItem[], enough: Exact, full: Exact): boolean {
  if (columns === null || columns.includes('weight') || !items.some((item) => item.isExecution) || items.some(({ score, weight, isExecution }) => score === null || (weight !== null && !isExecution))) return false;
  const sum = sumOf(items.map(({ score }) => score));
  return compareExact(sum, enough) >= 0 && compareExact(sum, full) <= 0;
}

/** Whether rows of a table were seen, and not told apart: whatever sums to less or to more than it should may lack just these. */
export function lacksRows({ unread }: Pick<ReadDocument, 'unread'>): boolean {
  return unread.some(({ reason }) => reason === 'unclearRow' || reason === 'cellLines');
}

function isWhole(document: ReadDocument, items: readonly ReadItem[], thresholds: Thresholds): boolean {
  if (items.length === 0 || lacksRows(document)) return false;
  // Of a form whose table was not recognized only its money block is left.
  if (document.unread.some(({ reason }) => reason === 'unreadTable') && items.every(({ isExecution }) => isExecution)) return false;
  const enough = exact(thresholds.wholeTableWeight) ?? zero;
  const full = exact(thresholds.fullWeight) ?? zero;
  return compareExact(sumOf(items.map((item) => item.weight)), enough) >= 0 || isWholeByScores(document, items, enough, full) || [sumOf([document.totals.claimedTotal]), sumOf(levelOneWeights(document))].some((sum) => compareExact(sum, full) >= 0);
}

/** A report with its project forms behind it repeats the execution row, or claims a total for each. */
function areSeveral(document: ReadDocument, weight: Exact, thresholds: Thresholds): boolean {
  const tables = divideExact(weight, exact(thresholds.fullWeight) ?? exactInteger(100n));
  const repeated = document.items.filter((item) => item.isExecution).length >= 2 || document.totals.claims.filter((claim) => claim.total !== null).length >= 2;
  return tables !== null && tables.denominator === 1n && tables.numerator >= 2n && repeated;
}

export function viewOf(document: ReadDocument, thresholds: Thresholds, context: Context = {}): View {
  const figures = figuresOf(document);
  const identities = identitiesOf(document, figures);
  const repairs = repairsOf(figures, identities);
  const repaired = new Map(repairs.map((repair) => [repair.figure, repair.value]));
  const sentences = sentencesOf(document);
  const weight = sumOf(document.items.map((item) => item.weight));
  return {
    document,
    thresholds,
    context,
    form: context.template === undefined ? null : formOf(document, context.template),
    figures,
    identities,
    repairs,
    valueOf: (figure) => repaired.get(figure) ?? printedValue(figure),
    rows: rowsOf(document, figures),
    weight,
    score: sumOf(document.items.map((item) => item.score)),
    whole: isWhole(document, document.items, thresholds),
    several: areSeveral(document, weight, thresholds),
    prose: document.columns === null,
    blank: document.columns !== null && document.items.every((item) => item.score === null && item.actual === null),
    sentences,
    supervision: supervisionFindings(sentences, document.year),
  };
}

/** The forms of a document, each with its own rows, levels and totals and everything else of the whole; the document itself where it is one form. */
export function viewsOfForms(view: View): readonly View[] {
  const { forms, ...document } = view.document;
  if (forms === undefined) return [view];
  return forms.map((form): View => {
    const own = { ...document, ...form };
    const items = new Set(form.items);
    return { ...view, document: own, rows: view.rows.filter(({ item }) => items.has(item)), form: view.context.template === undefined ? null : formOf(own, view.context.template), weight: sumOf(form.items.map(({ weight }) => weight)), score: sumOf(form.items.map(({ score }) => score)), whole: isWhole(own, form.items, view.thresholds), several: false };
  });
}
