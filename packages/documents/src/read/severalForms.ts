import { compareExact, exact, exactInteger, subtractExact, type Exact, type Rating, type ReadForm, type ReadItem, type ReadTotals } from '@hengji/domain';
import { sumOf } from './sumOf.js';
import type { TableRows } from './tableRows.js';

const zero = exactInteger(0n);
/** A table whose rows weigh less is a part of a form. */
const leastOfForm = exactInteger(50n);

function weightOf(parts: readonly TableRows[]): Exact {
  return exact(sumOf(parts.flatMap(({ items }) => items.map(({ weight }) => weight))) ?? '0') ?? zero;
}

/** Tables in groups, each a form: a table with a row of totals ends one, and so does a whole form that another whole one follows. */
function grouped(parts: readonly TableRows[]): readonly (readonly TableRows[])[] {
  const groups: TableRows[][] = [];
  for (const part of parts.filter(({ items }) => items.length > 0)) {
    const group = groups.at(-1);
    const ended = group === undefined || group.some(({ claimedTotal }) => claimedTotal !== null) || (isWhole(group) && isWhole([part]));
    if (ended) groups.push([part]);
    else group.push(part);
  }
  return groups;
}

function isWhole(parts: readonly TableRows[]): boolean {
  return compareExact(weightOf(parts), leastOfForm) >= 0;
}

type Claim = ReadTotals['claims'][number];

/** The claim of one project where the project's own form is judged. */
export function ofItsOwn(claim: Claim): Claim {
  const { ofProject: _, ...own } = claim;
  return own;
}

/** A total that running text claims is that of the form whose scores give it, or come nearest to it. */
function formClaimed(claim: Claim, forms: readonly (readonly ReadItem[])[]): number {
  const claimed = exact(claim.total ?? '');
  if (claimed === null) return 0;
  const distances = forms.map((items) => {
    const difference = subtractExact(exact(sumOf(items.map(({ score }) => score)) ?? '0') ?? zero, claimed);
    return difference.numerator < 0n ? { ...difference, numerator: -difference.numerator } : difference;
  });
  return distances.reduce((best, distance, index) => (compareExact(distance, distances[best] ?? distance) < 0 ? index : best), 0);
}

/**
 * The forms of a document that holds several, each with its rows, levels and claims; none where there is one, or where a part of the rows
 * is no whole form. `items`: the document's rows in the order of `parts`. `proseClaims`: what running text claims.
 */
export function severalForms(parts: readonly TableRows[], items: readonly ReadItem[], proseClaims: readonly Claim[]): readonly ReadForm[] {
  const groups = grouped(parts);
  if (groups.length < 2 || !groups.every(isWhole)) return [];
  let begin = 0;
  const rows = groups.map((group) => items.slice(begin, (begin += group.reduce((count, part) => count + part.items.length, 0))));
  const ofProse = proseClaims.map((claim) => ({ claim, form: formClaimed(claim, rows) }));
  return groups.map((group, index): ReadForm => {
    const own = rows[index] ?? [];
    const totals = group.flatMap(({ claimedTotal }) => (claimedTotal === null ? [] : [claimedTotal]));
    const grade: Rating | null = group.flatMap(({ claimedGrade }) => (claimedGrade === null ? [] : [claimedGrade.grade]))[0] ?? null;
    const claims = [...totals.map(({ total, location }): Claim => ({ total, grade, text: total, location })), ...ofProse.filter(({ form }) => form === index).map(({ claim }) => ofItsOwn(claim))];
    return {
      items: own,
      levels: group.flatMap(({ levels }) => levels),
      totals: {
        weight: sumOf(own.map(({ weight }) => weight)),
        score: sumOf(own.map(({ score }) => score)),
        claimedTotal: claims.find(({ total }) => total !== null)?.total ?? null,
        claimedGrade: grade ?? claims.find((claim) => claim.grade !== null)?.grade ?? null,
        claims,
      },
    };
  });
}
