import { docxOf, docxParts, drawingParts, htmlOf, pdfOf, wordBody, xlsxOf, xlsxParts, zipOf, type Sketch } from './containers.js';

/** Numbers that look random and are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
const below = (random: Random, limit: number) => Math.floor(random() * limit);
const bytesOf = (text: string) => new TextEncoder().encode(text);

const form: Sketch = [
  '2023年度项目支出绩效自评表',
  [
    [{ text: '项目资金（万元）', rows: 2 }, '', '年初预算数', '全年预算数', '全年执行数', '分值', '执行率', '得分'],
    ['年度资金总额', '86.50', '86.50', '82.175', '10', '95%', '9.5'],
    ['一级指标', '二级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分', '偏差原因'],
    [{ text: '产出指标（50分）', rows: 2 }, '数量指标', '更新监控学校', '≥12所', '12所', '30', '30', ''],
    ['质量指标', '验收合格率', '＝100%', '98%', '20', '20', '雨季'],
    ['效益指标', '社会效益', '安全事故下降', '≥20%', '25%', '40', '40', ''],
    [{ text: '总分', columns: 5 }, '100', '99.5', ''],
  ],
  '基本支出预算164.20077万元，决算156.958448万元，执行率96%，全部支付完毕。自评得分91分，评价结果为优。',
];

const pieces = ['预算执行率（10分）：', '得分9分。', '其中：', '1,234,567.89元', '175.2亿元', '（一）', '一、', '%', '≥', '９９．５', '自评得分', '优', '全部支付', '（', '）', '2023年', '、', '\t', '|', '-', '0', '99999999999999999999999', '.', '万元', '\u0000', '\u202e', '😀', '合计', '一级指标\t二级指标\t三级指标\t分值\t得分'];

function soup(random: Random, length: number): string {
  return Array.from({ length }, () => (random() < 0.1 ? '\n' : (pieces[below(random, pieces.length)] ?? ''))).join('');
}

let bomb: Uint8Array | undefined;

/** The same bytes for whoever asks, and nobody changes them: to pack them takes a second, and one file of some hundred is this one. */
function unpackingToMuch(): Uint8Array {
  bomb ??= zipOf({ ...docxParts(''), 'word/document.xml': new Uint8Array(40 * 1024 * 1024) });
  return bomb;
}

/** Files that are built to hurt: deep, wide, large when unpacked, or lying about themselves. `scale` makes them larger. */
const hostile: readonly ((random: Random, scale: number) => Uint8Array)[] = [
  (_, scale) => bytesOf(`<html><body>${'<div>'.repeat(2000 * scale)}绩效`),
  (_, scale) => bytesOf(`<table>${`<tr>${'<td colspan="1000" rowspan="1000">分值</td>'.repeat(20)}</tr>`.repeat(20 * scale)}</table>2023年度部门整体支出绩效自评报告`),
  (_, scale) => bytesOf(`${'<table><tr><td>'.repeat(200 * scale)}2023年度项目支出绩效自评表`),
  (random, scale) => bytesOf(`2023年度部门整体支出绩效自评报告\n${soup(random, 500 * scale)}`),
  (_, scale) => bytesOf(`2023年度部门整体支出绩效自评报告\n${'（'.repeat(5000 * scale)}`),
  (_, scale) => bytesOf(`2023年度部门整体支出绩效自评报告\n${'部门整体支出预算1万元，决算2万元，'.repeat(50 * scale)}`),
  (_, scale) => bytesOf(`2023年度部门整体支出绩效自评报告\n${'1'.repeat(10_000 * scale)}万元`),
  (_, scale) => zipOf(docxParts(`${'<w:tbl><w:tr><w:tc>'.repeat(50 * scale)}${wordBody(['2023年度部门整体支出绩效自评报告'])}`)),
  (_, scale) => zipOf(docxParts(wordBody(Array.from({ length: 200 * scale }, (__, index) => `第${index}项（5分）：完成，得分5分。`)))),
  unpackingToMuch,
  () => zipOf(docxParts('', { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><w:document/>' })),
  () => zipOf(docxParts(wordBody(['2023年度绩效自评报告']), { 'word/numbering.xml': '<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">', 'word/styles.xml': '<w:styles>' })),
  () => zipOf(xlsxParts('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>2023年度项目支出绩效自评表</t></is></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>')),
  (_, scale) => xlsxOf(['2023年度项目支出绩效自评表', Array.from({ length: 30 * scale }, (__, index) => [`指标${index}`, '1', '2', '3'])]),
  () => zipOf(xlsxParts('<worksheet><sheetData><row><c t="s"><v>99999999</v></c><c t="e"><v>#REF!</v></c></row></sheetData></worksheet>')),
  (_, scale) => zipOf(xlsxParts('<worksheet/>', drawingParts(`${'<xdr:oneCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>1</xdr:row></xdr:from><a:blip r:embed="rId1"/>'.repeat(500 * scale)}<xdr:ext ${' cx='.repeat(5000 * scale)}`))),
  (_, scale) => pdfOf(Array.from({ length: 20 * scale }, () => '部门整体支出预算1万元。')),
  () => bytesOf('%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>'),
  () => bytesOf('%PDF-1.4\n1 0 obj << /Length 99999999 /Filter [/FlateDecode /FlateDecode] >> stream\nxx\nendstream endobj'),
];

const sound: readonly Uint8Array[] = [htmlOf(form), docxOf(form), xlsxOf(form), pdfOf(form), bytesOf(form.filter((block) => typeof block === 'string').join('\n'))];

/** One sound file with something broken: cut off, bytes changed, a part doubled or taken out, another file behind it. */
function broken(random: Random): Uint8Array {
  const file = sound[below(random, sound.length)] ?? new Uint8Array();
  const at = below(random, file.length);
  const length = below(random, 200);
  switch (below(random, 5)) {
    case 0:
      return file.subarray(0, at);
    case 1: {
      const changed = Uint8Array.from(file);
      for (let count = 1 + below(random, 40); count > 0; count -= 1) changed[below(random, changed.length)] = below(random, 256);
      return changed;
    }
    case 2:
      return Buffer.concat([file.subarray(0, at), file.subarray(Math.max(0, at - length), at), file.subarray(at)]);
    case 3:
      return Buffer.concat([file.subarray(0, at), file.subarray(at + length)]);
    default:
      return Buffer.concat([file, sound[below(random, sound.length)] ?? new Uint8Array()]);
  }
}

/** The file of a number: the same number gives the same file. Names promise what the content may be or not. */
export function fuzzFile(number: number, scale = 1): { readonly name: string; readonly content: Uint8Array } {
  const random = randomFrom(number);
  const kind = below(random, 10);
  const content = kind === 0 ? Uint8Array.from({ length: below(random, 3000) }, () => below(random, 256)) : kind <= 2 ? bytesOf(soup(random, below(random, 800))) : kind <= 4 ? (hostile[below(random, hostile.length)]?.(random, scale) ?? new Uint8Array()) : broken(random);
  const extensions = ['.docx', '.xlsx', '.pdf', '.html', '.txt'];
  const fitting = content[0] === 0x50 ? (Buffer.from(content).includes('xl/workbook') ? '.xlsx' : '.docx') : content[0] === 0x25 ? '.pdf' : content[0] === 0x3c ? '.html' : '.txt';
  return { name: `${String(number).padStart(5, '0')}${random() < 0.1 ? (extensions[below(random, extensions.length)] ?? '') : fitting}`, content };
}
