import { exactInteger, multiplyExact, type Exact } from '@hengji/domain';
import { printedValue, type Figure } from './figures.js';
import type { Identity, ValueOf } from './identity.js';

/** A mislabelled unit: what the figure means once 元 and 万元 are exchanged. */
export type Repair = { readonly figure: Figure; readonly factor: Exact; readonly value: Exact };

const tenThousand = exactInteger(10_000n);
const perTenThousand: Exact = { numerator: 1n, denominator: 10_000n };

/**
 * Rule U1: which amounts carry the wrong unit. A figure is repaired when ×10⁴ or ÷10⁴ makes an identity hold that fails as printed, and
 * breaks none that holds. One figure at a time, the one that mends most first, so that a single slip is not blamed on its neighbours;
 * then a whole row at once, as budget and outturn printed in the same wrong unit fit each other.
 */
export function repairsOf(figures: readonly Figure[], identities: readonly Identity[]): readonly Repair[] {
  const repairs = new Map<Figure, Repair>();
  const valueOf: ValueOf = (figure) => repairs.get(figure)?.value ?? printedValue(figure);
  const next = (): readonly Repair[] => {
    const best = bestRepair(figures, identities, valueOf, repairs);
    return best === null ? rowRepair(identities, valueOf, repairs) : [best];
  };
  for (let found = next(); found.length > 0; found = next()) for (const repair of found) repairs.set(repair.figure, repair);
  return [...repairs.values()];
}

/** The figures of one row that all break a sum, and whose sums all hold once their unit is exchanged; none where there is no such row. */
function rowRepair(identities: readonly Identity[], valueOf: ValueOf, done: ReadonlyMap<Figure, Repair>): readonly Repair[] {
  const rows = new Map<number, Set<Figure>>();
  for (const { kind, figures, holds } of identities) {
    if ((kind !== 'sum' && kind !== 'list') || holds(valueOf)) continue;
    for (const figure of figures) if (figure.row !== null && figure.printed.fen !== 0n && !done.has(figure)) rows.set(figure.row, (rows.get(figure.row) ?? new Set()).add(figure));
  }
  let best: readonly Candidate[] = [];
  for (const row of rows.values()) {
    if (row.size < 2) continue;
    const own = identities.filter((identity) => identity.figures.some((figure) => row.has(figure)));
    const failing = own.filter((identity) => !identity.holds(valueOf));
    for (const factor of [perTenThousand, tenThousand]) {
      const tried: ValueOf = (one) => (row.has(one) ? multiplyExact(printedValue(one), factor) : valueOf(one));
      const mended = failing.filter((identity) => identity.mendedBy(tried));
      const isMended = (figure: Figure) => mended.some(({ kind, figures }) => (kind === 'sum' || kind === 'list') && figures.includes(figure));
      const breaksOne = own.some((identity) => !failing.includes(identity) && !identity.holds(tried));
      const candidates = [...row].map((figure): Candidate => ({ figure, factor, value: tried(figure), mended: mended.length }));
      const [first] = candidates;
      const [bestFirst] = best;
      if (first !== undefined && !breaksOne && [...row].every(isMended) && (bestFirst === undefined || isBetter(first, bestFirst))) best = candidates;
    }
  }
  return best;
}

type Candidate = Repair & { readonly mended: number };

function bestRepair(figures: readonly Figure[], identities: readonly Identity[], valueOf: ValueOf, done: ReadonlyMap<Figure, Repair>): Repair | null {
  let best: Candidate | null = null;
  for (const figure of figures) {
    if (done.has(figure) || figure.printed.fen === 0n) continue;
    const own = identities.filter((identity) => identity.figures.includes(figure));
    const failing = own.filter((identity) => !identity.holds(valueOf));
    if (failing.length === 0) continue;
    for (const factor of [perTenThousand, tenThousand]) {
      const value = multiplyExact(printedValue(figure), factor);
      const tried: ValueOf = (one) => (one === figure ? value : valueOf(one));
      const mended = failing.filter((identity) => identity.mendedBy(tried)).length;
      const broken = own.length - failing.length - own.filter((identity) => !failing.includes(identity) && identity.holds(tried)).length;
      const candidate = { figure, factor, value, mended };
      if (mended > broken && (best === null || isBetter(candidate, best))) best = candidate;
    }
  }
  return best;
}

/** More identities mended; of two equal ones the figure with more digits, which is 元 labelled 万元 far more often than the reverse. */
function isBetter(a: Candidate, b: Candidate): boolean {
  if (a.mended !== b.mended) return a.mended > b.mended;
  return wholeDigits(a.figure) > wholeDigits(b.figure);
}

function wholeDigits(figure: Figure): number {
  return (figure.printed.text.split('.')[0] ?? '').length;
}
