import type { MoneyBasis, MoneyScope } from '../readDocument.js';
import type { FoundAmount } from './amounts.js';
import type { Subject } from './headedBy.js';
import { isLeftOver, isOtherMeasure, isPaidInFull, isSpendingOnly, lastClause, lastOf, namesOthers, namesThing, scopeWords, statedBasis, type Found, type Said } from './moneyWords.js';

/** 全年预算数5000万元,其中:…: the parts speak of the whole's budget, and what follows the list is about the whole again. */
export type PartsList = { readonly whole: AmountReading | null };

/**
 * What an amount of running text was taken for; null where its words do not tell. `list`: the list behind 其中 whose part it is.
 * `statesBasis`: whether its own words say budget or outturn. `aside`: what is left, added or earned, from which nothing goes on.
 */
export type AmountReading = FoundAmount & {
  readonly scope: MoneyScope | null;
  readonly basis: MoneyBasis | null;
  readonly statesBasis: boolean;
  readonly list: PartsList | null;
  readonly aside: boolean;
};

/** 全年执行数, 实际支出, 年初预算: the whole's, unless the sentence speaks of something else. */
const ofWholeByWord = /(?:年初|全年|年度|本年|当年|调整后的?|实际|决算|累计)(?:实际|累计)?(?:总)?(?:预算|执行|支出|支付|决算)|(?:预算|执行|决算)数|(?:支出|预算|决算|支付|执行)(?:总额|合计|总计)|预算(?:安排|资金)/;
const wholeWords = /^(.*?)((?:年初|全年|年度|本年度?|当年|调整后的?|实际|决算|累计|合计|共|总|财政|已)*(?:支出(?:总)?(?:预算|决算)|预算|执行|支出|支付|决算)(?:安排|批复|下达|完成|资金|支出|共|已)*(?:数|总额|金额|合计|总计)?(?:为|是|共计?|约|达到?|合计|计|:)*)$/;
/** Nothing but a basis: 决算0.1万元 behind 预算0.1万元 speaks of the same. */
const onlyBasis = /^(?:并|且|其)?(?:年初|全年|年度|本年度?|当年|实际|调整后?的?|追加后|已|共|应|到位|下达|拨付|的)*(?:预算|决算|执行|支出|支付|使用|完成|调整|拨付|安排|资金|到位)*(?:数|金额|资金|总额)?(?:为|是|:|共|达到?|约|计)*$/;
/** 收入决算330万元,支出决算312万元. */
const spendingAccount = /支出(?:总)?(?:预算|决算)/;
const date = '(?:截至?(?:20\\d{2}年)?\\d{0,2}月?(?:底|末|\\d{1,2}日)?)?(?:20\\d{2}年)?度?';
const bareDate = new RegExp(`^${date}$`);
/** 2023年预算5000万元, at the beginning of a sentence. */
const ofYear = /^20\d{2}年度?(?:[我本](?:局|委|办|院|所|站|校|会|部门|单位|中心))?$/;

/** 预算执行率(10分):预算126万元: a row that is about the whole by its name. */
const executionRow = /^(?:\d{1,2}[、.]|\(\d{1,2}\))?(?:年度|全年|部门|整体|整体支出|资金)*预算(?:资金)?(?:总)?(?:执行|完成)(?:率|情况|进度)/;
const rowHead = /^([^。;]{2,40})\([^()]*?\d+(?:\.\d+)?分[^()]*\)/;

/** What a row written out as a line is about: its name says it. */
function subjectOfRow(text: string): Subject | null {
  if (executionRow.test(text)) return 'total';
  const name = rowHead.exec(text)?.[1];
  if (name === undefined) return null;
  return lastOf(name, scopeWords)?.meaning ?? (namesThing(name) ? 'other' : null);
}

/** Where an amount stands and what was read before it. `here`: the one before in its clauses up to a semicolon; `inSentence`: up to a full stop. */
type Place = {
  readonly words: string;
  readonly clause: string;
  readonly basis: MoneyBasis | null;
  /** 支出 behind the income of a budget. */
  readonly undecided: boolean;
  readonly row: Subject | null;
  readonly here: AmountReading | null;
  readonly inSentence: AmountReading | null;
  /** The sum of this amount and the next one, 分. */
  readonly withNext: bigint;
  /** Whether the parts read so far make up their whole, so that what follows is about the whole again. */
  readonly exhausted: boolean;
};

type Taken = Pick<AmountReading, 'scope' | 'basis' | 'list'>;

function isOfWhole(clause: string): boolean {
  return wholeWords.test(clause) && ofWholeByWord.test(clause);
}

function headOf(clause: string): string | null {
  return wholeWords.exec(clause)?.[1] ?? null;
}

/** Budget or outturn of an amount whose own words name only what it is about. */
function basisByName({ words, undecided, here, withNext }: Place, name: Found<MoneyScope>, list: PartsList | null): MoneyBasis | null {
  const byName = !undecided && words.slice(name.at, name.end).includes('支出') ? 'actual' : null;
  // 基本支出预算200万元,基本支出190万元.
  if (here !== null && here.scope === name.meaning && (list === null || here.statesBasis)) return byName;
  if (list !== null) return list.whole?.basis ?? null;
  if (here === null) return byName;
  if (here.scope !== 'total' || here.basis === 'actual' || name.meaning === 'total') return here.basis;
  // 部门预算5000万元,基本支出2000万元,项目支出3000万元: budgets, as they make it up; else who knows.
  return withNext === here.amount.fen ? here.basis : null;
}

/** 基本支出和项目支出共1480万元: of neither alone, and nobody says whether it was a budget. */
function isOfTwoKinds(words: string): boolean {
  return /基本支出(?:和|与|及|以及|、)项目支出$/.test(words);
}

