import { readFileSync } from 'node:fs';
import { duties, findingSources, findingTypes, isCivilDate, periods, type CivilDate, type Figures, type IndicatorEntry, type Period, type Template, type WorkCalendar } from '@hengji/domain';
import { z } from 'zod';
import { TemplateFile } from './templateSchema.js';

/** From `src/seed` and from `dist/seed` alike. */
const folder = new URL('../../../../prisma/seed/', import.meta.url);

const Day = z.custom<CivilDate>((value) => typeof value === 'string' && isCivilDate(value), { error: 'no date YYYY-MM-DD' });
const Text = z.string().trim().min(1);

const CalendarFile: z.ZodType<WorkCalendar> = z.strictObject({
  id: Text,
  coveredFrom: Day,
  coveredUntil: Day,
  holidays: z.array(Day),
  makeUpDays: z.array(Day),
});

/** better-auth's limits for user names. */
const Username = z.string().regex(/^[a-z][a-z0-9]{2,29}$/);

const CountyFile = z.strictObject({
  schema: z.literal('hengji.county/1'),
  key: Text,
  name: Text,
  nameEn: Text,
  units: z.array(
    z.strictObject({ key: Text, name: Text, nameEn: Text, kind: z.enum(['financeBureau', 'auditBureau', 'countyOffice', 'department', 'subordinate']), parent: Text.nullable(), from: Day }),
  ),
  people: z.array(
    z.strictObject({
      username: Username,
      name: Text,
      unit: Text,
      /** Null: tasks and escalation work without an address. */
      email: z.email().nullable(),
      posts: z.array(z.strictObject({ title: Text, duty: z.enum(duties), from: Day, to: Day.nullable() })).min(1),
    }),
  ),
  leadingGroups: z.array(z.strictObject({ unit: Text, documentNo: Text, leader: Username, members: z.array(Username).min(1), from: Day, to: Day.nullable() })),
});
export type DemoCounty = z.infer<typeof CountyFile>;
export type DemoPerson = DemoCounty['people'][number];

/** Where in the report a value stands: the printed text `figure` of line `line` (from 1). `unit` only where the report's own is wrong. */
const Source = z.strictObject({ line: z.number().int().min(1), figure: Text, unit: z.enum(['yuan', 'wanyuan']).optional() });
/** `derivation: subtract`: the first figure less the others. */
const Cited = z.strictObject({ value: z.string(), sources: z.array(Source).min(1), derivation: z.literal('subtract').optional() });
/** What the report does not say. */
const Assumed = z.strictObject({ value: z.string(), assumed: z.literal(true) });
const CaseValue = z.union([Cited, Assumed]);
export type CaseValue = z.infer<typeof CaseValue>;

const Entry = z.strictObject({
  indicator: Text,
  target: Text,
  actual: Text,
  entered: z.strictObject({ score: Text, reason: Text }).nullable(),
  varianceReason: z.string(),
  improvementAction: z.string(),
  sources: z.array(Source).min(1).optional(),
  assumed: z.literal(true).optional(),
});

const CaseFile = z.strictObject({
  schema: z.literal('hengji.case/1'),
  year: z.number().int(),
  unit: Text,
  totals: z.strictObject({ budget: CaseValue, outturn: CaseValue, staffAtStart: CaseValue, staffAtEnd: CaseValue }),
  periods: z.partialRecord(z.enum(periods), z.record(Text, z.record(Text, CaseValue))),
  entries: z.array(Entry).min(1),
  finding: z.strictObject({
    type: z.enum(findingTypes),
    source: z.enum(findingSources),
    text: CaseValue,
    effect: z.strictObject({ indicator: Text, points: Text, assumed: z.literal(true) }),
    plan: CaseValue,
    deliverable: CaseValue,
    evidence: CaseValue,
  }),
});
export type DemoCase = z.infer<typeof CaseFile>;

/** Throws when the file is absent or does not fit its schema: demo data is part of the program, so this is a mistake of ours. */
function read<Content>(name: string, schema: z.ZodType<Content>): Content {
  const parsed = schema.safeParse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
  if (!parsed.success) throw new Error(`prisma/seed/${name}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** The county's template of departmental self-evaluation, weights repaired in proportion so that they sum to 100. */
export function readDemoTemplate(): Template {
  return read('template.department.json', TemplateFile);
}

/**
 * The templates that come with the product: the county's, the national framework's for departments (it has no official weights: ours are
 * assumed), and the standard form of projects (10/50/30/10). A county releases what it wants to use.
 */
export function readShippedTemplates(): readonly Template[] {
  return ['department', 'national', 'project'].map((name) => read(`template.${name}.json`, TemplateFile));
}

/** An invented county: units, people with their posts, leading groups. */
export function readDemoCounty(): DemoCounty {
  return read('county.json', CountyFile);
}

/** Public holidays and make-up days of 2022–2026. */
export function readDemoCalendar(): WorkCalendar {
  return read('calendar.json', CalendarFile);
}

/** The public 2023 figures of one department, as data. */
export function readDemoCase(): DemoCase {
  return read('case-2023.json', CaseFile);
}

/** The case's values of a period in the form figures are stored in (money in 分). */
export function caseFigures(demoCase: DemoCase, period: Period): Figures {
  const plain = (values: Readonly<Record<string, CaseValue>>) => Object.fromEntries(Object.entries(values).map(([field, { value }]) => [field, value]));
  return Object.fromEntries(Object.entries(demoCase.periods[period] ?? {}).map(([section, values]) => [section, plain(values)]));
}

/** What the department writes beside each indicator at the year's end. */
export function caseEntries(demoCase: DemoCase): readonly IndicatorEntry[] {
  return demoCase.entries.map(({ indicator, target, actual, entered, varianceReason, improvementAction }) => ({ indicator, target, actual, entered, varianceReason, improvementAction }));
}
