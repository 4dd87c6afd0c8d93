import { plain } from './wording.js';

/** Which columns a head has of its own: a sign or a unit that stands in one is no part of the figure beside it. */
export type OwnColumns = { readonly sign: boolean; readonly unit: boolean };

/** Characters between brackets; what stays open for longer was never closed. */
const longestInBrackets = 80;

function isOpen(text: string): boolean {
  const at = Math.max(text.lastIndexOf('('), text.lastIndexOf('（'));
  return at >= 0 && text.length - at <= longestInBrackets && !/[)）]/.test(text.slice(at));
}

const digit = '[\\d０-９]';
const endsInPoint = new RegExp(`${digit}[.．,，]$`);
const beginsWithPoint = new RegExp(`^[.．]${digit}`);
const endsInDigit = new RegExp(`${digit}$`);
const beginsWithDigit = new RegExp(`^${digit}`);
const isLetter = /^\p{Script=Han}$/u;

/** Whether a blank stands within a cell, by what is on both sides of it: `98 ％`, `（ 50 分 ）`, `≥ 95`, `其中 ： 财政拨款`, `附 件`. */
function sticks(before: string, last: string, after: string, own: OwnColumns): boolean {
  if (isOpen(before)) return true;
  if (/^[%％‰]/.test(after)) return !own.unit && endsInDigit.test(before);
  if (/^[)）、，,；;。：:]/.test(after)) return true;
  // 年度资金总额： stands before figures of other columns.
  if (/[：:]$/.test(before)) return !/^[\d０-９.．—–\-－/]/.test(after);
  if (/[≥≤≧≦＞＜><=＝]$/.test(before)) return !own.sign && beginsWithDigit.test(after);
  if (/[、(（]$/.test(before)) return true;
  if ((endsInPoint.test(before) && beginsWithDigit.test(after)) || (endsInDigit.test(before) && beginsWithPoint.test(after))) return true;
  if (/^(?:亿元|万元|元|分)[，,、]?$/.test(after)) return !own.unit && endsInDigit.test(before);
  // A bracket explains a word or a rate; behind bare points it begins the next cell.
  if (/^[(（]/.test(after)) return /[\p{Script=Han}%％‰]$/u.test(before);
  // A scan spreads the letters of a label; 无 无 are two cells.
  return isLetter.test(last) && isLetter.test(after) && last !== after;
}

/** The cells of a line that single blanks keep apart, with the blanks that a scan left within them. */
export function wordsIn(text: string, own: OwnColumns = { sign: false, unit: false }): readonly string[] {
  const words: { text: string; last: string }[] = [];
  for (const next of text.trim().split(/[ \t\u3000\u00a0]+/)) {
    const word = words.at(-1);
    if (word !== undefined && sticks(word.text, word.last, next, own)) {
      word.text += /[≥≤≧≦＞＜><=＝]$/.test(word.text) ? next : ` ${next}`;
      word.last = next;
    } else words.push({ text: next, last: next });
  }
  return words.map((word) => word.text);
}

/** The same for a head: what goes on with 及 or 和 is no heading of its own. */
export function headingsIn(cells: readonly string[]): readonly string[] {
  const headings: string[] = [];
  for (const cell of cells) {
    if (headings.length > 0 && /^[及和与或]/.test(plain(cell))) headings.splice(-1, 1, `${headings.at(-1)}${cell}`);
    else headings.push(cell);
  }
  return headings;
}
