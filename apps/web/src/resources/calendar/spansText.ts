import type { CalendarRecord } from '@hengji/contracts';
import type { Translate } from '../../i18n/useT.js';

/** Days in a cell of a table: those that follow each other as from and to. */
export function spansText(t: Translate, spans: CalendarRecord['years'][number]['holidays']): string {
  if (spans.length === 0) return t('calendar.none');
  return spans.map(({ from, until }) => (from === until ? from : t('calendar.span', { from, until: until.slice(0, 4) === from.slice(0, 4) ? until.slice(5) : until }))).join(t('app.listSeparator'));
}
