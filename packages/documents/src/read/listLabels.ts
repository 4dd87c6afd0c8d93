/**
 * Word draws the numbers of a list and does not store them: 一、 of an automatic heading is nowhere in the text. Mammoth leaves them out
 * too, and a report without them has no chapters. So they are counted here, as the file's own list definitions say, and written in.
 */

type Level = { readonly start: number; readonly format: string; readonly text: string };
type List = { readonly definition: string; readonly starts: ReadonlyMap<number, number> };
type Definitions = { readonly levels: ReadonlyMap<string, ReadonlyMap<number, Level>>; readonly lists: ReadonlyMap<string, List> };
/** A paragraph's or a style's place in a list; level 0 where it states none. */
type Place = { readonly list: string; readonly level: number };

const deepestLevel = 8;
/** A list that starts at a million is no list of a report; the number would only make long text. */
const largestNumber = 9999;

function attribute(element: string, name: string): string | null {
  return new RegExp(`\\sw:${name}="([^"]*)"`).exec(element)?.[1] ?? null;
}

function valueOf(xml: string, name: string): string | null {
  const element = new RegExp(`<w:${name}\\s[^>]*>`).exec(xml)?.[0];
  return element === undefined ? null : attribute(element, 'val');
}

function numberOf(text: string | null): number {
  const value = Number(text ?? '0');
  return Number.isInteger(value) && value >= 0 ? Math.min(value, largestNumber) : 0;
}

/** Elements of one name that do not contain themselves, each with its content; reads straight through, however broken the file is. */
function* elements(xml: string, name: string): Generator<{ readonly at: number; readonly end: number; readonly whole: string }> {
  const close = `</w:${name}>`;
  let from = 0;
  for (;;) {
    const at = xml.indexOf(`<w:${name}`, from);
    if (at < 0) return;
    const after = xml.charAt(at + name.length + 3);
    const head = xml.indexOf('>', at);
    if (head < 0) return;
    if (after !== ' ' && after !== '>' && after !== '/') {
      from = at + 1;
      continue;
    }
    const end = xml.charAt(head - 1) === '/' ? head + 1 : xml.indexOf(close, head);
    if (end < 0) return;
    const until = xml.charAt(head - 1) === '/' ? end : end + close.length;
    yield { at, end: until, whole: xml.slice(at, until) };
    from = until;
  }
}

function definitionsOf(numbering: string): Definitions {
  const levels = new Map<string, ReadonlyMap<number, Level>>();
  for (const { whole } of elements(numbering, 'abstractNum')) {
    const own = new Map<number, Level>();
    for (const { whole: level } of elements(whole, 'lvl')) own.set(numberOf(attribute(level, 'ilvl')), { start: numberOf(valueOf(level, 'start') ?? '1'), format: valueOf(level, 'numFmt') ?? 'decimal', text: valueOf(level, 'lvlText') ?? '' });
    levels.set(attribute(whole, 'abstractNumId') ?? '', own);
  }
  const lists = new Map<string, List>();
  for (const { whole } of elements(numbering, 'num')) {
    const starts = new Map<number, number>();
    for (const { whole: override } of elements(whole, 'lvlOverride')) {
      const start = valueOf(override, 'startOverride');
      if (start !== null) starts.set(numberOf(attribute(override, 'ilvl')), numberOf(start));
    }
    lists.set(attribute(whole, 'numId') ?? '', { definition: valueOf(whole, 'abstractNumId') ?? '', starts });
  }
  return { levels, lists };
}

function placeIn(properties: string): Place | null {
  const own = /<w:numPr>[\s\S]*?<\/w:numPr>/.exec(properties)?.[0];
  const list = own === undefined ? null : valueOf(own, 'numId');
  return own === undefined || list === null ? null : { list, level: Math.min(numberOf(valueOf(own, 'ilvl')), deepestLevel) };
}

function placesOfStyles(styles: string): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  for (const { whole } of elements(styles, 'style')) {
    const place = placeIn(whole);
    const id = attribute(whole.slice(0, whole.indexOf('>') + 1), 'styleId');
    if (place !== null && id !== null) places.set(id, place);
  }
  return places;
}

const chineseDigits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

function chinese(value: number): string {
  if (value < 1 || value > 99) return String(value);
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  return `${tens > 1 ? (chineseDigits[tens] ?? '') : ''}${tens > 0 ? '十' : ''}${ones > 0 ? (chineseDigits[ones] ?? '') : ''}`;
}

function letter(value: number, first: string): string {
  return String.fromCharCode(first.charCodeAt(0) + ((value - 1) % 26));
}

/** Number formats of Word that official documents use; any other is written in digits. */
function written(value: number, format: string): string {
  if (/chinese|ideograph|japaneseCounting|taiwanese/i.test(format) && !/Enclosed|Zodiac/i.test(format)) return chinese(value);
  if (format === 'decimalEnclosedCircle' || format === 'decimalEnclosedCircleChinese') return value >= 1 && value <= 20 ? String.fromCodePoint(0x2460 + value - 1) : String(value);
  if (format === 'upperLetter') return letter(value, 'A');
  if (format === 'lowerLetter') return letter(value, 'a');
  return String(value);
}

class Counter {
  private readonly counts = new Map<string, number[]>();
  private readonly begun = new Set<string>();
  private readonly definitions: Definitions;
  constructor(definitions: Definitions) {
    this.definitions = definitions;
  }

  /** The label of the next paragraph at a place; empty for bullets and unknown lists. */
  next({ list, level }: Place): string {
    const found = this.definitions.lists.get(list);
    const levels = found === undefined ? undefined : this.definitions.levels.get(found.definition);
    const own = levels?.get(level);
    if (found === undefined || levels === undefined || own === undefined || own.format === 'bullet' || own.format === 'none') return '';
    const counts = this.counts.get(found.definition) ?? [];
    this.counts.set(found.definition, counts);
    const start = found.starts.get(level);
    const restarts = start !== undefined && !this.begun.has(`${list} ${level}`);
    this.begun.add(`${list} ${level}`);
    counts[level] = restarts ? start : counts[level] === undefined ? own.start : counts[level] + 1;
    // A deeper level begins anew below the next paragraph of this one.
    counts.length = level + 1;
    return own.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const one = levels.get(at);
      return written(counts[at] ?? one?.start ?? 1, one?.format ?? 'decimal');
    });
  }
}

/** The main part of a Word file with the numbers of its lists as text in front of their paragraphs. */
export function withListLabels(document: string, numbering: string, styles: string): string {
  const counter = new Counter(definitionsOf(numbering));
  const byStyle = placesOfStyles(styles);
  const plain = document.replace(/<w:pPrChange\b[\s\S]*?<\/w:pPrChange>/g, '');
  const pieces: string[] = [];
  let from = 0;
  for (const { end, whole } of elements(plain, 'pPr')) {
    const style = valueOf(whole, 'pStyle');
    const place = placeIn(whole) ?? (style === null ? undefined : byStyle.get(style));
    const label = place === undefined || place.list === '0' ? '' : counter.next(place);
    if (label === '') continue;
    pieces.push(plain.slice(from, end), `<w:r><w:t xml:space="preserve">${label}</w:t></w:r>`);
    from = end;
  }
  return `${pieces.join('')}${plain.slice(from)}`;
}
