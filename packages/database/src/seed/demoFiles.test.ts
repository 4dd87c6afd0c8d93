import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { existsSync, readFileSync } from 'node:fs';
import { areGradeBands, exact, fieldProblem, fieldsIn, maximumSections, missingFields, missingInRows, parseMoney, phases, scoreSheet, toTrimmed, type Template } from '@hengji/domain';
import { isReleasable, lintTemplate } from '@hengji/checks';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { caseEntries, caseFigures, readDemoCalendar, readDemoCase, readDemoCounty, readDemoTemplate, readShippedTemplates, type CaseValue } from './demoFiles.js';
import { TemplateFile } from './templateSchema.js';

const template = readDemoTemplate();
const county = readDemoCounty();
const demoCase = readDemoCase();

/** The public report lies beside the repository on some machines; elsewhere the data is checked against what it cites. */
const reportFile = new URL('../../../../../shared/seed/report-2023.txt', import.meta.url);
const report = existsSync(reportFile) ? readFileSync(reportFile, 'utf8').split('\n') : null;
const lineOf = (line: number): string => report?.[line - 1] ?? '';

type Source = { readonly line: number; readonly figure: string; readonly unit?: 'yuan' | 'wanyuan' | undefined };
type Place = { readonly path: string; readonly value: CaseValue; readonly type: string };

const sum = (values: readonly string[]): string => String(values.reduce((total, value) => total + BigInt(value), 0n));
const fieldOf = (section: string, field: string) => template.sections.find((one) => one.key === section)?.fields.find((one) => one.key === field);

const places: readonly Place[] = [
  ...Object.entries(demoCase.periods).flatMap(([period, sections]) =>
    Object.entries(sections).flatMap(([section, values]) =>
      Object.entries(values).map(([field, value]) => ({ path: `${period}.${section}.${field}`, value, type: fieldOf(section, field)?.type ?? 'unknown' })),
    ),
  ),
  { path: 'totals.budget', value: demoCase.totals.budget, type: 'money' },
  { path: 'totals.outturn', value: demoCase.totals.outturn, type: 'money' },
  { path: 'totals.staffAtStart', value: demoCase.totals.staffAtStart, type: 'count' },
  { path: 'totals.staffAtEnd', value: demoCase.totals.staffAtEnd, type: 'count' },
  ...(['text', 'plan', 'deliverable', 'evidence'] as const).map((key) => ({ path: `finding.${key}`, value: demoCase.finding[key], type: 'longText' })),
];

const chineseDigits = '零一二三四五六七八九十';

/** The number printed in a figure: 「行政人员6人」 is 6, 「三是」 is 3, 「无结转结余」 is 0; money in 分. Null when it holds none. */
function numberOf({ figure, unit }: Source, type: string): string | null {
  if (figure.startsWith('无')) return '0';
  const printed = /\d+(\.\d+)?/.exec(figure)?.[0];
  if (printed === undefined) {
    const digit = chineseDigits.indexOf(figure.charAt(0));
    return digit < 0 ? null : String(digit);
  }
  if (type === 'money') return String(parseMoney(printed, unit ?? (figure.includes('万元') ? 'wanyuan' : 'yuan')));
  const value = exact(printed);
  return value === null ? null : toTrimmed(value, 6);
}

describe('the template', () => {
  it('has 17 indicators whose weights sum to 100, by dimension 10, 40, 40, 10', () => {
    const weights = new Map<string, number>();
    for (const { dimension, weight } of template.indicators) weights.set(dimension, (weights.get(dimension) ?? 0) + Number(weight));
    expect(template.indicators).toHaveLength(17);
    expect(Object.fromEntries(weights)).toEqual({ 预算执行: 10, 部门管理: 40, 履职效果: 40, 能力建设: 10 });
    expect(new Set(template.indicators.map(({ key }) => key)).size).toBe(17);
  });

  it('runs through every phase in order, with known sections and at most seven at a time', () => {
    const order = template.process.stages.map(({ phase }) => phases.indexOf(phase));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(order)).toEqual(new Set(phases.keys()));
    for (const stage of template.process.stages) {
      expect(stage.sections.length).toBeLessThanOrEqual(maximumSections);
      for (const key of stage.sections) {
        const section = template.sections.find((one) => one.key === key);
        expect(section).toBeDefined();
        expect(template.process.sectionRoles[key]).toEqual({ ownerDuty: section?.ownerDuty, leadDuty: section?.leadDuty });
        if (section !== undefined && stage.period !== null) expect(fieldsIn(section, stage.period).length).toBeGreaterThan(0);
      }
    }
    expect(areGradeBands(template.grades)).toBe(true);
  });

  it('gives the budget section to the accountant, so that 财务负责人 prepares nothing he must sign', () => {
    const owners = template.sections.map(({ ownerDuty }) => ownerDuty);
    const signers = template.process.stages.flatMap(({ signing }) => signing.flatMap(({ slots }) => slots.map(({ duty }) => duty)));
    expect(template.process.sectionRoles['budget']).toEqual({ ownerDuty: 'accountant', leadDuty: 'financeHead' });
    for (const duty of signers) expect(owners).not.toContain(duty);
  });

  it('scores only from fields that are asked at the year’s end', () => {
    for (const { scoringRule } of template.indicators) {
      const operands = scoringRule.kind === 'ratio' ? [scoringRule.numerator, scoringRule.denominator] : scoringRule.kind === 'changeRate' ? [scoringRule.current, scoringRule.previous] : [];
      for (const ref of operands.flat()) {
        const section = template.sections.find((one) => one.key === ref.section);
        expect(section === undefined ? [] : fieldsIn(section, 'yearEnd').map((field) => field.key)).toContain(ref.field);
      }
    }
  });
});

