import { campaignCommandTypes, campaignStatuses, problemCodes, subjectKinds, subjectStatuses } from '@hengji/domain';
import { z } from 'zod';
import { Day, DocumentNo, Id, Moment, PersonRef, PhaseName, RatingName, Reason, StatusName, StepName, UnitRef, UrgencyName } from './common.js';
import { TemplateId } from './templates.js';
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

/** An order to move a date, with what became of it. */
export const CampaignMove = z.object({
  number: z.number().int(),
  stage: z.number().int(),
  date: Day,
  documentNo: z.string(),
  forAll: z.boolean(),
  orderedBy: PersonRef,
  orderedAt: Moment,
  moved: z.number().int(),
  pending: z.number().int(),
  /** In which evaluations it was refused, and why, in the reader's language. */
  refused: z.array(z.object({ unit: UnitRef, why: z.string() })),
});
export type CampaignMove = z.infer<typeof CampaignMove>;

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
        status: StatusName,
        phase: PhaseName,
        checkpoint: z.string().nullable(),
        step: StepName,
        urgency: UrgencyName,
        dueOn: Day.nullable(),
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
