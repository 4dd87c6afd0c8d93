import { strToU8, zipSync } from 'fflate';

/** A document for writers of containers: paragraphs and tables in reading order. */
export type Sketch = readonly (string | SketchTable | SketchPicture)[];
/** cm. Nothing is on it: readers look at no picture. */
export type SketchPicture = { readonly width: number; readonly height: number };
/** `rows` and `columns` say how far a cell reaches; a cell that another one covers is not listed. */
export type SketchCell = { readonly text: string; readonly rows?: number; readonly columns?: number };
export type SketchTable = readonly (readonly (string | SketchCell)[])[];

type Placed = { readonly text: string; readonly row: number; readonly column: number; readonly rows: number; readonly columns: number };

const pxPerCm = 96 / 2.54;
const emusPerCm = 360_000;
const pointsPerCm = 72 / 2.54;

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Cells at their places, as HTML places them. */
function placed(table: SketchTable): readonly Placed[] {
  const taken = new Set<string>();
  return table.flatMap((cells, row) => {
    let column = 0;
    return cells.map((cell): Placed => {
      while (taken.has(`${row} ${column}`)) column += 1;
      const { text, rows = 1, columns = 1 } = typeof cell === 'string' ? { text: cell } : cell;
      for (let r = row; r < row + rows; r += 1) for (let c = column; c < column + columns; c += 1) taken.add(`${r} ${c}`);
      const found = { text, row, column, rows, columns };
      column += columns;
      return found;
    });
  });
}

const widthOf = (cells: readonly Placed[]) => cells.reduce((most, cell) => Math.max(most, cell.column + cell.columns), 0);

const brokenHtml = (text: string) => escape(text).replaceAll('\n', '<br>');

export function htmlOf(sketch: Sketch): Uint8Array {
  const span = (name: string, value: number) => (value > 1 ? ` ${name}="${value}"` : '');
  const body = sketch.map((block) =>
    typeof block === 'string'
      ? `<p>${escape(block)}</p>`
      : 'width' in block
      ? `<p><img src="picture.png" width="${Math.round(block.width * pxPerCm)}" height="${Math.round(block.height * pxPerCm)}"></p>`
      : `<table border="1">${block.map((row) => `<tr>${row.map((cell) => (typeof cell === 'string' ? `<td>${brokenHtml(cell)}</td>` : `<td${span('rowspan', cell.rows ?? 1)}${span('colspan', cell.columns ?? 1)}>${brokenHtml(cell.text)}</td>`)).join('')}</tr>`).join('')}</table>`,
  );
  return strToU8(`<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>表</title></head><body>${body.join('\n')}</body></html>`);
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const wordNames = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"';

export type Parts = Readonly<Record<string, string | Uint8Array>>;

/** An office file of these parts: the same ones give the same bytes, whenever they are packed. */
export function zipOf(parts: Parts): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, part]) => [path, typeof part === 'string' ? strToU8(part) : part])), { level: 6, mtime: new Date(2024, 0, 1) });
}

function packageOf(main: string, type: string, overrides: readonly (readonly [string, string])[] = []): Parts {
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument';
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${[[main, type] as const, ...overrides].map(([path, content]) => `<Override PartName="/${path}" ContentType="${content}"/>`).join('')}</Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}" Target="${main}"/></Relationships>`,
  };
}

const paragraph = (text: string, properties = '') => `<w:p>${properties}<w:r>${text.split('\n').map((line) => `<w:t xml:space="preserve">${escape(line)}</w:t>`).join('<w:br/>')}</w:r></w:p>`;