describe('the county', () => {
  it('has a finance bureau and 12 departments that can each play a year', () => {
    const departments = county.units.filter(({ kind }) => kind === 'department');
    expect(departments).toHaveLength(12);
    expect(county.units.filter(({ kind }) => kind === 'financeBureau')).toHaveLength(1);
    for (const { key } of departments) {
      const people = county.people.filter(({ unit }) => unit === key);
      const held = new Set(people.flatMap(({ posts }) => posts.map(({ duty }) => duty)));
      expect(people.length).toBeGreaterThanOrEqual(6);
      expect([...held]).toEqual(expect.arrayContaining(['clerk', 'accountant', 'officeLead', 'financeHead', 'deputyLeader', 'principal']));
    }
  });

  it('has 13 people in the department of the case, as the report says', () => {
    expect(county.people.filter(({ unit }) => unit === demoCase.unit)).toHaveLength(Number(demoCase.totals.staffAtEnd.value));
  });

  it('has a desk of two, an auditor, an administrator, and people without an address', () => {
    const holders = (duty: string) => county.people.filter(({ posts }) => posts.some((post) => post.duty === duty)).length;
    expect([holders('performanceDesk'), holders('auditor'), holders('administrator')]).toEqual([2, 1, 1]);
    expect(county.people.filter(({ email }) => email === null).length).toBeGreaterThan(5);
    expect(new Set(county.people.map(({ username }) => username)).size).toBe(county.people.length);
  });

  it('has a leading group in every department, of its own people, with those who sign', () => {
    for (const { key } of county.units.filter(({ kind }) => kind === 'department')) {
      const group = county.leadingGroups.find(({ unit }) => unit === key);
      const own = county.people.filter(({ unit }) => unit === key);
      for (const member of group?.members ?? ['nobody']) expect(own.map(({ username }) => username)).toContain(member);
      for (const duty of ['deputyLeader', 'principal']) {
        const holder = own.find(({ posts }) => posts.some((post) => post.duty === duty));
        expect(group?.members).toContain(holder?.username);
      }
    }
  });
});

describe('the calendar', () => {
  it('is that of chinese-days for 2022–2026', () => {
    const Days = z.record(z.string(), z.string());
    const known = z.object({ holidays: Days, workdays: Days }).parse(chineseDays);
    const covered = (days: Readonly<Record<string, string>>) => Object.keys(days).filter((day) => day >= '2022-01-01' && day <= '2026-12-31').sort();
    const calendar = readDemoCalendar();
    expect(calendar.holidays).toEqual(covered(known.holidays));
    expect(calendar.makeUpDays).toEqual(covered(known.workdays));
    expect([calendar.coveredFrom, calendar.coveredUntil]).toEqual(['2022-01-01', '2026-12-31']);
  });
});

