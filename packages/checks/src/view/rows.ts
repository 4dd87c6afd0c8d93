import { compareExact, exact, exactInteger, isZero, plainText, subtractExact, type Exact, type MoneyScope, type ReadDocument, type ReadItem } from '@hengji/domain';
import { placeKey, type Figure } from './figures.js';
import { pairsOf } from './identities.js';
import type { Pair } from './identity.js';
import { readingOf, type Reading } from './readings.js';

export type Direction = 'up' | 'down';

/** A row of the score table with what rules ask of it. */
export type Row = {
  readonly item: ReadItem;
  readonly weight: Exact | null;
  readonly score: Exact | null;
  /** Weight less score where points were lost. */
  readonly lost: Exact | null;
  readonly full: boolean;
  readonly target: Reading | null;
  readonly actual: Reading | null;
  /** Null where neither sign nor name tells. */
  readonly direction: Direction | null;
  /** Budget and outturn that the row is computed from; null where it is no row about money or they are not printed. */
  readonly pair: Pair | null;
  /** Scored 0 although what it measures did not exist (rule S4). */
  readonly withoutBase: boolean;
  readonly satisfaction: boolean;
  /** What is said of the row beside its name, weight and score, years left out. */
  readonly said: string;
};

/** Words of indicators that are better when lower; without a sign (≤) it stays open how a row with one of them is read. */
const lowerIsBetter = /控制|变动|成本|投诉|事故|超支|超期|延误|死亡|差错|违规|发生率|时限|时间|返工|故障|流失|失业|排放|能耗|结转|结余|调整率|下降|降低|减少|病害|污染/;

const scopeNames: readonly (readonly [RegExp, MoneyScope])[] = [
  [/三公/, 'threePublic'],
  [/基本支出/, 'basic'],
  [/项目支出|项目经费/, 'project'],
];

/** Whether a row has no figure where it ought to have one of its own. */
export function lacksPoints(item: ReadItem, column: 'weight' | 'score'): boolean {
  return item[column] === null && item.sharedPoints?.includes(column) !== true;
}

export function isExecutionRow(item: ReadItem): boolean {
  return item.isExecution || /^(?:年度|全年|部门|基本支出|项目支出|支出)?(?:预算|资金)?(?:资金)?(?:执行|支付)(?:率|进度|情况)$|预算(?:执行|完成)(?:率|情况)$/.test(item.name);
}

