import { describe, expect, test } from 'vitest';
import { docxOf, docxParts, drawingParts, htmlOf, pdfOf, wordBody, xlsxOf, xlsxParts, zipOf, type Sketch, type SketchPicture } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

const above = ['云溪县档案局2023年度部门整体支出绩效自评报告', '一、基本情况'];
const rows = ['1.部门管理（50分）', '基本支出预算执行率（50分）：基本支出预算100万元，决算90万元，执行率90%，得分45分。'];
const withPicture = (picture: SketchPicture): Sketch => [...above, picture, ...rows];

const table: SketchPicture = { width: 15, height: 10 };
const seal: SketchPicture = { width: 4.2, height: 4.2 };

describe.each(Object.entries({ docx: docxOf, html: htmlOf, xlsx: xlsxOf, pdf: pdfOf }))('in .%s', (name, write) => {
  const unreadOf = async (sketch: Sketch) => (await readDocument(write(sketch), `report.${name}`)).unread;

  test('a picture as wide as the text is told where it stands, for a table may be on it', async () => {
    const [found, ...others] = await unreadOf(withPicture(table));
    expect(found).toMatchObject(name === 'xlsx' ? { reason: 'pictureHere', location: { sheet: '自评表', cell: 'A3' } } : { reason: 'picture', location: name === 'pdf' ? { page: 1 } : { line: 2 } });
    expect(others).toEqual([]);
  });

  test('a seal is no table', async () => expect(await unreadOf(withPicture(seal))).toEqual([]));
});

test('a scanned page among pages with text is told by its number', async () => {
  const { unread, items } = await readDocument(pdfOf([...above, ...rows, { width: 21, height: 29.7 }, '二、附件']), 'report.pdf');
  expect(items).toHaveLength(1);
  expect(unread).toEqual([{ location: expect.objectContaining({ page: 2 }), reason: 'scannedPage' }]);
});

test('a sheet that was put in out of a workbook is shown by a picture of it', async () => {
  const sheet = (style: string) => `<w:p><w:r><w:object><v:shape id="s1" style="${style}"><v:imagedata r:id="rIdPicture" o:title=""/></v:shape></w:object></w:r></w:p>`;
  const unreadOf = async (style: string) => (await readDocument(zipOf(docxParts(`${wordBody(above)}${sheet(style)}${wordBody(rows)}`)), 'report.docx')).unread.map(({ reason }) => reason);
  expect(await unreadOf('width:415.3pt;height:200pt')).toEqual(['picture']);
  expect(await unreadOf('position:absolute;width:119pt;height:119pt')).toEqual([]);
});

test('a picture of a page whose size is not told is worth a word only where no table was found', async () => {
  const page = (rest: string) => new TextEncoder().encode(`<!doctype html><html lang="zh"><body><p>${above.join('</p><p>')}</p><p>见下表<img src="a.png">。</p>${rest}</body></html>`);
  const form = '<table><tr><td>三级指标</td><td>年度指标值</td><td>实际完成值</td><td>分值</td><td>得分</td></tr><tr><td>接收任务</td><td>12家</td><td>12家</td><td>100</td><td>100</td></tr></table>';
  expect((await readDocument(page(''), 'a.html')).unread.map(({ reason }) => reason)).toEqual(['picture']);
  const read = await readDocument(page(form), 'a.html');
  expect(read.unread).toEqual([]);
  // It stands within a line and does not end it.
  expect(read.passages.map(({ text }) => text)).toContain('见下表。');
});

describe('over a sheet', () => {
  const cell = (place: string, text: string) => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">${cell('A1', above.join(''))}</row></sheetData></worksheet>`;
  const unreadOf = async (anchors: string) => (await readDocument(zipOf(xlsxParts(sheet, drawingParts(anchors))), 'report.xlsx')).unread;
  const corner = (name: string, column: number, row: number) => `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const picture = (properties = '<xdr:spPr/>') => `<xdr:pic><xdr:blipFill><a:blip r:embed="rId1"/></xdr:blipFill>${properties}</xdr:pic>`;
  const over = (from: readonly [number, number], to: readonly [number, number], what: string) => `<xdr:twoCellAnchor>${corner('from', ...from)}${corner('to', ...to)}${what}<xdr:clientData/></xdr:twoCellAnchor>`;

  test('a picture is told by the sheet and the cell of its corner, however its size is stated', async () => {
    const stated = `<xdr:oneCellAnchor>${corner('from', 1, 4)}<xdr:ext cx="5400000" cy="3600000"/>${picture()}<xdr:clientData/></xdr:oneCellAnchor>`;
    expect(await unreadOf(stated)).toEqual([{ location: { sheet: '自评表', cell: 'B5' }, reason: 'pictureHere' }]);
    // Programs that leave the size to the cells state one of 0, or none.
    const zero = '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm></xdr:spPr>';
    expect(await unreadOf(over([2, 9], [9, 30], picture(zero)))).toEqual([{ location: { sheet: '自评表', cell: 'C10' }, reason: 'pictureHere' }]);
    expect(await unreadOf(over([2, 9], [9, 30], picture()))).toHaveLength(1);
    // Comments have a drawing of their own, of another kind.
    const parts = drawingParts(stated);
    const rels = String(parts['xl/worksheets/_rels/sheet1.xml.rels']).replace('<Relationship ', '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/><Relationship ');
    expect((await readDocument(zipOf(xlsxParts(sheet, { ...parts, 'xl/worksheets/_rels/sheet1.xml.rels': rels })), 'report.xlsx')).unread).toHaveLength(1);
  });

  test('a logo and a chart are none', async () => {
    expect(await unreadOf(`<xdr:oneCellAnchor>${corner('from', 0, 0)}<xdr:ext cx="1440000" cy="1440000"/>${picture()}<xdr:clientData/></xdr:oneCellAnchor>`)).toEqual([]);
    expect(await unreadOf(over([2, 9], [9, 30], '<xdr:graphicFrame><xdr:xfrm><a:ext cx="5400000" cy="3600000"/></xdr:xfrm></xdr:graphicFrame>'))).toEqual([]);
  });

  test('a picture within a cell, as WPS keeps it, is no text of the form', async () => {
    const within = sheet.replace('</row>', '</row><row r="3"><c r="B3" t="str"><f>_xlfn.DISPIMG("ID_4F6B",1)</f><v>=DISPIMG("ID_4F6B",1)</v></c></row>');
    const { unread, passages } = await readDocument(zipOf(xlsxParts(within)), 'report.xlsx');
    expect(unread).toEqual([{ location: { sheet: '自评表', cell: 'B3' }, reason: 'pictureHere' }]);
    expect(passages.map(({ text }) => text)).toEqual([above.join('')]);
  });
});
