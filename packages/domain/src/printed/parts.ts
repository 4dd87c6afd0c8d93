import type { AmountReading } from './amountReadings.js';
import { lastOf, scopeWords, statedBasis, type Said } from './moneyWords.js';

/** `at`: where the list begins. */
export type Parts = { readonly at: number; readonly whole: AmountReading; readonly parts: readonly Part[]; readonly exhaustive: boolean };
type Part = { readonly label: string; readonly amount: AmountReading };

const listIntroduction = /^(?:其中|[,;]?(?:主要)?(?:包括|包含|分别[为是]))[:,]?/;
/** "三公"经费12万元,包括: its kinds; behind another total the words may begin anything. */
const kindsIntroduction = /^[,;]?(?:主要)?(?:包括|包含|分别[为是])/;
/** (含上年结转),占41.24%; before the name of the next part. */
const listSeparator = /^(?:\([^()]*\)|,?\(?(?:占|完成)[^,;。]*?\d%\)?|[,、;和及])*/;
/** 「其中:… 同比增长3万元」 is no part, nor is the next total or a rate. */
const noPart = /增|减|上年|较|比|整体|合计|总计|总额|总支出|%|率|全年|年度|实际|年末|结余|剩余|(?:预算|执行|决算)数|。/;

/** Characters; what stands further behind 其中 is no part of its list. */
const longestList = 1000;

function depthOf(text: string): number {
  return [...text.matchAll(/[()]/g)].reduce((depth, [bracket]) => depth + (bracket === '(' ? 1 : -1), 0);
}

/** What only joins a sum to the list before it. */
const closes = /^[,;、]?(?:以上|上述)?(?:各项|[两三四五六]项)?(?:合计|共计|总计)(?:金额|支出|资金|经费|安排|投入)?(?:为|是|达|:)?$/;
const introduces = /^.*(?:包括|其中|分别[为是]|主要[有为是]|用于|如下|:)/s;

/** 项目支出包括:甲600万元、乙310万元,合计910万元: the sum stands behind its parts, which are all of it. */
function closedLists({ text, sentence }: Said, readings: readonly AmountReading[]): readonly Parts[] {
  return readings.flatMap((whole, index) => {
    const [begin] = sentence(whole.start);
    const parts: Part[] = [];
    let to = whole.start;
    for (let at = index - 1; at >= 0; at -= 1) {
      const part = readings[at];
      if (part === undefined || part.end <= begin || whole.start - part.start > longestList) return [];
      const behind = text.slice(part.end, to);
      if (parts.length === 0 && !closes.test(behind)) return [];
      const words = text.slice(Math.max(begin, readings[at - 1]?.end ?? 0), part.start);
      const introduced = introduces.test(words);
      const label = words.replace(introduces, '').replace(listSeparator, '');
      if (label === '' || noPart.test(label) || statedBasis(label) !== null) return [];
      parts.unshift({ label, amount: part });
      to = part.start;
      if (introduced) return parts.length < 2 ? [] : [{ at: part.start, whole, parts, exhaustive: true }];
    }
    return [];
  });
}

const threePublicKinds = [/出国/, /公务用?车/, /公务接待|^接待费/];

/** “三公” are these three and nothing else: a list that names each of them, and no other, is all of it. */
function areThreePublic(labels: readonly string[]): boolean {
  return threePublicKinds.every((kind) => labels.some((label) => kind.test(label))) && labels.every((label) => threePublicKinds.some((kind) => kind.test(label)));
}

/**
 * Whole and parts of 「合计…,其中:…、…」, where only a list that ends in 其他, is basic and project, or the three of “三公”, is the whole of it;
 * and of a list that 合计 closes.
 */
export function partsIn(said: Said, readings: readonly AmountReading[]): readonly Parts[] {
  return [...openLists(said, readings), ...closedLists(said, readings)];
}

/** 其余1300万元用于应急储备: the last part, in the list's own sentence or in the one behind it. */
const rest = /^(?:\([^()]*\))?[,;、。]*(?:其余|余下|剩余)(?:的|项目|资金|部分|经费|款项|支出)*(?:共计?|为|约|计)?$/;
/** 剩余 alone may be what was not spent. */
const restIsPart = /^(?:的)?(?:资金)?(?:主要|全部)?(?:用于|安排|投入|是|系|为(?!结|未|年))/;

function isRest(text: string, from: number, { start, end }: AmountReading): boolean {
  const words = text.slice(from, start);
  return rest.test(words) && (!words.includes('剩余') || restIsPart.test(text.slice(end, end + 10)));
}

/** Where the list of a whole begins behind 其中, and where the sentence ends that it stands in: the whole's own, or the one that follows. */
function introducedBy({ text, sentence }: Said, whole: AmountReading, next: AmountReading): { readonly begin: number; readonly end: number } | null {
  const [, end] = sentence(whole.start);
  const behind = text.slice(whole.end, Math.min(next.start, end));
  const between = whole.scope === 'threePublic' && kindsIntroduction.test(behind) ? 0 : behind.indexOf('其中');
  if (between >= 0) return { begin: whole.end + between, end };
  const follows = next.start > end && text.startsWith('其中', end + 1);
  return follows ? { begin: end + 1, end: sentence(end + 1)[1] } : null;
}

