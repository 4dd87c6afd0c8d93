import { row, type CampaignRecord } from '@hengji/contracts';
import { advanceClock, createCampaign, latestCalendarId, latestTemplate, listCampaigns, listUnits, openEvaluation, readCampaign, type CampaignRow } from '@hengji/database';
import { instantAt, type CivilDate } from '@hengji/domain';
import { advanceCampaign } from '@hengji/workflows/client';
import { requireCounty, scopeOf } from '../access.js';
import { idFrom } from '../commandInput.js';
import { HttpProblem, notFound, refused } from '../problem.js';
import type { SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';

function view(campaign: CampaignRow, who: SignedIn): CampaignRecord {
  return {
    id: campaign.id,
    title: campaign.title,
    year: campaign.year,
    rehearsal: campaign.rehearsal,
    processNow: new Date(Date.now() + campaign.clockOffsetMs).toISOString(),
    nextInstant: campaign.nextInstant,
    evaluations: campaign.evaluations,
    closed: campaign.closed,
    mayAdvance: campaign.rehearsal && who.ability.can('advance', row('Campaign', { countyId: campaign.countyId })),
  };
}

export function list({ database }: Services): Handler<'listCampaigns'> {
  return async ({ who }, { query }) => {
    requireCounty(who, 'Campaign', 'read');
    const all = (await listCampaigns(database, scopeOf(who))).filter((one) => query.rehearsal === undefined || one.rehearsal === query.rehearsal);
    const start = (query.page - 1) * query.perPage;
    return { data: all.slice(start, start + query.perPage).map((one) => view(one, who)), total: all.length };
  };
}

async function findCampaign(services: Services, who: SignedIn, id: string): Promise<CampaignRow> {
  const campaign = await readCampaign(services.database, id, scopeOf(who).unitIds);
  if (campaign === null || campaign.countyId !== who.countyId) throw notFound();
  return campaign;
}

export function get(services: Services): Handler<'getCampaign'> {
  return async ({ who }, { params }) => {
    requireCounty(who, 'Campaign', 'read');
    return view(await findCampaign(services, who, params.id), who);
  };
}

/** A rehearsal's clock starts just before the morning of its first day, so that the opening itself is lived through. */
function offsetFor(startsOn: CivilDate | null): number {
  return startsOn === null ? 0 : instantAt(startsOn, '08:30') - Date.now();
}

/** A campaign is a row and a loop over departments; repeated with the same key it goes on where it stopped. */
export function open({ database }: Services): Handler<'openCampaign'> {
  return async (context, { body }) => {
    const { who, idempotencyKey } = context;
    requireCounty(who, 'Campaign', 'open');
    const template = await latestTemplate(database);
    const calendarId = await latestCalendarId(database);
    if (template === null || calendarId === null) throw new HttpProblem(409, 'invalidInput', { errors: { root: 'templateMissing' } });
    const stages = template.template.process.stages;
    if (body.dates.length !== stages.length) throw new HttpProblem(422, 'invalidInput', { errors: { dates: 'datesIncomplete' } });
    if (!body.rehearsal && body.startsOn !== null) throw new HttpProblem(422, 'notARehearsal', { errors: { startsOn: 'notARehearsal' } });
    const known = await listUnits(database, { countyId: who.countyId, unitIds: body.units }, { offset: 0, limit: body.units.length });
    // Before anything is written: a campaign that stops at a unit it does not find would stand half opened.
    if (known.total !== new Set(body.units).size) throw new HttpProblem(422, 'invalidInput', { errors: { units: 'unitUnknown' } });
    const campaignId = idFrom(idempotencyKey, 'campaign');
    const existing = await readCampaign(database, campaignId);
    if (existing === null) {
      await createCampaign(database, {
        id: campaignId,
        countyId: who.countyId,
        year: body.year,
        title: body.title,
        rehearsal: body.rehearsal,
        clockOffsetMs: body.rehearsal ? offsetFor(body.startsOn) : 0,
        templateId: template.id,
        calendarId,
        dates: body.dates,
      });
    }
    const evaluations: { id: string; unit: string }[] = [];
    for (const unit of body.units) {
      const opened = await openEvaluation(database, {
        updateId: idFrom(idempotencyKey, `open.${unit}`),
        from: { personId: who.personId, sessionId: who.sessionId },
        wallInstant: new Date().toISOString(),
        campaignId,
        unitId: unit,
        subject: { kind: 'department', id: unit },
        evaluationId: idFrom(idempotencyKey, `evaluation.${unit}`),
        startStage: body.startStage,
        onPaper: body.onPaper,
      });
      if (opened.outcome.kind === 'refused') throw refused(opened.outcome.refusal);
      evaluations.push({ id: opened.evaluationId, unit });
    }
    return { id: campaignId, evaluations };
  };
}

/** Jumps a rehearsal to the next date at which something happens by itself, and waits until its shells have done it. */
export function advance(services: Services): Handler<'advanceCampaign'> {
  return async ({ who }, { params }) => {
    const { database, temporal } = services;
    // First, or whoever may not would be told which campaigns there are.
    requireCounty(who, 'Campaign', 'advance');
    const campaign = await findCampaign(services, who, params.id);
    if (!campaign.rehearsal) throw new HttpProblem(409, 'notARehearsal');
    const moved = await advanceCampaign(temporal, { advanceClock: (id, until) => advanceClock(database, id, until) }, params.id);
    if (moved.steps === 0) throw new HttpProblem(409, 'nothingToAdvance');
    const after = await findCampaign(services, who, params.id);
    return { processNow: new Date(Date.now() + after.clockOffsetMs).toISOString(), nextInstant: after.nextInstant, shells: moved.ticked };
  };
}
