import { plainOf } from '../plainText.js';
import type { Location, Mention } from '../readDocument.js';
import { amountsIn } from './amounts.js';
import { readAmounts, type AmountReading } from './amountReadings.js';
import { balancesIn } from './balances.js';
import { headedBy, type Reported } from './headedBy.js';
import { fullPaymentsIn, fullRatesIn, type FullPayment } from './fullPayment.js';
import { said } from './moneyWords.js';
import { partsIn } from './parts.js';
import { ratesIn } from './rates.js';

/** A line of running text, or a paragraph. */
export type PrintedLine = { readonly text: string; readonly location: Location };

type PlacedMention = { readonly at: number; readonly mention: Mention };

function absoluteMention(text: string, location: Location, { at, from, scope, text: claim, amount }: FullPayment): PlacedMention {
  return { at, mention: { kind: 'absolute', scope, text: claim, ...(amount === undefined ? {} : { amount }), before: text.slice(from, at), location } };
}

/** Claims in the cells of a table: a form has room for a sentence or two of what was achieved. Its amounts are the money block's. */
export function claimsInCells(cells: readonly PrintedLine[]): readonly Mention[] {
  return cells.flatMap((cell) => {
    const text = plainOf(cell);
    const whole = said(text);
    return fullPaymentsIn(whole, readAmounts(whole, amountsIn(text))).map((claim) => absoluteMention(text, cell.location, claim).mention);
  });
}

/** A line with its amounts, and where it begins in the text of all lines. */
type ReadLine = PrintedLine & { readonly begin: number; readonly readings: readonly AmountReading[] };

/** Everything that a line of running text says of money but its sums. */
function mentionsIn({ text, location, begin, readings }: ReadLine): readonly PlacedMention[] {
  const whole = said(text);
  const before = (end: number) => text.slice(whole.segment(end)[0], end);
  const amounts = readings.flatMap(({ scope, basis, amount, start }): readonly PlacedMention[] => (scope === null || basis === null ? [] : [{ at: start, mention: { kind: 'amount', scope, basis, amount, before: before(start), location } }]));
  const fullRates = fullRatesIn(whole);
  const toldAsClaims = new Set(fullRates.map(({ end }) => end));
  // A rate that is such a claim is told as the claim.
  const rates = ratesIn(whole, readings).filter(({ end }) => !toldAsClaims.has(end)).map(({ at, end, scope, percent, digits }): PlacedMention => ({ at, mention: { kind: 'rate', scope, percent, digits, before: before(end - `${percent}%`.length), location } }));
  const absolutes = [...fullPaymentsIn(whole, readings), ...fullRates].map((claim) => absoluteMention(text, location, claim));
  return [...amounts, ...rates, ...absolutes].map(({ at, mention }) => ({ at: begin + at, mention }));
}

/** Sums and balances, which may go on in the next paragraph. */
function listsIn(lines: readonly ReadLine[]): readonly PlacedMention[] {
  const whole = said(lines.map(({ text }) => text).join(''));
  const readings = lines.flatMap((line) => line.readings.map((one): AmountReading => ({ ...one, start: line.begin + one.start, end: line.begin + one.end })));
  const lineOf = new Map(lines.flatMap((line) => line.readings.map(({ start }) => [line.begin + start, line] as const)));
  return [...partsIn(whole, readings), ...balancesIn(whole, readings)].flatMap(({ at, whole: total, parts, ...rest }): readonly PlacedMention[] => {
    const own = lineOf.get(total.start);
    if (own === undefined) return [];
    const printed = parts.map(({ label, amount }) => {
      const line = lineOf.get(amount.start) ?? own;
      return { label, amount: amount.amount, ...(line === own ? {} : { location: line.location }) };
    });
    return [{ at, mention: { kind: 'list', whole: total.amount, parts: printed, ...rest, location: own.location } }];
  });
}

/** Everything that running text says of money, in reading order. `reported`: whose report it is. */
export function mentionsOf(lines: readonly PrintedLine[], reported: Reported = 'unit'): readonly Mention[] {
  const texts = lines.map(plainOf);
  const headings = headedBy(texts, reported);
  let end = 0;
  const read = lines.map(({ location }, index): ReadLine => {
    const plain = texts[index] ?? '';
    // A paragraph ends a sentence.
    const text = plain.endsWith('。') ? plain : `${plain}。`;
    const begin = end;
    end += text.length;
    return { text, location, begin, readings: readAmounts(said(text), amountsIn(text), headings[index] ?? null) };
  });
  return [...read.flatMap(mentionsIn), ...listsIn(read)].sort((a, b) => a.at - b.at).map(({ mention }) => mention);
}
