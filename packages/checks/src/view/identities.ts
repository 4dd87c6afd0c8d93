import { addExact, compareExact, divideExact, exact, exactInteger, maxExact, multiplyExact, subtractExact, type Exact, type Location, type Mention, type ReadDocument } from '@hengji/domain';
import { halfDigit, isExecutionRate, placeKey, type Figure } from './figures.js';

/** A figure's value in 分; rule U1 tries others than the printed one. */
export type ValueOf = (figure: Figure) => Exact;

/** `rate` and `ratio` hold between an outturn and its budget; `sum` between a whole and its parts; `same` between two mentions of one quantity. */
export type Identity = {
  readonly kind: 'sum' | 'list' | 'same' | 'rate' | 'ratio';
  readonly figures: readonly Figure[];
  readonly holds: (value: ValueOf) => boolean;
  /** Stricter than `holds`: a repaired unit must lead to a likely figure, not to another strange one. */
  readonly mendedBy: (value: ValueOf) => boolean;
  /** What the first figure (for a rate: the printed rate) would have to be. */
  readonly expected: (value: ValueOf) => Exact | null;
  /** Whether a document that breaks it is surely wrong. The others only help to tell a wrong unit (U1). */
  readonly binding: boolean;
  /** The printed rate in per cent with its decimals; null elsewhere. */
  readonly rate: { readonly percent: string; readonly digits: number; readonly location: Location } | null;
};

const zero = exactInteger(0n);
const hundred = exactInteger(100n);

export function absolute(value: Exact): Exact {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}

function within(a: Exact, b: Exact, tolerance: Exact): boolean {
  return compareExact(absolute(subtractExact(a, b)), tolerance) <= 0;
}

function half(figures: readonly Figure[]): Exact {
  return exactInteger(figures.reduce((sum, figure) => sum + halfDigit(figure.printed), 0n));
}

/** Parts that may make up a whole; what is not all of it may stay below, never above. */
type Parts = { readonly figures: readonly Figure[]; readonly exhaustive: boolean };

/** A whole and its parts. Where a block can be read in two ways (rows below 其中), it is enough that one of them fits. */
function sumIdentity(kind: 'sum' | 'list', whole: Figure, readings: readonly Parts[], binding: boolean): Identity {
  const [first] = readings;
  const sumOf = (parts: Parts | undefined, value: ValueOf) => (parts?.figures ?? []).map(value).reduce(addExact, zero);
  const equal = (value: ValueOf) => readings.some((parts) => within(value(whole), sumOf(parts, value), half([whole, ...parts.figures])));
  const below = (value: ValueOf) => readings.some((parts) => !parts.exhaustive && compareExact(sumOf(parts, value), value(whole)) < 0);
  return {
    kind,
    figures: [whole, ...new Set(readings.flatMap((parts) => parts.figures))],
    expected: (value) => sumOf(first, value),
    rate: null,
    binding,
    mendedBy: equal,
    holds: (value) => equal(value) || below(value),
  };
}

function sameIdentity(a: Figure, b: Figure): Identity {
  const equal = (value: ValueOf) => within(value(a), value(b), half([a, b]));
  return { kind: 'same', figures: [a, b], rate: null, expected: (value) => value(b), holds: equal, mendedBy: equal, binding: a.firm && b.firm };
}

/** Per cent of a budget that an outturn is; null where there was no budget. */
export function percentOf(actual: Exact, budget: Exact): Exact | null {
  const share = divideExact(actual, budget);
  return share === null ? null : multiplyExact(share, hundred);
}

export type Pair = { readonly actual: Figure; readonly budget: Figure };

/** A printed rate holds when it is the quotient of one of its pairs rounded to its own digits; ±0.05 points at least. */
function rateIdentity(pairs: readonly [Pair, ...Pair[]], rate: NonNullable<Identity['rate']>): Identity {
  const [first] = pairs;
  const printed = exact(rate.percent) ?? zero;
  const unit = { numerator: 1n, denominator: 2n * 10n ** BigInt(rate.digits) };
  const percent = ({ actual, budget }: Pair, value: ValueOf) => percentOf(value(actual), value(budget));
  const equal = (value: ValueOf) =>
    pairs.some((pair) => {
      const found = percent(pair, value);
      // Nothing spent of nothing budgeted is printed as 0 % or as 100 %; neither is wrong.
      if (found === null) return value(pair.actual).numerator === 0n;
      return within(found, printed, maxExact(unit, { numerator: 1n, denominator: 20n }));
    });
  return { kind: 'rate', figures: [...new Set(pairs.flatMap(({ actual, budget }) => [actual, budget]))], rate, expected: (value) => percent(first, value), holds: equal, mendedBy: equal, binding: true };
}

