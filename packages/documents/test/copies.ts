import type { Sketch, SketchCell } from './containers.js';

/** How a page becomes text: cells kept apart by single blanks, as a scan reads them with blanks of its own, or each on a line. */
export type Copy = 'blanks' | 'scan' | 'lines';

const textOf = (cell: string | SketchCell) => (typeof cell === 'string' ? cell : cell.text).replaceAll('\n', '').trim();

/** Blanks where scanning programs leave them: inside brackets, before units and signs of percentage, behind operators. */
function scanned(text: string): string {
  return text
    .replaceAll(/([（(])(?=.)/g, '$1 ')
    .replaceAll(/(?<=.)([）)])/g, ' $1')
    .replaceAll(/(?<=\d)(?=[%％])/g, ' ')
    .replaceAll(/(?<=[≥≤＝])(?=\d)/g, ' ')
    .replaceAll(/(?<=\d)(?=(?:个|人|户|次|份|件|公里|万元|亩|台|盏)$)/g, ' ')
    .replaceAll(/(?<=\p{Script=Han})(?=[（(])/gu, ' ');
}

/** The text that copying a page gives: a merged cell stands once, an empty one leaves nothing but, on a line of its own, an empty line. */
export function copyOf(sketch: Sketch, way: Copy): string {
  const blocks = sketch.map((block): string => {
    if (typeof block === 'string') return block;
    if (!Array.isArray(block)) return '';
    const rows: readonly (readonly string[])[] = block.map((row: readonly (string | SketchCell)[]) => row.map(textOf));
    switch (way) {
      case 'blanks':
        return rows.map((cells) => cells.filter((cell) => cell !== '').join(' ')).join('\n');
      case 'scan':
        return rows.map((cells) => cells.filter((cell) => cell !== '').map(scanned).join(' ')).join('\n');
      case 'lines':
        return rows.flatMap((cells) => cells.map((cell) => `${cell}\n`)).join('\n');
    }
  });
  return blocks.filter((block) => block !== '').join('\n');
}
