import { formatDay } from '../../format/format.js';

/** What a page tells of a practice case; null for a real one. */
export function rehearsalOf(record: { readonly rehearsal: boolean; readonly processNow?: string }): { readonly date: string | null } | null {
  if (!record.rehearsal) return null;
  return { date: record.processNow === undefined ? null : formatDay(record.processNow) };
}