/** 无结转结余, 不涉及, 未发生三公经费: there was nothing to measure. 无采购计划 is a lack and no such thing. */
const nothingToMeasure = /不涉及|不适用|(?:无|没有|未发生|未安排|不存在|未产生)[\p{Script=Han}、“”"]{0,6}(?:结转|结余|采购(?!计划|手续|档案|制度)|三公|公务接待|公务用车|出国|项目(?!计划|台账|档案|制度|方案|管理)|支出|预算|经费|资金|此项|该项|相关|业务|任务|事项|处置|新增资产)|^(?:无|\/|-|没有)$/u;

function saidOf(item: ReadItem, prose: boolean): string {
  const text = prose ? plainText(item.text).replace(/^.*?[([][^()[\]]*\d+(?:\.\d+)?(?:分|%)[)\]][。.:,、]?/, '') : plainText([item.actual, item.reason, item.evidence].filter((part) => part !== null).join(' '));
  return text.replace(/^\(?\d{1,2}[)、.](?!\d)/, '').replace(/(?:该|本|此|其)?项?(?:[一二三]级)?(?:指标)?(?:分值|权重|满分|标准分)[:为是]?\d+(?:\.\d+)?分/g, '').replace(/(?:自评)?(?:实际)?得分?[:为]?\d+(?:\.\d+)?分?/g, '').replace(/(?<!\d)20\d{2}(?:年度?(?:初|末)?|度|(?![\d.,%]|\p{Script=Han}))/gu, '').trim();
}

function pairFor(item: ReadItem, figures: readonly Figure[]): Pair | null {
  const scope: MoneyScope | null = item.isExecution ? 'total' : (scopeNames.find(([pattern]) => pattern.test(item.name))?.[1] ?? null);
  if (scope === null || !/率|情况|执行|控制/.test(item.name) || /变动|结转|结余|调整/.test(item.name)) return null;
  // The execution row of a money block is computed from its own line, whatever that line is about.
  const line = item.isExecution ? figures.find((figure) => figure.row !== null && placeKey(figure.location) === placeKey(item.location)) : undefined;
  const here = pairsOf(figures, line?.scope ?? scope, placeKey(item.location));
  const all = here.length > 0 ? here : pairsOf(figures, scope, null);
  return all.find(({ actual, budget }) => actual.row !== null && actual.row === budget.row && budget.basis === 'budget') ?? all[0] ?? null;
}

function directionOf(item: ReadItem, target: Reading | null): Direction | null {
  if (target?.operator === 'atLeast') return 'up';
  if (target?.operator === 'atMost') return 'down';
  return lowerIsBetter.test(item.name) ? null : 'up';
}

function hasNoBase(item: ReadItem, said: string, score: Exact | null, pair: Pair | null): boolean {
  if (score === null || !isZero(score)) return false;
  const nothingPrinted = pair !== null && pair.actual.printed.fen === 0n && pair.budget.printed.fen === 0n;
  return nothingPrinted || said.split(/[,;。]/).some((clause) => nothingToMeasure.test(clause.trim())) || /^0\/0$/.test(item.actual?.trim() ?? '');
}

export function rowsOf(document: ReadDocument, figures: readonly Figure[]): readonly Row[] {
  const prose = document.columns === null;
  return document.items.map((item): Row => {
    const weight = exact(item.weight ?? '');
    const score = exact(item.score ?? '');
    const loss = weight === null || score === null ? null : subtractExact(weight, score);
    const own = item.sharedPoints === undefined;
    const target = readingOf(item.target, item.unit);
    const actual = readingOf(item.actual, item.unit);
    const said = saidOf(item, prose);
    const pair = pairFor(item, figures);
    return {
      item,
      weight,
      score,
      // What several rows got together was gained and lost by none of them alone.
      lost: own && loss !== null && compareExact(loss, exactInteger(0n)) > 0 ? loss : null,
      full: own && loss !== null && isZero(loss),
      target,
      actual,
      direction: directionOf(item, target),
      pair,
      withoutBase: hasNoBase(item, said, score, pair),
      satisfaction: /满意/.test(`${item.name}${item.level2 ?? ''}`),
      said,
    };
  });
}

/** The longest run of characters that two texts share. */
export function sharedLength(a: string, b: string): number {
  let longest = 0;
  for (let start = 0; start < a.length; start += 1) {
    while (start + longest < a.length && b.includes(a.slice(start, start + longest + 1))) longest += 1;
  }
  return longest;
}

/** The part of a name that says what is measured: 存档及时率 → 存档及时. */
function core(name: string): string {
  return name.replace(/(?:完成|提升|落实|执行)?(?:率|情况|性|度|程度)$/, '').replace(/[“”"]/g, '');
}

/** Whether some text speaks of a row: by its name, or of money where the row is about money. */
export function speaksOf(text: string, row: Row): boolean {
  if (row.pair !== null || isExecutionRow(row.item)) {
    if (/预算|资金|支付|支出|决算|执行|经费|质保金|保证金|尾款|合同款|工程款|货款|结转|结余|节约/.test(text)) return true;
  }
  const name = core(row.item.name);
  return sharedLength(name, text) >= Math.min(3, Math.max(2, name.length)) || sharedWords(name, text) >= 2;
}

/** Two characters that many names share and that say nothing about one. */
const commonWords = /完成|情况|工作|任务|指标|目标|年度|全年|及时|人员|资金|项目|单位|管理|建设|达到|数量|质量|服务|部门/;

/** How many words of two characters a name shares with a text, told apart: 化解信访积案 is meant by 化解剩余2件积案. */
export function sharedWords(name: string, text: string): number {
  let count = 0;
  for (let at = 0; at + 2 <= name.length; at += 1) {
    const word = name.slice(at, at + 2);
    if (commonWords.test(word) || !text.includes(word)) continue;
    count += 1;
    at += 1;
  }
  return count;
}
