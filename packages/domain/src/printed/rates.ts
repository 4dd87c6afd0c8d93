import type { MoneyScope } from '../readDocument.js';
import type { AmountReading } from './amountReadings.js';
import { lastClause, lastOf, namesThing, scopeWords, type Said } from './moneyWords.js';

export type Rate = { readonly at: number; readonly end: number; readonly scope: MoneyScope; readonly percent: string; readonly digits: number };

/** 国库集中支付率 and 公务卡支付率 tell how it was paid, not how much. */
const ratePattern = /(?:执行率|完成率|(?<!集中|公务卡)支付率|支付进度|控制率|支出进度)"?(?:达到?了?|为|是|:|约|均为|平均为)?(\d+(?:\.(\d+))?)%/g;

/** Characters before a rate in which something may say what it is about, where its sentence does not. */
const farthest = 300;

/** One rate behind the parts of a whole is the whole's; the part's, where it has budget and outturn of its own, or each part its rate. */
function behindParts(at: number, readings: readonly AmountReading[], text: string, sameSentence: boolean): MoneyScope | null {
  const last = readings[at];
  const list = last?.list ?? null;
  if (last === undefined || list === null || !sameSentence) return list?.whole?.scope ?? null;
  const [before, ofLast] = [readings[at - 1], readings[at - 2]];
  const isPart = (one: AmountReading | undefined): one is AmountReading => one?.list === list;
  if (!isPart(before)) return last.scope;
  const hasBoth = before.scope === last.scope && before.basis !== last.basis;
  const rated = (one: AmountReading, next: AmountReading) => /^[^。;]{0,40}率/.test(text.slice(one.end, next.start));
  return hasBoth || rated(before, last) || (isPart(ofLast) && rated(ofLast, before)) ? last.scope : (list.whole?.scope ?? null);
}

/** `at`: the last amount before the rate that is none aside; -1 for none. */
function scopeOf({ text, ...around }: Said, match: RegExpExecArray, readings: readonly AmountReading[], at: number): MoneyScope | null {
  const [sentence] = around.sentence(match.index);
  const clause = lastClause(text.slice(Math.max(sentence, match.index - farthest), match.index));
  const named = lastOf(`${clause}${match[0]}`, scopeWords);
  if (named !== null) return named.meaning;
  if (namesThing(clause)) return null;
  const last = readings[at];
  // 合同总价1200万元,已支付1050万元,支付率87.5%: a rate of what was read as nothing is none of the whole.
  if (last !== undefined && (last.start >= sentence || last.list !== null)) return last.list === null ? last.scope : behindParts(at, readings, text, last.start >= sentence);
  return lastOf(text.slice(Math.max(0, match.index - farthest), match.index), scopeWords)?.meaning ?? 'total';
}

/** Execution rates; what they are about is what their clause names, else the amounts before them. */
export function ratesIn(said: Said, readings: readonly AmountReading[]): readonly Rate[] {
  let next = 0;
  let last = -1;
  return [...said.text.matchAll(ratePattern)].flatMap((match) => {
    for (; next < readings.length && (readings[next]?.start ?? 0) < match.index; next += 1) if (readings[next]?.aside === false) last = next;
    const scope = scopeOf(said, match, readings, last);
    return scope === null ? [] : [{ at: match.index, end: match.index + match[0].length, scope, percent: match[1] ?? '0', digits: match[2]?.length ?? 0 }];
  });
}
