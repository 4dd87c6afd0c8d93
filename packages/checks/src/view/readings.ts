import { compareExact, exact, exactInteger, multiplyExact, plainText, type Exact } from '@hengji/domain';

/** A target or an actual value that is one number: ≥95%, 12次, 不低于90%, 1000人次以上. */
export type Reading = { readonly operator: 'atLeast' | 'atMost' | 'equal' | null; readonly value: Exact; readonly unit: string };

const operators: readonly (readonly [RegExp, Reading['operator']])[] = [
  [/^(?:≥|>=|>|≧|⩾|大于等于|大于或等于|大于|不低于|不少于|不小于|至少|高于|超过(?!.*以内))/, 'atLeast'],
  [/^(?:≤|<=|<|≦|⩽|小于等于|小于或等于|小于|不高于|不大于|不多于|不超过|低于|控制在)/, 'atMost'],
  [/^(?:=|等于)/, 'equal'],
];

const numberPattern = /-?\d+(?:,\d{3})*(?:\.\d+)?/g;

/** Null when the text is no single number: a date, a range, a sentence. */
export function readingOf(text: string | null, unit: string | null): Reading | null {
  if (text === null) return null;
  const bare = plainText(text).replace(/[\s"]/g, '');
  if (/[年月日]/.test(bare.replace(/次\/年|年度?均/g, '')) && /\d[年月]/.test(bare)) return null;
  const numbers = bare.match(numberPattern) ?? [];
  const [only] = numbers;
  if (only === undefined || numbers.length > 1) return null;
  const value = exact(only.replaceAll(',', ''));
  if (value === null) return null;
  const found = operators.find(([pattern]) => pattern.test(bare));
  const rest = bare.replace(found?.[0] ?? /^$/, '');
  const behind = rest.slice(rest.indexOf(only) + only.length);
  // Words before the number make it a sentence: 完成培训12次 may be one of several statements.
  if (rest.indexOf(only) > 0 && !/^(?:约|共|计|达到?|为|已?完成|实际)+$/.test(rest.slice(0, rest.indexOf(only)))) return null;
  const suffix = /^(.*?)(以上|及以上|以内|以下|及以下|左右)?$/.exec(behind);
  const operator = found?.[1] ?? (suffix?.[2]?.includes('上') ? 'atLeast' : suffix?.[2] !== undefined && suffix[2] !== '左右' ? 'atMost' : null);
  const ownUnit = (suffix?.[1] ?? '').replace(/[。;,]$/, '');
  if (ownUnit.length > 6) return null;
  return { operator, value, unit: ownUnit !== '' ? ownUnit : (unit ?? '').trim() };
}

const one = exactInteger(1n);
const hundred = exactInteger(100n);

/** Both in one scale, or null when they count different things. A spreadsheet stores 95 % as 0.95. */
export function comparable(target: Reading, actual: Reading): { readonly target: Exact; readonly actual: Exact } | null {
  const percent = (reading: Reading) => reading.unit === '%' || reading.unit === '百分比';
  if (target.unit !== actual.unit && target.unit !== '' && actual.unit !== '') return null;
  const scaled = (reading: Reading, other: Reading) =>
    (percent(other) || percent(reading)) && compareExact(reading.value, one) <= 0 && compareExact(other.value, one) > 0 && reading.value.denominator !== 1n ? multiplyExact(reading.value, hundred) : reading.value;
  const unity = (reading: Reading, other: Reading) => (percent(other) && reading.unit === '' && compareExact(reading.value, one) === 0 && compareExact(other.value, exactInteger(2n)) > 0 ? hundred : null);
  return { target: unity(target, actual) ?? scaled(target, actual), actual: unity(actual, target) ?? scaled(actual, target) };
}
