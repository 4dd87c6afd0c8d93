import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { docxOf, docxParts, pdfOf, xlsxOf, zipOf } from '../../../packages/documents/test/containers.js';
import { hengjiCheck as hengji } from './watched.js';

const sound = ['云溪县档案局2023年度部门整体支出绩效自评报告', '一、绩效目标完成情况', '1.部门管理（50分）', '（1）资金管理（50分）', '基本支出预算执行率（50分）：基本支出预算100万元，决算90万元，执行率90%，得分45分。', '2.履职效果（50分）', '（1）履职目标（50分）', '档案接收任务（50分）：计划接收12家，实际接收12家，得分50分。', '自评得分95分，评价结果为优。'];
const broken = sound.map((line) => line.replace('自评得分95分', '自评得分98分'));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengji-check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, content: Uint8Array | string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

test('ends with 0 where there is no error, with 1 where there are some, in every container', async () => {
  const files = await Promise.all(([['a.docx', docxOf(sound)], ['a.xlsx', xlsxOf(sound)], ['a.pdf', pdfOf(sound)], ['a.txt', sound.join('\n')]] as const).map(([name, content]) => file(name, content)));
  const without = await hengji(files);
  expect({ code: without.code, stderr: without.stderr }).toEqual({ code: 0, stderr: '' });
  expect(without.stdout.match(/读到 2 项指标/g)).toHaveLength(files.length);
  const { code, stdout } = await hengji([await file('b.docx', docxOf(broken))]);
  expect(code).toBe(1);
  expect(stdout).toContain('W4');
});

describe('what cannot be read ends with 2, in one sentence', () => {
  const unreadable: readonly (readonly [name: string, content: Uint8Array | string, words: string])[] = [
    ['empty.docx', new Uint8Array(), '空的'],
    ['picture.docx', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]), '不是报告文件'],
    ['renamed.pdf', docxOf(sound), '扩展名与内容不符'],
    ['bomb.docx', zipOf({ ...docxParts(''), 'word/document.xml': new Uint8Array(64 * 1024 * 1024) }), '异常庞大'],
    ['deep.docx', zipOf(docxParts(`${'<w:p><w:r>'.repeat(400_000)}`)), ''],
    ['scanned.pdf', pdfOf([]), '没有文字层'],
    ['deep.html', `<html><body>${'<div>'.repeat(200_000)}`, ''],
    ['amounts.txt', `2023年度部门整体支出绩效自评报告\n${'部门整体支出预算1万元，决算2元，执行率3%。\n'.repeat(40_000)}`, ''],
  ];

  test('each of many, whatever became of the one before', async () => {
    const files = await Promise.all(unreadable.map(([name, content]) => file(name, content)));
    const { code, stdout, stderr } = await hengji([...files, '--json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const told = stderr.trimEnd().split('\n');
    expect(told.map((line) => line.includes('程序出错'))).toEqual(unreadable.map(() => false));
    for (const [at, [name, , words]] of unreadable.entries()) {
      expect(told[at]).toContain(name);
      expect(told[at]).toContain(words);
    }
  });

  test('200 MB, of which nothing is read', async () => {
    const path = await file('large.pdf', '%PDF-1.7');
    await truncate(path, 200 * 1024 * 1024);
    const { code, stdout, stderr } = await hengji([path, '--json']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/文件太大/)]);
  });
});

test('a folder, several files and standard input; what is unreadable among them costs none of the others', async () => {
  await mkdir(join(folder, 'many', 'deeper'), { recursive: true });
  await file('many/1.txt', sound.join('\n'));
  await file('many/deeper/2.docx', docxOf(broken));
  await file('many/3.xlsx', 'no workbook');
  await file('many/~$1.docx', 'what Word keeps beside an open document');
  await file('many/notes.md', 'no report');
  const { code, stdout, stderr } = await hengji([join(folder, 'many'), '--json']);
  expect(code).toBe(2);
  expect(JSON.parse(stdout)).toMatchObject([{ file: expect.stringMatching(/1\.txt$/), summary: { error: 0 } }, { file: expect.stringMatching(/2\.docx$/), summary: { error: 1 } }]);
  expect(stderr.trimEnd().split('\n')).toEqual([expect.stringMatching(/3\.xlsx/)]);
  const piped = await hengji(['-', '--json'], docxOf(broken));
  expect(piped.code).toBe(1);
  expect(JSON.parse(piped.stdout)).toMatchObject({ summary: { error: 1 } });
});

test('--template holds the document to a shipped template; one that is not shipped is told with those that are', async () => {
  const plain = await file('own.txt', sound.join('\n'));
  const { code, stdout } = await hengji([plain, '--template', 'department', '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).findings).toContainEqual(expect.objectContaining({ rule: 'C3', message: expect.stringContaining('似为另一种表') }));
  expect(await hengji([plain, '--template', 'county'])).toMatchObject({ code: 2, stdout: '', stderr: 'There is no template "county": it is one of department, nationalDepartment, project.\n' });
});

test('a large result arrives whole through a pipe', async () => {
  const rows = Array.from({ length: 1500 }, (_, index) => [`指标${'甲乙丙丁'[index % 4]}类第${index}项任务`, '≥1件', '1件', '1', '1']);
  const large = xlsxOf(['2023年度项目支出绩效自评表', [['三级指标', '年度指标值', '实际完成值', '分值', '得分'], ...rows]]);
  // Three of them: one as large as all would take a slow machine as long as a file may take.
  const files = await Promise.all([1, 2, 3].map((number) => file(`large${number}.xlsx`, large)));
  const { code, stdout } = await hengji([...files, '--json']);
  expect(code).toBe(1);
  expect(stdout.length).toBeGreaterThan(500_000);
  const whole = { document: { totals: { weight: '1500' } } };
  expect(JSON.parse(stdout)).toMatchObject([whole, whole, whole]);
});

test('--html writes one page of all documents, and standard output stays what it is', async () => {
  const page = join(folder, 'page.html');
  const { code, stdout } = await hengji([await file('one.docx', docxOf(broken)), await file('two.txt', sound.join('\n')), '--html', page, '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toHaveLength(2);
  const written = await readFile(page, 'utf8');
  expect(written.match(/<section>/g)).toHaveLength(2);
  expect(written).toContain('W4');
});