/** Amounts of its sentence before a list; more may be anything. */
const mostWholes = 8;
/** 分, for each figure: what rounding to a hundredth of a 万元 leaves. */
const rounding = 5_000n;

/**
 * What the parts of a list are parts of: the amount before it, or another of its sentence that they come to. Where they come to none of them it
 * is no change and no rest, but what the sentence is about. `before`: the amounts up to the list, the nearest last.
 */
function wholeOf({ text, sentence }: Said, before: readonly AmountReading[], parts: readonly Part[]): AmountReading | null {
  const nearest = before.at(-1);
  if (nearest === undefined) return null;
  const [begin] = sentence(nearest.start);
  const own = before.filter(({ start }) => start >= begin);
  const sum = parts.reduce((total, { amount }) => total + amount.amount.fen, 0n);
  const slack = rounding * BigInt(parts.length + 1);
  const fitting = own.findLast(({ amount }) => amount.fen - sum <= slack && sum - amount.fen <= slack);
  if (fitting !== undefined || !nearest.aside) return fitting ?? nearest;
  const words = text.slice(Math.max(begin, own.at(-2)?.end ?? 0), nearest.start);
  return words.includes('收入') ? nearest : (own.find(({ aside }) => !aside) ?? nearest);
}

/** Whole and parts of 「合计…,其中:…、…」. */
function openLists(said: Said, readings: readonly AmountReading[]): readonly Parts[] {
  const { text } = said;
  return readings.flatMap((whole, index) => {
    const next = readings[index + 1];
    const introduced = next === undefined ? null : introducedBy(said, whole, next);
    if (introduced === null) return [];
    const { begin: introduction, end: sentenceEnd } = introduced;
    const parts: Part[] = [];
    let from = introduction;
    let seen = introduction;
    let depth = 0;
    let at = index + 1;
    for (; at < readings.length; at += 1) {
      const part = readings[at];
      if (part === undefined || part.start > sentenceEnd || part.start - introduction > longestList) break;
      depth += depthOf(text.slice(seen, part.start));
      seen = part.start;
      if (depth < 0) break;
      // 基本支出200万元(其中人员经费150万元): parts of a part.
      if (depth > 0) continue;
      const words = text.slice(from, part.start).replace(listIntroduction, '').replace(listSeparator, '');
      if (noPart.test(words) || lastOf(words, scopeWords)?.meaning === 'total') break;
      const basis = statedBasis(words);
      const label = words.replace(/(?:预算|决算|执行|支出)?(?:为|共|共计)?$/, '');
      // 基本支出预算200万元、执行190万元 are no parts of one amount.
      if (label === '' || (basis !== null && whole.basis !== null && (basis === 'actual') !== (whole.basis === 'actual'))) return [];
      parts.push({ label, amount: part });
      from = part.end;
    }
    const last = readings[at];
    const closed = parts.length > 0 && depth === 0 && last !== undefined && isRest(text, from, last);
    if (closed) parts.push({ label: '其余', amount: last });
    if (parts.length < 2) return [];
    const meant = wholeOf(said, readings.slice(Math.max(0, index - mostWholes), index + 1), parts);
    // 收入330万元,支出312万元。其中财政拨款收入300万元: parts of the income.
    if (meant === null || (!meant.aside && parts.some(({ label }) => label.includes('收入')))) return [];
    return [{ at: introduction, whole: meant, parts, exhaustive: closed || isExhaustive(meant, parts.map(({ label }) => label)) }];
  });
}

/** Basic and project expenditure, and what is spent besides. */
function areKindsOfSpending(labels: readonly string[]): boolean {
  const count = (word: RegExp) => labels.filter((label) => word.test(label)).length;
  const [basic, staff, running, project] = [count(/基本/), count(/人员/), count(/公用/), count(/项目/)];
  const others = labels.filter((label) => !/基本|项目|人员|公用/.test(label));
  return project === 1 && ((basic === 1 && staff + running === 0) || (basic === 0 && staff === 1 && running === 1)) && others.every((label) => lastOf(label, scopeWords)?.meaning === 'otherSpending' || /经营|上缴上级|附属单位/.test(label));
}

function isExhaustive({ scope }: AmountReading, labels: readonly string[]): boolean {
  const [first = '', second = '', third] = labels;
  const pair = (one: RegExp, other: RegExp) => third === undefined && ((one.test(first) && other.test(second)) || (other.test(first) && one.test(second)));
  return /其他|其它|其余|余下/.test(labels.at(-1) ?? '') || areKindsOfSpending(labels) || pair(/年初/, /追加|调增/) || (scope === 'threePublic' && areThreePublic(labels));
}
