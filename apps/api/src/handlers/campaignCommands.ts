import type { CampaignCommandBody, CampaignPlanBody, TimelineEntry } from '@hengji/contracts';
import { commitCampaign, latestTemplate, listUnits, newestCalendar, readCampaign, readCampaignDetail, readTemplateVersion, type CampaignOutcome, type Database, type UnitRow } from '@hengji/database';
import { subjectKinds, type CampaignCommand, type CampaignPlan, type Refusal, type RefusalCode, type SubjectKind, type SubjectPlan } from '@hengji/domain';
import type { z } from 'zod';
import { requireCounty } from '../access.js';
import { idFrom, storeInput } from '../commandInput.js';
import { HttpProblem, notFound, refused } from '../problem.js';
import { historyView, wordsOf } from '../views/campaign.js';
import { scanHashes } from './documentScans.js';
import type { RequestContext } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';

type Planned = z.output<typeof CampaignPlanBody>;
type Subjects = Planned['subjects'];

const invalid = (errors: Readonly<Record<string, string>>) => new HttpProblem(422, 'invalidInput', { errors });

function isSubjectKind(kind: string): kind is SubjectKind {
  return subjectKinds.some((one) => one === kind);
}

/** Each subject with its kind and an evaluation id that a repeated request gives again. */
async function subjectPlans(database: Database, context: RequestContext, subjects: Subjects): Promise<readonly SubjectPlan[]> {
  const { countyId } = context.who;
  const ids = [...new Set(subjects.flatMap(({ subject, unit }) => (unit === undefined ? [subject] : [subject, unit])))];
  const known = new Map<string, UnitRow>();
  for (let start = 0; start < ids.length; start += 500) {
    const { rows } = await listUnits(database, { countyId, unitIds: ids.slice(start, start + 500) }, { offset: 0, limit: 500 });
    for (const row of rows) known.set(row.id, row);
  }
  return subjects.map(({ subject, unit }) => {
    const row = known.get(subject);
    if (row === undefined || (unit !== undefined && !known.has(unit))) throw invalid({ subjects: 'unitUnknown' });
    const { kind } = row;
    if (!isSubjectKind(kind)) throw invalid({ subjects: 'unitKindWrong' });
    // A project is the work of the unit above it, whether that is said or not.
    return { subjectId: subject, unitId: unit ?? (kind === 'project' ? (row.parentId ?? subject) : subject), kind, evaluationId: idFrom(context.idempotencyKey, `evaluation.${subject}`) };
  });
}

/** The plan of a body, with the newest version of the county's form where none is named, and the calendar that is known furthest ahead. */
async function planOf(database: Database, countyId: string, body: Planned): Promise<CampaignPlan> {
  const { title, year, rehearsal, startsOn, dates, startStage } = body;
  if (!rehearsal && startsOn !== null) throw new HttpProblem(422, 'notARehearsal', { errors: { startsOn: 'notARehearsal' } });
  const templateId = body.template ?? (await latestTemplate(database, countyId))?.id ?? null;
  const calendarId = (await newestCalendar(database.pool, countyId))?.id ?? null;
  if (templateId === null || calendarId === null || (await readTemplateVersion(database, countyId, templateId)) === null) throw invalid({ template: 'templateUnknown' });
  const onPaper = await Promise.all(body.onPaper.map(async ({ documentNo, scans }) => ({ documentNo, scans: await scanHashes(database, countyId, scans) })));
  return { title, year, rehearsal, startsOn, templateId, calendarId, dates, startStage, onPaper };
}

/** Names where a refusal carries ids and keys. */
async function readable(database: Database, { who: { countyId }, language }: RequestContext, refusal: Refusal, command: CampaignCommand): Promise<Refusal> {
  if ('indicator' in refusal && command.type === 'moveTemplate') {
    const versions = await Promise.all([command.to, command.from].map((id) => readTemplateVersion(database, countyId, id)));
    const row = versions.flatMap((version) => version?.template.indicators ?? []).find(({ key }) => key === refusal.indicator);
    return { ...refusal, indicator: (language === 'en' ? row?.nameEn : row?.name) ?? refusal.indicator };
  }
  if (!('subject' in refusal)) return refusal;
  const { rows } = await listUnits(database, { countyId, unitIds: [refusal.subject] }, { offset: 0, limit: 1 });
  return { ...refusal, subject: rows[0]?.name ?? refusal.subject };
}

