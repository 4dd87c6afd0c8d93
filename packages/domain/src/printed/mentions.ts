import { plainOf } from '../plainText.js';
import type { Location, Mention } from '../readDocument.js';
import { amountsIn } from './amounts.js';
import { readAmounts } from './amountReadings.js';
import { balancesIn } from './balances.js';
import { headedBy, type Subject } from './headedBy.js';
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

/** Everything that a line of running text says of money, in reading order. */
function mentionsIn(text: string, location: Location, heading: Subject | null): readonly Mention[] {
  const whole = said(text);
  const readings = readAmounts(whole, amountsIn(text), heading);
  const before = (end: number) => text.slice(whole.segment(end)[0], end);
  const amounts = readings.flatMap(({ scope, basis, amount, start }): readonly PlacedMention[] => (scope === null || basis === null ? [] : [{ at: start, mention: { kind: 'amount', scope, basis, amount, before: before(start), location } }]));
  const lists = [...partsIn(whole, readings), ...balancesIn(whole, readings)].map(({ at, ...parts }): PlacedMention => ({ at, mention: { kind: 'list', ...parts, location } }));
  const fullRates = fullRatesIn(whole);
  const toldAsClaims = new Set(fullRates.map(({ end }) => end));
  // A rate that is such a claim is told as the claim.
  const rates = ratesIn(whole, readings).filter(({ end }) => !toldAsClaims.has(end)).map(({ at, end, scope, percent, digits }): PlacedMention => ({ at, mention: { kind: 'rate', scope, percent, digits, before: before(end - `${percent}%`.length), location } }));
  const absolutes = [...fullPaymentsIn(whole, readings), ...fullRates].map((claim) => absoluteMention(text, location, claim));
  return [...amounts, ...lists, ...rates, ...absolutes].sort((a, b) => a.at - b.at).map(({ mention }) => mention);
}

/** Everything that running text says of money, in reading order. */
export function mentionsOf(lines: readonly PrintedLine[]): readonly Mention[] {
  const texts = lines.map(plainOf);
  const headings = headedBy(texts);
  return lines.flatMap(({ location }, index) => mentionsIn(texts[index] ?? '', location, headings[index] ?? null));
}
