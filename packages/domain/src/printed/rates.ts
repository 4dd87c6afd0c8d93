import type { MoneyScope } from '../readDocument.js';
import type { AmountReading } from './amountReadings.js';
import { fullStops, lastClause, lastOf, namesThing, scopeWords, sentenceAround } from './moneyWords.js';

export type Rate = { readonly at: number; readonly end: number; readonly scope: MoneyScope; readonly percent: string; readonly digits: number };

const ratePattern = /(?:执行率|完成率|支付率|支付进度|控制率|支出进度)"?(?:达到?了?|为|是|:|约|均为|平均为)?(\d+(?:\.(\d+))?)%/g;

/** One rate behind the parts of a whole is the whole's; the part's, where it has budget and outturn of its own, or each part its rate. */
function behindParts(last: AmountReading, readings: readonly AmountReading[], text: string, sameSentence: boolean): MoneyScope | null {
  const { list } = last;
  if (list === null || !sameSentence) return list?.whole?.scope ?? null;
  const parts = readings.filter((part) => part.list === list && part.start <= last.start);
  const before = parts.at(-2);
  const hasBoth = before?.scope === last.scope && before.basis !== last.basis;
  const rated = parts.some((part, index) => index < parts.length - 1 && /^[^。;]*率/.test(text.slice(part.end, parts[index + 1]?.start)));
  return parts.length === 1 || hasBoth || rated ? last.scope : (list.whole?.scope ?? null);
}

function scopeOf(text: string, match: RegExpExecArray, readings: readonly AmountReading[]): MoneyScope | null {
  const [sentence] = sentenceAround(text, match.index, fullStops);
  const clause = lastClause(text.slice(sentence, match.index));
  const named = lastOf(`${clause}${match[0]}`, scopeWords);
  if (named !== null) return named.meaning;
  if (namesThing(clause)) return null;
  const last = readings.findLast(({ start, aside }) => start < match.index && !aside);
  // 合同总价1200万元,已支付1050万元,支付率87.5%: a rate of what was read as nothing is none of the whole.
  if (last !== undefined && (last.start >= sentence || last.list !== null)) return last.list === null ? last.scope : behindParts(last, readings, text, last.start >= sentence);
  return lastOf(text.slice(0, match.index), scopeWords)?.meaning ?? 'total';
}

/** Execution rates; what they are about is what their clause names, else the amounts before them. */
export function ratesIn(text: string, readings: readonly AmountReading[]): readonly Rate[] {
  return [...text.matchAll(ratePattern)].flatMap((match) => {
    const scope = scopeOf(text, match, readings);
    return scope === null ? [] : [{ at: match.index, end: match.index + match[0].length, scope, percent: match[1] ?? '0', digits: match[2]?.length ?? 0 }];
  });
}
