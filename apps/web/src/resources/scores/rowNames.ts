import type { ScoreRowView } from '@hengji/contracts';

type Levels = Pick<ScoreRowView, 'dimension' | 'dimensionEn' | 'subDimension' | 'subDimensionEn'>;

/** The first level of a row, in the reader's language as far as the template has it. */
export function dimensionOf({ dimension, dimensionEn }: Pick<Levels, 'dimension' | 'dimensionEn'>, english: boolean): string {
  return (english ? dimensionEn : undefined) ?? dimension;
}

/** The second level; null where the template has none. */
export function subDimensionOf({ subDimension, subDimensionEn }: Pick<Levels, 'subDimension' | 'subDimensionEn'>, english: boolean): string | null {
  return (english ? subDimensionEn : undefined) ?? subDimension;
}

/** Both levels, from the wider to the narrower. */
export function levelNames(row: Levels, english: boolean): readonly string[] {
  const second = subDimensionOf(row, english);
  return [dimensionOf(row, english), ...(second === null ? [] : [second])];
}

/** The target; what a person wrote stays in his language. */
export function targetOf({ target, targetEn }: Pick<ScoreRowView, 'target' | 'targetEn'>, english: boolean): string {
  return (english ? targetEn : undefined) ?? target;
}