function wordTable(table: SketchTable): string {
  const cells = placed(table);
  const width = widthOf(cells);
  const rows = table.map((_, row) => {
    const parts: string[] = [];
    for (let column = 0; column < width; ) {
      const cell = cells.find((one) => one.row <= row && row < one.row + one.rows && one.column === column);
      const columns = cell?.columns ?? 1;
      const merge = cell !== undefined && cell.rows > 1 ? (cell.row === row ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>') : '';
      parts.push(`<w:tc><w:tcPr>${columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : ''}${merge}</w:tcPr>${paragraph(cell?.row === row ? cell.text : '')}</w:tc>`);
      column += columns;
    }
    return `<w:tr>${parts.join('')}</w:tr>`;
  });
  return `<w:tbl>${rows.join('')}</w:tbl>`;
}

/** The parts of a Word file, for tests that add to them. */
export function docxParts(body: string, extra: Parts = {}): Parts {
  return {
    ...packageOf('word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'),
    'word/_rels/document.xml.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rIdPicture" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/picture.png"/></Relationships>`,
    'word/document.xml': `${declaration}<w:document ${wordNames}><w:body>${body}</w:body></w:document>`,
    ...extra,
  };
}

/** As Word writes a picture in line with the text. */
function wordPicture({ width, height }: SketchPicture): string {
  return `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="${Math.round(width * emusPerCm)}" cy="${Math.round(height * emusPerCm)}"/><wp:docPr id="1" name="图片 1" descr="自评表"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="rIdPicture"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`;
}

export function wordBody(sketch: Sketch): string {
  return sketch.map((block) => (typeof block === 'string' ? paragraph(block) : 'width' in block ? wordPicture(block) : wordTable(block))).join('');
}

export function docxOf(sketch: Sketch): Uint8Array {
  return zipOf(docxParts(wordBody(sketch)));
}

const cellName = (row: number, column: number) => `${column >= 26 ? String.fromCharCode(64 + Math.floor(column / 26)) : ''}${String.fromCharCode(65 + (column % 26))}${row + 1}`;

/** As Excel lays a picture over a sheet. */
function anchorOf({ width, height }: SketchPicture, row: number): string {
  const corner = (name: string, down: number, across: number) => `<xdr:${name}><xdr:col>${across}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${down}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const size = `<a:ext cx="${Math.round(width * emusPerCm)}" cy="${Math.round(height * emusPerCm)}"/>`;
  return `<xdr:twoCellAnchor editAs="oneCell">${corner('from', row, 0)}${corner('to', row + 1, 1)}<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name="图片 1"><a:extLst><a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"/></a:extLst></xdr:cNvPr><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed="rId1"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>${size}</a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:twoCellAnchor>`;
}

/** What lies over the sheet of a workbook, by its anchors. */
export function drawingParts(anchors: string): Parts {
  const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relationships = (type: string, target: string) => `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationship}/${type}" Target="${target}"/></Relationships>`;
  return {
    'xl/worksheets/_rels/sheet1.xml.rels': relationships('drawing', '../drawings/drawing1.xml'),
    'xl/drawings/_rels/drawing1.xml.rels': relationships('image', '../media/image1.png'),
    'xl/drawings/drawing1.xml': `${declaration}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${relationship}">${anchors}</xdr:wsDr>`,
  };
}

/** A sheet that stores plain numbers as numbers, as people who type them make it, and what lies over it. */
function sheetOf(sketch: Sketch): { readonly sheet: string; readonly anchors: string } {
  const rows = new Map<number, string[]>();
  const merges: string[] = [];
  const anchors: string[] = [];
  let at = 0;
  const put = (row: number, column: number, text: string) => {
    const value = /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?$/.test(text) && (!text.includes('.') || !text.endsWith('0')) ? `<c r="${cellName(row, column)}"><v>${text}</v></c>` : `<c r="${cellName(row, column)}" t="inlineStr"><is><t xml:space="preserve">${escape(text)}</t></is></c>`;
    rows.set(row, [...(rows.get(row) ?? []), value]);
  };
  for (const block of sketch) {
    if (typeof block === 'string') {
      put(at, 0, block);
      at += 1;
      continue;
    }
    if ('width' in block) {
      anchors.push(anchorOf(block, at));
      at += 1;
      continue;
    }
    for (const cell of placed(block)) {
      if (cell.text !== '') put(at + cell.row, cell.column, cell.text);
      if (cell.rows > 1 || cell.columns > 1) merges.push(`<mergeCell ref="${cellName(at + cell.row, cell.column)}:${cellName(at + cell.row + cell.rows - 1, cell.column + cell.columns - 1)}"/>`);
    }
    at += block.length;
  }
  const data = [...rows].sort(([a], [b]) => a - b).map(([row, cells]) => `<row r="${row + 1}">${cells.join('')}</row>`).join('');
  const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : '';
  const drawn = anchors.length > 0 ? '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId1"/>' : '';
  return { sheet: `${declaration}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData>${merged}${drawn}</worksheet>`, anchors: anchors.join('') };
}

/** The parts of a workbook of one sheet. */
export function xlsxParts(sheet: string, extra: Parts = {}): Parts {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return {
    ...packageOf('xl/workbook.xml', `${type}.sheet.main+xml`, [['xl/worksheets/sheet1.xml', `${type}.worksheet+xml`], ...('xl/styles.xml' in extra ? [['xl/styles.xml', `${type}.styles+xml`] as const] : [])]),
    'xl/workbook.xml': `${declaration}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="自评表" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet,
    ...extra,
  };
}

export function xlsxOf(sketch: Sketch): Uint8Array {
  const { sheet, anchors } = sheetOf(sketch);
  return zipOf(xlsxParts(sheet, anchors === '' ? {} : drawingParts(anchors)));
}

const page = { width: 595, height: 842, margin: 60 };
const size = 10.5;
const leading = 18;
/** Whole characters on a line of running text. */
const perLine = Math.floor((page.width - 2 * page.margin) / size);

/** How a PDF's characters are known: by a map of the file's own, as office programs write it, or by a table that readers know by its name. */
type CharacterCodes = 'ownMap' | 'namedTable';

const descriptor = '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>';

function fontOf(codes: CharacterCodes): string {
  return `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding ${codes === 'ownMap' ? '/Identity-H /ToUnicode 7 0 R' : '/UniGB-UCS2-H'} /DescendantFonts [4 0 R] >>`;
}

function charactersOf(codes: CharacterCodes): string {
  const [ordering, kind] = codes === 'ownMap' ? ['(Identity)', '/CIDFontType2'] : ['(GB1)', '/CIDFontType0'];
  return `<< /Type /Font /Subtype ${kind} /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering ${ordering} /Supplement ${codes === 'ownMap' ? 0 : 2} >> /DW 1000 /FontDescriptor 5 0 R >>`;
}

/** Each code of `used` stands for itself; a map may hold a hundred lines at a time. */
function mapOf(used: ReadonlySet<string>): string {
  const codes = [...used].sort();
  const blocks = Array.from({ length: Math.ceil(codes.length / 100) }, (_, index) => codes.slice(index * 100, (index + 1) * 100));
  const lines = blocks.map((block) => `${block.length} beginbfchar\n${block.map((code) => `<${code}> <${code}>`).join('\n')}\nendbfchar`).join('\n');
  const map = `/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Own def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n${lines}\nendcmap\nend\nend`;
  return `<< /Length ${map.length} >>\nstream\n${map}\nendstream`;
}

function hexOf(text: string): string {
  return Array.from(text, (character) => (character.codePointAt(0) ?? 0x20).toString(16).padStart(4, '0')).join('');
}

function broken(text: string, width: number): readonly string[] {
  if (text.includes('\n')) return text.split('\n').flatMap((line) => broken(line, width));
  const characters = Array.from(text);
  return Array.from({ length: Math.max(1, Math.ceil(characters.length / width)) }, (_, index) => characters.slice(index * width, (index + 1) * width).join(''));
}

/** Draws on pages from the top; coordinates of PDF count from the bottom. */
class Pen {
  private readonly pages: string[][] = [[]];
  private y = page.height - page.margin;
  private readonly ruled: boolean;
  private readonly used = new Set<string>();

  constructor(ruled: boolean) {
    this.ruled = ruled;
  }

  private draw(command: string) {
    this.pages.at(-1)?.push(command);
  }

  private text(x: number, y: number, line: string) {
    const codes = hexOf(line);
    for (const code of codes.match(/.{4}/g) ?? []) this.used.add(code);
    this.draw(`BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm <${codes}> Tj ET`);
  }

  /** Moves to a new page where so much does not fit any more. */
  private room(height: number) {
    if (this.y - height >= page.margin) return;
    this.pages.push([]);
    this.y = page.height - page.margin;
  }

  paragraph(text: string) {
    for (const [index, line] of broken(`　　${text}`, perLine).entries()) {
      this.room(leading);
      this.y -= leading;
      // The first line is drawn in by its place, as office programs do, not by characters.
      if (index === 0) this.text(page.margin + 2 * size, this.y, line.slice(2));
      else this.text(page.margin, this.y, line);
    }
  }

  table(table: SketchTable) {
    const cells = placed(table);
    const width = (page.width - 2 * page.margin) / widthOf(cells);
    const fit = Math.max(1, Math.floor(width / size) - 1);
    const linesOf = (cell: Placed) => broken(cell.text, Math.max(1, Math.floor((width * cell.columns) / size) - 1 || fit));
    const heights = table.map((_, row) => cells.filter((cell) => cell.row === row && cell.rows === 1).reduce((most, cell) => Math.max(most, linesOf(cell).length * 13 + 8), 21));
    let row = 0;
    while (row < table.length) {
      // A page takes whole groups: rows that a merged cell holds together stay together.
      let end = row + 1;
      for (let at = row; at < end; at += 1) for (const cell of cells) if (cell.row === at) end = Math.max(end, cell.row + cell.rows);
      const height = heights.slice(row, end).reduce((sum, one) => sum + one, 0);
      this.room(height);
      const top = this.y;
      const yOf = (at: number) => top - heights.slice(row, at).reduce((sum, one) => sum + one, 0);
      for (const cell of cells.filter((one) => one.row >= row && one.row < end)) {
        const [x, y, bottom] = [page.margin + cell.column * width, yOf(cell.row), yOf(cell.row + cell.rows)];
        if (this.ruled) this.draw(`0.5 w ${x} ${bottom} ${width * cell.columns} ${y - bottom} re S`);
        for (const [index, line] of linesOf(cell).entries()) this.text(x + 3, y - 13 - index * 13, line);
      }
      this.y = yOf(end);
      row = end;
    }
  }

  picture({ width, height }: SketchPicture) {
    this.room(height * pointsPerCm);
    this.y -= height * pointsPerCm;
    this.draw(`q ${width * pointsPerCm} 0 0 ${height * pointsPerCm} ${page.margin} ${this.y} cm /P1 Do Q`);
  }

  file(codes: CharacterCodes): Uint8Array {
    const fontId = 3;
    const picture = '<< /Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 4 >>\nstream\nabcd\nendstream';
    const objects: string[] = ['', '', fontOf(codes), charactersOf(codes), descriptor, picture, mapOf(this.used)];
    const kids: number[] = [];
    for (const commands of this.pages) {
      const stream = commands.join('\n');
      objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
      objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${page.width} ${page.height}] /Resources << /Font << /F1 ${fontId} 0 R >> /XObject << /P1 6 0 R >> >> /Contents ${objects.length} 0 R >>`);
      kids.push(objects.length);
    }
    objects[0] = '<< /Type /Catalog /Pages 2 0 R >>';
    objects[1] = `<< /Type /Pages /Kids [${kids.map((kid) => `${kid} 0 R`).join(' ')}] /Count ${kids.length} >>`;
    let text = '%PDF-1.4\n';
    const offsets = objects.map((object, index) => {
      const offset = text.length;
      text += `${index + 1} 0 obj\n${object}\nendobj\n`;
      return offset;
    });
    const table = text.length;
    text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
    return strToU8(text, true);
  }
}

