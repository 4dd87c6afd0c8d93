import { campaignCommandTypes, campaignStatuses, lostParts, problemCodes, subjectKinds, subjectStatuses } from '@hengji/domain';
import { z } from 'zod';
import { caseStanding, Day, DocumentNo, Id, Key, Moment, PersonRef, PhaseName, RatingName, Reason, UnitRef } from './common.js';
import { ChangeView, TemplateId } from './templates.js';
import { lineText, optionalLine } from './text.js';

/** A unit to evaluate; `unit` does the work where that is not the subject itself: the department above a subordinate unit; above a project it need not be named. */
const SubjectBody = z.object({ subject: Id, unit: Id.optional() });

/** More than a county and its subordinate units; a body stays far below its limit. */
const Subjects = z.array(SubjectBody).max(2000);

export const CampaignPlanBody = z
  .object({
    title: lineText(200),
    year: z.number().int().min(2000).max(2100),
    rehearsal: z.boolean(),
    /** Absent: the newest released template. */
    template: TemplateId.optional(),
    subjects: Subjects,
    /** Opening dates by stage; null where a stage opens on receipt. */
    dates: z.array(Day.nullable()).min(1).max(50),
    /** Process date on which a rehearsal begins. */
    startsOn: Day.nullable().default(null),
    startStage: z.number().int().min(0).max(50).default(0),
    /** For each stage before `startStage`: the paper it was done on. */
    onPaper: z.array(z.object({ documentNo: optionalLine(100), scans: z.array(Id).max(20).default([]) })).max(50).default([]),
  })
  .meta({ id: 'CampaignPlanBody' });

/** A move to a newer version: from which, to which, and the rows that do not keep their key; `to` null: nothing stands in the row's place. `subjects` null: all. */
const TemplateMove = {
  from: TemplateId,
  to: TemplateId,
  rows: z.array(z.object({ from: Key, to: Key.nullable() })).max(500).default([]),
  subjects: z.array(Id).min(1).max(2000).nullable(),
};
export const TemplateMoveBody = z.object(TemplateMove).meta({ id: 'TemplateMoveBody' });

export const CampaignCommandBody = z
  .discriminatedUnion('type', [
    z.object({ type: z.literal('revise'), plan: CampaignPlanBody }),
    z.object({ type: z.literal('discard') }),
    z.object({ type: z.literal('launch') }),
    z.object({ type: z.literal('pause'), reason: Reason }),
    z.object({ type: z.literal('resume') }),
    z.object({ type: z.literal('addSubjects'), subjects: Subjects.min(1), documentNo: DocumentNo, reason: Reason }),
    z.object({ type: z.literal('cancelSubject'), subject: Id, documentNo: DocumentNo, reason: Reason }),
    z.object({ type: z.literal('retrySubjects'), subjects: z.array(Id).min(1).max(2000) }),
    z.object({ type: z.literal('movePhaseDate'), stage: z.number().int().min(0).max(50), date: Day, documentNo: DocumentNo, subjects: z.array(Id).min(1).max(2000).nullable() }),
    z.object({ type: z.literal('moveTemplate'), ...TemplateMove, documentNo: DocumentNo, reason: Reason }),
    z.object({ type: z.literal('close') }),
  ])
  .meta({ id: 'CampaignCommandBody' });
export type CampaignCommandBody = z.infer<typeof CampaignCommandBody>;

export const CampaignStatusName = z.enum(campaignStatuses);
export const SubjectStatusName = z.enum(subjectStatuses);

/** One line of a dry run: code and parameters; people, slots and sections come by name. */
export const CampaignProblemView = z
  .object({ subject: UnitRef.nullable(), severity: z.enum(['blocking', 'note']), code: z.enum(problemCodes), params: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])) })
  .meta({ id: 'CampaignProblem' });
export type CampaignProblemView = z.infer<typeof CampaignProblemView>;

export const CampaignRow = z
  .object({
    id: Id,
    title: z.string(),
    year: z.number().int(),
    rehearsal: z.boolean(),
    status: CampaignStatusName,
    /** Process time now. */
    processNow: Moment,
    /** The earliest thing that will happen by itself; a rehearsal can jump there. */
    nextInstant: Moment.nullable(),
    /** Subjects that wait to be opened, and that could not be. */
    planned: z.number().int(),
    failed: z.number().int(),
    evaluations: z.number().int(),
    closed: z.number().int(),
  })
  .meta({ id: 'CampaignRow' });
export type CampaignRow = z.infer<typeof CampaignRow>;

export const CampaignStage = z.object({ index: z.number().int(), phase: PhaseName, checkpoint: z.string().nullable(), opens: z.enum(['date', 'onReceipt']), opensOn: Day.nullable() });

/** An order to all evaluations or some, with what became of it. */
const OrderView = {
  number: z.number().int(),
  documentNo: z.string(),
  forAll: z.boolean(),
  orderedBy: PersonRef,
  orderedAt: Moment,
  moved: z.number().int(),
  pending: z.number().int(),
  /** In which evaluations it was refused, and why, in the reader's language. */
  refused: z.array(z.object({ unit: UnitRef, why: z.string() })),
};

