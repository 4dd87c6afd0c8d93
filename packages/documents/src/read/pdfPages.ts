import type { Location } from '@hengji/domain';
import type { Flow, FlowCell, FlowLine, FlowPicture, FlowTable } from './flow.js';
import { tablesWithoutRules, type OpenColumns, type Run, type RunLine } from './pdfColumns.js';
import { tableGrids, type TableGrid } from './pdfGrid.js';
import type { Box } from './pdfPictures.js';
import type { Rule } from './pdfRules.js';
import { isOneFigure, joinWrapped, leftEdge, type PrintedLine } from './wrapped.js';

/** A piece of text as the page prints it: left end and base line in points from the top left corner. */
export type PageText = { readonly text: string; readonly x: number; readonly y: number; readonly width: number; readonly size: number };

export type PageContent = { readonly number: number; readonly width: number; readonly height: number; readonly texts: readonly PageText[]; readonly rules: readonly Rule[]; readonly pictures: readonly Box[] };

type Line = { readonly text: string; readonly x: number; readonly right: number; readonly y: number; readonly size: number };
type PlacedLine = Line & { readonly location: Location };

/** Pieces on one base line, from left to right. */
function baseLines(texts: readonly PageText[]): readonly (readonly PageText[])[] {
  const sorted = [...texts].sort((a, b) => a.y - b.y || a.x - b.x);
  const rows: PageText[][] = [];
  for (const piece of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    // Figures and brackets of another font stand a little higher or lower than the characters beside them.
    if (row !== undefined && first !== undefined && Math.abs(piece.y - first.y) <= Math.max(piece.size, first.size) * 0.45) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => [...row].sort((a, b) => a.x - b.x));
}

/** A gap wider than a character stays a gap. */
function linesOf(texts: readonly PageText[]): readonly Line[] {
  return baseLines(texts).map((pieces) => {
    let text = '';
    let right: number | null = null;
    for (const piece of pieces) {
      text += right !== null && piece.x - right > piece.size * 0.6 ? ` ${piece.text}` : piece.text;
      right = piece.x + piece.width;
    }
    return { text: text.trim(), x: pieces[0]?.x ?? 0, right: right ?? 0, y: pieces[0]?.y ?? 0, size: Math.max(...pieces.map(({ size }) => size)) };
  });
}

/** The same line in runs: pieces that follow one another without a gap. */
function runsOf(pieces: readonly PageText[]): RunLine {
  const runs: Run[] = [];
  for (const { text, x, y, width, size } of pieces) {
    const last = runs.at(-1);
    if (last !== undefined && x - last.right <= size * 0.6) runs[runs.length - 1] = { ...last, text: `${last.text}${text}`, right: x + width };
    else runs.push({ text: text.trim(), left: x, right: x + width, y, size });
  }
  return runs.filter(({ text }) => text !== '');
}

function middle(piece: PageText): readonly [number, number] {
  return [piece.x + piece.width / 2, piece.y - piece.size * 0.35];
}

/** Share of a line's width; a Latin letter or digit takes about half of what a Chinese character takes. */
const widthOfCharacter = (character: string) => ((character.codePointAt(0) ?? 0) <= 0xff ? 0.55 : 1);

/** A piece that runs over rules, as neighbouring figures in narrow columns do, cut at them. */
function cutAt(xs: readonly number[], piece: PageText): readonly PageText[] {
  const inner = xs.filter((x) => x > piece.x + piece.size * 0.5 && x < piece.x + piece.width - piece.size * 0.3);
  if (inner.length === 0) return [piece];
  const characters = Array.from(piece.text);
  const total = characters.reduce((sum, character) => sum + widthOfCharacter(character), 0);
  const parts: { text: string; x: number; width: number; after: number }[] = [];
  let at = piece.x;
  for (const character of characters) {
    const width = (widthOfCharacter(character) / total) * piece.width;
    const after = inner.filter((x) => x <= at + width / 2).length;
    const last = parts.at(-1);
    if (last?.after === after) {
      last.text += character;
      last.width += width;
    } else parts.push({ text: character, x: at, width, after });
    at += width;
  }
  return parts.filter(({ text }) => text.trim() !== '').map(({ text, x, width }) => ({ ...piece, text, x, width }));
}

/** The places of the rules that a piece's own line meets: those between cells that are not merged there. */
function rulesBeside(grid: TableGrid, piece: PageText): readonly number[] {
  const [, y] = middle(piece);
  const cells = grid.cells.filter((cell) => y >= (grid.ys[cell.row] ?? 0) && y < (grid.ys[cell.row + cell.rows] ?? 0));
  return cells.map((cell) => grid.xs[cell.column + cell.columns] ?? 0);
}

