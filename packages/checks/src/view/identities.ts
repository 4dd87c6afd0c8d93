import type { Mention, ReadDocument } from '@hengji/domain';
import { isExecutionRate, placeKey, type Figure } from './figures.js';
import { rateIdentity, ratioIdentity, sameIdentity, sumIdentity, type Identity, type Pair, type Parts } from './identity.js';
import { tableSums } from './tableSums.js';

/** How the total of one basis may be made up: basic and project with what is spent besides, or every source of a money block that ends in 其他. `isClosed`: it does, but that row is empty. */
function readingsOf(figures: readonly Figure[], sourcesOfBlock: readonly Figure[], isClosed: boolean, basis: Figure['basis']): { readonly readings: readonly Parts[]; readonly firm: boolean } | null {
  const of = (scope: Figure['scope']) => figures.find((figure) => figure.scope === scope && figure.basis === basis && figure.firm);
  const [basic, project] = [of('basic'), of('project')];
  const others = sourcesOfBlock.filter(({ scope }) => scope === 'otherFunds');
  if (basic !== undefined && project !== undefined) {
    const besides = figures.filter((figure) => figure.scope === 'otherSpending' && figure.basis === basis);
    const inTable = besides.filter(({ row, table }) => row !== null && table === basic.table);
    const both: Parts = { figures: [basic, project, ...inTable], exhaustive: true };
    // A table lists its kinds of spending; of running text nobody knows whether one of them is told twice, or a part of another.
    const withMore = [others, ...(inTable.length > 0 ? [] : subsetsOf(besides.slice(0, mostParts)))].filter((more) => more.length > 0);
    return { readings: [both, ...withMore.map((more): Parts => ({ figures: [...both.figures, ...more], exhaustive: true }))], firm: basic.statedBasis === project.statedBasis };
  }
  const sources = sourcesOfBlock.filter(({ scope }) => ['appropriation', 'carriedOver', 'otherSpending', 'otherFunds', 'part'].includes(scope));
  const [only] = sources;
  if (only === undefined) return null;
  // One source may be all that was filled in; no part is more than its whole.
  if (sources.length === 1) return only.scope === 'part' ? null : { readings: [{ figures: sources, exhaustive: isClosed && only.scope === 'appropriation' }], firm: true };
  const endsInOthers = isClosed || others.length > 0;
  const main = sources.filter((figure) => figure.scope !== 'part');
  const all: Parts = { figures: sources, exhaustive: endsInOthers && main.length === sources.length };
  if (main.length === 0 || main.length === sources.length) return { readings: [all], firm: true };
  // Rows by other names may be sources beside the known ones, or what these are made of: one known alone is then all of the total.
  const known: Parts = { figures: main, exhaustive: endsInOthers || main.length === 1 };
  const parts = sources.filter((figure) => figure.scope === 'part');
  const complete = (isClosed || sources.at(-1)?.scope === 'otherFunds') && main.some(({ scope }) => scope === 'appropriation') && basic === undefined && project === undefined && parts.length <= mostParts;
  if (complete) return { readings: subsetsOf(parts).map((some) => ({ figures: sources.filter((figure) => figure.scope !== 'part' || some.includes(figure)), exhaustive: true })), firm: true };
  return { readings: main.length === 1 ? [all, known] : [known, all], firm: true };
}

/** Rows: of more, nearly any sum could be made. */
const mostParts = 4;

function subsetsOf(figures: readonly Figure[]): readonly (readonly Figure[])[] {
  return figures.reduce<readonly (readonly Figure[])[]>((sets, figure) => [...sets, ...sets.map((set) => [...set, figure])], [[]]);
}

function listIdentity(mention: Extract<Mention, { kind: 'list' }>, figures: readonly Figure[]): Identity {
  const asFigure = (printed: Figure['printed'], label: string, location = mention.location): Figure =>
    figures.find((figure) => figure.printed.text === printed.text && placeKey(figure.location) === placeKey(location)) ?? { scope: 'part', basis: 'actual', statedBasis: 'actual', label, printed, location, row: null, table: null, division: null, firm: true, ofProject: false };
  return sumIdentity('list', asFigure(mention.whole, ''), [{ figures: mention.parts.map((part) => asFigure(part.amount, part.label, part.location)), exhaustive: mention.exhaustive }], mention.unitOnly !== true);
}

/** Figures of one quantity; a report that prints more of them contradicts itself, and to hold each against each would only cost time. */
const mostOfQuantity = 20;

