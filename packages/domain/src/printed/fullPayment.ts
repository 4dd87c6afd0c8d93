import type { MoneyScope } from '../readDocument.js';
import type { AmountReading } from './amountReadings.js';
import { lastOf, scopeWords, type Said } from './moneyWords.js';

/** A place where money is said to be spent without remainder, and whose. `from`: where its sentence begins. */
export type FullPayment = { readonly at: number; readonly end: number; readonly from: number; readonly scope: MoneyScope; readonly text: string };

const quantifier = '(?:全部|全额|全数|100%|百分之百)';
const spending = '(?:支付|支出|拨付|执行|使用|发放|兑付|列支)';
/** 全部完成支付, 资金全额拨付, 支付完毕, 执行完毕; a printed rate of 100 % is a figure and no such claim. */
const claimPattern = new RegExp(`(?<!率(?:达到?了?|为|是|:)?)${quantifier}(?:均|已|都|按时|及时|足额|按规定|按要求)*(?:完成)?(?:了)?${spending}(?!率)|${spending}(?:已|全部|均)*完毕|${spending}(?:进度|率)?(?:已)?(?:全部完成)`, 'g');

const date = '(?:截至|至)?(?:20\\d{2}年度?)?(?:\\d{1,2}月)?(?:\\d{1,2}日|底|末)?';
/** What may stand before the word for funds where all funds are meant; 补助资金, 合同款 and 工资 are single ones. */
const ofWhole = `${date}(?:目前|年底|年末|年度|全年|本年度?|当年|年初|[我本](?:局|委|办|院|所|站|校|会|部门|单位|中心)|部门|单位|整体|财政|预算|批复|下达|安排|到位|拨付|全部|所有|各项|各类|各笔|上述|以上|的|总|均)*`;
const wholeFunds = new RegExp(`^${ofWhole}(?:资金|经费|预算|款项|拨款|支出)`);
const elided = new RegExp(`^${date}(?:均|已|都|并|且|也|现|目前|年底|年末|前|按(?:时|期|规定|要求|进度|合同|程序)|及时|足额|全年)*$`);

/** 财政资金支付率达100%: a rate of all funds, in running text, says the same as 全部支付. A row's own rate or an aim does not. */
const ratePattern = new RegExp(`(?<=^|[,;:。])(${ofWhole}(?:资金|经费|拨款)(?:的)?(?:支付|支出|执行)(?:率|进度)(?:均|已)*(?:达到?了?|为|是|:)?100(?:\\.0+)?%)`, 'g');
const aim = /目标|指标|计划|力争|要求|不低于|≥/;

function clausesBefore(words: string): readonly string[] {
  return words.replace(/\([^()]*\)/g, '').split(/[,;:]/);
}

/** Characters around a claim in which its sentence says whose money it is. */
const farthest = 300;

/** `last`: the amount before the claim. */
function scopeOf({ text, segment }: Said, at: number, end: number, last: AmountReading | undefined): MoneyScope | null {
  const [begin, sentenceEnd] = segment(at);
  const sentence = Math.max(begin, at - farthest);
  const clauses = clausesBefore(text.slice(sentence, at));
  const own = clauses.at(-1) ?? '';
  const object = text.slice(end, Math.min(sentenceEnd, end + farthest)).split(/[,;:]/)[0] ?? '';
  for (const words of [own, object]) {
    const named = lastOf(words, scopeWords)?.meaning ?? (wholeFunds.test(words) ? 'total' : null);
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
    return scope === null ? [] : [{ at: match.index, end, from, scope, text: match[0] }];
  });
}

/** 财政资金支付率达100% in running text. */
export function fullRatesIn({ text, segment }: Said): readonly FullPayment[] {
  if (/\d分/.test(text)) return [];
  return [...text.matchAll(ratePattern)].flatMap((match) => {
    const [from] = segment(match.index);
    const rate = match[1] ?? '';
    return aim.test(text.slice(Math.max(from, match.index - farthest), match.index)) ? [] : [{ at: match.index, end: match.index + rate.length, from, scope: 'total', text: rate }];
  });
}