/** An outturn is not a hundredth of its budget nor a hundred times it; only such a gap is taken for a wrong unit. */
function ratioIdentity({ actual, budget }: Pair): Identity {
  const between = (least: bigint, most: bigint) => (value: ValueOf) => {
    const percent = percentOf(value(actual), value(budget));
    return percent === null || percent.numerator === 0n || (compareExact(percent, exactInteger(least)) >= 0 && compareExact(percent, exactInteger(most)) <= 0);
  };
  return { kind: 'ratio', figures: [actual, budget], rate: null, expected: () => null, holds: between(1n, 10_000n), mendedBy: between(20n, 200n), binding: false };
}

/** How the total of one basis may be made up: basic and project, or every source of a money block that ends in 其他. */
function readingsOf(figures: readonly Figure[], sourcesOfBlock: readonly Figure[], basis: Figure['basis']): { readonly readings: readonly Parts[]; readonly firm: boolean } | null {
  const of = (scope: Figure['scope']) => figures.find((figure) => figure.scope === scope && figure.basis === basis && figure.firm);
  const [basic, project] = [of('basic'), of('project')];
  const others = sourcesOfBlock.filter(({ scope }) => scope === 'otherFunds');
  if (basic !== undefined && project !== undefined) {
    const both: Parts = { figures: [basic, project], exhaustive: true };
    return { readings: [both, ...(others.length > 0 ? [{ figures: [basic, project, ...others], exhaustive: true }] : [])], firm: basic.statedBasis === project.statedBasis };
  }
  const sources = sourcesOfBlock.filter(({ scope }) => ['appropriation', 'carriedOver', 'otherFunds', 'part'].includes(scope));
  if (sources.length < 2) return null;
  const main = sources.filter((figure) => figure.scope !== 'part');
  const all: Parts = { figures: sources, exhaustive: others.length > 0 && main.length === sources.length };
  return { readings: main.length >= 2 && main.length < sources.length ? [{ figures: main, exhaustive: others.length > 0 }, all] : [all], firm: true };
}

function listIdentity(mention: Extract<Mention, { kind: 'list' }>, figures: readonly Figure[]): Identity {
  const place = placeKey(mention.location);
  const asFigure = (printed: Figure['printed'], label: string): Figure =>
    figures.find((figure) => figure.printed.text === printed.text && placeKey(figure.location) === place) ?? { scope: 'part', basis: 'actual', statedBasis: 'actual', label, printed, location: mention.location, row: null, table: null, firm: true, ofProject: false };
  return sumIdentity('list', asFigure(mention.whole, ''), [{ figures: mention.parts.map((part) => asFigure(part.amount, part.label)), exhaustive: mention.exhaustive }], true);
}

/** Outturns with the budgets they are measured by, of one row or one line before of the whole document. */
export function pairsOf(figures: readonly Figure[], scope: Figure['scope'], place: string | null): readonly Pair[] {
  const of = (basis: Figure['basis']) => figures.filter((figure) => figure.scope === scope && figure.basis === basis && (place === null ? !figure.ofProject : placeKey(figure.location) === place));
  const budgets = [...of('budget'), ...of('initial')];
  return of('actual').flatMap((actual) => budgets.filter((budget) => actual.row === null || budget.row === null || budget.row === actual.row).map((budget) => ({ actual, budget })));
}

/**
 * Which form's money block each row stands in: a file may hold the forms of several projects, and every total begins another. Those of
 * projects within a department's report count downwards from -1, and leave the department's own as they are.
 */
function blocksOf(document: ReadDocument): readonly number[] {
  let block = 0;
  let seen = false;
  let project = 0;
  return document.money.map(({ scope, ofProject }) => {
    if (ofProject === true) {
      if (scope === 'total' || project === 0) project -= 1;
      return project;
    }
    if (scope === 'total' && seen) block += 1;
    seen ||= scope === 'total';
    return block;
  });
}

/** Figures by the form that they belong to; running text speaks of the only one, or of none that could be told. */
function figuresByBlock(document: ReadDocument, figures: readonly Figure[]): readonly (readonly Figure[])[] {
  const blocks = blocksOf(document);
  const of = (block: number) => figures.filter(({ row }) => row !== null && blocks[row] === block);
  const projects = [...new Set(blocks.filter((block) => block < 0))].map(of);
  const last = Math.max(0, ...blocks);
  if (last === 0) return [figures.filter(({ ofProject }) => !ofProject), ...projects];
  return [...Array.from({ length: last + 1 }, (_, block) => of(block)), ...projects];
}