/** Lines of a cell. A figure goes on in the next line where it fills its own: the edges of a cell take a character, and the next digit half of one. */
function cellText(lines: readonly Line[], width: number): string {
  return lines.reduce((text, line, at) => {
    const before = lines[at - 1];
    if (before === undefined) return line.text;
    const full = width - (before.right - before.x) <= 2 * before.size;
    return `${text}${full && isOneFigure(before.text, line.text) ? '' : '\n'}${line.text}`;
  }, '');
}

function tableOf(grid: TableGrid, texts: readonly PageText[], next: () => Location): FlowTable {
  const location = next();
  const pieces = texts.flatMap((piece) => cutAt(rulesBeside(grid, piece), piece));
  const rows = Array.from({ length: grid.ys.length - 1 }, (_, row): readonly FlowCell[] =>
    grid.cells
      .filter((cell) => cell.row === row)
      .sort((a, b) => a.column - b.column)
      .map((cell) => {
        const [left, right, top, bottom] = [grid.xs[cell.column] ?? 0, grid.xs[cell.column + cell.columns] ?? 0, grid.ys[cell.row] ?? 0, grid.ys[cell.row + cell.rows] ?? 0];
        const own = pieces.filter((piece) => {
          const [x, y] = middle(piece);
          return x >= left && x < right && y >= top && y < bottom;
        });
        return { text: cellText(linesOf(own), right - left), rows: cell.rows, columns: cell.columns, location: next() };
      }),
  );
  return { kind: 'table', rows, location };
}

type Block = { readonly y: number; readonly block: FlowTable | FlowPicture | PlacedLine };

const pageNumber = /^[-—–·\s]*(?:第\s*)?\d{1,3}(?:\s*页)?(?:\s*[/,，共]\s*共?\s*\d{1,3}\s*页?)?[-—–·\s]*$/;

/** `open`: columns of a table without rules that the page before ended with. */
function blocksOf(page: PageContent, open: OpenColumns | null): { readonly blocks: readonly Block[]; readonly open: OpenColumns | null } {
  const grids = tableGrids(page.rules);
  let place = 0;
  const next = (): Location => ({ page: page.number, place: (place += 1) });
  const inside = (piece: PageText, grid: TableGrid) => {
    const [x, y] = middle(piece);
    return x >= (grid.xs[0] ?? 0) && x <= (grid.xs.at(-1) ?? 0) && y >= (grid.ys[0] ?? 0) && y <= (grid.ys.at(-1) ?? 0);
  };
  const tables = grids.map((grid): Block => ({ y: grid.ys[0] ?? 0, block: tableOf(grid, page.texts.filter((piece) => inside(piece, grid)), next) }));
  const outside = page.texts.filter((piece) => !grids.some((grid) => inside(piece, grid)));
  const isPageNumber = (text: string, y: number, index: number, count: number) => (index === 0 || index === count - 1) && pageNumber.test(text) && (y < page.height * 0.1 || y > page.height * 0.88);
  // The number of the page is the page's, not the report's.
  const printed = baseLines(outside).map((pieces) => ({ pieces, line: linesOf(pieces)[0] })).filter(({ line }) => line !== undefined && line.text !== '');
  const kept = printed.filter(({ line }, index) => !isPageNumber(line?.text ?? '', line?.y ?? 0, index, printed.length));
  const found = tablesWithoutRules(kept.map(({ pieces }) => runsOf(pieces)), grids.length === 0 ? open : null);
  const unruled = found.map(({ from, rows }): Block => {
    const location = next();
    return { y: (kept[from]?.line?.y ?? 0) - (kept[from]?.line?.size ?? 0), block: { kind: 'table', rows: rows.map(({ texts, whole }) => (whole ? [{ text: texts.filter((text) => text !== '').join(' '), rows: 1, columns: texts.length, location: next() }] : texts.map((text): FlowCell => ({ text, rows: 1, columns: 1, location: next() })))), location } };
  });
  const lines = kept.flatMap(({ line }, index): readonly Block[] => (line === undefined || found.some(({ from, to }) => index >= from && index < to) ? [] : [{ y: line.y - line.size / 2, block: { ...line, location: next() } }]));
  // A scan with a text layer is read by its text.
  const bare = page.pictures.filter(({ left, right, top, bottom }) => !page.texts.map(middle).some(([x, y]) => x > left && x < right && y > top && y < bottom));
  const pictures = bare.map(({ top }): Block => ({ y: top, block: { kind: 'picture', size: page.texts.length === 0 ? 'page' : 'large', location: next() } }));
  const last = found.at(-1);
  return { blocks: [...tables, ...unruled, ...lines, ...pictures].sort((a, b) => a.y - b.y), open: last !== undefined && last.to === kept.length ? last.columns : null };
}

function isLine(block: Block['block']): block is PlacedLine {
  return !('kind' in block);
}

function widthOf(table: FlowTable): number {
  return table.rows[0]?.reduce((sum, { columns }) => sum + columns, 0) ?? 0;
}

