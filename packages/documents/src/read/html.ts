import { parse, type DefaultTreeAdapterTypes } from 'parse5';
import type { Location } from '@hengji/domain';
import type { Flow, FlowCell, FlowLine, FlowPicture, FlowTable } from './flow.js';
import { hiddenByStyle, type Styled } from './hiddenByStyle.js';
import { UnreadableDocumentError } from './unreadable.js';

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** What holds no text that a reader sees. */
const unseen = new Set(['script', 'style', 'head', 'template', 'noscript']);
const blocks = new Set(['address', 'article', 'aside', 'blockquote', 'center', 'dd', 'div', 'dl', 'dt', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'li', 'main', 'ol', 'p', 'pre', 'section', 'ul']);

/** Such a page shows its whole body once its script has run. */
const always = new Set(['html', 'body']);

/** Whether a reader sees nothing of an element, by itself; what style sheets hide is taken out before. */
function isUnseen({ tagName, attrs }: Element): boolean {
  if (unseen.has(tagName)) return true;
  return !always.has(tagName) && attrs.some(({ name, value }) => name === 'hidden' || (name === 'style' && /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(value)));
}

/** A form has no more rows than this; a page that states a million merged rows would only cost memory. */
const maximumSpan = 500;

/** Elements within one another; what office programs export has a tenth of it. More would be walked until the stack is full. */
const deepest = 500;

function isElement(node: Node): node is Element {
  return 'tagName' in node;
}

/** Tables inside a node, not those inside of these. */
function tablesIn(node: Node): readonly Element[] {
  if (!isElement(node) || isUnseen(node)) return [];
  return node.tagName === 'table' ? [node] : node.childNodes.flatMap(tablesIn);
}

/** Pictures inside a node, not those inside of its tables. */
function picturesIn(node: Node): readonly Element[] {
  if (!isElement(node) || isUnseen(node) || node.tagName === 'table') return [];
  return node.tagName === 'img' ? [node] : node.childNodes.flatMap(picturesIn);
}

/** The text of a cell. What breaks its lines are blocks and breaks; where the source of the page goes on in a new line, only figures stay apart. */
function textOf(node: Node): string {
  if ('value' in node) return node.value.replace(/\s+/g, (space, at: number, whole: string) => (/\d/.test(whole[at - 1] ?? '') && /\d/.test(whole[at + space.length] ?? '') ? space : ' '));
  if (!isElement(node) || isUnseen(node) || node.tagName === 'table') return '';
  if (node.tagName === 'br') return '\n';
  const text = node.childNodes.map(textOf).join('');
  return blocks.has(node.tagName) ? `\n${text}\n` : text;
}