/**
 * A PDF with a text layer: characters by their code, an unembedded font, paragraphs broken at the margin, tables in rules, or kept by their
 * columns alone. A named table of codes is read whole, some sixty milliseconds a file.
 */
export function pdfOf(sketch: Sketch, { ruled = true, codes = 'ownMap' }: { readonly ruled?: boolean; readonly codes?: CharacterCodes } = {}): Uint8Array {
  const pen = new Pen(ruled);
  for (const block of sketch) {
    if (typeof block === 'string') pen.paragraph(block);
    else if ('width' in block) pen.picture(block);
    else pen.table(block);
  }
  return pen.file(codes);
}

/** Lines of a text as a sketch. */
export function sketchOf(text: string): Sketch {
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => line.trim());
}

/** A web page of paragraphs and plain tables as a sketch, for the other containers. */
export function sketchOfHtml(html: string): Sketch {
  const decode = (text: string) => text.replaceAll(/<br>/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  const number = (attributes: string, name: string) => Number(new RegExp(`${name}="(\\d+)"`).exec(attributes)?.[1] ?? '1');
  return [...html.matchAll(/<p>(.*?)<\/p>|<table>([\s\S]*?)<\/table>/g)].map((block) => {
    const [, line, table = ''] = block;
    if (line !== undefined) return decode(line);
    return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row = '']) => [...row.matchAll(/<td([^>]*)>([\s\S]*?)<\/td>/g)].map(([, attributes = '', text = '']): SketchCell => ({ text: decode(text), rows: number(attributes, 'rowspan'), columns: number(attributes, 'colspan') })));
  });
}
