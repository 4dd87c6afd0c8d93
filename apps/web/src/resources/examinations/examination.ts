import type { ExaminedDocument } from '@hengji/contracts';
import { compareExact, exact } from '@hengji/domain';

/** A dropped file on its way: what became of it, and why where it was not read. */
export type Examination = {
  readonly id: string;
  readonly file: File;
  readonly state: { readonly kind: 'waiting' | 'running' } | { readonly kind: 'read'; readonly document: ExaminedDocument } | { readonly kind: 'refused'; readonly reason: string; /** The same file may be sent again as it is. */ readonly again: boolean };
};

/** One line of the table of many files. Figures are as printed; null where there is none. */
export type ExaminationRow = {
  readonly id: string;
  readonly file: string;
  readonly unit: string | null;
  readonly year: number | null;
  readonly claimed: string | null;
  readonly recomputed: string | null;
  readonly errors: number | null;
  readonly warnings: number | null;
  /** Places that the reader did not understand: of them the other figures say nothing. */
  readonly unread: number | null;
  /** Ways that lead from the rows to the claimed total, where the rows do not. */
  readonly reconciled: number | null;
};

export const sortColumns = ['file', 'unit', 'year', 'claimed', 'recomputed', 'errors', 'warnings', 'unread', 'reconciled'] as const satisfies readonly (keyof ExaminationRow)[];
export type SortColumn = (typeof sortColumns)[number];
export type Sort = { readonly column: SortColumn; readonly descending: boolean };

export function rowOf({ id, file, state }: Examination): ExaminationRow {
  if (state.kind !== 'read') return { id, file: file.name, unit: null, year: null, claimed: null, recomputed: null, errors: null, warnings: null, unread: null, reconciled: null };
  const { document, summary, reconciled } = state.document;
  return { id, file: file.name, unit: document.unit, year: document.year, claimed: document.totals.claimedTotal, recomputed: document.totals.score, errors: summary.error, warnings: summary.warning, unread: document.unread.length, reconciled: reconciled.length };
}

function compareValues(a: string | number, b: string | number): number {
  const [one, other] = [exact(String(a)), exact(String(b))];
  return one !== null && other !== null ? compareExact(one, other) : String(a).localeCompare(String(b), 'zh-CN', { numeric: true });
}

/** Rows in the order asked for; those without the figure come last whichever way it is. */
export function sorted(rows: readonly ExaminationRow[], sort: Sort | null): readonly ExaminationRow[] {
  if (sort === null) return rows;
  const { column, descending } = sort;
  return [...rows].sort((a, b) => {
    const [one, other] = [a[column], b[column]];
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return descending ? compareValues(other, one) : compareValues(one, other);
  });
}

export const severities = ['error', 'warning', 'note'] as const satisfies readonly ExaminedDocument['findings'][number]['severity'][];

/** A finding with its number in the list, and the place in the document that it stands at. */
export type Numbered = { readonly finding: ExaminedDocument['findings'][number]; readonly number: number; readonly place: number | null };

/** Findings in the order of the list: most serious first. */
export function numbered({ findings, shown }: Pick<ExaminedDocument, 'findings' | 'shown'>): readonly Numbered[] {
  const placed = findings.map((finding, index) => ({ finding, place: shown.marks[index] ?? null }));
  return severities.flatMap((severity) => placed.filter(({ finding }) => finding.severity === severity)).map((one, index) => ({ ...one, number: index + 1 }));
}

/** A text in pieces, the words that findings speak of apart; each is marked where it first stands. */
export function pieces(text: string, words: readonly string[]): readonly { readonly text: string; readonly marked: boolean }[] {
  const found = words
    .filter((word) => word.length > 1)
    .map((word) => [text.indexOf(word), word] as const)
    .filter(([at]) => at >= 0)
    .sort(([a], [b]) => a - b);
  const parts: { readonly text: string; readonly marked: boolean }[] = [];
  let done = 0;
  for (const [at, word] of found) {
    if (at < done) continue;
    if (at > done) parts.push({ text: text.slice(done, at), marked: false });
    parts.push({ text: word, marked: true });
    done = at + word.length;
  }
  if (done < text.length || parts.length === 0) parts.push({ text: text.slice(done), marked: false });
  return parts;
}
