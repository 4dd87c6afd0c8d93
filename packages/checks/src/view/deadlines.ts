import { plainText } from '@hengji/domain';
import type { Row } from './rows.js';

/** The first and the last day that a text can mean, as 'YYYY-MM-DD', which order as days do; a month ends on its 31st. `stated`: with its year. */
type Span = { readonly first: string; readonly last: string; readonly stated: boolean };

const dayPattern = /(?:(20\d{2})年度?)?(\d{1,2})月(?:(\d{1,2})日|底|末|份|内|[上中下]旬)?|(20\d{2})年度?(?:底|末|内|年底)?|(20\d{2})[-./](\d{1,2})[-./](\d{1,2})日?/g;

/** Null where the text names no day or month, several, or something to count beside it. */
function spanOf(text: string, year: number | null): Span | null {
  const found = [...text.matchAll(dayPattern)];
  const [match] = found;
  if (match === undefined || found.length > 1 || /\d|至|到|后|起/.test(text.replace(dayPattern, ''))) return null;
  const [, named, month = match[6], day = match[7], wholeYear, hyphened] = match;
  const own = named ?? wholeYear ?? hyphened ?? year?.toString();
  if (own === undefined) return null;
  const stated = named !== undefined || wholeYear !== undefined || hyphened !== undefined;
  if (month === undefined) return { first: `${own}-01-01`, last: `${own}-12-31`, stated };
  const at = (days: string) => `${own}-${month.padStart(2, '0')}-${days.padStart(2, '0')}`;
  return { first: at(day ?? '1'), last: at(day ?? '31'), stated };
}

const dueWords = /前|底|末|内|≤|不晚于|不迟于/;
const timeNames = /时间|时限|期限|日期|时效/;

/**
 * Whether what was due by a day (2023年12月底前) was done by it; null where one of the two is no day, or it cannot be told. A day without
 * its year is one of the reported year where both are.
 */
export function wasInTime({ item }: Row, year: number | null): boolean | null {
  if (item.target === null || item.actual === null) return null;
  const target = plainText(item.target);
  if (!dueWords.test(target) && !timeNames.test(`${item.name}${item.level2 ?? ''}`)) return null;
  const [due, done] = [spanOf(target, year), spanOf(plainText(item.actual), year)];
  if (due === null || done === null || (due.stated && !done.stated)) return null;
  if (done.first > due.last) return false;
  return done.last <= due.last ? true : null;
}