function clean(text: string): string {
  return text
    .split('\n')
    .map((line) => line.replace(/[\s\u00a0]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}

function spanOf(element: Element, name: 'rowspan' | 'colspan'): number {
  const value = Number(element.attrs.find((attribute) => attribute.name === name)?.value ?? '1');
  return Number.isInteger(value) && value > 0 ? Math.min(value, maximumSpan) : 1;
}

function rowsOf(table: Element): readonly Element[] {
  return table.childNodes.filter(isElement).flatMap((child) => (isUnseen(child) ? [] : child.tagName === 'tr' ? [child] : ['thead', 'tbody', 'tfoot'].includes(child.tagName) ? rowsOf(child) : []));
}

/** px. Smaller ones are seals, codes and ornaments. */
const leastPicture = { width: 300, height: 75 };

/** px; null where the page leaves it to the picture. */
function lengthOf(picture: Element, name: 'width' | 'height'): number | null {
  const [attribute, style] = [name, 'style'].map((wanted) => picture.attrs.find((one) => one.name === wanted)?.value ?? '');
  const stated = /^\s*(\d+)(?:px)?\s*$/.exec(attribute ?? '') ?? new RegExp(`(?:^|[;\\s])${name}:\\s*(\\d+)px`).exec(style ?? '');
  return stated === null ? null : Number(stated[1]);
}

/** Null for a picture too small for a table. */
function sizeOf(picture: Element): FlowPicture['size'] | null {
  const [width, height] = [lengthOf(picture, 'width'), lengthOf(picture, 'height')];
  if ((width !== null && width < leastPicture.width) || (height !== null && height < leastPicture.height)) return null;
  return width === null && height === null ? 'unsure' : 'large';
}

/** Whether elements stand deeper within one another than any page's; looked at level by level. */
function isTooDeep(children: readonly Node[]): boolean {
  let level = children;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((node) => (isElement(node) ? node.childNodes : []));
  }
  return false;
}

/** The style sheets within a page. */
function stylesIn(node: Node): readonly string[] {
  if (!isElement(node)) return [];
  return node.tagName === 'style' ? node.childNodes.flatMap((child) => ('value' in child ? [child.value] : [])) : node.childNodes.flatMap(stylesIn);
}

/** A page without the elements that its style sheets hide by class or id. */
function withoutHidden(nodes: readonly Node[], hides: (element: Styled) => boolean): Node[] {
  const valueOf = ({ attrs }: Element, name: string) => attrs.find((one) => one.name === name)?.value ?? '';
  return nodes.flatMap((node): Node[] => {
    if (!isElement(node)) return [node];
    const id = valueOf(node, 'id');
    if (!always.has(node.tagName) && hides({ tagName: node.tagName, classes: valueOf(node, 'class').split(/\s+/).filter((name) => name !== ''), id: id === '' ? null : id })) return [];
    return [{ ...node, childNodes: withoutHidden(node.childNodes, hides) }];
  });
}

/** A page as lines and tables in reading order; places count lines and cells from 1, as they are read. Scripts and styles are no text and never run. Throws `UnreadableDocumentError`. */
export function flowOfHtml(html: string): Flow {
  const flow: (FlowLine | FlowTable | FlowPicture)[] = [];
  let place = 0;
  const next = (): Location => ({ line: (place += 1) });
  let pending = '';
  const flush = () => {
    for (const text of clean(pending).split('\n')) if (text !== '') flow.push({ kind: 'line', text, location: next() });
    pending = '';
  };
  const tellPicture = (node: Element) => {
    const size = sizeOf(node);
    // An ornament within a line does not end it.
    if (size === 'large') flush();
    if (size !== null) flow.push({ kind: 'picture', size, location: { line: Math.max(place, 1) } });
  };
  const walk = (node: Node): void => {
    if (!isElement(node)) {
      if ('value' in node) pending += node.value;
      return;
    }
    if (isUnseen(node)) return;
    if (node.tagName === 'br') pending += '\n';
    else if (node.tagName === 'img') tellPicture(node);
    else if (node.tagName === 'table') {
      flush();
      const rows = rowsOf(node).map((row) => row.childNodes.filter(isElement).filter((cell) => (cell.tagName === 'td' || cell.tagName === 'th') && !isUnseen(cell)));
      // Tables in a table of one row, or of one cell a row, are put there for their looks: what stands in it is text and tables like any other.
      if ((rows.length === 1 || rows.every((cells) => cells.length <= 1)) && tablesIn({ ...node, tagName: 'div' }).length > 0) {
        for (const cell of rows.flat()) {
          for (const child of cell.childNodes) walk(child);
          flush();
        }
        return;
      }
      const location = next();
      flow.push({ kind: 'table', rows: rows.map((cells) => cells.map((cell): FlowCell => ({ text: clean(cell.childNodes.map(textOf).join('')), rows: spanOf(cell, 'rowspan'), columns: spanOf(cell, 'colspan'), location: next() }))), location });
      for (const picture of rows.flat().flatMap(picturesIn)) tellPicture(picture);
      for (const table of rows.flat().flatMap(({ childNodes }) => childNodes.flatMap(tablesIn))) walk(table);
    } else {
      const block = blocks.has(node.tagName);
      if (block) flush();
      for (const child of node.childNodes) walk(child);
      if (block) flush();
    }
  };
  const { childNodes } = parse(html);
  if (isTooDeep(childNodes)) throw new UnreadableDocumentError('damaged');
  const css = childNodes.flatMap(stylesIn).join('\n');
  for (const child of css === '' ? childNodes : withoutHidden(childNodes, hiddenByStyle(css))) walk(child);
  flush();
  return flow;
}
