import { amountOfCell, numberOfCell, type MoneyRow, type PrintedAmount } from '@hengji/domain';
import type { Grid } from './flow.js';
import { cellsOf, type GridRow } from './gridRows.js';
import { lacksUnit, percentOfCell, scopeOf, type MoneyRows } from './moneyCells.js';
import { plain } from './wording.js';

const rateLabel = /^(?:预算)?(?:资金)?(?:执行|完成|支付|支出|使用)率$/;
const moneyLabels: readonly (readonly ['initial' | 'budget' | 'actual' | 'rate', RegExp])[] = [
  ['initial', /^(?:部门|单位|整体)*(?:支出)?年初(?:部门|单位)?预算(?:数|金额|总额)?$/],
  ['rate', rateLabel],
  ['actual', /^(?:(?:部门|单位|整体)*(?:全年|实际|累计))?(?:预算)?(?:执行|支出|支付|使用)(?:数|金额|总额)?$|^(?:部门|单位|整体)*(?:支出)?决算(?:支出)?(?:数|金额|总额)?$/],
  ['budget', /^(?:(?:部门|单位|整体)+(?:支出)?)?(?:全年|调整后的?|年度|本年度?)?(?:项目|部门|单位)?预算(?:数|金额|总额|资金)?$|资金总额|金额合计|^(?:当年|本年|本级|上级)?(?:财政拨款|财政资金|其他(?:资金)?|自有资金|单位资金|上年结转)(?:资金)?$/],
];

/** 其中:基本支出, 项目支出 below 资金总额: parts of it, and of its basis. Elsewhere they may as well be what was spent. */
const partLabel = /^(?:基本|项目)支出(?:预算)?(?:数|金额)?$/;

/** Whose money it is: 上级补助, 县级配套资金, 政府性基金, 单位自筹. Directly below a total it is a part of it. */
const source =
  /(?:补助|补贴|拨款|转移支付|自筹|配套|资本|基金|债券|贷款|借款|捐赠|投资|投入|专户|结转|结余|融资)(?:资金|款)?$|(?:中央|[省市州县区旗乡镇上本各]级?|地方|财政|自有|自筹|单位|社会|外部|帮扶|援助|统筹)(?:财政)?(?:专项|配套|补助)?资金$|^(?:一般公共|政府性基金|国有资本经营)预算(?:资金)?$/;
/** Behind 其中: a part may be named by what it is for. */
const purpose = /(?:经费|支出)$/;

