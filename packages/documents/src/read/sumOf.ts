import { addExact, exact, toTrimmed } from '@hengji/domain';

/** The sum of what is there; null where no row has the figure. */
export function sumOf(figures: readonly (string | null)[]): string | null {
  const values = figures.flatMap((figure) => (figure === null ? [] : [exact(figure)])).filter((value) => value !== null);
  const [first, ...rest] = values;
  return first === undefined ? null : toTrimmed(rest.reduce(addExact, first), 6);
}
