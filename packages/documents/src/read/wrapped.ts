import type { Location } from '@hengji/domain';
import type { FlowLine } from './flow.js';
import { isMoneyLabel } from './labelledMoney.js';
import { plain } from './wording.js';

/** A line as it was printed or typed, with its extent in points or characters. */
export type PrintedLine = { readonly text: string; readonly left: number; readonly right: number; readonly size: number; readonly y: number; readonly location: Location };

/** Numbering that begins a paragraph wherever it stands at the start of a line. */
const begins = /^(?:第[一二三四五六七八九十]+(?:部分|章)|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\(\d{1,2}\)|\d{1,2}[、.](?!\d)|[\u2460-\u2473]|附件|注[::])/;
/** A row that was written out as text: 指标（5分）：. */
const row = /^[^。;]{2,40}\(\d+(?:\.\d+)?分\)[::。]/;

/** Characters by which a full line may miss the right margin: a mark or a figure that must not be broken moves to the next line. */
const slack = 2.2;
/** Characters by which the first line of a paragraph is drawn in. */
const indent = 1.2;

/** Whether a line reaches the margin, as far as what stands first in the next one would have let it: a figure is never broken. */
function isFull(line: Pick<PrintedLine, 'right' | 'size'>, margin: number, next = ''): boolean {
  const unbroken = /^["(《]?[\d.,%A-Za-z]+/.exec(plain(next))?.[0].length ?? 0;
  return margin - line.right <= (slack + unbroken * 0.6) * line.size;
}

function rightmost(lines: readonly PrintedLine[]): number {
  return lines.reduce((most, line) => Math.max(most, line.right), 0);
}

/** Of the lines behind a full one, how many begin at the edge of the text at least; a running head or a note further left is none of them. */
const shareAtEdge = 0.2;

/**
 * Where lines begin that go on with a paragraph: the leftmost place at which lines behind a full one begin often enough. The head of a
 * page may stand further left than the text, and would make every line of it look drawn in.
 */
export function leftEdge(lines: readonly Omit<PrintedLine, 'location'>[], margin: number): number {
  const following = lines.filter((line, index) => {
    const before = lines[index - 1];
    return before !== undefined && isFull(before, margin, line.text) && Math.abs(line.size - before.size) <= 1;
  });
  const begins = following.map(({ left }) => left).sort((a, b) => a - b);
  const enough = Math.max(1, Math.ceil(begins.length * shareAtEdge));
  // The first place from which so many lines begin within half a character.
  const edge = begins.find((left, index) => (begins[index + enough - 1] ?? Number.POSITIVE_INFINITY) - left <= (following[0]?.size ?? 0) / 2);
  return edge ?? lines.reduce((least, line) => Math.min(least, line.left), Number.POSITIVE_INFINITY);
}

/**
 * Puts paragraphs together from lines that were broken at the margin. A line goes on with the next one when it reaches the margin and the
 * next is neither drawn in nor numbered. Each paragraph stands where its first line does. `margin`: where full lines end;
 * `left`: where those begin that go on.
 */
export function joinWrapped(lines: readonly PrintedLine[], margin = rightmost(lines), left = leftEdge(lines, margin)): readonly FlowLine[] {
  const drawnIn = lines.some((line) => line.left - left > indent * line.size);
  const paragraphs: { text: string; location: Location }[] = [];
  let before: PrintedLine | null = null;
  for (const line of lines) {
    const text = line.text.trim();
    const last = paragraphs.at(-1);
    // Where paragraphs are not drawn in, a full line that ends a sentence ends its paragraph: that parts sentences at worst.
    const open = before !== null && isFull(before, margin, text) && (drawnIn || !/[。;!?]$/.test(plain(before.text)));
    const starts = line.left - left > indent * line.size || begins.test(plain(text)) || row.test(plain(text)) || (before !== null && Math.abs(line.size - before.size) > 1);
    if (last !== undefined && open && !starts) last.text += /[\da-zA-Z]$/.test(last.text) && /^[a-zA-Z]/.test(text) ? ` ${text}` : text;
    else paragraphs.push({ text, location: line.location });
    before = line;
  }
  return paragraphs.map(({ text, location }) => ({ kind: 'line', text, location }));
}

/** Whether a figure at the end of one line of a cell may go on in the next: 9. above 62, and 107 above 2; but 20 above 20 are two, for no column of money is so narrow. */
export function isOneFigure(before: string, after: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const points = /^\d{1,2}$/;
  return /[\d.,]$/.test(line) && /^[\d.,]/.test(after) && (!points.test(line) || !points.test(after) || `${line}${after}` === '100');
}

/** Characters beyond which a line was surely not broken by hand or by a scanner. */
const longestPrinted = 64;

/** Width of a text in Chinese characters; a Latin letter or digit takes half of one. */
function widthOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) <= 0xff ? 0.5 : 1), 0);
}

/** A line of a form: a label and what belongs to it, and no sentence that was broken before 其中. */
function beginsField(text: string): boolean {
  const [label = ''] = plain(text).split(/\s/);
  return !/[。；;，,]/.test(text) && (/^[\p{Script=Han}()（）]{2,12}[:：]/u.test(text) || isMoneyLabel(label) || /^(?:项目(?:名称|资金|负责人|属性)|(?:主管|实施|填报|申报|预算)(?:部门|单位))/.test(label));
}

/** Lines of a text file, put together where the file breaks its paragraphs at a margin as a scan or a copy from a page does. */
export function joinTyped(lines: readonly FlowLine[]): readonly FlowLine[] {
  const printed = lines.map((line, index): PrintedLine => {
    const text = line.text.replace(/^[\s\u3000]+/, '');
    const left = widthOf(line.text.slice(0, line.text.length - text.length));
    return { text: text.trimEnd(), left, right: left + widthOf(text.trimEnd()), size: 1, y: index, location: line.location };
  });
  const margin = rightmost(printed);
  const full = printed.filter((line) => isFull(line, margin));
  const broken = full.filter(({ text }) => !/[。;:!?]$/.test(plain(text)));
  const wrapped = margin <= longestPrinted && printed.length >= 6 && full.length * 4 >= printed.length && broken.length * 2 >= full.length;
  if (!wrapped) return lines;
  const left = leftEdge(printed, margin);
  const parts: PrintedLine[][] = [];
  for (const [at, line] of printed.entries()) {
    const before = printed[at - 1]?.text ?? '';
    if (parts.length === 0 || beginsField(line.text) || (/[\d%]$/.test(plain(before)) && beginsField(before))) parts.push([line]);
    else parts.at(-1)?.push(line);
  }
  return parts.flatMap((part) => joinWrapped(part, margin, left));
}