/** Whether a label names money of a form, or the rate of its execution: 资金总额, 其中:财政拨款, 全年执行数. */
export function isMoneyLabel(text: string): boolean {
  const label = text.replace(/^其中[:,]?/, '').replace(/[:(].*$/, '');
  return moneyLabels.some(([, pattern]) => pattern.test(label)) || partLabel.test(label) || /^其他(?:资金)?$/.test(label);
}

/** Money in a form without columns for it: a label, and its figure in the next cell. */
export function labelledMoney(rows: Grid['rows'], stated: PrintedAmount['unit']): MoneyRows {
  let below = false;
  let divisions: readonly Division[] = [];
  let list: PartsBelow = 'none';
  const inRows = rows.map((row) => {
    if (below) divisions = divisionsIn(row, divisions);
    if (list === 'open' && row.some((cell) => cell !== null && plain(cell.text).startsWith('其中'))) list = 'listed';
    const read = labelledIn(row, stated, { below, divisions, list });
    const isTotal = read.money.some(({ scope, budget }) => scope === 'total' && budget !== null);
    below ||= isTotal;
    if (isTotal) list = 'open';
    else if (read.money.length === 0 && read.unread.length === 0 && !read.named) list = 'none';
    return read;
  });
  const points = rows.map(pointsIn);
  const scored = inRows.map(({ money }, at): readonly MoneyRow[] => {
    const [own, next] = [points[at] ?? none, inRows[at + 1]?.money.length === 0 ? (points[at + 1] ?? none) : none];
    const { weight, score, rate } = own.weight === null && next.rate !== null ? next : own;
    const total = money.find(({ scope }) => scope === 'total');
    return money.map((row) => (row === total ? { ...row, weight, score, rate: row.rate ?? rate } : row));
  });
  // 实施期资金总额 | 1200 | 年度资金总额 | 400: two blocks side by side, one after the other.
  const blocks = Math.max(0, ...scored.map((money) => money.length));
  return { money: Array.from({ length: blocks }, (_, block) => scored.flatMap((money) => money[block] ?? [])).flat(), inherits: inRows.some(({ inherits }) => inherits), unread: inRows.flatMap(({ unread }) => unread) };
}

type Points = Pick<MoneyRow, 'weight' | 'rate' | 'score'>;

const none: Points = { weight: null, rate: null, score: null };

/** 预算执行率 | 98% | 分值 | 10 | 得分 | 9.8: a score without its points beside it may be that of the form. */
function pointsIn(row: GridRow): Points {
  const cells = [...new Set(row)].map((cell) => plain(cell?.text ?? ''));
  const behind = (label: RegExp) => cells.find((_, at) => label.test((cells[at - 1] ?? '').replace(/[:(].*$/, ''))) ?? '';
  const [weight, score] = [numberOfCell(behind(/^(?:执行率)?(?:分值|权重|满分|标准分)$/)), numberOfCell(behind(/^(?:自评|执行率)?得分$/))];
  return { ...(weight === null || score === null ? none : { weight, score }), rate: percentOfCell(behind(rateLabel)) };
}

/** 按收入性质分:, alone or with the first part of its division behind it. */
const divides = /^按[\p{Script=Han}]{2,8}?(?:划分|分类|分):?/u;
/** What may be a part of a total by its name, where a heading says that parts follow. */
const anyPart = /(?:收入|资金|支出|经费|拨款|结转|结余|基金|预算|专户|债券)$/;

/** `column`: from which on its parts stand below, or to the right. */
type Division = { readonly column: number; readonly number: number };

/** The divisions of a total that a row begins, else those that go on: 按收入性质分 | 按支出性质分 side by side, or one below the other. */
function divisionsIn(row: GridRow, open: readonly Division[]): readonly Division[] {
  const begun = cellsOf(row).filter((cell) => divides.test(plain(cell.text)));
  const next = Math.max(-1, ...open.map(({ number }) => number)) + 1;
  return begun.length === 0 ? open : begun.map((cell, at) => ({ column: row.indexOf(cell), number: next + at }));
}

/** Whether the rows directly below a total go on; `listed` once one of them has begun with 其中. */
type PartsBelow = 'none' | 'open' | 'listed';

/** `below`: a total stands above. */
type Above = { readonly below: boolean; readonly divisions: readonly Division[]; readonly list: PartsBelow };

/** The labelled amounts of one row; a second amount of one kind begins a second block. `named`: whether it names money, be its cell empty. */
function labelledIn(row: GridRow, stated: PrintedAmount['unit'], { below, divisions, list }: Above): MoneyRows & { readonly named: boolean } {
  const cells = cellsOf(row);
  const labelled = cells.flatMap((cell, at) => {
    const text = plain(cell.text).replace(divides, '');
    const label = text.replace(/^其中[:,]?/, '').replace(/[:(].*$/, '');
    const division = divisions.findLast(({ column }) => column <= row.indexOf(cell))?.number;
    const known = moneyLabels.find(([, pattern]) => pattern.test(label))?.[0];
    const isPart = (list !== 'none' && source.test(label)) || (list === 'listed' && purpose.test(label)) || (division !== undefined && anyPart.test(label));
    const column = known ?? (below && (partLabel.test(label) || isPart) ? 'budget' : undefined);
    // 资金总额:58 in one cell, or the figure in the next.
    const own = /^[^:]*:(?:.*:)?(.+)$/.exec(text.replace(/^其中:/, ''))?.[1];
    const value = own !== undefined && amountOfCell(own, stated) !== null ? { text: own, location: cell.location } : cells[at + 1];
    return value === undefined ? [] : [{ column, label, division, isPart, part: text.startsWith('其中') || (list !== 'none' && anyPart.test(label)), text: plain(value.text), location: value.location }];
  });
  const found = labelled.flatMap(({ column, ...one }) => (column === undefined ? [] : [{ column, ...one }]));
  const unread = below && found.length === 0 ? labelled.filter(({ part, text }) => part && amountOfCell(text, stated) !== null).slice(0, 1) : [];
  const groups: (typeof found)[] = [];
  let heading: string | null = null;
  for (const one of found) {
    // 其中:财政拨款 | 预算数: | 18 | 执行数: | 17: a label with another behind it says whose the figures are.
    if (one.column !== 'rate' && amountOfCell(one.text, stated) === null) {
      heading = one.label;
      continue;
    }
    // 年度预算 in the margin | 其他资金 | 60: a label that names its money itself keeps its name.
    const pair = heading === null || one.isPart || scopeOf(one.label) !== null ? one : { ...one, label: heading };
    const open = groups.at(-1);
    if (open !== undefined && open.every(({ column }) => column !== pair.column)) open.push(pair);
    else groups.push([pair]);
  }
  const money = groups.flatMap((group): readonly MoneyRow[] => {
    const amount = (column: 'initial' | 'budget' | 'actual') => {
      const one = group.find((pair) => pair.column === column);
      return one === undefined ? null : amountOfCell(one.text, stated);
    };
    const [initial, budget, actual] = [amount('initial'), amount('budget'), amount('actual')];
    const [first] = group;
    if (first === undefined || (initial === null && budget === null && actual === null)) return [];
    return [{ scope: scopeOf(first.label) ?? (first.isPart ? 'part' : 'total'), label: first.label, initial, budget, actual, weight: null, rate: percentOfCell(group.find(({ column }) => column === 'rate')?.text ?? ''), score: null, location: first.location, ...(first.division === undefined ? {} : { division: first.division }) }];
  });
  const inherits = groups.flat().some(({ column, text }) => column !== 'rate' && lacksUnit(text));
  return { money, inherits, named: found.length > 0, unread: unread.map(({ location }) => ({ location, reason: 'unreadMoney' })) };
}
