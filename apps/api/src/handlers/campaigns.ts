import { campaignClock, checkDraft, latestTemplate, listCampaigns, listSubjects, listTemplates, newestCalendar, readCampaign, readCampaignDetail, resolveNames, scansByHash, type CampaignDetail, type CampaignRow } from '@hengji/database';
import { campaignDates, civilDateOf } from '@hengji/domain';
import { advanceCampaign } from '@hengji/workflows/client';
import { pagingOf, requireCounty, scopeOf } from '../access.js';
import { HttpProblem, notAllowed, notFound } from '../problem.js';
import type { SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { campaignRowView, campaignView, problemView, stagesView, subjectView, wordsOf } from '../views/campaign.js';

export function list({ database }: Services): Handler<'listCampaigns'> {
  return async ({ who }, { query }) => {
    requireCounty(who, 'Campaign', 'read');
    const page = await listCampaigns(database, scopeOf(who), query.rehearsal === undefined ? {} : { rehearsal: query.rehearsal }, pagingOf(query));
    return { data: page.rows.map(campaignRowView), total: page.total };
  };
}

async function findCampaign(services: Services, who: SignedIn, id: string): Promise<{ readonly campaign: CampaignRow; readonly detail: CampaignDetail }> {
  requireCounty(who, 'Campaign', 'read');
  const campaign = await readCampaign(services.database, id, scopeOf(who).unitIds);
  const detail = campaign === null || campaign.countyId !== who.countyId ? null : await readCampaignDetail(services.database, id);
  if (campaign === null || detail === null) throw notFound();
  return { campaign, detail };
}

/** Who sees the whole county sees every subject, its troubles and the history; others see the plan and their own units. */
function seesCounty(who: SignedIn): boolean {
  return scopeOf(who).unitIds === null;
}

export function get(services: Services): Handler<'getCampaign'> {
  return async ({ who, language }, { params }) => {
    const { campaign, detail } = await findCampaign(services, who, params.id);
    const scans = await scansByHash(services.database, who.countyId, detail.state.plan.onPaper.flatMap((paper) => paper.scans));
    return campaignView(campaign, detail, who, wordsOf(detail, language), scopeOf(who).unitIds, scans);
  };
}

/** What a year can be opened with: every released template, first the one that a new year begins with, each with the customary days of the year. */
export function options({ database }: Services): Handler<'campaignOptions'> {
  return async ({ who }, { query }) => {
    requireCounty(who, 'Campaign', 'open');
    const calendar = await newestCalendar(database.pool, who.countyId);
    const latest = await latestTemplate(database, who.countyId);
    const templates = await listTemplates(database, who.countyId);
    return {
      templates: [...templates.filter(({ id }) => id === latest?.id), ...templates.filter(({ id }) => id !== latest?.id)].map(({ id, template, releasedAt }) => ({
        id,
        title: template.title,
        titleEn: template.titleEn,
        version: template.version,
        releasedOn: civilDateOf(releasedAt),
        stages: stagesView(template, calendar === null ? [] : campaignDates(template, calendar, query.year)),
      })),
      calendar: calendar === null ? null : { id: calendar.id, coveredUntil: calendar.coveredUntil },
    };
  };
}

export function check(services: Services): Handler<'checkCampaign'> {
  return async ({ who, language }, { params }) => {
    // First, or whoever may not would be told which campaigns there are.
    if (!seesCounty(who)) throw notAllowed();
    const { detail } = await findCampaign(services, who, params.id);
    const problems = await checkDraft(services.database, params.id, new Date().toISOString());
    const words = wordsOf(detail, language, await resolveNames(services.database, who.countyId, problems));
    who.lookedAt.add(...problems.flatMap(({ subject }) => (subject === null ? [] : [subject])));
    return { problems: problems.map((problem) => problemView(problem, words)) };
  };
}

export function subjects(services: Services): Handler<'listSubjects'> {
  return async ({ who, language }, { params, query }) => {
    const { detail } = await findCampaign(services, who, params.id);
    const page = await listSubjects(services.database, params.id, { unitIds: scopeOf(who).unitIds, ...(query.status === undefined ? {} : { status: query.status }) }, pagingOf(query));
    const words = wordsOf(detail, language);
    who.lookedAt.add(...page.rows.map(({ subjectId }) => subjectId));
    return { data: page.rows.map((subject) => subjectView(subject, words)), total: page.total };
  };
}

/** ms. Whoever pressed the button waits so long for the shells; a proxy gives an answer up after a minute. */
const advancePatienceMs = 20_000;

/** Jumps a rehearsal to the next date at which something happens by itself, and waits a while until its shells have done it. */
export function advance(services: Services): Handler<'advanceCampaign'> {
  return async ({ who, idempotencyKey }, { params }) => {
    const { database, temporal } = services;
    // First, or whoever may not would be told which campaigns there are.
    requireCounty(who, 'Campaign', 'advance');
    const { campaign } = await findCampaign(services, who, params.id);
    if (!campaign.rehearsal) throw new HttpProblem(409, 'notARehearsal');
    const moved = await advanceCampaign(temporal, campaignClock(database, idempotencyKey), params.id, { patienceMs: advancePatienceMs });
    if (moved.steps === 0) throw new HttpProblem(409, 'nothingToAdvance');
    const after = await readCampaign(database, params.id);
    if (after === null) throw notFound();
    return { processNow: new Date(Date.now() + after.clockOffsetMs).toISOString(), nextInstant: after.nextInstant, shells: moved.ticked };
  };
}
