import { readFileSync } from 'node:fs';
import { read, utils, write, type WorkBook } from '@e965/xlsx';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Template } from '@hengji/domain';
import { Examiner } from '../examine/examiner.js';
import { columnNames, columns, sheetNames, type Column } from './columns.js';
import { readGrids } from './grids.js';
import { readTemplateWorkbook } from './readTemplate.js';
import { templateWorkbook } from './writeTemplate.js';

const shipped = (name: string): Template => JSON.parse(readFileSync(new URL(`../../../../prisma/seed/template.${name}.json`, import.meta.url), 'utf8'));
const department = shipped('department');
const baseOf = (template: Template) => async (key: string, version: number) => (key === template.key && version === template.version ? template : null);

/** The file as a person changed it: cells by column and number of the row, 1 being the first indicator. */
async function edited(template: Template, change: (set: (row: number, column: Column, value: string | number) => void, book: WorkBook) => void) {
  const book = read(templateWorkbook(template), { type: 'array' });
  change((row, column, value) => {
    const sheet = book.Sheets[sheetNames.tree];
    if (sheet === undefined) throw new Error('no sheet');
    const cell = utils.encode_cell({ r: row, c: columnNames.indexOf(column) });
    if (value === '') delete sheet[cell];
    else sheet[cell] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value };
    const range = utils.decode_range(sheet['!ref'] ?? 'A1');
    sheet['!ref'] = utils.encode_range({ s: range.s, e: { r: Math.max(range.e.r, row), c: range.e.c } });
  }, book);
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
  if (!Buffer.isBuffer(bytes)) throw new Error('no bytes');
  return readTemplateWorkbook(await readGrids(new Uint8Array(bytes)), baseOf(template));
}

const places = (result: Awaited<ReturnType<typeof edited>>) => result.slips.map(({ sheet, cell, code }) => `${sheet}!${cell} ${code}`);
const rowOf = (key: string) => department.indicators.findIndex((row) => row.key === key) + 1;

it.each(['department', 'national', 'project'])('the template %s comes back from Excel as it was', async (name) => {
  const template = shipped(name);
  const result = await readTemplateWorkbook(await readGrids(templateWorkbook(template)), baseOf(template));
  expect(result.slips).toEqual([]);
  expect(result.template).toEqual(template);
});

describe('warning lines', () => {
  const lined: Template = { ...department, warningLines: [{ period: 'throughSeptember', indicator: 'projectExecution', below: '0.60' }, { period: 'throughJune', indicator: 'projectExecution', below: '0.4' }, { period: 'throughJune', indicator: 'baselineExecution', below: '0.45' }] };

  it('go out as rates and come back as they were, and a form without any stays without', async () => {
    expect((await edited(lined, () => undefined)).template).toEqual(lined);
    expect((await edited(department, () => undefined)).template).toEqual(department);
  });

  it('are drawn, moved and taken away in their columns, and go with their row', async () => {
    const { template } = await edited(lined, (set) => {
      set(rowOf('projectExecution'), 'warning', '１－６月：３５％');
      set(rowOf('publicSatisfaction'), 'warning', '1至8月: 0.5；1—10月：60%');
      for (const column of columnNames) set(rowOf('baselineExecution'), column, '');
    });
    expect(template?.warningLines).toEqual([{ period: 'throughJune', indicator: 'projectExecution', below: '0.35' }, { period: 'throughAugust', indicator: 'publicSatisfaction', below: '0.5' }, { period: 'throughOctober', indicator: 'publicSatisfaction', below: '0.6' }]);
    const none = await edited(lined, (set) => {
      for (const key of ['projectExecution', 'baselineExecution']) set(rowOf(key), 'warning', '');
    });
    expect(none.template).toEqual(department);
    for (const wrong of ['1–6月：140%', '40%', '1–13月：40%', '1–6月：很低', '1–6月：40%\n1–6月：50%']) expect(places(await edited(lined, (set) => set(1, 'warning', wrong)))).toEqual([expect.stringMatching(/cellWord$/)]);
  });

  it('stay as they are where a file is older than their columns', async () => {
    const { template } = await edited(lined, (set) => {
      set(0, 'warning', '');
    });
    expect(template).toEqual(lined);
  });
});

