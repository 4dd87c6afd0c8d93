import { holdsTable } from './pictureSize.js';
import type { ZipParts } from './zipParts.js';

/** A picture that lies over a sheet: the cell that its upper left corner lies in, counted from 0, and its size where that is told. */
export type SheetPicture = { readonly row: number; readonly column: number; readonly size: 'large' | 'unsure' };

/** What leads from a sheet to the pictures over it, and where they lie. The pictures themselves are never unpacked. */
export const drawingParts = /^xl\/(?:drawings\/[^/]+|worksheets\/_rels\/[^/]+)\.(?:xml|rels)$/;

const emusPerCm = 360_000;
/** cm; of an untouched cell. Where no more is told, so many cells as a picture covers are so large. */
const plainCell = { width: 1.7, height: 0.5 };

/** Sheets of a workbook, and pictures over one of them: no form has more, and a file that states a million would only cost time. */
const most = 1000;

const decoder = new TextDecoder();

/** Opening tags of an element, whatever prefix its writer gave it. Whether a text is well-formed is not asked, so nothing here looks further than the next tag. */
function tagsOf(xml: string, name: string): readonly string[] {
  return xml.match(new RegExp(`<(?:\\w+:)?${name}\\s[^<>]*>`, 'g')) ?? [];
}

function attributeOf(tag: string, name: string): string | null {
  return new RegExp(`[\\s:]${name}=["']([^"'<>]*)["']`).exec(tag)?.[1] ?? null;
}

/** Where relationships of one type lead, by their ids; seen from the part that they belong to. */
function targetsOf(parts: ZipParts, part: string, type: 'worksheet' | 'drawing'): ReadonlyMap<string, string> {
  const at = part.lastIndexOf('/') + 1;
  const rels = parts.get(`${part.slice(0, at)}_rels/${part.slice(at)}.rels`);
  const tags = rels === undefined ? [] : tagsOf(decoder.decode(rels), 'Relationship').filter((tag) => tag.includes(`/${type}"`) || tag.includes(`/${type}'`));
  return new Map(
    tags.slice(0, most).flatMap((tag) => {
      const [id, target] = ['Id', 'Target'].map((name) => attributeOf(tag, name));
      const base = `file:///${part}`;
      return typeof id !== 'string' || typeof target !== 'string' || !URL.canParse(target, base) ? [] : [[id, new URL(target, base).pathname.slice(1)] as const];
    }),
  );
}

/** A corner of an anchor: `from` or `to`. */
function cornerOf(anchor: string, name: 'from' | 'to'): { readonly row: number; readonly column: number } | null {
  const corner = new RegExp(`<(?:\\w+:)?${name}>([\\s\\S]{0,400})`).exec(anchor)?.[1] ?? '';
  const [column, row] = ['col', 'row'].map((one) => new RegExp(`<(?:\\w+:)?${one}>\\s*(\\d{1,7})\\s*<`).exec(corner)?.[1]);
  return column === undefined || row === undefined ? null : { row: Number(row), column: Number(column) };
}

/** Office programs state the size; what others write may leave it to the cells that are covered, whose own sizes are not looked up here. */
function sizeOf(anchor: string): 'small' | SheetPicture['size'] {
  for (const tag of tagsOf(anchor, 'ext')) {
    const [width, height] = ['cx', 'cy'].map((name) => Number(attributeOf(tag, name) ?? '0') / emusPerCm);
    if (width !== undefined && height !== undefined && width > 0 && height > 0) return holdsTable(width, height) ? 'large' : 'small';
  }
  const [from, to] = [cornerOf(anchor, 'from'), cornerOf(anchor, 'to')];
  if (from === null || to === null) return 'unsure';
  return holdsTable((to.column - from.column) * plainCell.width, (to.row - from.row) * plainCell.height) ? 'large' : 'unsure';
}

function picturesIn(drawing: string): readonly SheetPicture[] {
  const anchors = drawing.split(/(?=<(?:\w+:)?(?:oneCell|twoCell|absolute)Anchor[\s>])/).slice(1, most + 1);
  // A chart is drawn from what the workbook itself holds; only a picture shows a file.
  return anchors
    .filter((anchor) => tagsOf(anchor, 'blip').some((tag) => /:(?:embed|link)=/.test(tag)))
    .flatMap((anchor) => {
      const size = sizeOf(anchor);
      return size === 'small' ? [] : [{ ...(cornerOf(anchor, 'from') ?? { row: 0, column: 0 }), size }];
    });
}

/** Pictures over each sheet of a workbook on which a table may be, in the order of its sheets. Seals and logos are none. */
export function picturesOfSheets(parts: ZipParts): readonly (readonly SheetPicture[])[] {
  const book = 'xl/workbook.xml';
  const sheets = targetsOf(parts, book, 'worksheet');
  // A part belongs to one sheet; a file that names the same one a thousand times would only cost time.
  const seen = new Set<string>();
  const isNew = (path: string): boolean => {
    const known = seen.has(path);
    seen.add(path);
    return !known;
  };
  return tagsOf(decoder.decode(parts.get(book) ?? new Uint8Array()), 'sheet').map((tag) => {
    const sheet = sheets.get(attributeOf(tag, 'id') ?? '');
    if (sheet === undefined || !isNew(sheet)) return [];
    const [drawing] = targetsOf(parts, sheet, 'drawing').values();
    const drawn = drawing !== undefined && isNew(drawing) ? parts.get(drawing) : undefined;
    return drawn === undefined ? [] : picturesIn(decoder.decode(drawn));
  });
}