/** Refusals that say that the campaign is not where the asker thinks. */
const moved: ReadonlySet<RefusalCode> = new Set(['campaignStatus', 'versionMismatch', 'alreadyDone', 'notPlanned', 'subjectKnown', 'subjectUnknown', 'subjectNotOpen', 'nothingToLaunch']);

/** The last thing that somebody else did to the campaign since the asker looked; null when it does not explain the refusal. */
async function meanwhileOf(database: Database, { who, language }: RequestContext, campaignId: string, refusal: RefusalCode, seen: number | undefined): Promise<TimelineEntry | null> {
  if (seen === undefined && !moved.has(refusal)) return null;
  const detail = await readCampaignDetail(database, campaignId);
  const last = detail?.history.find(({ seq, actorId }) => actorId !== null && actorId !== who.personId && seq > (seen ?? 0));
  return detail === null || last === undefined ? null : historyView(last, detail, wordsOf(detail, language));
}

async function give(services: Services, context: RequestContext, campaignId: string, command: CampaignCommand, seen?: number): Promise<Extract<CampaignOutcome, { kind: 'accepted' }>> {
  const { personId, sessionId, countyId } = context.who;
  const outcome = await commitCampaign(services.database, {
    id: campaignId,
    countyId,
    updateId: context.idempotencyKey,
    from: { personId, sessionId },
    wallInstant: new Date().toISOString(),
    command,
  });
  if (outcome.kind === 'refused') throw refused(await readable(services.database, context, outcome.refusal, command), await meanwhileOf(services.database, context, campaignId, outcome.refusal.code, seen));
  return outcome;
}

/** Plans a year; nothing is opened before its launch. */
export function draft(services: Services): Handler<'draftCampaign'> {
  return async (context, { body }) => {
    requireCounty(context.who, 'Campaign', 'open');
    const [plan, subjects] = await Promise.all([planOf(services.database, context.who.countyId, body), subjectPlans(services.database, context, body.subjects)]);
    const campaignId = idFrom(context.idempotencyKey, 'campaign');
    await give(services, context, campaignId, { type: 'draft', campaignId, plan, subjects });
    return { id: campaignId, evaluations: subjects.map(({ evaluationId, subjectId }) => ({ id: evaluationId, subject: subjectId })) };
  };
}

async function commandOf({ database }: Services, context: RequestContext, body: CampaignCommandBody, seen: number | undefined): Promise<CampaignCommand> {
  const store = (text: string) => storeInput(database, context, 'reason', text);
  switch (body.type) {
    case 'revise':
      return { type: body.type, plan: await planOf(database, context.who.countyId, body.plan), subjects: await subjectPlans(database, context, body.plan.subjects), ...(seen === undefined ? {} : { seen }) };
    case 'addSubjects':
      return { type: body.type, subjects: await subjectPlans(database, context, body.subjects), documentNo: body.documentNo, reason: await store(body.reason) };
    case 'cancelSubject':
      return { type: body.type, subjectId: body.subject, documentNo: body.documentNo, reason: await store(body.reason) };
    case 'moveTemplate':
      return { ...body, reason: await store(body.reason) };
    case 'pause':
      return { type: body.type, reason: await store(body.reason) };
    case 'discard':
    case 'launch':
      return { type: body.type, ...(seen === undefined ? {} : { seen }) };
    case 'resume':
    case 'retrySubjects':
    case 'movePhaseDate':
    case 'close':
      return body;
  }
}

/** A command: the row decides, in one transaction; what it orders the campaign's shell carries out. */
export function command(services: Services): Handler<'commandCampaign'> {
  return async (context, { params, query, body }) => {
    // First, or whoever may not would be told which campaigns there are.
    requireCounty(context.who, 'Campaign', 'open');
    const campaign = await readCampaign(services.database, params.id);
    if (campaign === null || campaign.countyId !== context.who.countyId) throw notFound();
    const outcome = await give(services, context, params.id, await commandOf(services, context, body, query.seen), query.seen);
    return { events: [...outcome.events], version: outcome.version };
  };
}
