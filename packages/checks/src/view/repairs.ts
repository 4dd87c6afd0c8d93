import { exactInteger, multiplyExact, type Exact } from '@hengji/domain';
import { printedValue, type Figure } from './figures.js';
import type { Identity, ValueOf } from './identity.js';

/** A mislabelled unit: what the figure means once 元 and 万元 are exchanged. */
export type Repair = { readonly figure: Figure; readonly factor: Exact; readonly value: Exact };

const tenThousand = exactInteger(10_000n);
const perTenThousand: Exact = { numerator: 1n, denominator: 10_000n };

/** Figures: no sum of a form has more, and to try each of thousands would only cost time. */
const mostFigures = 200;

/** The identities that each figure stands in. */
type ByFigure = ReadonlyMap<Figure, readonly Identity[]>;

function byFigure(identities: readonly Identity[]): ByFigure {
  const found = new Map<Figure, Identity[]>();
  for (const identity of identities) {
    for (const figure of identity.figures) {
      const own = found.get(figure);
      if (own === undefined) found.set(figure, [identity]);
      else own.push(identity);
    }
  }
  return found;
}

/**
 * Rule U1: which amounts carry the wrong unit. A figure is repaired when ×10⁴ or ÷10⁴ makes an identity hold that fails as printed, and
 * breaks none that holds. One figure at a time, the one that mends most first, so that a single slip is not blamed on its neighbours;
 * then a whole row at once, as budget and outturn printed in the same wrong unit fit each other.
 */
export function repairsOf(figures: readonly Figure[], known: readonly Identity[]): readonly Repair[] {
  const identities = known.filter((identity) => identity.figures.length <= mostFigures);
  const around = byFigure(identities);
  // What is left of a budget, or a part without its basis, is no figure of its own, and only stands in its list.
  const all = [...new Set([...figures, ...identities.filter(({ kind }) => kind === 'list').flatMap((identity) => identity.figures)])];
  const repairs = new Map<Figure, Repair>();
  const valueOf: ValueOf = (figure) => repairs.get(figure)?.value ?? printedValue(figure);
  const isOpen = (figure: Figure) => !repairs.has(figure) && figure.printed.fen !== 0n;
  // A trial comes out as before until a figure that it is held to is repaired: a document of many slips would be tried whole for each.
  const singles = new Map<Figure, readonly Trial[]>();
  const trialsOfOne = (figure: Figure): readonly Trial[] => {
    const found = singles.get(figure) ?? trialsOf(new Set([figure]), around, valueOf);
    singles.set(figure, found);
    return found;
  };
  const next = (): readonly Repair[] => {
    const found = bestOf(all.filter(isOpen), trialsOfOne, ({ mended, broken }) => mended.length > broken);
    return found.length > 0 ? found : bestOf(rowsInBrokenSums(identities, valueOf, isOpen), (row) => trialsOf(row, around, valueOf), mendsEach);
  };
  for (let found = next(); found.length > 0; found = next()) {
    for (const repair of found) {
      repairs.set(repair.figure, repair);
      for (const { figures: held } of around.get(repair.figure) ?? []) for (const figure of held) singles.delete(figure);
    }
  }
  return [...repairs.values()];
}

/** What comes of exchanging the unit of some figures together: the identities that then hold, and how many no longer do. */
type Trial = { readonly figures: ReadonlySet<Figure>; readonly factor: Exact; readonly mended: readonly Identity[]; readonly broken: number };

function trialsOf(figures: ReadonlySet<Figure>, around: ByFigure, valueOf: ValueOf): readonly Trial[] {
  const own = [...new Set([...figures].flatMap((figure) => around.get(figure) ?? []))];
  const failing = new Set(own.filter((identity) => !identity.holds(valueOf)));
  if (failing.size === 0) return [];
  return [perTenThousand, tenThousand].map((factor) => {
    const tried: ValueOf = (one) => (figures.has(one) ? multiplyExact(printedValue(one), factor) : valueOf(one));
    return { figures, factor, mended: [...failing].filter((identity) => identity.mendedBy(tried)), broken: own.filter((identity) => !failing.has(identity) && !identity.holds(tried)).length };
  });
}

/** The repairs of the best trial that is accepted; none where none is. */
function bestOf<Tried>(all: readonly Tried[], trials: (tried: Tried) => readonly Trial[], accepts: (trial: Trial) => boolean): readonly Repair[] {
  let best: Trial | null = null;
  for (const tried of all) for (const trial of trials(tried)) if (accepts(trial) && (best === null || isBetter(trial, best))) best = trial;
  if (best === null) return [];
  const { figures, factor } = best;
  return [...figures].map((figure) => ({ figure, factor, value: multiplyExact(printedValue(figure), factor) }));
}

function isSum({ kind }: Identity): boolean {
  return kind === 'sum' || kind === 'list';
}

/** The figures of each row that break a sum, where there are several of them. */
function rowsInBrokenSums(identities: readonly Identity[], valueOf: ValueOf, isOpen: (figure: Figure) => boolean): readonly ReadonlySet<Figure>[] {
  const rows = new Map<number, Set<Figure>>();
  for (const identity of identities) {
    if (!isSum(identity) || identity.holds(valueOf)) continue;
    for (const figure of identity.figures) if (figure.row !== null && isOpen(figure)) rows.set(figure.row, (rows.get(figure.row) ?? new Set()).add(figure));
  }
  return [...rows.values()].filter((row) => row.size > 1);
}

/** Whether the sums of each figure hold once their unit is exchanged, and all others still do. */
function mendsEach({ figures, mended, broken }: Trial): boolean {
  return broken === 0 && [...figures].every((figure) => mended.some((identity) => isSum(identity) && identity.figures.includes(figure)));
}

/** More identities mended; of two equal ones the figure with more digits, which is 元 labelled 万元 far more often than the reverse. */
function isBetter(a: Trial, b: Trial): boolean {
  if (a.mended.length !== b.mended.length) return a.mended.length > b.mended.length;
  return wholeDigits(a) > wholeDigits(b);
}

function wholeDigits({ figures }: Trial): number {
  const [figure] = figures;
  return (figure?.printed.text.split('.')[0] ?? '').length;
}
