import { addDays, compareCivilDates, dayNumber, dateOfDay, parseCivilDate, type CivilDate } from './civilDate.js';

/** What a notice, or a list somebody typed, says of a year's days. */
export type HolidayNotice = {
  readonly holidays: readonly CivilDate[];
  /** 调休: weekend days on which people work. */
  readonly makeUpDays: readonly CivilDate[];
  /** Pieces with a date of which nothing could be made, as they stand there. */
  readonly unread: readonly string[];
};

type Kind = 'holidays' | 'makeUpDays';

const day = String.raw`(?:(?:(\d{4})\s*年\s*)?(\d{1,2})\s*月\s*(\d{1,2})\s*日?|(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2}))`;
const span = String.raw`\s*(?:至|到|[—–~～-]+)\s*`;
/** A day, or from one to another: 1月1日至3日, 9月30日到10月6日, 2027-02-05 至 2027-02-11. */
const datePattern = new RegExp(`${day}(?:${span}(?:${day}|(\\d{1,2})\\s*日))?`, 'g');
const anyDate = new RegExp(day);
/** A span longer than any holiday is a slip of the pen. */
const longestSpan = 31;

function kindOf(piece: string): Kind | null {
  if (/上班|补班|工作日|\bwork/i.test(piece)) return 'makeUpDays';
  return /放假|休|假期|假日|\boff\b|holiday/i.test(piece) ? 'holidays' : null;
}

function dateFrom(year: string | number, month: string | undefined, date: string | undefined): CivilDate | null {
  return parseCivilDate(`${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`);
}

/** The days of one date or span; null where it names no day, or runs backwards. */
function daysOf(match: RegExpMatchArray, year: number): readonly CivilDate[] | null {
  const [, y1, m1, d1, isoY1, isoM1, isoD1, y2, m2, d2, isoY2, isoM2, isoD2, lastDay] = match;
  const named = y1 ?? isoY1;
  const [month, first] = [m1 ?? isoM1, dateFrom(named ?? year, m1 ?? isoM1, d1 ?? isoD1)];
  if (first === null) return null;
  const last = lastDay === undefined ? ((m2 ?? isoM2) === undefined ? first : dateFrom(y2 ?? isoY2 ?? year, m2 ?? isoM2, d2 ?? isoD2)) : dateFrom(named ?? year, month, lastDay);
  if (last === null) return null;
  // 12月31日至1月2日: the New Year's days begin in the year before.
  const from = named === undefined && compareCivilDates(first, last) > 0 ? dateFrom(year - 1, month, d1) : first;
  if (from === null || compareCivilDates(from, last) > 0 || compareCivilDates(last, addDays(from, longestSpan)) > 0) return null;
  return Array.from({ length: dayNumber(last) - dayNumber(from) + 1 }, (_, index) => dateOfDay(dayNumber(from) + index));
}

/** A sentence in the pieces that say one thing each, with what they speak of. A piece without a word of its own goes with its neighbours. */
function piecesOf(sentence: string, heading: Kind | null): readonly { readonly text: string; readonly kind: Kind | null }[] {
  const pieces = sentence.split(/[，,]/);
  return pieces.map((text, index) => {
    const before = pieces.slice(0, index + 1).toReversed().map(kindOf).find((kind) => kind !== null);
    return { text, kind: before ?? pieces.slice(index + 1).map(kindOf).find((kind) => kind !== null) ?? heading };
  });
}

/**
 * Reads the State Council's yearly notice (国务院办公厅关于部分节假日安排的通知) as it is published, or a list under 放假 and 上班. A date without a year
 * is of `year`. The list may be headed in English. What was read is not judged here: see `calendarProblems`.
 */
export function readHolidayNotice(text: string, year: number): HolidayNotice {
  const days: Record<Kind, Set<CivilDate>> = { holidays: new Set(), makeUpDays: new Set() };
  const unread: string[] = [];
  // Weekdays and the lunar date stand in brackets; digits may be full-width.
  const plain = text.normalize('NFKC').replaceAll(/\([^()]*\)/g, '');
  let heading: Kind | null = null;
  for (const sentence of plain.split(/[。;\n\r]+/)) {
    if (!anyDate.test(sentence)) {
      // A line of its own, 「上班：」, speaks for the lines below it; a closing sentence about the holidays does not.
      heading = sentence.trim() === '' ? heading : sentence.trim().length <= 8 ? kindOf(sentence) : null;
      continue;
    }
    for (const { text: piece, kind } of piecesOf(sentence, heading)) {
      for (const match of piece.matchAll(datePattern)) {
        const found = kind === null ? null : daysOf(match, year);
        if (kind === null || found === null) unread.push(match[0].trim());
        else for (const one of found) days[kind].add(one);
      }
    }
  }
  return { holidays: [...days.holidays].toSorted(compareCivilDates), makeUpDays: [...days.makeUpDays].toSorted(compareCivilDates), unread };
}
