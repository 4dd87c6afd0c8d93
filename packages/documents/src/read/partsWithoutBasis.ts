import { amountOfCell, type Mention, type MoneyRow, type PrintedAmount, type ReadDocument } from '@hengji/domain';
import type { Grid } from './flow.js';
import { cellsOf, tightText } from './gridRows.js';

type List = Extract<Mention, { kind: 'list' }>;
export type PartsWithoutBasis = { readonly lists: readonly List[]; readonly unread: ReadDocument['unread'] };
type Part = List['parts'][number];

const division = /^按[\p{Script=Han}]{2,8}?(?:划分|分类|分):?$/u;

/** 其中:基本支出:880.00, in one cell. */
function partIn(text: string, stated: PrintedAmount['unit']): Part | null {
  const [, label, figure] = /^(?:其中[:,]?)?([^:\d]{2,20}):(.+)$/.exec(text) ?? [];
  const amount = figure === undefined ? null : amountOfCell(figure, stated);
  return label === undefined || amount === null ? null : { label, amount };
}

/** Rows: no division of a form has more. */
const mostParts = 20;

/** 按支出性质分:1280.00 over 其中:基本支出:880.00 and 项目支出:400.00, each in one cell. */
function divisionsIn(rows: Grid['rows'], stated: PrintedAmount['unit']): readonly List[] {
  return rows.flatMap((row, at) =>
    cellsOf(row).flatMap((cell): readonly List[] => {
      const [, label, figure] = /^([^:]+):(.+)$/.exec(tightText(cell)) ?? [];
      const whole = figure === undefined || label === undefined || !division.test(label) ? null : amountOfCell(figure, stated);
      if (whole === null) return [];
      const column = row.indexOf(cell);
      const below = rows.slice(at + 1, at + 1 + mostParts).map((next) => partIn(tightText(next[column]), stated));
      const end = below.indexOf(null);
      const parts = (end < 0 ? below : below.slice(0, end)).filter((part) => part !== null);
      return parts.length < 2 ? [] : [{ kind: 'list', whole, parts, exhaustive: true, location: cell.location }];
    }),
  );
}

const basicLabel = /^(?:其中:)?基本支出(?:总额|合计|金额)?(?:\([^()]*\))?:?$/;
const otherLabel = /^(?:其中:)?(?:其他|经营|上缴|对附属|债务|不可预见)[^:]{0,8}支出/;
const projectLabel = /^(?:其中:)?项目支出(?:总额|合计|金额)?(?:\([^()]*\))?:?$/;

/** 基本支出总额 | 1860.40 | 项目支出总额 | 635.60: together one of the total's amounts, or none of them and then held to the nearest. */
function basicAndProject(rows: Grid['rows'], total: MoneyRow | undefined, stated: PrintedAmount['unit']): readonly List[] {
  const wholes = total === undefined ? [] : [total.actual, total.budget, total.initial].filter((amount) => amount !== null);
  // What a unit spends besides makes the two less than all of it.
  if (rows.some((row) => row.some((cell) => otherLabel.test(tightText(cell))))) return [];
  return rows.flatMap((row): readonly List[] => {
    const cells = cellsOf(row);
    const behind = (label: RegExp): Part | null => {
      const at = cells.findIndex((cell) => label.test(tightText(cell)));
      const amount = at < 0 ? null : amountOfCell(tightText(cells[at + 1]), stated);
      return amount === null ? null : { label: tightText(cells[at]), amount };
    };
    const [basic, project] = [behind(basicLabel), behind(projectLabel)];
    const [cell] = cells;
    if (basic === null || project === null || cell === undefined) return [];
    const [a, b] = [basic.amount.fen, project.amount.fen];
    // A slip of the unit in one of them is rule U1's to tell.
    const sums = [a + b, a / 10_000n + b, a + b / 10_000n];
    const off = (sum: bigint, whole: PrintedAmount) => (sum > whole.fen ? sum - whole.fen : whole.fen - sum);
    const fits = sums.flatMap((sum) => wholes.filter((whole) => off(sum, whole) <= slack))[0];
    const nearest = wholes.reduce<PrintedAmount | null>((best, whole) => (best === null || off(a + b, whole) < off(a + b, best) ? whole : best), null);
    const whole = fits ?? nearest;
    return whole === null ? [] : [{ kind: 'list', whole, parts: [basic, project], exhaustive: true, location: cell.location }];
  });
}

/** 分: two amounts that were rounded to a hundredth of a 万元. */
const slack = 20_000n;

/**
 * Parts of a unit's money that stand beside a table of budget and outturn and say of neither. Which they are stays open, so they are no rows of
 * money and said to be unread; their sum is held to what they are parts of. `until`: the row in which indicators begin.
 */
export function partsWithoutBasis(grid: Grid, until: number, money: readonly MoneyRow[], stated: PrintedAmount['unit']): PartsWithoutBasis {
  const rows = grid.rows.slice(0, until);
  const lists = [...divisionsIn(rows, stated), ...basicAndProject(rows, money.find(({ scope }) => scope === 'total'), stated)];
  const [first] = lists;
  return { lists, unread: first === undefined ? [] : [{ location: first.location, reason: 'unreadBasis' }] };
}
