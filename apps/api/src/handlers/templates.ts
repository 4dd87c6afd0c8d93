import { isReleasable, lintTemplate } from '@hengji/checks';
import type { TemplateCheckRecord } from '@hengji/contracts';
import { hashOf, listTemplates, newestOfKey, readShippedTemplates, readTemplateVersion, releaseTemplate, TemplateFile, type Database } from '@hengji/database';
import { sameTemplate, templateChanges, type Template } from '@hengji/domain';
import { requireCounty, scopeOf } from '../access.js';
import { inTurn } from '../guardedFiles.js';
import { HttpProblem, notAllowed, notFound } from '../problem.js';
import type { RequestContext, SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { readTemplateFile, templateProblems } from '../templateFile.js';
import { changeView, defectView, templateRowView, templateView, type Shown } from '../views/template.js';
import { told, writeOf } from './people.js';

/** Whoever sees the whole county reads its forms. */
function requireReader(who: SignedIn): void {
  requireCounty(who, 'Campaign', 'read');
  if (scopeOf(who).unitIds !== null) throw notAllowed();
}

const shippedPrefix = 'shipped.';

/** Templates of the product that say something no version of theirs says here. */
function notReleasedYet(released: readonly { readonly template: Template }[]): readonly Shown[] {
  return readShippedTemplates()
    .filter((shipped) => !released.some(({ template }) => sameTemplate(template, shipped)))
    .map((template) => ({ id: `${shippedPrefix}${template.key}`, template, released: null }));
}

/** The newest version of each form of the county, then what came with the product and says something else. Who may ask is the caller's to say. */
export async function newestTemplates(database: Database, who: SignedIn): Promise<readonly Shown[]> {
  const rows = await listTemplates(database, who.countyId);
  const newest = rows.filter(({ template }) => !rows.some(({ template: other }) => other.key === template.key && other.version > template.version));
  return [...newest.map(({ id, template, ...released }): Shown => ({ id, template, released })), ...notReleasedYet(rows)];
}

/** A version of the county of whoever asks, or one of the product; to others there is none. */
export async function templateVersion(database: Database, who: SignedIn, id: string): Promise<Shown> {
  if (id.startsWith(shippedPrefix)) {
    const shipped = notReleasedYet([]).find((one) => one.id === id);
    if (shipped === undefined) throw notFound();
    return shipped;
  }
  const row = await readTemplateVersion(database, who.countyId, id);
  if (row === null) throw notFound();
  const { template, ...released } = row;
  return { id, template, released };
}

/** The same for whoever reads the county's forms. */
export async function findTemplate(database: Database, who: SignedIn, id: string): Promise<Shown> {
  requireReader(who);
  return templateVersion(database, who, id);
}

export function list({ database }: Services): Handler<'listTemplates'> {
  return async ({ who }) => {
    requireReader(who);
    const rows = await listTemplates(database, who.countyId);
    const data = [...rows.map(({ id, template, ...released }): Shown => ({ id, template, released })), ...notReleasedYet(rows)].map(templateRowView);
    return { data, total: data.length };
  };
}

export function get({ database }: Services): Handler<'getTemplate'> {
  return async ({ who, language }, { params }) => {
    const shown = await findTemplate(database, who, params.id);
    return templateView(shown, shown.released?.sha256 ?? hashOf(shown.template), lintTemplate(shown.template), language);
  };
}

/** The version that a workbook was made of; the newest of its key where that one is gone. */
async function baseOf(database: Database, who: SignedIn, key: string, version: number): Promise<Template | null> {
  const known = [...(await listTemplates(database, who.countyId)).map(({ template }) => template), ...readShippedTemplates()].filter((one) => one.key === key);
  return known.find((one) => one.version === version) ?? known[0] ?? null;
}

/** What a file says, what is wrong with it, and what it changes. The number it gets is the next of its key, whatever it says itself. */
export function check({ database, examiner }: Services): Handler<'checkTemplate'> {
  return async (context, { body }) => {
    requireCounty(context.who, 'Campaign', 'open');
    const read = await inTurn(readTemplateFile(examiner, body, (key, version) => baseOf(database, context.who, key, version)));
    if (read.template === null) return { problems: [...read.problems], template: null };
    return { problems: [], template: await compared(database, context, read.template) };
  };
}

async function nextNumber(database: Database, who: SignedIn, key: string): Promise<number> {
  return ((await newestOfKey(database.pool, who.countyId, key))?.template.version ?? 0) + 1;
}

async function compared(database: Database, { who, language }: RequestContext, given: Template): Promise<NonNullable<TemplateCheckRecord['template']>> {
  const base = await newestOfKey(database.pool, who.countyId, given.key);
  const template: Template = { ...given, version: (base?.template.version ?? 0) + 1 };
  const defects = lintTemplate(template);
  const { key, title, titleEn, version } = template;
  return {
    key,
    title,
    titleEn,
    version,
    base: base === null ? null : { id: base.id, version: base.template.version },
    defects: defects.map((defect) => defectView(template, defect, language)),
    changes: base === null ? [] : templateChanges(base.template, template).map((change) => changeView(base.template, template, change, language)),
    releasable: isReleasable(defects) && (base === null || !sameTemplate(base.template, template)),
    file: { ...template },
  };
}

/** What is asked to be released: a file that was checked, or a template of the product under the next number of its key. */
async function asked(database: Database, who: SignedIn, body: { readonly template?: unknown; readonly shipped?: string | undefined }): Promise<Template> {
  if (body.shipped !== undefined) {
    const { template, released } = await findTemplate(database, who, body.shipped);
    if (released !== null) throw new HttpProblem(409, 'templateUnchanged');
    return { ...template, version: await nextNumber(database, who, template.key) };
  }
  const parsed = TemplateFile.safeParse(body.template);
  if (!parsed.success) throw new HttpProblem(422, 'invalidInput', { errors: Object.fromEntries(templateProblems(parsed.error).map(({ place, code }) => [`template.${place}`, code])) });
  return parsed.data;
}

/** Releases what was looked at before, for good. */
export function release({ database }: Services): Handler<'releaseTemplate'> {
  return async (context, { body }) => {
    requireCounty(context.who, 'Campaign', 'open');
    const template = await asked(database, context.who, body);
    const id = await told(releaseTemplate(database, writeOf(context), { template, reason: body.reason }));
    const row = await readTemplateVersion(database, context.who.countyId, id);
    if (row === null) throw notFound();
    return { id, version: row.template.version };
  };
}
