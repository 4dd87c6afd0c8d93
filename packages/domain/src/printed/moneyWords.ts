import type { MoneyBasis, MoneyScope } from '../readDocument.js';

type Word<Meaning> = readonly [RegExp, Meaning];

/** What an amount is about, most specific first. */
export const scopeWords: readonly Word<MoneyScope>[] = [
  [/三公"?经费|三公/g, 'threePublic'],
  [/基本支出(?:总额|合计|总计)?|人员经费.{0,4}公用经费/g, 'basic'],
  [/项目(?:支出|经费|资金|预算)(?:总额|合计|总计)?/g, 'project'],
  [/(?:事业单位)?经营支出|上缴上级支出|对?附属单位补助支出|其他支出/g, 'otherSpending'],
  [/其他资金/g, 'otherFunds'],
  [/上年结转|结转资金|结转结余/g, 'carriedOver'],
  [/财政拨款/g, 'appropriation'],
  [/(?:部门|单位|整体|总|合计|共计)(?:整体)?(?:收入|支出|预算|决算|资金|经费)|预算(?:总额|经费)|支出(?:总额|合计|总计)|资金总额/g, 'total'],
];

export const basisWords: readonly Word<MoneyBasis>[] = [
  [/年初预算/g, 'initial'],
  [/应拨付|下达|到位|拨付/g, 'payable'],
  [/调整(?:后)?预算|全年预算|预算/g, 'budget'],
  [/决算|执行数|执行|实际(?:支出|支付|完成)|支出(?!预算)|支付|使用/g, 'actual'],
];

export type Found<Meaning> = { readonly meaning: Meaning; readonly at: number; readonly end: number };

/** The meaning whose word stands last in a text. */
export function lastOf<Meaning>(text: string, words: readonly Word<Meaning>[]): Found<Meaning> | null {
  let best: Found<Meaning> | null = null;
  for (const [pattern, meaning] of words) {
    for (const match of text.matchAll(pattern)) {
      const end = match.index + match[0].length;
      // Of two words that end at the same place the first listed, more specific one stands.
      if (best === null || end > best.end) best = { meaning, at: match.index, end };
    }
  }
  return best;
}

/** 基本支出, 一般公共预算财政拨款: the 支出 or 预算 in a name says nothing of budget or outturn; nor does what a printed rate is called. */
const namesAndRates = /(?:基本|项目|整体)支出|(?:一般公共|政府性基金|国有资本经营)预算|[^,;:。、]{0,20}\d%/g;

/** 预算, 决算 or 支出 where a clause says which it is. */
export function statedBasis(words: string): MoneyBasis | null {
  return lastOf(words.replace(namesAndRates, (found) => '·'.repeat(found.length)), basisWords)?.meaning ?? null;
}

/** 部门预算收入1200万元,支出1200万元: the 支出 is a budget, or it is not; nobody says. */
export function isSpendingOnly(words: string): boolean {
  return !/预算|决算|执行|实际|支付|使用|完成/.test(words.replace(namesAndRates, ''));
}

/** What is no spending of the year: income, a change, what is left, what each one got. */
const otherMeasure = /收入|人均|平均|增加|减少|增长|下降|追加|调增|调减|同比|较|节约|节余|结余|剩余|尚有|差额|超出|标准|少支|多支|未支|未执行|欠拨|欠付|缺口|年末[^,;]{0,8}结转|结转下年|余款|尾款|质保金/;
/** What an amount says that follows it directly. */
const notSpent = /^(?:\([^()]*\))?(?:资金|款项)?(?:尚|仍|还|均)*(?:未|没有)(?:能)?(?:按[^,;。]{0,6})?(?:支付|执行|使用|拨付|支出|完成|下达|到位|付|到)|^(?:的)?(?:资金)?(?:结余|结转|缺口|余款|尾款)/;

/** 年末结转结余 is left; 上年结转 came into the year. */
export function isLeftOver(clause: string): boolean {
  return /结转/.test(clause) && (/年末|期末|年底|下年/.test(clause) || !/上年|年初|以前年度|历年|往年|结转资金/.test(clause));
}

/** 年末尚有342万元未支付: by the words before it in its clause, or behind it, an amount is no budget and no outturn. */
export function isOtherMeasure(clause: string, behind: string): boolean {
  return otherMeasure.test(clause) || notSpent.test(behind);
}

/** Things that have a budget of their own: what follows is theirs. */
const thing = /项目|工程|专项|费|采购|课题|合同|补助|补贴|津贴|工资|奖|贷款|基金|设备|支出/;

const ownSpending = /(?:项目|基本|整体|部门|单位|全年|年度|本年|总|财政|财政拨款)(?:整体)?(?:支出|经费|预算|资金)/g;

/** 库房改造工程, 会议费, 农林水支出. */
export function namesThing(words: string): boolean {
  return thing.test(words.replace(ownSpending, ''));
}

/** 全县水利资金, 所属水利站: the money of others; 我局及所属单位 is the whole. */
const others = /全县|全市|全区|全州|全旗|全省|全镇|全乡|全国|总投资|(?<![及和与含]|包括)(?:所属|下属|直属)/;

export function namesOthers(words: string): boolean {
  return others.test(words);
}

/** Where the sentence around a place begins and ends, as [start, end). */
export type SentenceAround = (at: number) => readonly [number, number];

/** The sentences of a text, looked for once: a line may hold a book. */
function sentencesBetween(text: string, mark: RegExp): SentenceAround {
  const ends = [...text.matchAll(mark)].map(({ index }) => index);
  return (at) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? at) < at) low = middle + 1;
      else high = middle;
    }
    return [(ends[low - 1] ?? -1) + 1, ends[low] ?? text.length];
  };
}

