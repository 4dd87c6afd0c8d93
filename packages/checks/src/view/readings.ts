import { compareExact, exact, exactInteger, multiplyExact, plainText, type Exact } from '@hengji/domain';

/** A target or an actual value that is one number: ≥95%, 12次, 不低于90%, 1000人次以上. `strict`: the number itself is not enough (＞60%). */
export type Reading = { readonly operator: 'atLeast' | 'atMost' | 'equal' | null; readonly strict: boolean; readonly value: Exact; readonly unit: string };

const operators: readonly (readonly [RegExp, Reading['operator']])[] = [
  [/^(?:≥|>=|>|≧|⩾|大于等于|大于或等于|大于|不低于|不少于|不小于|至少|高于|超过(?!.*以内))/, 'atLeast'],
  [/^(?:≤|<=|<|≦|⩽|小于等于|小于或等于|小于|不高于|不大于|不多于|不超过|低于|控制在)/, 'atMost'],
  [/^(?:=|等于)/, 'equal'],
];

/** Of these the number itself is none; 高于 and 低于 are not always meant so. */
const strictly = /^(?:>(?!=)|<(?!=)|大于(?!或?等于)|小于(?!或?等于))/;
/** 198人次(含线上培训12人次): what a part of the number is. */
const partBeside = /\((?:含|其中|包括)[^()]*\)/g;

const numberPattern = /-?\d+(?:,\d{3})*(?:\.\d+)?/g;

/** Null when the text is no single number: a date, a range, a sentence. */
export function readingOf(text: string | null, unit: string | null): Reading | null {
  if (text === null) return null;
  const bare = plainText(text).replace(/[\s"]/g, '').replace(partBeside, '');
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
  const suffix = /^(.*?)(以上|及以上|以内|以下|及以下|左右|(?<=小时|分钟|日|天|周)之?内)?$/.exec(behind);
  const operator = found?.[1] ?? (suffix?.[2]?.includes('上') ? 'atLeast' : suffix?.[2] !== undefined && suffix[2] !== '左右' ? 'atMost' : null);
  const ownUnit = (suffix?.[1] ?? '').replace(/[。;,]$/, '');
  if (ownUnit.length > 6) return null;
  return { operator, strict: strictly.test(bare), value, unit: ownUnit !== '' ? ownUnit : (unit ?? '').trim() };
}

const one = exactInteger(1n);
const hundred = exactInteger(100n);

const scales: readonly (readonly [RegExp, string, Exact])[] = [
  [/^‰$/, '%', { numerator: 1n, denominator: 10n }],
  [/^个?小时$/, '分钟', exactInteger(60n)],
  [/^万(?=.)/, '', exactInteger(10_000n)],
  [/^亿(?=.)/, '', exactInteger(100_000_000n)],
];

/** A reading in the unit that others are multiples of: 1.2万人 as 12000人, 2小时 as 120分钟. */
function inSmallest({ unit, value }: Reading): { readonly unit: string; readonly value: Exact } {
  const scale = scales.find(([pattern]) => pattern.test(unit));
  return scale === undefined ? { unit, value } : { unit: unit.replace(scale[0], scale[1]), value: multiplyExact(value, scale[2]) };
}

/** Both in one scale, or null when they count different things. A spreadsheet stores 95 % as 0.95. */
export function comparable(target: Reading, actual: Reading): { readonly target: Exact; readonly actual: Exact } | null {
  const percent = (reading: Reading) => reading.unit === '%' || reading.unit === '百分比';
  if (target.unit !== actual.unit && target.unit !== '' && actual.unit !== '') {
    const [wanted, reached] = [inSmallest(target), inSmallest(actual)];
    return wanted.unit === reached.unit ? { target: wanted.value, actual: reached.value } : null;
  }
  const scaled = (reading: Reading, other: Reading) =>
    (percent(other) || percent(reading)) && compareExact(reading.value, one) <= 0 && compareExact(other.value, one) > 0 && reading.value.denominator !== 1n ? multiplyExact(reading.value, hundred) : reading.value;
  const unity = (reading: Reading, other: Reading) => (percent(other) && reading.unit === '' && compareExact(reading.value, one) === 0 && compareExact(other.value, exactInteger(2n)) > 0 ? hundred : null);
  return { target: unity(target, actual) ?? scaled(target, actual), actual: unity(actual, target) ?? scaled(actual, target) };
}

/** 60%-70%, 8-10场: the two ends of a target, the first the lower one. */
export function rangeOf(text: string | null, unit: string | null): { readonly low: Reading; readonly high: Reading } | null {
  const [, from = '', to = ''] = /^(\d+(?:\.\d+)?%?)(?:-|—|~|至|到)(\d+(?:\.\d+)?[^\d-]*)$/.exec(plainText(text ?? '').replace(/\s/g, '')) ?? [];
  const high = readingOf(to, unit);
  const low = readingOf(from, high?.unit ?? unit);
  return low === null || high === null || low.unit !== high.unit || /[年月日号]/.test(high.unit) || compareExact(low.value, high.value) >= 0 ? null : { low, high };
}

const change = /^((?:较|比)(?:上年|去年|上一年)(?:同期)?|同比)(增长|增加|提高|提升|下降|降低|减少)(?=\d)/;

/** 较上年增长5% and 较上年增长4%: how much, where both tell of the same change. */
export function changesOf(target: string | null, actual: string | null): { readonly target: Reading; readonly actual: Reading } | null {
  const texts = [target, actual].map((text) => plainText(text ?? '').replace(/\s/g, ''));
  const [before, another] = texts.map((text) => change.exec(text)?.[0]);
  if (before === undefined || before !== another) return null;
  const [wanted = null, reached = null] = texts.map((text) => readingOf(text.slice(before.length), null));
  return wanted === null || reached === null ? null : { target: wanted, actual: reached };
}
