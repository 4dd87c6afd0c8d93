import { templateOfStage, type EvaluationFacts, type EvaluationState, type Sha256, type Template, type WorkCalendar } from '@hengji/domain';
import { only, type Queryable } from '../database.js';
import { ownOrShipped } from '../ownOrShipped.js';
import { newestCalendarText } from '../reads/calendars.js';

/** Which versions a case refers to. The hashes are part of the key: two databases may use one id for different content. */
export type ReferenceKey = { readonly templateId: string; readonly templateSha256: Sha256; readonly calendarId: string; readonly calendarSha256: Sha256 };

/** The versioned data a case refers to. Rows never change, so what was read once stays true for the process's life. */
export type Reference = ReferenceKey & { readonly template: Template; readonly calendar: WorkCalendar };

const known = new Map<string, Reference>();
/** A county has a handful of versions. */
const maximumKnown = 64;

export async function referenceOf(client: Queryable, { templateId, templateSha256, calendarId, calendarSha256 }: ReferenceKey): Promise<Reference> {
  const key = [templateId, templateSha256, calendarId, calendarSha256].join('\n');
  const cached = known.get(key);
  if (cached !== undefined) return cached;
  const { rows } = await client.query<{ template: string; calendar: string }>(
    'SELECT t.json AS template, c.json AS calendar FROM template_version t, work_calendar c WHERE t.id = $1 AND c.id = $2',
    [templateId, calendarId],
  );
  const row = only(rows);
  const template: Template = JSON.parse(row.template);
  const calendar: WorkCalendar = JSON.parse(row.calendar);
  const reference = { templateId, templateSha256, calendarId, calendarSha256, template, calendar };
  if (known.size >= maximumKnown) known.clear();
  known.set(key, reference);
  return reference;
}

/** The county's newest calendar as a fact, where a case still runs on another; nothing where it runs on that one. */
export async function calendarAhead(client: Queryable, place: ReferenceKey & { readonly countyId: string }): Promise<Pick<EvaluationFacts, 'newerCalendar'>> {
  const { rows } = await client.query<{ id: string; sha256: Sha256 }>({ name: 'newest-calendar', text: newestCalendarText, values: [place.countyId] });
  const [newest] = rows;
  if (newest === undefined || newest.id === place.calendarId) return {};
  return { newerCalendar: (await referenceOf(client, { ...place, calendarId: newest.id, calendarSha256: newest.sha256 })).calendar };
}

/** The same case by another version; null where the county knows none of that id. */
export async function referenceTo(client: Queryable, { countyId, calendarId, calendarSha256 }: { readonly countyId: string } & Pick<ReferenceKey, 'calendarId' | 'calendarSha256'>, templateId: string): Promise<Reference | null> {
  const { rows } = await client.query<{ sha256: string }>(`SELECT t.sha256 FROM template_version t WHERE t.id = $1 AND ${ownOrShipped('t', '$2')}`, [templateId, countyId]);
  const [row] = rows;
  return row === undefined ? null : referenceOf(client, { templateId, templateSha256: row.sha256, calendarId, calendarSha256 });
}

/** What a stage was done by: a case may have moved to another version of the template since. */
export async function referenceOfStage(client: Queryable, evaluation: ReferenceKey & { readonly countyId: string; readonly state: EvaluationState }, stage: number): Promise<Reference> {
  const templateId = templateOfStage(evaluation.state, stage);
  return templateId === evaluation.templateId ? referenceOf(client, evaluation) : ((await referenceTo(client, evaluation, templateId)) ?? referenceOf(client, evaluation));
}