describe('the case of 2023', () => {
  it.each(places)('$path is cited or assumed', ({ value, type }) => {
    if ('assumed' in value) return expect(value.value).not.toBe('');
    for (const { line, figure } of value.sources) if (report !== null) expect(lineOf(line)).toContain(figure);
    if (type === 'money' || type === 'count' || type === 'percent') {
      const numbers = value.sources.map((source) => numberOf(source, type)).filter((number) => number !== null);
      const [first = '', ...others] = numbers;
      if (value.derivation === 'subtract') expect(String(BigInt(first) - BigInt(sum(others)))).toBe(value.value);
      else expect(numbers).toContain(value.value);
    } else {
      // A cited number must be told again; words are re-written.
      for (const source of value.sources) for (const digits of source.figure.match(/\d+(\.\d+)?/g) ?? []) if (type !== 'boolean') expect(value.value).toContain(digits);
    }
  });

  it.each(demoCase.entries)('$indicator is cited or assumed', (entry) => {
    if (entry.sources === undefined) return expect(entry.assumed).toBe(true);
    const weight = template.indicators.find(({ key }) => key === entry.indicator)?.weight ?? '';
    for (const { line, figure } of entry.sources) {
      if (report === null) continue;
      expect(lineOf(line)).toContain(figure);
      const printed = /得分(\d+)分/.exec(figure)?.[1];
      const printedWeight = /（(\d+)分）/.exec(lineOf(line))?.[1];
      // Where the weight was repaired, full marks there are full marks here; elsewhere the score is the printed one.
      if (printed !== undefined) expect(entry.entered?.score).toBe(printed === printedWeight ? weight : printed);
    }
  });

  it('adds up to the totals of the report', () => {
    const { budget = {}, personnel = {} } = caseFigures(demoCase, 'yearEnd');
    const start = caseFigures(demoCase, 'baseline')['personnel'] ?? {};
    expect(sum([budget['baselineBudget'] ?? '', budget['projectBudget'] ?? ''])).toBe('175200770');
    expect(demoCase.totals.budget.value).toBe('175200770');
    expect(sum([budget['baselineOutturn'] ?? '', budget['projectOutturn'] ?? ''])).toBe(demoCase.totals.outturn.value);
    expect(sum([personnel['staffAdministrative'] ?? '', personnel['staffInstitution'] ?? ''])).toBe(demoCase.totals.staffAtEnd.value);
    expect(sum([start['staffAdministrative'] ?? '', start['staffInstitution'] ?? ''])).toBe(demoCase.totals.staffAtStart.value);
  });

  it('marks as assumed what the report does not say', () => {
    const assumed = places.filter(({ value }) => 'assumed' in value).map(({ path }) => path);
    expect(assumed).toEqual(expect.arrayContaining(['yearEnd.personnel.authorisedAdministrative', 'yearEnd.outcomes.surveyValid', 'throughJune.budget.baselineOutturn', 'throughSeptember.budget.baselineOutturn']));
  });

  it('fills every stage of the template: right types, nothing required missing, no field that is not asked', () => {
    for (const { period, sections } of template.process.stages) {
      if (period === null) continue;
      const figures = caseFigures(demoCase, period);
      for (const key of sections) {
        expect({ period, key, missing: missingFields(template, key, period, figures) }).toEqual({ period, key, missing: [] });
        expect(missingInRows(yearEnd([]), key)).toEqual([]);
      }
      for (const [section, values] of Object.entries(figures)) {
        const definition = template.sections.find((one) => one.key === section);
        const asked = definition === undefined ? [] : fieldsIn(definition, period);
        for (const [key, value] of Object.entries(values)) {
          const field = asked.find((one) => one.key === key);
          const problem = field === undefined ? 'not asked' : fieldProblem(field, value);
          expect({ period, section, key, problem }).toEqual({ period, section, key, problem: null });
        }
      }
    }
  });

  it('scores 98.28 (93.37 of 95), and 97.23 after the bureau takes a point for late bookkeeping', () => {
    expect(yearEnd([])).toMatchObject({ total: { kind: 'total', sum: '93.37', applicableWeight: '95', total: '98.28' }, grade: 'excellent' });
    expect(yearEnd([demoCase.finding.effect])).toMatchObject({ total: { sum: '92.37', total: '97.23' }, grade: 'excellent' });
    expect(demoCase.finding.effect).toMatchObject({ indicator: 'fundUseCompliance', points: '1.00' });
  });
});

function yearEnd(deductions: readonly { readonly indicator: string; readonly points: string }[]): ReturnType<typeof scoreSheet> {
  const whole: Template = template;
  return scoreSheet(whole, caseFigures(demoCase, 'yearEnd'), caseEntries(demoCase), deductions);
}

it('every template that comes with the product fits its schema and can be released', () => {
  expect(readShippedTemplates().map((one) => [one.key, isReleasable(lintTemplate(one))])).toEqual([['department', true], ['nationalDepartment', true], ['project', true]]);
});

it('no number of days is without end: what the linter cannot tell of is no template', () => {
  const { process } = template;
  const fits = (changes: Partial<typeof process>) => TemplateFile.safeParse({ ...template, process: { ...process, ...changes } }).success;
  expect(fits({ deadlines: { ...process.deadlines, sign: { workingDays: 1_000 } } })).toBe(true);
  expect(fits({ deadlines: { ...process.deadlines, sign: { workingDays: 1_000_000_000 } } })).toBe(false);
  expect(fits({ deadlines: { ...process.deadlines, publication: { calendarDays: 1_000_000_000 } } })).toBe(false);
  expect(fits({ repeatEveryWorkingDays: 367 })).toBe(false);
  expect(fits({ ladder: [{ offset: -1_000_000, to: 'owner' }] })).toBe(false);
});
