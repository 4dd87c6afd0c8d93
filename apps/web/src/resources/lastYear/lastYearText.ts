import type { LastYearRecord } from '@hengji/contracts';
import { formatRate, formatScore, formatWeight } from '../../format/format.js';
import type { Translate } from '../../i18n/useT.js';

type Row = LastYearRecord['rows'][number];

/** What came of the row: what was written, else the rate that its score was computed from. */
export function actualText({ actual, rate }: Pick<Row, 'actual' | 'rate'>): string {
  return actual !== '' ? actual : rate === null ? '' : formatRate(rate);
}

/** What the department wrote, and what the bureau wrote with the points it took off. */
export function reasonText(t: Translate, { reason, deducted, deductionReason }: Pick<Row, 'reason' | 'deducted' | 'deductionReason'>): string {
  const off = deducted === null ? [] : [t('lastYear.deducted', { points: formatScore(deducted), reason: deductionReason })];
  return [...(reason === '' ? [] : [reason]), ...off].join('\n');
}

/** A row that fell short, part by part; what was not written is left out. */
export function unmetFacts(t: Translate, row: Row): readonly { readonly label: string; readonly value: string }[] {
  const facts = [
    { label: t('lastYear.target'), value: row.target },
    { label: t('lastYear.actual'), value: actualText(row) },
    { label: t('lastYear.score'), value: t('lastYear.scoreOf', { score: formatScore(row.score), weight: formatWeight(row.weight) }) },
    { label: t('lastYear.reason'), value: reasonText(t, row) },
    { label: t('lastYear.measure'), value: row.measure },
  ];
  return facts.filter(({ value }) => value !== '');
}