/** Outturns with the budgets they are measured by, of one row or one line before of the whole document. Of too many in the document each is paired in its own place. */
export function pairsOf(figures: readonly Figure[], scope: Figure['scope'], place: string | null): readonly Pair[] {
  const own = figures.filter((figure) => figure.scope === scope && (place === null ? !figure.ofProject : placeKey(figure.location) === place));
  const isFew = (['initial', 'budget', 'actual'] as const).every((basis) => own.filter((figure) => figure.basis === basis).length <= mostOfQuantity);
  return isFew ? pairsAmong(own) : [...byPlace(own).values()].flatMap((there) => pairsAmong(there.slice(0, mostOfQuantity)));
}

function pairsAmong(figures: readonly Figure[]): readonly Pair[] {
  const of = (basis: Figure['basis']) => figures.filter((figure) => figure.basis === basis);
  const budgets = [...of('budget'), ...of('initial')];
  return of('actual').flatMap((actual) => budgets.filter((budget) => actual.row === null || budget.row === null || budget.row === actual.row).map((budget) => ({ actual, budget })));
}

function byPlace(figures: readonly Figure[]): ReadonlyMap<string, readonly Figure[]> {
  const places = new Map<string, Figure[]>();
  for (const figure of figures) {
    const place = placeKey(figure.location);
    const there = places.get(place);
    if (there === undefined) places.set(place, [figure]);
    else there.push(figure);
  }
  return places;
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

/** Whether the list of sources below a total, in its table and form, has a row for other funds at its end in which nothing stands. */
function closedBlocks(document: ReadDocument): (total: Figure | undefined) => boolean {
  const blocks = blocksOf(document);
  const keyOf = (row: number) => `${blocks[row] ?? ''} ${document.money[row]?.table ?? ''}`;
  const ends = new Map(document.money.map((row, at) => [keyOf(at), row]));
  return (total) => {
    const end = total === undefined || total.row === null ? undefined : ends.get(keyOf(total.row));
    return end?.scope === 'otherFunds' && end.initial === null && end.budget === null && end.actual === null;
  };
}

function sumsOf(all: readonly Figure[], basis: Figure['basis'], isClosed: (total: Figure | undefined) => boolean): readonly Identity[] {
  const figures = all.filter(({ division }) => division === null);
  const wholes = figures.filter((figure) => figure.scope === 'total' && figure.basis === basis);
  const inBlock = figures.filter((figure) => figure.row !== null && figure.basis === basis);
  // A total of running text is that of the table that has one.
  const printed = wholes.find(({ row }) => row !== null);
  const readings = new Map<number | null | undefined, ReturnType<typeof readingsOf>>();
  return wholes.flatMap((whole) => {
    const own = whole.row === null ? printed : whole;
    const known = readings.get(own?.table);
    const found = known === undefined ? readingsOf(figures, sourcesBeside(own, inBlock), isClosed(own), basis) : known;
    readings.set(own?.table, found);
    // What was made payable need not be what was budgeted: it tells a wrong unit, but contradicts nothing.
    return found === null ? [] : [sumIdentity('sum', whole, found.readings, found.firm && whole.firm && found.readings.every((parts) => parts.figures.every((part) => part.statedBasis === whole.statedBasis)))];
  });
}

/** Every identity that the document's amounts should satisfy. */
export function identitiesOf(document: ReadDocument, figures: readonly Figure[]): readonly Identity[] {
  const bases = ['initial', 'budget', 'actual'] as const;
  const forms = figuresByBlock(document, figures);
  const isClosed = closedBlocks(document);
  const several = Math.max(0, ...blocksOf(document)) > 0;
  const sums = forms.flatMap((own) => bases.flatMap((basis) => sumsOf(own, basis, isClosed)));
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
  const places = byPlace(figures);
  const anywhere = new Map<Figure['scope'], readonly Pair[]>();
  const pairsAnywhere = (scope: Figure['scope']) => {
    const known = anywhere.get(scope) ?? pairsOf(figures, scope, null);
    anywhere.set(scope, known);
    return known;
  };
  const seen = new Set<string>();
  const rates = printedRates.flatMap(({ scope, row, percent, location }) => {
    const key = `${scope} ${percent} ${placeKey(location)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const place = placeKey(location);
    const here = row === null ? pairsOf(places.get(place) ?? [], scope, place) : rowPairs(figures, row);
    const [first, ...others] = here.length > 0 ? here : row === null ? pairsAnywhere(scope) : [];
    const rate = { percent, digits: percent.split('.')[1]?.length ?? 0, location };
    return first === undefined ? [] : [rateIdentity([first, ...others], rate)];
  });
  return [...sums, ...tableSums(figures), ...lists, ...same, ...ratios, ...rates];
}

/** The pairs of one row of the money block. */
export function rowPairs(figures: readonly Figure[], row: number): readonly Pair[] {
  const of = (basis: Figure['basis']) => figures.filter((figure) => figure.row === row && figure.basis === basis);
  return of('actual').flatMap((actual) => [...of('budget'), ...of('initial')].map((budget) => ({ actual, budget })));
}
