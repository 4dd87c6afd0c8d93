import { row, type CircularRecord, type CircularRow as CircularRowView, type TimelineEntry } from '@hengji/contracts';
import {
  addCircularFile, commitCircular, listCircularReaders, listCirculars, putBlob, readCampaign, readCircular, readCircularFiles, type CircularDetail, type CircularOutcome, type CircularRow,
} from '@hengji/database';
import { latestVersion, type CircularCommand, type CircularFile, type Refusal } from '@hengji/domain';
import { Readable } from 'node:stream';
import { pagingOf, requireCounty, scopeOf } from '../access.js';
import { idFrom, storeInput } from '../commandInput.js';
import { HttpProblem, notAllowed, notFound, refused } from '../problem.js';
import type { RequestContext, SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { contentProblem } from './sections.js';

function rowView({ id, campaign, number, documentNo, title, issuedAt, issuedBy, toRead, readAt }: CircularRow): CircularRowView {
  return { id, campaign: { id: campaign.id, title: campaign.title }, rehearsal: campaign.rehearsal, number, documentNo, title, issuedAt, issuedBy, toRead, readAt };
}

/** Whoever belongs to a unit of the campaign reads its circulars, and whoever sees the whole county; to others there is none. */
export async function findCircular({ database }: Pick<Services, 'database'>, who: SignedIn, id: string): Promise<CircularDetail> {
  requireCounty(who, 'Campaign', 'read');
  const circular = await readCircular(database, id, who.personId, new Date().toISOString());
  const { unitIds } = scopeOf(who);
  const may = circular !== null && circular.countyId === who.countyId && (unitIds === null || unitIds.some((unit) => circular.unitIds.includes(unit)));
  if (circular === null || !may) throw notFound();
  return circular;
}

const mayWrite = (who: SignedIn) => who.ability.can('open', row('Campaign', { countyId: who.countyId }));

export function list({ database }: Services): Handler<'listCirculars'> {
  return async ({ who }, { query }) => {
    const scope = { countyId: who.countyId, personId: who.personId, unitIds: scopeOf(who).unitIds };
    const filter = { ...(query.campaign === undefined ? {} : { campaignId: query.campaign }), ...(query.toRead === undefined ? {} : { toRead: query.toRead }), wallInstant: new Date().toISOString() };
    const page = await listCirculars(database, scope, filter, pagingOf(query));
    return { data: page.rows.map(rowView), total: page.total };
  };
}

export function get(services: Services): Handler<'getCircular'> {
  return async ({ who }, { params }) => {
    const circular = await findCircular(services, who, params.id);
    const { state, names, texts, files, recipients, read, campaignStatus } = circular;
    const over = campaignStatus === 'closed' || campaignStatus === 'discarded';
    const wide = scopeOf(who).unitIds === null;
    const actions: CircularRecord['allowedActions'] = [];
    if (circular.toRead) actions.push('acknowledge');
    if (mayWrite(who) && !over) actions.push('amend');
    if (mayWrite(who) && !over && read < recipients) actions.push('remind');
    return {
      ...rowView(circular),
      versions: [...state.versions].reverse().map(({ number, documentNo, title, text, reason, files: carried, issuedAt, issuedBy }) => ({
        number,
        documentNo,
        title,
        text: texts[text] ?? '',
        reason: reason === null ? null : (texts[reason] ?? ''),
        files: carried.flatMap(({ fileId, name }) => {
          const file = files[fileId];
          return file === undefined ? [] : [{ id: fileId, name, bytes: file.bytes, mediaType: file.mediaType, sha256: file.sha256 }];
        }),
        issuedAt,
        issuedBy: { id: issuedBy, name: names[issuedBy] ?? issuedBy },
      })),
      followed: wide ? { recipients, read } : null,
      allowedActions: actions,
    };
  };
}

/** The campaign of the reader's county that a circular is written for; only the bureau writes. */
async function requireCampaign({ database }: Services, who: SignedIn, id: string): Promise<void> {
  requireCounty(who, 'Campaign', 'open');
  const campaign = await readCampaign(database, id);
  if (campaign === null || campaign.countyId !== who.countyId) throw notFound();
}

export function attach(services: Services): Handler<'addCircularFile'> {
  return async ({ who, idempotencyKey }, { params, query, body }) => {
    await requireCampaign(services, who, params.id);
    const stored = await putBlob(services.database, services.blobs, Readable.from(body));
    if (!stored.ok) throw contentProblem(stored.problem);
    const { sha256, bytes, mediaType } = stored.value;
    const id = idFrom(idempotencyKey, 'circularFile');
    await addCircularFile(services.database, { id, countyId: who.countyId, campaignId: params.id, name: query.name, sha256, uploadedBy: who.personId });
    return { id, name: query.name, bytes, mediaType, sha256 };
  };
}

/** Who issued the version that the asker has not seen; null for other refusals. */
async function amendedMeanwhile(services: Services, who: SignedIn, id: string, refusal: Refusal): Promise<TimelineEntry | null> {
  if (refusal.code !== 'circularAmended') return null;
  const { state, names, texts } = await findCircular(services, who, id);
  const { number, issuedAt, issuedBy, reason } = latestVersion(state);
  return { seq: number, type: 'circularAmended', at: issuedAt, recordedAt: issuedAt, actor: { id: issuedBy, name: names[issuedBy] ?? '' }, params: { number }, text: reason === null ? null : (texts[reason] ?? null) };
}

async function give(services: Services, context: RequestContext, id: string, campaignId: string, command: CircularCommand): Promise<Extract<CircularOutcome, { kind: 'accepted' }>> {
  const { personId, sessionId } = context.who;
  const outcome = await commitCircular(services.database, { id, campaignId, updateId: context.idempotencyKey, from: { personId, sessionId }, wallInstant: new Date().toISOString(), command });
  if (outcome.kind === 'refused') throw refused(outcome.refusal, await amendedMeanwhile(services, context.who, id, outcome.refusal));
  return outcome;
}

/** Files that were uploaded for this campaign, and no others. */
async function filesOf({ database }: Services, campaignId: string, ids: readonly string[]): Promise<readonly CircularFile[]> {
  const files = await readCircularFiles(database, campaignId, ids);
  if (files.length !== new Set(ids).size) throw new HttpProblem(422, 'invalidInput', { errors: { files: 'fileUnknown' } });
  return files;
}

export function issue(services: Services): Handler<'issueCircular'> {
  return async (context, { params, body }) => {
    await requireCampaign(services, context.who, params.id);
    const files = await filesOf(services, params.id, body.files);
    const circularId = idFrom(context.idempotencyKey, 'circular');
    const text = await storeInput(services.database, context, 'text', body.text);
    await give(services, context, circularId, params.id, { type: 'issue', circularId, campaignId: params.id, documentNo: body.documentNo, title: body.title, text, files });
    return { id: circularId, number: 1 };
  };
}

export function amend(services: Services): Handler<'amendCircular'> {
  return async (context, { params, query, body }) => {
    requireCounty(context.who, 'Campaign', 'open');
    const { state } = await findCircular(services, context.who, params.id);
    const files = await filesOf(services, state.campaignId, body.files);
    const [text, reason] = await Promise.all([storeInput(services.database, context, 'text', body.text), storeInput(services.database, context, 'reason', body.reason)]);
    await give(services, context, params.id, state.campaignId, { type: 'amend', documentNo: body.documentNo, title: body.title, text, reason, files, ...(query.seen === undefined ? {} : { seen: query.seen }) });
    const { number } = await findCircular(services, context.who, params.id);
    return { id: params.id, number };
  };
}

export function acknowledge(services: Services): Handler<'acknowledgeCircular'> {
  return async (context, { params, body }) => {
    const { state } = await findCircular(services, context.who, params.id);
    const { events } = await give(services, context, params.id, state.campaignId, { type: 'acknowledge', number: body.number });
    return { events: [...events] };
  };
}

export function remind(services: Services): Handler<'remindOfCircular'> {
  return async (context, { params }) => {
    requireCounty(context.who, 'Campaign', 'open');
    const { state } = await findCircular(services, context.who, params.id);
    const { events } = await give(services, context, params.id, state.campaignId, { type: 'remind' });
    return { events: [...events] };
  };
}

export function readers(services: Services): Handler<'listCircularReaders'> {
  return async ({ who }, { params, query }) => {
    // First, or whoever may not would be told which circulars there are.
    if (scopeOf(who).unitIds !== null) throw notAllowed();
    const circular = await findCircular(services, who, params.id);
    const filter = { number: query.number, ...(query.unread === undefined ? {} : { unread: query.unread }), wallInstant: new Date().toISOString() };
    const page = await listCircularReaders(services.database, circular, filter, pagingOf(query));
    who.lookedAt.add(...page.rows.map(({ unit }) => unit.id));
    return { data: page.rows.map((reader) => ({ ...reader })), total: page.total };
  };
}