/**
 * The rows of the money block that may be a total's parts: those of its own table. What another table holds (基础数据, “三公”经费, a list of
 * projects) is no source of the unit's money; nor is a row without a name for its source where no table has the total.
 */
function sourcesBeside(total: Figure | undefined, inBlock: readonly Figure[]): readonly Figure[] {
  return inBlock.filter(({ table, scope }) => (total === undefined ? scope !== 'part' : table === total.table));
}

function sumsOf(figures: readonly Figure[], basis: Figure['basis']): readonly Identity[] {
  const wholes = figures.filter((figure) => figure.scope === 'total' && figure.basis === basis);
  const inBlock = figures.filter((figure) => figure.row !== null && figure.basis === basis);
  // A total of running text is that of the table that has one.
  const printed = wholes.find(({ row }) => row !== null);
  const readings = new Map<number | null | undefined, ReturnType<typeof readingsOf>>();
  return wholes.flatMap((whole) => {
    const own = whole.row === null ? printed : whole;
    const known = readings.get(own?.table);
    const found = known === undefined ? readingsOf(figures, sourcesBeside(own, inBlock), basis) : known;
    readings.set(own?.table, found);
    // What was made payable need not be what was budgeted: it tells a wrong unit, but contradicts nothing.
    return found === null ? [] : [sumIdentity('sum', whole, found.readings, found.firm && whole.firm && found.readings.every((parts) => parts.figures.every((part) => part.statedBasis === whole.statedBasis)))];
  });
}

/** Every identity that the document's amounts should satisfy. */
export function identitiesOf(document: ReadDocument, figures: readonly Figure[]): readonly Identity[] {
  const bases = ['initial', 'budget', 'actual'] as const;
  const forms = figuresByBlock(document, figures);
  const several = Math.max(0, ...blocksOf(document)) > 0;
  const sums = forms.flatMap((own) => bases.flatMap((basis) => sumsOf(own, basis)));
  const lists = document.mentions.flatMap((mention) => (mention.kind === 'list' ? [listIdentity(mention, figures)] : []));
  const quantities = new Map<string, Figure[]>();
  for (const figure of figures) {
    const key = `${figure.scope} ${figure.statedBasis}`;
    if (!figure.ofProject && ['total', 'basic', 'project', 'threePublic'].includes(figure.scope)) quantities.set(key, [...(quantities.get(key) ?? []), figure]);
  }
  const same = several ? [] : [...quantities.values()].flatMap((group) => {
    const first = group.find((figure) => figure.firm) ?? group[0];
    return first === undefined ? [] : group.filter((other) => other !== first).map((other) => sameIdentity(other, first));
  });
  const scopes = [...new Set(figures.map((figure) => figure.scope))].filter((scope) => scope !== 'part');
  const ratios = scopes.flatMap((scope) => pairsOf(figures, scope, null).map(ratioIdentity));
  const printedRates = [
    ...document.money.flatMap((row, index) => (row.rate === null ? [] : [{ scope: row.scope, row: index, percent: row.rate, location: row.location }])),
    ...document.mentions.flatMap((mention) => (mention.kind === 'rate' && isExecutionRate(mention, document.year) ? [{ scope: mention.scope, row: null, percent: mention.percent, location: mention.location }] : [])),
  ];
  const seen = new Set<string>();
  const rates = printedRates.flatMap(({ scope, row, percent, location }) => {
    const key = `${scope} ${percent} ${placeKey(location)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const here = row === null ? pairsOf(figures, scope, placeKey(location)) : rowPairs(figures, row);
    const [first, ...others] = here.length > 0 ? here : row === null ? pairsOf(figures, scope, null) : [];
    const rate = { percent, digits: percent.split('.')[1]?.length ?? 0, location };
    return first === undefined ? [] : [rateIdentity([first, ...others], rate)];
  });
  return [...sums, ...lists, ...same, ...ratios, ...rates];
}

/** The pairs of one row of the money block. */
export function rowPairs(figures: readonly Figure[], row: number): readonly Pair[] {
  const of = (basis: Figure['basis']) => figures.filter((figure) => figure.row === row && figure.basis === basis);
  return of('actual').flatMap((actual) => [...of('budget'), ...of('initial')].map((budget) => ({ actual, budget })));
}