const rowText = (row: readonly FlowCell[]) => row.map(({ text }) => text.replace(/\s/g, '')).join('|');

const figure = /^-?\d[\d,]*(?:\.\d+)?[%分]?$/;

/**
 * The rest of a row that the end of a page cut in two: words below cells that have some, and nothing where the row above has its figures.
 * Null where it is a row of its own.
 */
function restOf(above: readonly FlowCell[], below: readonly FlowCell[]): readonly FlowCell[] | null {
  if (above.length !== below.length || below.every(({ text }) => text.trim() === '')) return null;
  const figures = above.map(({ text }) => figure.test(text.replace(/\s/g, '')));
  if (!figures.includes(true)) return null;
  const goesOn = below.every(({ text }, at) => text.trim() === '' || (figures[at] !== true && !figure.test(text.replace(/\s/g, '')) && (above[at]?.text ?? '').trim() !== ''));
  return goesOn ? above.map((cell, at) => ({ ...cell, text: [cell.text, below[at]?.text ?? ''].filter((text) => text.trim() !== '').join('\n') })) : null;
}

/** A table that goes on over the page, its repeated head left out, and a row that was cut in two put together. */
function continued(above: FlowTable, below: FlowTable): FlowTable {
  const head = new Set(above.rows.map(rowText));
  const [first] = below.rows;
  const repeated = first !== undefined && /\p{Script=Han}/u.test(rowText(first)) && head.has(rowText(first));
  const rows = repeated ? below.rows.slice(1) : below.rows;
  const [next, last] = [rows[0], above.rows.at(-1)];
  const joined = next === undefined || last === undefined ? null : restOf(last, next);
  return { ...above, rows: joined === null ? [...above.rows, ...rows] : [...above.rows.slice(0, -1), joined, ...rows.slice(1)] };
}

/** The part of a page's height at its edges where nothing but its head and foot is printed. */
const edgeOfPage = 0.07;

/** Lines that stand at the same place of most pages: running heads and feet. Of two pages both may begin with the title of a form, but not at the very edge. */
function runningLines(pages: readonly (readonly Block[])[], height: number): ReadonlySet<string> {
  const counts = new Map<string, number>();
  const atEdge = (y: number) => y < height * edgeOfPage || y > height * (1 - edgeOfPage);
  for (const blocks of pages) for (const { y, block } of [blocks[0], blocks.at(-1)].filter((one) => one !== undefined)) if (isLine(block) && (pages.length >= 3 || atEdge(y))) counts.set(block.text, (counts.get(block.text) ?? 0) + 1);
  return new Set([...counts].filter(([, count]) => pages.length >= 2 && count * 2 > pages.length).map(([text]) => text));
}

/** Where full lines of a document end: at its longest line, or in a short one at the mirror of the left margin. */
function marginOf(pages: readonly PageContent[], blocks: readonly (readonly Block[])[]): number {
  const lines = blocks.flat().flatMap(({ block }) => (isLine(block) ? [block] : []));
  const [left, right] = [Math.min(...lines.map(({ x }) => x)), Math.max(...lines.map((line) => line.right))];
  const width = Math.max(...pages.map((page) => page.width));
  return right > width * 0.75 ? right : Math.max(right, width - left);
}

/** Pages as one flow: paragraphs put together from their lines, tables over the edge of a page from their parts. */
export function flowOfPages(pages: readonly PageContent[]): Flow {
  let open: OpenColumns | null = null;
  const blocks = pages.map((page) => {
    const read = blocksOf(page, open);
    open = read.open;
    return read.blocks;
  });
  const running = runningLines(blocks, Math.max(...pages.map(({ height }) => height)));
  const margin = marginOf(pages, blocks);
  const left = leftEdge(blocks.flat().flatMap(({ block }) => (isLine(block) && !running.has(block.text) ? [{ ...block, left: block.x }] : [])), margin);
  const flow: (FlowLine | FlowTable | FlowPicture)[] = [];
  let lines: PrintedLine[] = [];
  const flush = () => {
    flow.push(...joinWrapped(lines, margin, left));
    lines = [];
  };
  for (const own of blocks) {
    let beforeTable = true;
    for (const { block } of own) {
      if (isLine(block)) {
        if (running.has(block.text)) continue;
        lines.push({ text: block.text, left: block.x, right: block.right, size: block.size, y: block.y, location: block.location });
        beforeTable = false;
        continue;
      }
      const last = flow.at(-1);
      if (block.kind === 'table' && beforeTable && lines.length === 0 && last?.kind === 'table' && widthOf(last) === widthOf(block)) flow.splice(-1, 1, continued(last, block));
      else {
        flush();
        flow.push(block);
      }
      beforeTable = false;
    }
  }
  flush();
  return flow;
}
