import { z } from 'zod';
import { byId, defaults, Seen, type Operation } from './operation.js';
import { CampaignCommandBody, CampaignOptions, CampaignPlanBody, CampaignProblemView, CampaignRecord, CampaignRow, CampaignSubject, SubjectStatusName, TemplateMoveBody, TemplateMoveOptions, TemplateMovePreview } from './schemas/campaigns.js';
import { Flag, Id, listOf, Paging } from './schemas/common.js';
import { CommandAccepted } from './schemas/evaluations.js';

/** Years of a county and their rehearsals. */
export const campaignOperations = {
  listCampaigns: { ...defaults, method: 'GET', path: '/campaigns', summary: 'Years and rehearsals', query: z.object({ ...Paging, rehearsal: Flag.optional() }), response: listOf(CampaignRow) },
  campaignOptions: {
    ...defaults,
    method: 'GET',
    path: '/campaign-options',
    summary: 'Templates, calendar and customary dates for a year',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
    response: CampaignOptions,
  },
  draftCampaign: {
    ...defaults,
    method: 'POST',
    path: '/campaigns',
    summary: 'Plan a year for departments, their subordinate units and their projects; a rehearsal may begin at any past or future day. Opens nothing yet',
    body: CampaignPlanBody,
    response: z.object({ id: Id, evaluations: z.array(z.object({ id: Id, subject: Id })) }),
    idempotent: true,
  },
  getCampaign: { ...defaults, method: 'GET', path: '/campaigns/{id}', summary: 'One campaign', params: byId, response: CampaignRecord },
  checkCampaign: { ...defaults, method: 'GET', path: '/campaigns/{id}/check', summary: 'Dry run: everything that stands in the way, and what one should know', params: byId, response: z.object({ problems: z.array(CampaignProblemView) }) },
  listSubjects: {
    ...defaults,
    method: 'GET',
    path: '/campaigns/{id}/subjects',
    summary: 'The subjects of a campaign and where their evaluations stand',
    params: byId,
    query: z.object({ ...Paging, status: SubjectStatusName.optional() }),
    response: listOf(CampaignSubject),
  },
  commandCampaign: {
    ...defaults,
    method: 'POST',
    path: '/campaigns/{id}/commands',
    summary: 'Ask something of a campaign: launch, pause, add or cancel a subject, move a date …',
    params: byId,
    query: Seen,
    body: CampaignCommandBody,
    response: CommandAccepted,
    idempotent: true,
  },
  templateMoveOptions: {
    ...defaults,
    method: 'GET',
    path: '/campaigns/{id}/template-moves',
    summary: 'Versions of the template that the evaluations of a campaign run by, with the newer ones that they could move to',
    params: byId,
    response: TemplateMoveOptions,
  },
  previewTemplateMove: {
    ...defaults,
    method: 'POST',
    path: '/campaigns/{id}/template-moves/preview',
    summary: 'Dry run of a move to a newer version: rows carried over, added and dropped, and what it means in each evaluation. Moves nothing',
    params: byId,
    body: TemplateMoveBody,
    response: TemplateMovePreview,
    reads: true,
  },
  advanceCampaign: {
    ...defaults,
    method: 'POST',
    path: '/campaigns/{id}/advance',
    summary: 'Rehearsals: jump to the next date at which something happens by itself',
    params: byId,
    body: z.object({}),
    response: z.object({ processNow: z.iso.datetime(), nextInstant: z.iso.datetime().nullable(), shells: z.number().int() }),
    idempotent: true,
  },
} as const satisfies Readonly<Record<string, Operation>>;
