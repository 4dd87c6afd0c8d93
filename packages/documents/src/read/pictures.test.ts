import { describe, expect, test } from 'vitest';
import { docxOf, docxParts, htmlOf, pdfOf, wordBody, zipOf, type Sketch, type SketchPicture } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

const above = ['云溪县档案局2023年度部门整体支出绩效自评报告', '一、基本情况'];
const rows = ['1.部门管理（50分）', '基本支出预算执行率（50分）：基本支出预算100万元，决算90万元，执行率90%，得分45分。'];
const withPicture = (picture: SketchPicture): Sketch => [...above, picture, ...rows];

const table: SketchPicture = { width: 15, height: 10 };
const seal: SketchPicture = { width: 4.2, height: 4.2 };

describe.each(Object.entries({ docx: docxOf, html: htmlOf, pdf: pdfOf }))('in .%s', (name, write) => {
  const unreadOf = async (sketch: Sketch) => (await readDocument(write(sketch), `report.${name}`)).unread;

  test('a picture as wide as the text is told where it stands, for a table may be on it', async () => {
    const [found, ...others] = await unreadOf(withPicture(table));
    expect(found).toMatchObject({ reason: 'picture', location: name === 'pdf' ? { page: 1 } : { line: 2 } });
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
