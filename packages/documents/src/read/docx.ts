import mammoth from 'mammoth';
import type { Location } from '@hengji/domain';
import { withoutSmallPictures } from './docxPictures.js';
import type { Flow, FlowCell, FlowLine, FlowPicture, FlowTable } from './flow.js';
import { withListLabels } from './listLabels.js';
import { UnreadableDocumentError } from './unreadable.js';
import { unzipParts, zipOfParts } from './zipParts.js';

/** What holds text or leads to it. Headers, comments, pictures and macros are none of a report's text. */
const wanted = /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:document\d*|styles|numbering|footnotes|endnotes)\.xml|word\/_rels\/document\d*\.xml\.rels)$/;

const decoder = new TextDecoder();
const encoder = new TextEncoder();

/** A node of the tree that mammoth reads a file into, before it makes a web page of it. */
type Node = { readonly type: string; readonly value: string; readonly children: readonly Node[]; readonly rows: number; readonly columns: number };

function nodeOf(found: unknown): Node {
  const get = (name: string): unknown => (typeof found === 'object' && found !== null ? Reflect.get(found, name) : undefined);
  const [type, value, children, rows, columns] = [get('type'), get('value'), get('children'), get('rowSpan'), get('colSpan')];
  return {
    type: typeof type === 'string' ? type : '',
    value: typeof value === 'string' ? value : '',
    children: Array.isArray(children) ? children.map(nodeOf) : [],
    rows: typeof rows === 'number' ? rows : 1,
    columns: typeof columns === 'number' ? columns : 1,
  };
}

/** A form has no more rows or columns than this; a file that states a million merged ones would only cost memory. */
const maximumSpan = 500;

function textOf(node: Node): string {
  if (node.type === 'text') return node.value;
  if (node.type === 'tab') return '\t';
  if (node.type === 'break') return '\n';
  if (node.type === 'table') return '';
  return `${node.children.map(textOf).join('')}${node.type === 'paragraph' ? '\n' : ''}`;
}

const linesIn = (text: string) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '');

function tablesIn(node: Node): readonly Node[] {
  return node.type === 'table' ? [node] : node.children.flatMap(tablesIn);
}

/** In the node itself, not in the tables within it, which are walked on their own. */
function hasPicture(node: Node): boolean {
  return node.type === 'image' || node.children.some((child) => child.type !== 'table' && hasPicture(child));
}

/** The tree as lines and tables; places count lines, tables and cells from 1, as they are read. */
function flowOfTree(root: Node): Flow {
  const flow: (FlowLine | FlowTable | FlowPicture)[] = [];
  let place = 0;
  const next = (): Location => ({ line: (place += 1) });
  const tellPicture = (node: Node) => {
    if (hasPicture(node)) flow.push({ kind: 'picture', size: 'large', location: { line: Math.max(place, 1) } });
  };
  const walk = (node: Node): void => {
    if (node.type === 'table') {
      const rows = node.children.filter(({ type }) => type === 'tableRow').map(({ children }) => children.filter(({ type }) => type === 'tableCell'));
      const nested = rows.flat().flatMap(({ children }) => children.flatMap(tablesIn));
      // A table of one cell a row is there for its looks: what stands in it is text and tables like any other.
      if (nested.length > 0 && rows.every((cells) => cells.length <= 1)) {
        for (const child of rows.flat().flatMap(({ children }) => children)) walk(child);
        return;
      }
      const location = next();
      flow.push({ kind: 'table', rows: rows.map((cells) => cells.map((cell): FlowCell => ({ text: linesIn(textOf(cell)).join('\n'), rows: Math.min(cell.rows, maximumSpan), columns: Math.min(cell.columns, maximumSpan), location: next() }))), location });
      tellPicture(node);
      for (const table of nested) walk(table);
    } else if (node.type === 'paragraph') {
      for (const text of linesIn(textOf(node))) flow.push({ kind: 'line', text, location: next() });
      tellPicture(node);
    } else if (node.type === 'image') tellPicture(node);
    else for (const child of node.children) walk(child);
  };
  walk(root);
  return flow;
}

/** A Word file as lines and tables in reading order. Throws `UnreadableDocumentError`. */
export async function flowOfDocx(bytes: Uint8Array): Promise<Flow> {
  const parts = await unzipParts(bytes, (path) => wanted.test(path));
  const main = [...parts.keys()].find((path) => path.startsWith('word/document'));
  if (main === undefined) throw new UnreadableDocumentError('damaged');
  const text = (path: string) => decoder.decode(parts.get(path) ?? new Uint8Array());
  const labelled = withListLabels(withoutSmallPictures(text(main)), text('word/numbering.xml'), text('word/styles.xml'));
  const file = zipOfParts(new Map([...parts, [main, encoder.encode(labelled)]]));
  let flow: Flow = [];
  try {
    // The tree is all that is wanted: nothing is left to make a web page of.
    const take = (tree: object) => {
      flow = flowOfTree(nodeOf(tree));
      return { ...tree, children: [] };
    };
    await mammoth.convertToHtml({ buffer: Buffer.from(file.buffer, file.byteOffset, file.byteLength) }, { transformDocument: take });
    return flow;
  } catch {
    throw new UnreadableDocumentError('damaged');
  }
}
