import { addDays, compareCivilDates, daysBetween } from '@hengji/domain';
import { entityKind, type Rule } from '../rule.js';
import { datesIn } from '../view/dates.js';
import { publicationClaims } from '../view/publication.js';

/** Published within the days after the accounts were approved. Silent where one of the two dates is not printed. */
export const P2: Rule = {
  id: 'P2',
  severity: 'warning',
  source: 'domain.md A4 P2; 预算法 §14',
  kinds: entityKind,
  check: ({ sentences, document, thresholds }) => {
    const year = document.year === null ? null : document.year + 1;
    const approved = sentences.flatMap(({ text }) => datesIn(text, year).filter(({ end }) => /^[^,。;]{0,20}批复/.test(text.slice(end)) || /批复(?:时间|日期)?[::为于]?$/.test(text.slice(0, end).replace(/[\d年月日./-]+$/, ''))))[0];
    const published = publicationClaims(sentences).flatMap(({ text, location }) => datesIn(text, year).filter(({ end }) => /公开|公布|公示/.test(text.slice(end))).map(({ date }) => ({ date, location }))).at(-1);
    if (approved === undefined || published === undefined) return [];
    const latest = addDays(approved.date, thresholds.publicationDays);
    if (compareCivilDates(published.date, latest) <= 0) return [];
    return [{ location: published.location, expected: `≤${latest}`, actual: published.date, params: { approved: approved.date, published: published.date, latest, days: String(daysBetween(approved.date, published.date)), allowed: String(thresholds.publicationDays) } }];
  },
};
