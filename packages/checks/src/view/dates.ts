import { parseCivilDate, type CivilDate } from '@hengji/domain';

/** Dates as reports print them, with what stands around each: 2024年9月12日, 2024-09-12, 2024.9.12. `year` stands in for one that only names month and day. */
export function datesIn(text: string, year: number | null): readonly { readonly date: CivilDate; readonly at: number; readonly end: number }[] {
  return [...text.matchAll(/(?:(20\d{2})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})日?/g)].flatMap((match) => {
    const [whole, stated, month = '', day = ''] = match;
    if (stated === undefined && (year === null || !whole.includes('月'))) return [];
    const date = parseCivilDate(`${stated ?? year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    return date === null ? [] : [{ date, at: match.index, end: match.index + whole.length }];
  });
}