describe('deadlines', () => {
  const set = (label: string, value: string | number) => edited(department, (_, book) => {
    const sheet = book.Sheets[sheetNames.settings];
    const row = Array.from({ length: 40 }, (__, index) => index).find((index) => sheet?.[utils.encode_cell({ r: index, c: 0 })]?.v === label);
    if (sheet === undefined || row === undefined) throw new Error(`no ${label}`);
    sheet[utils.encode_cell({ r: row, c: 1 })] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value };
  });

  it('are read back in days of either kind, and the days for an objection are among them', async () => {
    expect(department.process.deadlines.objection).toBeUndefined();
    expect((await set('异议期限', '３个工作日')).template?.process.deadlines).toEqual({ ...department.process.deadlines, objection: { workingDays: 3 } });
    expect((await set('审核期限', 15)).template?.process.deadlines.review).toEqual({ workingDays: 15 });
    expect((await set('公开期限', '30 个自然日')).template?.process.deadlines.publication).toEqual({ calendarDays: 30 });
    // The default said aloud is no change.
    expect((await set('异议期限', '5个工作日')).template).toEqual(department);
  });

  it('that nobody can count are named with their cell', async () => {
    for (const wrong of ['很快', '0 个工作日', '5000', '-3']) expect(places(await set('异议期限', wrong))).toEqual([expect.stringMatching(/^说明!B\d+ cellWord$/)]);
  });
});

describe('a person edits the sheet', () => {
  it('a weight, a target and a rule', async () => {
    const { template, slips } = await edited(department, (set) => {
      set(rowOf('workEfficiency'), 'weight', 7.5);
      set(rowOf('workEfficiency'), 'rule', '定性三档');
      set(rowOf('staffControlRate'), 'rule', '逐次扣分');
      set(rowOf('staffControlRate'), 'measure', '比率');
      set(rowOf('staffControlRate'), 'limit', '１００％');
      set(rowOf('staffControlRate'), 'step', 0.01);
      set(rowOf('staffControlRate'), 'points', '0.5');
      set(rowOf('staffControlRate'), 'counting', '按一次计');
      set(rowOf('publicSatisfaction'), 'limit', '95%');
    });
    expect(slips).toEqual([]);
    const row = (key: string) => template?.indicators.find((one) => one.key === key);
    expect(row('workEfficiency')).toMatchObject({ weight: '7.5', scoringRule: { kind: 'threeBands' }, nameEn: 'Gains in working efficiency' });
    expect(row('staffControlRate')?.scoringRule).toMatchObject({ kind: 'stepDeduction', measure: { kind: 'ratio', numerator: [{ field: 'staffAdministrative' }, { field: 'staffInstitution' }] }, direction: 'down', target: '1', step: '0.01', points: '0.5', counting: 'begun' });
    expect(row('publicSatisfaction')?.scoringRule).toMatchObject({ target: '0.95' });
  });

  it('adds a row under the level of the row above, and takes one away', async () => {
    const last = department.indicators.length;
    const { template, slips } = await edited(department, (set) => {
      for (const column of columnNames) set(rowOf('talentPool'), column, '');
      const values: Partial<Record<Column, string | number>> = { key: 'budgetAdjustment', name: '预算调整率', weight: 3, measureKind: '定量', target: '不超过 10%', rule: '分档', measure: '比率', first: '预算与执行：项目支出全年执行数', second: 'budget.projectBudget', bands: '≤10%：100%\n≤20%：50%\n其余：0%', notApplicable: '满分' };
      for (const [column, value] of Object.entries(values)) set(last + 1, column as Column, column === 'first' ? 'budget.projectOutturn' : value);
    });
    expect(slips).toEqual([]);
    expect(template?.indicators).toHaveLength(last);
    expect(template?.indicators.at(-1)).toEqual({
      key: 'budgetAdjustment', dimension: '能力建设', dimensionEn: 'Capacity', subDimension: '档案管理', subDimensionEn: 'Archives', name: '预算调整率', nameEn: '预算调整率', weight: '3', measureKind: 'quantitative', target: '不超过 10%',
      scoringRule: { kind: 'bands', measure: { kind: 'ratio', numerator: { section: 'budget', field: 'projectOutturn' }, denominator: { section: 'budget', field: 'projectBudget' } }, bands: [{ upTo: '0.1', share: '1' }, { upTo: '0.2', share: '0.5' }, { upTo: null, share: '0' }] },
      notApplicable: 'full',
    });
  });

  it('each slip names its sheet and cell', async () => {
    const cell = (row: number, column: Column) => `指标!${utils.encode_cell({ r: row, c: columnNames.indexOf(column) })}`;
    const result = await edited(department, (set) => {
      set(1, 'weight', '十分');
      set(1, 'first', '预算与执行：没有这一项');
      set(2, 'rule', '随便');
      set(3, 'direction', '');
      set(4, 'ownerSection', '办公室');
      set(5, 'key', '');
      set(6, 'subDimensionWeight', 5);
      set(7, 'subDimensionWeight', 6);
    });
    expect(result.template).toBeNull();
    expect(places(result).sort()).toEqual([
      `${cell(1, 'weight')} cellNumber`, `${cell(1, 'first')} cellOperand`, `${cell(2, 'rule')} cellWord`, `${cell(3, 'direction')} cellRequired`, `${cell(4, 'ownerSection')} cellWord`, `${cell(5, 'key')} cellRequired`, `${cell(7, 'subDimensionWeight')} levelTwice`,
    ].sort());
  });

  it('a sheet or a column that is gone, and a template that is none of ours', async () => {
    const renamed = await edited(department, (_, book) => {
      const settings = book.Sheets[sheetNames.settings];
      if (settings !== undefined) book.Sheets['改名'] = settings;
      book.SheetNames = [sheetNames.tree, '改名'];
      delete book.Sheets[sheetNames.settings];
    });
    expect(places(renamed)).toEqual(['说明! sheetMissing']);
    expect(places(await edited(department, (set) => set(0, 'weight', '权')))).toEqual(['指标!A1 columnMissing']);
    expect(places(await readTemplateWorkbook(await readGrids(templateWorkbook(department)), async () => null))).toEqual(['说明!B1 baseUnknown']);
  });
});