function takenByName(place: Place, name: Found<MoneyScope>, list: PartsList | null): Taken {
  const goesOn = name.meaning === 'total' ? null : list;
  // 项目支出执行率95%,全年预算数3000万元: the projects' or the whole's?
  const behindName = place.words.slice(name.end);
  // 基本支出中人员经费 is a part of it.
  const doubtful = isOfTwoKinds(place.words.slice(0, name.end)) || /^(?:之?中|里|内)/.test(behindName) || (isOfWhole(place.clause) && behindName.includes('%'));
  const ofOne = place.row === 'oneProject' && name.meaning === 'project';
  return { scope: doubtful || ofOne || namesOthers(place.clause) ? null : name.meaning, basis: place.basis ?? basisByName(place, name, goesOn), list: goesOn };
}

/** 全年执行数4850万元 behind a list: about its whole again; behind a comma perhaps about its last part. */
function takenBehindList({ here, basis, exhausted }: Place, list: PartsList): Taken {
  if (here === null || exhausted) return { scope: list.whole?.scope ?? null, basis, list: null };
  return here.statesBasis ? { scope: here.scope, basis, list } : { scope: null, basis, list };
}

/** An amount whose words name no scope: what was spoken of before it, or the whole. */
function takenByPlace({ clause, basis, row, here, inSentence }: Place, list: PartsList | null): Taken {
  const head = headOf(clause);
  if (here !== null) {
    const goesOn = onlyBasis.test(clause) || (isOfWhole(clause) && bareDate.test(head ?? ''));
    return { scope: goesOn ? here.scope : null, basis: basis ?? (goesOn ? here.basis : null), list };
  }
  if (inSentence !== null) return { scope: inSentence.scope === 'total' && bareDate.test(head ?? '.') ? 'total' : null, basis, list };
  if (row === 'other' || row === 'oneProject') return { scope: null, basis, list };
  // 库房改造工程全年执行数 is the works', 2023年全年执行数 the whole's.
  const whole = head !== null && !namesOthers(head) && (isOfWhole(clause) ? !namesThing(head) : (row === null || row === 'total') && (ofYear.test(head) || (bareDate.test(head) && spendingAccount.test(clause))));
  return { scope: whole ? (row ?? 'total') : onlyBasis.test(clause) ? row : null, basis, list };
}

/** Reads the amounts of a line one after the other: each goes on from what was said before it in its sentence. `heading`: what the line stands under. */
export function readAmounts({ text, ...around }: Said, found: readonly FoundAmount[], heading: Subject | null = null): readonly AmountReading[] {
  const row = subjectOfRow(text) ?? heading;
  const readings: AmountReading[] = [];
  let list: PartsList | null = null;
  let parts = { count: 0, fen: 0n };
  let before: AmountReading | null = null;
  // What was open around a list in brackets, and goes on behind them.
  let outside: { readonly list: PartsList | null; readonly parts: typeof parts; readonly before: AmountReading | null } | null = null;
  // The sentence in which the income of a budget was told last.
  let income = -1;
  for (const [index, one] of found.entries()) {
    const [sentence] = around.sentence(one.start);
    const [segment] = around.segment(one.start);
    const previousEnd = found[index - 1]?.end ?? 0;
    const words = text.slice(Math.max(segment, previousEnd, one.start - farthest), one.start);
    const between = text.slice(Math.max(sentence, previousEnd), one.start).replace(/\([^()]*\)/g, '');
    if (previousEnd < sentence) outside = null;
    if (outside !== null && between.includes(')')) {
      ({ list, parts, before } = outside);
      outside = null;
    }
    const introduces = between.includes('其中');
    if (introduces) {
      if (/\([^()]*其中/.test(between)) outside = { list, parts, before };
      list = { whole: readings.at(-1)?.aside === true ? null : before };
      parts = { count: 0, fen: 0n };
    } else if (previousEnd < sentence) list = null;
    const name = lastOf(words, scopeWords);
    const clause = lastClause(words);
    const undecided = income === sentence && isSpendingOnly(words);
    const basis = undecided ? null : statedBasis(words);
    const follows = text.slice(one.end, one.end + behind);
    if ((name?.meaning === 'carriedOver' ? isLeftOver(clause) : isOtherMeasure(clause, follows)) || (basis === null && isPaidInFull(follows))) {
      if (/预算.{0,20}收入|收入.{0,20}预算/.test(clause)) income = sentence;
      readings.push({ ...one, scope: null, basis: null, statesBasis: false, list: null, aside: true });
      continue;
    }
    const since = (place: number) => (before !== null && before.start >= place ? before : null);
    const place: Place = { words, clause, basis, undecided, row, here: since(segment), inSentence: since(sentence), withNext: one.amount.fen + (found[index + 1]?.amount.fen ?? 0n), exhausted: parts.count >= 2 && parts.fen === list?.whole?.amount.fen };
    const isBehind = list !== null && !introduces && (isOfWhole(clause) || (headOf(clause) !== null && place.here === null));
    const taken: Taken = name !== null ? takenByName(place, name, list) : list !== null && isBehind ? takenBehindList(place, list) : takenByPlace(place, list);
    if (list !== null && taken.list === list && taken.basis === list.whole?.basis) parts = { count: parts.count + 1, fen: parts.fen + one.amount.fen };
    list = taken.list;
    before = { ...one, ...taken, statesBasis: basis !== null, aside: false };
    readings.push(before);
  }
  return readings;
}

/** Characters before an amount in which its sentence says what it is. */
const farthest = 300;
/** Characters behind an amount that may say that it was not spent. */
const behind = 20;
