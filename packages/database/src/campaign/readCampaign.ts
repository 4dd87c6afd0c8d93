import {
  checkCampaign, evolveCampaign, openingOffsetMs, type CampaignEvent, type CampaignId, type CampaignProblem, type CampaignState, type CivilDate, type EvaluationState, type Instant, type Phase, type Rating, type Step, type SubjectState,
  type SubjectStatus, type Template, type UnitId, type Urgency,
} from '@hengji/domain';
import { inSnapshot, type Database, type Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { resolveIds } from '../reads/names.js';
import type { Page, Paging } from '../reads/paging.js';
import { gatherCheck, processDate } from './campaignFacts.js';
import { readCampaignCase, type CampaignCase } from './campaignRow.js';

/** How a campaign stands; one without a record as its first command would take it over. */
function standing({ id, state, found }: CampaignCase): CampaignState {
  return state ?? evolveCampaign(null, { type: 'adopted', campaignId: id, ...found });
}

/** Throws `NotFoundError`. */
export async function readCampaignState(db: Database, id: CampaignId): Promise<CampaignState> {
  return standing(await caseOf(db.pool, id));
}

async function caseOf(client: Queryable, id: CampaignId): Promise<CampaignCase> {
  const campaign = await readCampaignCase(client, id, false);
  if (campaign === null) throw new NotFoundError('campaign', id);
  return campaign;
}

/** The dry run of a campaign as it stands: of a draft on the day it would begin, else today by its clock. Throws `NotFoundError`. */
export async function checkDraft(db: Database, id: CampaignId, wallInstant: Instant): Promise<readonly CampaignProblem[]> {
  return inSnapshot(db, async (client) => {
    const campaign = await caseOf(client, id);
    const { plan, status, subjects } = standing(campaign);
    const { today } = processDate(wallInstant, status === 'draft' ? openingOffsetMs(plan, wallInstant) : campaign.clockOffsetMs);
    return checkCampaign(plan, subjects, await gatherCheck(client, campaign.countyId, id, plan, subjects, today));
  });
}

type UnitName = { readonly name: string; readonly nameEn: string };

export type CampaignHistory = { readonly seq: number; readonly event: CampaignEvent; readonly actorId: string | null; readonly occurredAt: Instant; readonly recordedAt: Instant };

export type CampaignDetail = {
  readonly countyId: string;
  readonly state: CampaignState;
  readonly template: Template | null;
  readonly units: Readonly<Record<UnitId, UnitName>>;
  /** Newest first. */
  readonly history: readonly CampaignHistory[];
  /** Of the people and texts that state and history refer to. */
  readonly names: Readonly<Record<string, string>>;
  readonly texts: Readonly<Record<string, string>>;
};

type HistoryRow = { readonly seq: number; readonly payload: CampaignEvent; readonly actor_id: string | null; readonly occurred_at: Instant; readonly recorded_at: Instant };

/** A campaign with what happened to it and the names of everything it refers to; null when there is none. */
export async function readCampaignDetail(db: Database, id: CampaignId): Promise<CampaignDetail | null> {
  return inSnapshot(db, async (client) => {
    const campaign = await readCampaignCase(client, id, false);
    if (campaign === null) return null;
    const state = standing(campaign);
    const { rows } = await client.query<HistoryRow>("SELECT seq, payload, actor_id, occurred_at, recorded_at FROM process_event WHERE stream_kind = 'campaign' AND stream_id = $1 ORDER BY seq DESC", [id]);
    const { rows: templates } = await client.query<{ json: string }>('SELECT json FROM template_version WHERE id = $1', [state.plan.templateId]);
    const template: Template | null = templates[0] === undefined ? null : JSON.parse(templates[0].json);
    return {
      countyId: campaign.countyId,
      state,
      template,
      units: await unitNames(client, state.subjects.flatMap(({ subjectId, unitId }) => [subjectId, unitId])),
      history: rows.map(({ seq, payload, actor_id: actorId, occurred_at: occurredAt, recorded_at: recordedAt }) => ({ seq, event: payload, actorId, occurredAt, recordedAt })),
      ...(await resolveIds(client, campaign.countyId, [state, rows])),
    };
  });
}

async function unitNames(client: Queryable, ids: readonly UnitId[]): Promise<Readonly<Record<UnitId, UnitName>>> {
  const { rows } = await client.query<{ id: string; name: string; name_en: string }>({ name: 'unit-names', text: 'SELECT id, name, name_en FROM unit WHERE id = ANY ($1::text[])', values: [[...new Set(ids)]] });
  return Object.fromEntries(rows.map(({ id, name, name_en: nameEn }) => [id, { name, nameEn }]));
}

export type SubjectRow = SubjectState & {
  readonly subjectName: string;
  readonly unitName: string;
  /** Null until it is opened. */
  readonly evaluation: {
    readonly status: EvaluationState['status'];
    readonly phase: Phase;
    readonly checkpoint: string | null;
    readonly step: Step;
    readonly urgency: Urgency;
    readonly dueOn: CivilDate | null;
    readonly scoreSelf: string | null;
    readonly scoreReviewed: string | null;
    readonly grade: Rating | null;
  } | null;
};

type EvaluationRow = { readonly id: string } & NonNullable<SubjectRow['evaluation']>;

const evaluationText = `
SELECT id, status, phase, checkpoint, step, urgency, due_on AS "dueOn", score_self AS "scoreSelf", score_reviewed AS "scoreReviewed", grade FROM evaluation WHERE id = ANY ($1::text[])`;

/** The subjects of a campaign by pinyin, each with where its evaluation stands. Throws `NotFoundError`. */
export async function listSubjects(db: Database, id: CampaignId, filter: { readonly status?: SubjectStatus; /** Only subjects of these units; null: all. */ readonly unitIds?: readonly UnitId[] | null }, paging: Paging): Promise<Page<SubjectRow>> {
  const { subjects } = await readCampaignState(db, id);
  const { unitIds = null } = filter;
  const wanted = subjects.filter(({ status, unitId, subjectId }) => (filter.status === undefined || status === filter.status) && (unitIds === null || unitIds.includes(unitId) || unitIds.includes(subjectId)));
  const names = await unitNames(db.pool, wanted.flatMap(({ subjectId, unitId }) => [subjectId, unitId]));
  const nameOf = (unit: UnitId) => names[unit]?.name ?? '';
  const shown = [...wanted].sort((a, b) => pinyin.compare(nameOf(a.subjectId), nameOf(b.subjectId))).slice(paging.offset, paging.offset + paging.limit);
  const { rows } = await db.pool.query<EvaluationRow>(evaluationText, [shown.map(({ evaluationId }) => evaluationId)]);
  const evaluations = new Map(rows.map(({ id: evaluationId, ...row }) => [evaluationId, row]));
  return {
    total: wanted.length,
    rows: shown.map((subject) => ({ ...subject, subjectName: nameOf(subject.subjectId), unitName: nameOf(subject.unitId), evaluation: evaluations.get(subject.evaluationId) ?? null })),
  };
}

const pinyin = new Intl.Collator('zh-CN');
