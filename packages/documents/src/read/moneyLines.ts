import { amountOfCell } from '@hengji/domain';
import { cellOnLine, type FlowLine, type FlowTable, type TextFlow } from './flow.js';
import { isMoneyLabel } from './labelledMoney.js';
import { withTablesOfLines, type SaidLine } from './tablesOfLines.js';
import { plain } from './wording.js';
import { wordsIn } from './words.js';

/** Characters; a line of a form is short. */
const longest = 160;
/** Pairs of a label and a figure before lines are taken for the money block of a form. */
const leastPairs = 2;

const isFigure = (text: string) => amountOfCell(text.replace(/%$/, ''), 'wanyuan') !== null;

/**
 * The cells of a line that holds nothing but money behind its labels, blanks between them: 全年预算数：26,000.00 全年执行数：25,010.00. The
 * block's own name may stand before them. Null for any other line.
 */
function cellsOf({ text }: FlowLine): readonly string[] | null {
  if (text.length > longest || !/\d/.test(text) || /[。；;]/.test(text)) return null;
  const words = wordsIn(text).map((word) => plain(word)).flatMap((word) => {
    const [, label = '', figure = ''] = /^(.*\P{N}):\s?([\d.,]+(?:%|亿元|万元|元)?)$/u.exec(word) ?? [];
    return isFigure(figure) ? [label, figure] : [word];
  });
  const begin = words.findIndex((word) => isMoneyLabel(word));
  const pairs = words.slice(begin);
  const isPaired = pairs.length % 2 === 0 && pairs.every((word, at) => (at % 2 === 0 ? isMoneyLabel(word) : isFigure(word)));
  return begin >= 0 && begin <= 1 && isPaired && !/\d/.test(words.slice(0, begin).join('')) ? words : null;
}

/** A label of money with figures that are not paired. */
function goesOn({ text }: FlowLine): boolean {
  const [label = '', ...rest] = text.length > longest ? [] : wordsIn(text).map((word) => plain(word));
  return isMoneyLabel(label) && rest.length > 1 && rest.every(isFigure);
}

function tableOf(lines: readonly SaidLine<readonly string[]>[], next: FlowLine | FlowTable | null): FlowTable | null {
  const [first] = lines;
  const pairs = lines.reduce((sum, [, cells]) => sum + Math.floor(cells.length / 2), 0);
  // 其中：财政拨款 | 180 | 174: two figures behind one label belong to heads that are not told; then nothing of the block is read.
  if (first === undefined || pairs < leastPairs || (next?.kind === 'line' && goesOn(next))) return null;
  return { kind: 'table', rows: lines.map(([line, cells]) => cells.map((text) => cellOnLine(text, line))), location: first[0].location };
}

/** A flow in which lines of money as a form prints them above its table are the table they stand for. */
export function withMoneyLines(flow: TextFlow): TextFlow {
  return withTablesOfLines(flow, cellsOf, tableOf);
}
