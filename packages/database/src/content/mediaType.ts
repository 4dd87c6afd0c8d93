/** Kinds of file that prove something and that a browser or an office program opens; everything else is refused. */
const signatures: readonly { readonly mediaType: string; readonly bytes: readonly number[]; readonly at?: number }[] = [
  { mediaType: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { mediaType: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { mediaType: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
  { mediaType: 'image/gif', bytes: [0x47, 0x49, 0x46, 0x38] },
  { mediaType: 'image/webp', bytes: [0x57, 0x45, 0x42, 0x50], at: 8 },
  { mediaType: 'image/tiff', bytes: [0x49, 0x49, 0x2a, 0x00] },
  { mediaType: 'image/bmp', bytes: [0x42, 0x4d] },
  // .doc, .xls, .ppt and WPS files
  { mediaType: 'application/x-ole-storage', bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  // .docx, .xlsx, .pptx, .odt, .ofd and plain archives
  { mediaType: 'application/zip', bytes: [0x50, 0x4b, 0x03, 0x04] },
];

const officeFolders: readonly (readonly [string, string])[] = [
  ['word/', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['OFD.xml', 'application/ofd'],
];

/** So many bytes of the beginning tell the type. */
export const headBytes = 4_096;

/** The media type by the first bytes, whatever the file calls itself; null when it is none that is taken. */
export function sniffMediaType(head: Buffer): string | null {
  const found = signatures.find(({ bytes, at = 0 }) => bytes.every((byte, index) => head[at + index] === byte));
  if (found === undefined) return isPlainText(head) ? 'text/plain' : null;
  if (found.mediaType !== 'application/zip') return found.mediaType;
  const names = head.toString('latin1');
  return officeFolders.find(([folder]) => names.includes(folder))?.[1] ?? found.mediaType;
}

/** UTF-8 or GB18030 text has no control characters but line ends and tabs; markup that a browser would run is no plain text. */
function isPlainText(head: Buffer): boolean {
  if (head.length === 0 || head.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  return !/^\s*(<!doctype|<html|<svg|<script|<\?xml)/i.test(head.toString('latin1').replace(/^ï»¿/, ''));
}
