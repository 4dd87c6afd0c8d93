import type { MoneyScope } from '@hengji/domain';
import { printedValue, type Figure } from './figures.js';
import { sumIdentity, type Identity } from './identity.js';

type Basis = Figure['basis'];

/** The figures of one row of a table of money. */
type TableRow = { readonly scope: MoneyScope; readonly label: string; readonly of: ReadonlyMap<Basis, Figure> };

const bases = ['initial', 'budget', 'actual'] as const satisfies readonly Basis[];

/** The rows of each table of money, from the top. */
function tablesOf(figures: readonly Figure[]): readonly (readonly TableRow[])[] {
  const tables = new Map<number, Map<number, { readonly scope: MoneyScope; readonly label: string; readonly of: Map<Basis, Figure> }>>();
  for (const figure of figures) {
    if (figure.row === null || figure.table === null || figure.division !== null) continue;
    const rows = tables.get(figure.table) ?? new Map();
    const row = rows.get(figure.row) ?? { scope: figure.scope, label: figure.label, of: new Map() };
    tables.set(figure.table, rows.set(figure.row, row));
    row.of.set(figure.basis, figure);
  }
  return [...tables.values()].map((rows) => [...rows.values()]);
}

/** Rows that may be the parts of one by where they stand: those below it, or above a sum at the end. */
function runsBeside(rows: readonly TableRow[], at: number): readonly (readonly TableRow[])[] {
  const scope = rows[at]?.scope ?? 'part';
  const isPart = (row: TableRow | undefined) => row !== undefined && (scope === 'total' ? row.scope !== 'total' : row.scope === 'part');
  const run = (step: 1 | -1) => {
    let end = at + step;
    while (isPart(rows[end])) end += step;
    return step === 1 ? rows.slice(at + 1, end) : rows.slice(end + 1, at);
  };
  return scope === 'total' || scope === 'threePublic' ? [run(1), run(-1)] : scope === 'basic' || scope === 'project' ? [run(1)] : [];
}

function sumIn(basis: Basis, whole: TableRow, parts: readonly TableRow[]): Identity | null {
  const total = whole.of.get(basis);
  const figures = parts.flatMap((part) => part.of.get(basis) ?? []);
  return total === undefined || figures.length < parts.length ? null : sumIdentity('sum', total, [{ figures, exhaustive: true }], true);
}

/** Whether a sum holds, and of more than one amount. */
function isProof(identity: Identity): boolean {
  return identity.figures.slice(1).filter(({ printed }) => printed.fen !== 0n).length > 1 && identity.holds(printedValue);
}

/**
 * Rows by whatever names that are all of a total: its budget is their sum, and so is its outturn, or the reverse. What adds up in no
 * column may be a part of the total, or something else.
 */
function provenSums(figures: readonly Figure[]): readonly Identity[] {
  return tablesOf(figures).flatMap((rows) =>
    rows.flatMap((whole, at) =>
      runsBeside(rows, at).flatMap((parts) => {
        // What is known by its name is summed as such; a row without a name may be the rest of another.
        const named = ['basic', 'project'].every((known) => parts.some(({ scope }) => scope === known)) || !parts.some(({ scope }) => scope === 'part');
        if (named || parts.length < 2 || parts.some(({ label }) => label === '')) return [];
        const sums = bases.flatMap((basis) => sumIn(basis, whole, parts) ?? []);
        return sums.some(isProof) ? sums : [];
      }),
    ),
  );
}

/** What each division of a total comes to: 按收入性质分, 按支出性质分. */
function dividedSums(figures: readonly Figure[]): readonly Identity[] {
  const divided = figures.filter(({ division }) => division !== null);
  if (divided.length === 0) return [];
  return figures.filter(({ scope, row, division }) => scope === 'total' && row !== null && division === null).flatMap((total) => {
    const parts = divided.filter(({ table, basis }) => table === total.table && basis === total.basis);
    return [...new Set(parts.map(({ division }) => division))].flatMap((division) => {
      const own = parts.filter((part) => part.division === division);
      return own.length < 2 ? [] : [sumIdentity('sum', total, [{ figures: own, exhaustive: true }], true)];
    });
  });
}

/** The sums that the rows of a table of money show by how they stand, beside those told by the names of its rows. */
export function tableSums(figures: readonly Figure[]): readonly Identity[] {
  return [...provenSums(figures), ...dividedSums(figures)];
}