/** An order to move a date. */
export const CampaignMove = z.object({ ...OrderView, stage: z.number().int(), date: Day });
export type CampaignMove = z.infer<typeof CampaignMove>;

/** An order to go on by a newer version of the template. */
export const CampaignTemplateMove = z.object({ ...OrderView, toNumber: z.number().int(), reason: z.string().nullable() });
export type CampaignTemplateMove = z.infer<typeof CampaignTemplateMove>;

const VersionView = z.object({ id: TemplateId, title: z.string(), version: z.number().int(), releasedOn: Day, rows: z.array(z.object({ key: Key, name: z.string(), weight: z.string() })) });

/** Versions that live evaluations of the campaign run by, each with the newer ones of its template, the newest first. */
export const TemplateMoveOptions = z.object({ inUse: z.array(VersionView.extend({ evaluations: z.number().int(), newer: z.array(VersionView) })) });
export type TemplateMoveOptions = z.infer<typeof TemplateMoveOptions>;

const RowName = z.object({ key: Key, name: z.string() });
const StageName = z.object({ phase: PhaseName, checkpoint: z.string().nullable() });

/** What a move would come to, in the reader's language. Nothing is changed by it. */
export const TemplateMovePreview = z
  .object({
    /** Why the order as a whole would be refused; then nothing below is said. */
    refused: z.string().nullable(),
    rows: z.array(z.object({ kind: z.enum(['kept', 'renamed', 'dropped', 'added']), from: RowName.nullable(), to: RowName.nullable(), changes: z.array(ChangeView) })),
    evaluations: z.array(
      z.object({
        id: Id,
        unit: UnitRef,
        stage: StageName,
        /** Why this evaluation would keep its version as it stands; then nothing more is said of it. */
        refused: z.string().nullable(),
        kept: z.array(StageName),
        moved: z.array(StageName),
        /** Sections that were handed in and go back to their owners, since they ask something else. */
        returned: z.array(z.string()),
        /** New rows where the targets of the others were approved: the form's own target holds until the goals are adjusted. */
        withoutApprovedTarget: z.array(z.string()),
        /** What was typed and has no place in the new version. Amounts are in 元. */
        lost: z.array(z.object({ part: z.enum(lostParts), place: z.string(), value: z.string() })),
      }),
    ),
  })
  .meta({ id: 'TemplateMovePreview' });
export type TemplateMovePreview = z.infer<typeof TemplateMovePreview>;

/** What happened to a campaign; `params` are numbers, dates, document numbers and names. */
export const CampaignHistoryEntry = z.object({
  seq: z.number().int(),
  type: z.string(),
  at: Moment,
  recordedAt: Moment,
  actor: PersonRef.nullable(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  text: z.string().nullable(),
});
export type CampaignHistoryEntry = z.infer<typeof CampaignHistoryEntry>;

export const CampaignRecord = CampaignRow.extend({
  /** How many events made it what it is. */
  version: z.number().int(),
  mayAdvance: z.boolean(),
  allowedActions: z.array(z.enum(campaignCommandTypes)),
  template: z.string(),
  startsOn: Day.nullable(),
  startStage: z.number().int(),
  onPaper: z.array(z.object({ documentNo: z.string(), scans: z.array(z.object({ id: Id, name: z.string() })) })),
  stages: z.array(CampaignStage),
  subjects: z.object({ planned: z.number().int(), opened: z.number().int(), failed: z.number().int(), cancelled: z.number().int() }),
  /** Of a draft, for whoever revises it. */
  draft: z.array(z.object({ subject: Id, unit: Id })).nullable(),
  moves: z.array(CampaignMove),
  templateMoves: z.array(CampaignTemplateMove),
  /** Newest first; for those who see the whole county. */
  history: z.array(CampaignHistoryEntry),
}).meta({ id: 'Campaign' });
export type CampaignRecord = z.infer<typeof CampaignRecord>;

export const CampaignSubject = z
  .object({
    subject: UnitRef,
    unit: UnitRef,
    kind: z.enum(subjectKinds),
    status: SubjectStatusName,
    problems: z.array(CampaignProblemView),
    /** Null until it is opened. */
    evaluation: z
      .object({
        id: Id,
        ...caseStanding,
        self: z.string().nullable(),
        reviewed: z.string().nullable(),
        grade: RatingName.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'CampaignSubject' });
export type CampaignSubject = z.infer<typeof CampaignSubject>;

/** What a year can be opened with. `dates`: the customary days, or the working days after them. */
export const CampaignOptions = z.object({
  templates: z.array(
    z.object({ id: z.string(), title: z.string(), titleEn: z.string(), version: z.number().int(), releasedOn: Day, stages: z.array(CampaignStage) }),
  ),
  calendar: z.object({ id: z.string(), coveredUntil: Day }).nullable(),
});