describe('what nobody vouches for', () => {
  const dangerous: Template = { ...department, indicators: department.indicators.map((row, index) => (index === 0 ? { ...row, name: '=HYPERLINK("http://evil.example","看")', target: '@SUM(1+1)*cmd|calc' } : row)) };

  it('is written as text, and no cell is a formula', async () => {
    const parts = unzipSync(templateWorkbook(dangerous));
    const sheets = Object.entries(parts).filter(([path]) => path.startsWith('xl/worksheets/')).map(([, part]) => strFromU8(part));
    expect(sheets).toHaveLength(3);
    for (const sheet of sheets) expect(sheet).not.toMatch(/<f[ >]/);
    // Text by its format too: what is edited later stays text.
    const name = utils.encode_cell({ r: 1, c: columnNames.indexOf('name') });
    expect(sheets[0]).toMatch(new RegExp(`<c r="${name}" s="[1-9]\\d*" t="s">`));
    expect((await readTemplateWorkbook(await readGrids(templateWorkbook(dangerous)), baseOf(dangerous))).template).toEqual(dangerous);
  });

  it('meets the process as texts alone: the guarded thread unpacks it', async () => {
    const examiner = new Examiner();
    try {
      expect((await readTemplateWorkbook(await examiner.grids(templateWorkbook(department)), baseOf(department))).template).toEqual(department);
      await expect(examiner.grids(new TextEncoder().encode('PK nothing'))).rejects.toMatchObject({ code: 'damaged' });
      // The thread goes on with the next file, of whichever kind.
      expect(Object.keys((await examiner.grids(templateWorkbook(department))).sheets)).toEqual([sheetNames.tree, sheetNames.settings]);
    } finally {
      await examiner.close();
    }
  });

  it('is refused in one word where it is no workbook, or unpacks to too much', async () => {
    await expect(readGrids(new TextEncoder().encode('PK nothing'))).rejects.toMatchObject({ code: 'damaged' });
    const parts = unzipSync(templateWorkbook(department));
    const bomb = zipSync({ ...parts, 'xl/sharedStrings.xml': new Uint8Array(8 * 1024 * 1024).fill(32) }, { level: 9 });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readGrids(bomb)).rejects.toMatchObject({ code: 'inflated' });
  });
});

it('every heading is its own', () => {
  expect(new Set(Object.values(columns).map(([heading]) => heading)).size).toBe(columnNames.length);
});
