import { exact, exactInteger, multiplyExact, toFixedHalfUp } from '../exact.js';
import type { PrintedAmount } from '../readDocument.js';

/** 分 in one of the unit. */
const fenPer = { yuan: 100n, wanyuan: 1_000_000n, yiyuan: 10_000_000_000n } as const satisfies Readonly<Record<PrintedAmount['unit'], bigint>>;

const unitWords = { 元: 'yuan', 万元: 'wanyuan', 万: 'wanyuan', 亿元: 'yiyuan', 亿: 'yiyuan' } as const satisfies Readonly<Record<string, PrintedAmount['unit']>>;

const figure = '-?(?:\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.\\d+)?';

/** An amount with its unit in running text that is `plain`. */
const amountPattern = new RegExp(`(?<![\\d.,])(${figure})(亿元|万元|元)`, 'g');

const wholePattern = new RegExp(`^[¥￥]?(${figure})(亿元|万元|元|亿|万)?$`);

export type FoundAmount = { readonly amount: PrintedAmount; readonly start: number; readonly end: number };

/** Digits with an optional separator → what they mean in a unit, rounded half up to 分. Null when they are no number. */
export function printedAmount(digits: string, unit: PrintedAmount['unit']): PrintedAmount | null {
  const text = digits.replaceAll(',', '');
  const value = exact(text);
  if (value === null) return null;
  const fen = BigInt(toFixedHalfUp(multiplyExact(value, exactInteger(fenPer[unit])), 0));
  return { text, fen, unit, places: text.split('.')[1]?.length ?? 0 };
}

function isUnitWord(word: string): word is keyof typeof unitWords {
  return Object.hasOwn(unitWords, word);
}

/** Every amount in a text that is `plain`, in order. */
export function amountsIn(text: string): readonly FoundAmount[] {
  return [...text.matchAll(amountPattern)].flatMap((match) => {
    const [whole, digits = '', word = ''] = match;
    const amount = isUnitWord(word) ? printedAmount(digits, unitWords[word]) : null;
    return amount === null ? [] : [{ amount, start: match.index, end: match.index + whole.length }];
  });
}

/** Without the spaces of a scan. One that is left between two digits was a line break, and stands between two figures. */
function unspaced(text: string): string {
  return text.replace(/(?<!\d)\s|\s(?!\d)/g, '');
}

/** A cell that holds nothing but an amount; `inherited` is the unit the table states for cells that print none. */
export function amountOfCell(text: string, inherited: PrintedAmount['unit']): PrintedAmount | null {
  const match = wholePattern.exec(unspaced(text));
  if (match === null) return null;
  const [, digits = '', word = ''] = match;
  return printedAmount(digits, isUnitWord(word) ? unitWords[word] : inherited);
}

/** The unit that a cell prints behind its amount, or alone: 5万元, 元. Null where there is anything else, or none. */
export function unitOfCell(text: string): PrintedAmount['unit'] | null {
  const bare = unspaced(text);
  const word = wholePattern.exec(bare)?.[2] ?? bare;
  return isUnitWord(word) ? unitWords[word] : null;
}

/** The unit that a table or its caption states: 单位:万元, 金额单位:元, (万元). Null when it states none. */
export function statedUnit(text: string): PrintedAmount['unit'] | null {
  const match = /单位[::]?\s*(?:人民币)?(亿元|万元|元)|\((亿元|万元|元)\)/.exec(text);
  const word = match?.[1] ?? match?.[2] ?? '';
  return isUnitWord(word) ? unitWords[word] : null;
}

/** A plain number in a cell: "4.5", "4.5分", "10%", full width already narrowed. Null when there is anything else. */
export function numberOfCell(text: string): string | null {
  const match = /^(-?\d+(?:\.\d+)?)(?:分|%)?$/.exec(unspaced(text).replaceAll(',', ''));
  return match?.[1] ?? null;
}
