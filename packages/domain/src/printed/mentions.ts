import { plainOf } from '../plainText.js';
import type { Location, Mention, MoneyBasis, MoneyScope } from '../readDocument.js';
import { amountsIn, type FoundAmount } from './amounts.js';

/** A line of running text, or a paragraph. */
export type PrintedLine = { readonly text: string; readonly location: Location };

type Word<Meaning> = readonly [RegExp, Meaning];

/** What an amount is about, most specific first. */
const scopeWords: readonly Word<MoneyScope>[] = [
  [/三公"?经费|三公/g, 'threePublic'],
  [/基本支出|人员经费.{0,4}公用经费/g, 'basic'],
  [/项目(?:支出|经费|资金|预算)/g, 'project'],
  [/其他资金/g, 'otherFunds'],
  [/上年结转|结转资金|结转结余/g, 'carriedOver'],
  [/财政拨款/g, 'appropriation'],
  [/(?:部门|单位|整体|全年|年度|本年|总|合计|共计)(?:整体)?(?:收入|支出|预算|决算|资金|经费)|预算(?:总额|经费|资金|安排)|支出(?:总额|合计)|(?:实际)?支出金额|资金总额/g, 'total'],
];

const basisWords: readonly Word<MoneyBasis>[] = [
  [/年初预算/g, 'initial'],
  [/应拨付|下达|到位|拨付/g, 'payable'],
  [/调整(?:后)?预算|全年预算|预算/g, 'budget'],
  [/决算|执行数|执行|实际(?:支出|支付|完成)|支出(?!预算)|支付|使用/g, 'actual'],
];

/** The meaning whose word stands nearest before `end`, not before `start`. */
function nearest<Meaning>(text: string, start: number, end: number, words: readonly Word<Meaning>[]): { readonly meaning: Meaning; readonly at: number } | null {
  let best: { meaning: Meaning; at: number; end: number } | null = null;
  for (const [pattern, meaning] of words) {
    for (const match of text.slice(start, end).matchAll(pattern)) {
      const at = start + match.index;
      const until = at + match[0].length;
      // Of two words that end at the same place the first listed, more specific one stands.
      if (best === null || until > best.end) best = { meaning, at, end: until };
    }
  }
  return best;
}

/** The sentence around a place, as [start, end). */
function sentenceAround(text: string, at: number): readonly [number, number] {
  const start = Math.max(...['。', ';', '!'].map((mark) => text.lastIndexOf(mark, at))) + 1;
  const ends = ['。', ';', '!'].map((mark) => text.indexOf(mark, at)).filter((end) => end >= 0);
  return [start, Math.min(...ends, text.length)];
}

const listIntroduction = /其中[:,]?$/;
const listSeparator = /^(?:\([^()]*\))?[,、;和及]?/;

type PlacedMention = { readonly at: number; readonly mention: Mention };

/** 年初预算486.5万元 with no word on whose: the unit's own whole. */
const wholeBudget = /(?:年初|调整后|全年)预算(?:数|总额|金额)?(?:为|是|共|:)?$/;
/** 预算执行率(10分):预算126万元: a row that is about the whole by its name. */
const executionRow = /^(?:\d{1,2}[、.]|\(\d{1,2}\))?(?:年度|全年|部门|整体|整体支出|资金)*预算(?:资金)?(?:总)?(?:执行|完成)(?:率|情况|进度)/;

function amountMentions(text: string, location: Location, found: readonly FoundAmount[]): readonly PlacedMention[] {
  let before: { readonly scope: MoneyScope; readonly sentence: number } | null = null;
  return found.flatMap(({ amount, start }, index) => {
    const [sentence] = sentenceAround(text, start);
    const clause = Math.max(sentence, found[index - 1]?.end ?? 0);
    // A clause that names only its basis speaks of what the sentence spoke of before: 预算0.1万元,决算0.1万元.
    const named = nearest(text, clause, start, scopeWords)?.meaning ?? null;
    const scope: MoneyScope | null = named ?? (before?.sentence === sentence ? before.scope : wholeBudget.test(text.slice(clause, start)) || executionRow.test(text) ? 'total' : null);
    const basis = nearest(text, clause, start, basisWords)?.meaning ?? null;
    if (scope === null) return [];
    before = { scope, sentence };
    // 其中,基本支出…、项目经费… goes on with the basis of its whole.
    const inherited = basis ?? nearest(text, sentence, start, basisWords)?.meaning ?? null;
    return inherited === null ? [] : [{ at: start, mention: { kind: 'amount' as const, scope, basis: inherited, amount, before: text.slice(sentence, start), location } }];
  });
}

/** Whole and parts of 「合计…,其中:…、…」: only a list that ends in 其他, or is basic and project, is the whole of it. */
function listMentions(text: string, location: Location, found: readonly FoundAmount[]): readonly PlacedMention[] {
  return found.flatMap(({ amount: whole, start, end }, index) => {
    const next = found[index + 1];
    if (next === undefined) return [];
    const [, sentenceEnd] = sentenceAround(text, start);
    const introduction = text.indexOf('其中', end);
    if (introduction < 0 || introduction > next.start || introduction > sentenceEnd) return [];
    const parts: { label: string; amount: FoundAmount['amount'] }[] = [];
    let from = introduction;
    for (const part of found.slice(index + 1)) {
      if (part.start > sentenceEnd) break;
      const label = text
        .slice(from, part.start)
        .replace(/^其中[:,]?/, '')
        .replace(listIntroduction, '')
        .replace(listSeparator, '')
        .replace(/(?:决算|执行|支出)?(?:为|共|共计)?$/, '');
      // 「其中:… 同比增长3万元」 is no part, nor is the next total.
      if (/增|减|上年|较|比|整体|合计|总计|总额|总支出/.test(label)) break;
      parts.push({ label, amount: part.amount });
      from = part.end;
    }
    if (parts.length < 2) return [];
    const labels = parts.map((part) => part.label);
    const exhaustive = /其他|其它/.test(labels.at(-1) ?? '') || (parts.length === 2 && labels.some((one) => one.includes('基本')) && labels.some((one) => one.includes('项目')));
    return [{ at: introduction, mention: { kind: 'list' as const, whole, parts, exhaustive, location } }];
  });
}

const ratePattern = /(?:执行率|完成率|支付率|支付进度|控制率|支出进度)"?(?:达到?了?|为|是|:|约|均为|平均为)?(\d+(?:\.(\d+))?)%/g;

/** Execution rates; what they are about is what their sentence spoke of last, the total where it named nothing. */
function rateMentions(text: string, location: Location): readonly PlacedMention[] {
  return [...text.matchAll(ratePattern)].map((match) => {
    const [sentence] = sentenceAround(text, match.index);
    const scope = nearest(text, sentence, match.index + match[0].length, scopeWords)?.meaning ?? nearest(text, 0, match.index, scopeWords)?.meaning ?? 'total';
    return { at: match.index, mention: { kind: 'rate' as const, scope, percent: match[1] ?? '0', digits: match[2]?.length ?? 0, before: text.slice(sentence, match.index + match[0].length - `${match[1] ?? ''}%`.length), location } };
  });
}

const quantifier = '(?:全部|全额|全数|100%|百分之百)';
const spending = '(?:支付|支出|拨付|执行|使用|发放|兑付|列支)';
/** 全部完成支付, 资金全额拨付, 支付完毕, 执行完毕; a printed rate of 100 % is a figure and no such claim. */
const absolutePattern = new RegExp(`(?<!率(?:达到?了?|为|是|:)?)${quantifier}(?:均|已|都|按时|及时|足额|按规定|按要求)*(?:完成)?(?:了)?${spending}(?!率)|${spending}(?:已|全部|均)*完毕|${spending}(?:进度|率)?(?:已)?(?:全部完成)`, 'g');

function absoluteMentions(text: string, location: Location): readonly PlacedMention[] {
  return [...text.matchAll(absolutePattern)].flatMap((match) => {
    const [sentence, end] = sentenceAround(text, match.index);
    const scope = nearest(text, sentence, match.index, scopeWords)?.meaning ?? (/资金|经费|预算|款/.test(text.slice(sentence, end)) ? 'total' : null);
    return scope === null ? [] : [{ at: match.index, mention: { kind: 'absolute' as const, scope, text: match[0], before: text.slice(sentence, match.index), location } }];
  });
}

/** Claims in the cells of a table: a form has room for a sentence or two of what was achieved. Its amounts are the money block's. */
export function claimsInCells(cells: readonly PrintedLine[]): readonly Mention[] {
  return cells.flatMap((cell) => absoluteMentions(plainOf(cell), cell.location).map(({ mention }) => mention));
}

/** Everything that running text says of money, in reading order. */
export function mentionsOf(lines: readonly PrintedLine[]): readonly Mention[] {
  return lines.flatMap((line) => {
    const text = plainOf(line);
    const found = amountsIn(text);
    const placed = [...amountMentions(text, line.location, found), ...listMentions(text, line.location, found), ...rateMentions(text, line.location), ...absoluteMentions(text, line.location)];
    return [...placed].sort((a, b) => a.at - b.at).map(({ mention }) => mention);
  });
}
