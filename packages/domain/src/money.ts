import { exact, exactInteger, multiplyExact, toFixedHalfUp, toTrimmed } from './exact.js';

/** An amount of money in 分, the only form in which money is stored and computed. */
export type Fen = bigint;

/** The unit of a box: what a number without a unit typed behind it means. */
export type MoneyUnit = 'yuan' | 'wanyuan';

const fenPer = { yuan: 100n, wanyuan: 1_000_000n } as const satisfies Readonly<Record<MoneyUnit, bigint>>;

/** The largest amount that a PostgreSQL bigint holds; more would fail only at the write. */
const maximumFen = 9_223_372_036_854_775_807n;

/** Groups of three, one kind of separator: "12,5" or "1,75" is a typing slip or a foreign decimal comma and must not become 125. */
const amountPattern = /^([+-]?)\s*¥?\s*([+-]?)\s*(\d{1,3}(?:([ ,])\d{3})(?:\4\d{3})*|\d+)(\.\d+)?\s*(万元|万|元)?$/;

/**
 * Reads an amount as people type or paste it: separators, spaces, ￥, full-width characters, a unit behind it ("175.20077 万元").
 * A typed unit wins over the box's own; that it may be the wrong one is the checker's question (rule U1), not the parser's.
 * Null when it is no number, no exact number of 分, or more than the database holds.
 */
export function parseMoney(text: string, unit: MoneyUnit): Fen | null {
  const cleaned = text
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .replace(/\s*,\s*/g, ',')
    .trim();
  const match = amountPattern.exec(cleaned);
  if (match === null) return null;
  const [, before = '', after = '', whole = '', , fraction = '', typedUnit] = match;
  if (before !== '' && after !== '') return null;
  const value = exact(before + after + whole.replace(/[ ,]/g, '') + fraction);
  if (value === null) return null;
  const fen = multiplyExact(value, exactInteger(fenPer[unitOf(typedUnit, unit)]));
  if (fen.denominator !== 1n || fen.numerator > maximumFen || fen.numerator < -maximumFen) return null;
  return fen.numerator;
}

/** Reads an amount in 元 (unless 万元 is typed behind it). See `parseMoney`. */
export function parseYuan(text: string): Fen | null {
  return parseMoney(text, 'yuan');
}

/** Reads an amount in 万元 (unless 元 is typed behind it). See `parseMoney`. */
export function parseWanyuan(text: string): Fen | null {
  return parseMoney(text, 'wanyuan');
}

/** 元 with two decimals and separators: 175200770n → "1,752,007.70". */
export function formatYuan(fen: Fen): string {
  return grouped(fenToYuan(fen));
}

/** 万元 with at most `places` decimals, zeros at the end left out: 175200770n → "175.20077". Six places are exact; fewer round half up. */
export function formatWanyuan(fen: Fen, places = 6): string {
  return grouped(toTrimmed({ numerator: fen, denominator: fenPer.wanyuan }, places));
}

/** 元 as a plain decimal string for exchange and for input boxes: 175200770n → "1752007.70". */
export function fenToYuan(fen: Fen): string {
  return toFixedHalfUp({ numerator: fen, denominator: fenPer.yuan }, 2);
}

function unitOf(typed: string | undefined, unit: MoneyUnit): MoneyUnit {
  return typed === undefined ? unit : typed === '元' ? 'yuan' : 'wanyuan';
}

function grouped(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}
