import type { AmountReading } from './amountReadings.js';
import type { Said } from './moneyWords.js';
import type { Parts } from './parts.js';

const stated = '(?:数|总额|金额|资金)?(?:为|是|共计?|达到?|计|了|:)*$';
const initial = new RegExp(`年初(?:部门|单位)?(?:整体)?(?:支出)?预算(?:安排|批复|下达)?${stated}`);
/** 增加 alone may be against last year. */
const within = '(?:20\\d{2}年)?(?:年中|年内|年度|全年|当年|本年|执行中|期间|调整|预算)';
const added = new RegExp(`^[,;、。](?:${within}*(?:追加|调增)|${within}+增加)(?:部门|单位)?(?:支出)?(?:预算|安排|指标)?${stated}`);
const adjusted = new RegExp(`^[,;、。](?:20\\d{2}年)?(?:(?:经|预算)?(?:追加|调增|调整)后的?(?:全年|年度)?|全年|年末)(?:部门|单位)?(?:整体)?(?:支出)?预算(?:调整)?${stated}`);
const left = new RegExp(`^[,;、。](?:年末|期末|年底|当年|本年)?(?:资金|预算|财政)?(?:结转和?结余|结余结转|结转|结余|剩余)${stated}`);

/** Characters on either side of a balance in which its sentence says what else there is. */
const around = 200;

/** Whether a text names one year at most. */
function isOfOneYear(text: string): boolean {
  return new Set([...text.matchAll(/(?<!\d)(20\d{2})年/g)].map(([, year]) => year)).size < 2;
}

/** 年初预算 2000, 年中追加 400, 调整后预算 2400; what else a year brings, as 上年结转, is then named with them or nobody knows. */
function adjustedBudget(text: string, from: number, [first, second, third]: readonly [AmountReading, AmountReading, AmountReading]): boolean {
  return initial.test(text.slice(from, first.start)) && added.test(text.slice(first.end, second.start)) && adjusted.test(text.slice(second.end, third.start)) && isOfOneYear(text.slice(from, third.start));
}

/** The end of the sentence around a place, and of the one behind it that says what is in it. */
function endOf({ text, sentence }: Said, at: number): number {
  const [, end] = sentence(at);
  return /^(?:其中|含|包括|包含)/.test(text.slice(end + 1, end + 3)) ? sentence(end + 1)[1] : end;
}

/**
 * What sentences balance although no list says so: a budget after its adjustment, and what is left of one. They may be a sentence each, with no
 * other between them. `unitOnly` for the latter: money may have been taken back besides, so that it tells a wrong unit and contradicts nothing.
 */
export function balancesIn(said: Said, readings: readonly AmountReading[]): readonly (Parts & { readonly unitOnly?: true })[] {
  const { text, sentence } = said;
  return readings.flatMap((first, index): readonly (Parts & { readonly unitOnly?: true })[] => {
    const [second, third] = [readings[index + 1], readings[index + 2]];
    const [from, to] = sentence(first.start);
    if (second === undefined || third === undefined) return [];
    if (adjustedBudget(text, Math.max(from, readings[index - 1]?.end ?? 0), [first, second, third])) {
      const told = text.slice(Math.max(from, first.start - around), Math.min(endOf(said, third.start), third.end + around));
      return /结转|结余|收回|调减|追减|压减|减少/.test(told) ? [] : [{ at: third.start, whole: third, parts: [{ label: '年初预算', amount: first }, { label: '追加', amount: second }], exhaustive: true }];
    }
    const spent = second.end <= to && first.scope !== null && second.scope === first.scope && (first.basis === 'budget' || first.basis === 'initial') && second.basis === 'actual';
    return spent && third.aside && left.test(text.slice(second.end, third.start)) ? [{ at: third.start, whole: first, parts: [{ label: '支出', amount: second }, { label: '结转结余', amount: third }], exhaustive: true, unitOnly: true }] : [];
  });
}
