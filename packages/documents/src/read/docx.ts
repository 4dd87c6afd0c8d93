import mammoth from 'mammoth';
import type { Flow } from './flow.js';
import { flowOfHtml } from './html.js';
import { withListLabels } from './listLabels.js';
import { UnreadableDocumentError } from './unreadable.js';
import { unzipParts, zipOfParts } from './zipParts.js';

/** What holds text or leads to it. Headers, comments, pictures and macros are none of a report's text. */
const wanted = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document\d*|styles|numbering|footnotes|endnotes)\.xml|word\/_rels\/document\d*\.xml\.rels)$/;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A Word file as lines and tables in reading order. Throws `UnreadableDocumentError`. */
export async function flowOfDocx(bytes: Uint8Array): Promise<Flow> {
  const parts = await unzipParts(bytes, (path) => wanted.test(path));
  const main = [...parts.keys()].find((path) => path.startsWith('word/document'));
  if (main === undefined) throw new UnreadableDocumentError('damaged');
  const text = (path: string) => decoder.decode(parts.get(path) ?? new Uint8Array());
  const labelled = withListLabels(text(main), text('word/numbering.xml'), text('word/styles.xml'));
  const file = zipOfParts(new Map([...parts, [main, encoder.encode(labelled)]]));
  try {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(file.buffer, file.byteOffset, file.byteLength) }, { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })) });
    return flowOfHtml(value);
  } catch {
    throw new UnreadableDocumentError('damaged');
  }
}
