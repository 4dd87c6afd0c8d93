import { compareExact, exact } from '../exact.js';
import type { FieldKey, IndicatorKey, SectionKey } from '../identifiers.js';
import type { Period, Template } from '../template.js';
import { scoreRow } from './scoreRow.js';

/** A row whose rate to date lies under the template's line at a checkpoint; both are fractions with six decimals ("0.270000"). */
export type WarnedRow = { readonly indicator: IndicatorKey; readonly rate: string; readonly below: string };

/** Rows under their warning line (预警线) by the figures of a checkpoint, in the order of the form; a row without its figures is no such row. */
export function warnedRows(template: Pick<Template, 'indicators' | 'warningLines'>, period: Period, figures: Readonly<Record<SectionKey, Readonly<Record<FieldKey, string>>>>): readonly WarnedRow[] {
  const lines = (template.warningLines ?? []).filter((line) => line.period === period);
  return template.indicators.flatMap(({ key, scoringRule, weight }): readonly WarnedRow[] => {
    const line = lines.find(({ indicator }) => indicator === key);
    if (line === undefined) return [];
    const outcome = scoreRow(scoringRule, weight, ({ section, field }) => figures[section]?.[field] ?? null);
    const [rate, below] = [exact(outcome.kind === 'scored' ? (outcome.rate ?? '') : ''), exact(line.below)];
    if (outcome.kind !== 'scored' || outcome.rate === null || rate === null || below === null || compareExact(rate, below) >= 0) return [];
    return [{ indicator: key, rate: outcome.rate, below: line.below }];
  });
}
