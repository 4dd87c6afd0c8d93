import { holdsTable } from './pictureSize.js';

/**
 * Mammoth tells that a picture stands somewhere, but not its size; and a seal beside a signature is no table. So small ones lose the
 * reference to their file here, and mammoth passes them over.
 */

type Kind = {
  /** What begins the element that states the size. */
  readonly sized: RegExp;
  readonly width: RegExp;
  readonly height: RegExp;
  /** How many of the stated units make a cm. */
  readonly perCm: number;
  /** What begins the element that refers to the file, and its reference. */
  readonly picture: string;
  readonly reference: RegExp;
};

const kinds: readonly Kind[] = [
  { sized: /(?=<wp:extent\s)/, width: /\scx="(\d+)"/, height: /\scy="(\d+)"/, perCm: 360_000, picture: '<a:blip ', reference: /\sr:(?:embed|link)="[^"]*"/ },
  // What older programs write, and every sheet that was put in out of a workbook.
  { sized: /(?=<v:shape\s)/, width: /[";\s]width:\s*([\d.]+)pt/, height: /[";\s]height:\s*([\d.]+)pt/, perCm: 72 / 2.54, picture: '<v:imagedata ', reference: /\sr:id="[^"]*"/ },
];

/** `part`: from an element that states a size up to the next. */
function withoutSmall(part: string, { width, height, perCm, picture, reference }: Kind): string {
  const sized = part.slice(0, part.indexOf('>'));
  const cm = (pattern: RegExp) => Number(pattern.exec(sized)?.[1] ?? '0') / perCm;
  if (holdsTable(cm(width), cm(height))) return part;
  const at = part.indexOf(picture);
  const end = part.indexOf('>', at);
  return at < 0 || end < 0 ? part : `${part.slice(0, at)}${part.slice(at, end).replace(reference, '')}${part.slice(end)}`;
}

/** The main part of a Word file without the pictures that are too small for a table. */
export function withoutSmallPictures(xml: string): string {
  return kinds.reduce((text, kind) => text.split(kind.sized).map((part, index) => (index === 0 ? part : withoutSmall(part, kind))).join(''), xml);
}