/** A text with its sentences: `segment` ends at a semicolon too; a list behind 其中 goes on beyond one, to the end of its `sentence`. */
export type Said = { readonly text: string; readonly segment: SentenceAround; readonly sentence: SentenceAround };

export function said(text: string): Said {
  return { text, segment: sentencesBetween(text, /[。;!]/g), sentence: sentencesBetween(text, /[。!]/g) };
}

/** Where clauses end; the comma of 1,500.00 ends none. */
const clauseEnd = /,(?!(?<=\d,)\d{3}(?!\d))|[;:]/;

/** The clauses of words, without what stands in brackets in them. */
export function clausesOf(words: string): readonly string[] {
  return words.replace(/\([^()]*\)/g, '').split(clauseEnd);
}

/** The last clause of words, without what stands in brackets in it. */
export function lastClause(words: string): string {
  return clausesOf(words).at(-1)?.split(/[。、(]/).at(-1) ?? '';
}

const quantifier = '(?:全部|全额|全数|100%|百分之百)';
const spending = '(?:支付|支出|拨付|执行|使用|发放|兑付|列支)';
/** 全部完成支付, 资金全额拨付, 支付完毕, 执行完毕; a printed rate of 100 % is a figure and no such claim. */
export const fullPayment = `(?<!率(?:达到?了?|为|是|:)?)${quantifier}(?:均|已|都|按时|及时|足额|按规定|按要求)*(?:完成)?(?:了)?${spending}(?!率)|${spending}(?:已|全部|均)*完毕|${quantifier}(?:均|已|都)*(?:用完|花完)|${spending}(?:进度|率)?(?:已)?(?:全部完成)`;
const paidInFull = new RegExp(`^(?:的)?(?:资金|款项)?(?:均|已|都|现|也|按时|及时|足额)*(?:${fullPayment})`);

/** 1500万元已全部支付: what had to be paid, and no outturn, unless the words before it say so. */
export function isPaidInFull(behind: string): boolean {
  return paidInFull.test(behind);
}
