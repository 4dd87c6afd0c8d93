import type { MoneyScope, PrintedAmount } from '../readDocument.js';
import type { AmountReading } from './amountReadings.js';
import { clausesOf, fullPayment, lastOf, scopeWords, type Said } from './moneyWords.js';

/** A place where money is said to be spent without remainder, and whose. `from`: where its sentence begins; `amount`: how much, where its clause says it. */
export type FullPayment = { readonly at: number; readonly end: number; readonly from: number; readonly scope: MoneyScope; readonly text: string; readonly amount?: PrintedAmount };

const claimPattern = new RegExp(fullPayment, 'g');

const date = '(?:截至|至)?(?:20\\d{2}年度?)?(?:\\d{1,2}月)?(?:\\d{1,2}日|底|末)?';
/** What may stand before the word for funds where all funds are meant; 补助资金, 合同款 and 工资 are single ones. */
const ofWhole = `${date}(?:目前|年底|年末|年度|全年|本年度?|当年|年初|[我本](?:局|委|办|院|所|站|校|会|部门|单位|中心)|部门|单位|整体|财政|预算|批复|下达|安排|到位|拨付|全部|所有|各项|各类|各笔|上述|以上|的|总|均)*`;
const wholeFunds = new RegExp(`^${ofWhole}(?:资金|经费|预算|款项|拨款|支出)`);
/** 2,500万元预算资金: how much, before what it is. */
const amountBefore = /^\d[\d,]*(?:\.\d+)?(?:亿元|万元|元)(?:的)?(?=(?:部门|财政|年度|全年)*预算(?:资金|经费)?)/;
const elided = new RegExp(`^${date}(?:均|已|都|并|且|也|现|目前|年底|年末|前|按(?:时|期|规定|要求|进度|合同|程序)|及时|足额|全年)*$`);

/** 财政资金支付率达100%: a rate of all funds, in running text, says the same as 全部支付. A row's own rate or an aim does not. */
const ratePattern = new RegExp(`(?<=^|[,;:。])(?:${ofWhole}(?:资金|经费|拨款)(?:的)?|其)?(?:支付|支出|执行)(?:率|进度)(?:均|已)*(?:达到?了?|为|是|:)?100(?:\\.0+)?%`, 'g');
const aim = /目标|指标|计划|力争|要求|不低于|≥/;

/** Characters around a claim in which its sentence says whose money it is. */
const farthest = 300;

/** `last`: the amount before the claim. */
function scopeOf({ text, segment }: Said, at: number, end: number, last: AmountReading | undefined): MoneyScope | null {
  const [begin, sentenceEnd] = segment(at);
  const sentence = Math.max(begin, at - farthest);
  const clauses = clausesOf(text.slice(sentence, at));
  const own = clauses.at(-1) ?? '';
  const object = text.slice(end, Math.min(sentenceEnd, end + farthest)).split(/[,;:]/)[0] ?? '';
  for (const words of [own, object]) {
    const named = lastOf(words, scopeWords)?.meaning ?? (wholeFunds.test(words.replace(amountBefore, '')) ? 'total' : null);
    if (named !== null) return named;
  }
  if (!elided.test(own)) return null;
  // 预算…万元,实际支出…万元,全部完成支付: what the clause before is about.
  if (last !== undefined && last.start >= sentence) return last.list?.whole?.scope ?? last.scope;
  const subject = clauses.slice(0, -1).findLast((words) => !elided.test(words)) ?? '';
  return lastOf(subject, scopeWords)?.meaning ?? (wholeFunds.test(subject) ? 'total' : null);
}

/** Every claim that money was spent without remainder; one about what nobody could tell is left out. */
export function fullPaymentsIn(said: Said, readings: readonly AmountReading[]): readonly FullPayment[] {
  let next = 0;
  let last: AmountReading | undefined;
  return [...said.text.matchAll(claimPattern)].flatMap((match) => {
    for (; next < readings.length && (readings[next]?.start ?? 0) < match.index; next += 1) if (readings[next]?.aside === false) last = readings[next];
    const [from] = said.segment(match.index);
    const end = match.index + match[0].length;
    const scope = scopeOf(said, match.index, end, last);
    const nearest = readings[next - 1];
    const amount = nearest !== undefined && nearest.end >= Math.max(from, match.index - farthest) && clausesOf(said.text.slice(nearest.end, match.index)).length === 1 ? nearest.amount : undefined;
    return scope === null ? [] : [{ at: match.index, end, from, scope, text: match[0], ...(amount === undefined ? {} : { amount }) }];
  });
}

/** 支付率达到100% behind a clause about all funds says whose it is there: 各项资金均已拨付到位,支付率达到100%. */
function isOfFundsBefore(words: string): boolean {
  const clause = clausesOf(words).at(-2) ?? '';
  return wholeFunds.test(clause) && !/\d(?:亿|万)?元|%/.test(clause);
}

/** 财政资金支付率达100% in running text. */
export function fullRatesIn({ text, segment }: Said): readonly FullPayment[] {
  if (/\d分/.test(text)) return [];
  return [...text.matchAll(ratePattern)].flatMap((match) => {
    const [from] = segment(match.index);
    const [rate] = match;
    const before = text.slice(Math.max(from, match.index - farthest), match.index);
    const own = wholeFunds.test(rate) || isOfFundsBefore(before);
    return !own || aim.test(before) ? [] : [{ at: match.index, end: match.index + rate.length, from, scope: 'total', text: rate }];
  });
}
