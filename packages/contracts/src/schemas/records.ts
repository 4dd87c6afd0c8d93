import { evaluationCommandTypes, findingCommandTypes, findingSources, findingStatuses, fieldTypes, findingTypes, mailKinds, notApplicablePolicies, periods, scoringRuleKinds, subjectKinds } from '@hengji/domain';
import { z } from 'zod';
import { Day, DutyName, Id, Key, largestNumber, Moment, PersonRef, PhaseName, RatingName, RecipientRef, StatusName, StepName, UnitRef, UrgencyName } from './common.js';
import { boxText, optionalLine, optionalText } from './text.js';
import { TimelineEntry } from './timeline.js';

const TargetRef = z.object({ kind: z.enum(['evaluation', 'finding']), id: Id });
const SectionTitle = z.object({ key: Key, title: z.string(), titleEn: z.string() });

/** One thing that waits for somebody. `workingDaysLeft` counts on the process date, negative when overdue. */
export const TaskRecord = z
  .object({
    id: z.string(),
    taskId: z.string(),
    kind: z.string(),
    target: TargetRef,
    unit: UnitRef,
    year: z.number().int(),
    rehearsal: z.boolean(),
    phase: PhaseName,
    checkpoint: z.string().nullable(),
    section: SectionTitle.nullable(),
    slot: z.string().nullable(),
    assignee: RecipientRef,
    claimedBy: PersonRef.nullable(),
    openedAt: Moment,
    dueOn: Day,
    dueCovered: z.boolean(),
    earlierDueOn: z.array(Day),
    urgency: UrgencyName,
    workingDaysLeft: z.number().int(),
    /** Today on the clock of the case; groups the inbox without a look at the reader's clock. */
    processDate: Day,
    returnReason: z.string().nullable(),
    /** Which finding it is about, where it is about one. */
    finding: z.object({ number: z.string(), findingType: z.enum(findingTypes) }).nullable(),
  })
  .meta({ id: 'Task' });
export type TaskRecord = z.infer<typeof TaskRecord>;

export const ScoreView = z.object({ self: z.string().nullable(), reviewed: z.string().nullable(), grade: RatingName.nullable() });

export const EvaluationRow = z
  .object({
    id: Id,
    /** By the id of the unit that does the work, by the name of what is evaluated. */
    unit: UnitRef,
    subject: z.object({ kind: z.enum(subjectKinds), /** The name of the unit that does the work, where that is another; else null. */ by: z.string().nullable() }),
    year: z.number().int(),
    rehearsal: z.boolean(),
    campaign: z.object({ id: Id, title: z.string() }),
    status: StatusName,
    phase: PhaseName,
    checkpoint: z.string().nullable(),
    step: StepName,
    urgency: UrgencyName,
    dueOn: Day.nullable(),
    workingDaysLeft: z.number().int().nullable(),
    /** False when the calendar does not reach from the process date to `dueOn`: the days are counted by weekends alone. */
    dueCovered: z.boolean(),
    score: ScoreView,
    openTasks: z.number().int(),
    openFindings: z.number().int(),
  })
  .meta({ id: 'EvaluationRow' });
export type EvaluationRow = z.infer<typeof EvaluationRow>;

export const FindingRow = z
  .object({
    id: Id,
    number: z.string(),
    evaluationId: Id,
    unit: UnitRef,
    year: z.number().int(),
    rehearsal: z.boolean(),
    findingType: z.enum(findingTypes),
    source: z.enum(findingSources),
    status: z.enum(findingStatuses),
    urgency: UrgencyName,
    dueOn: Day.nullable(),
    description: z.string(),
    amountFen: z.string().nullable(),
    /** It stands still until an administrator resumes it. */
    suspended: z.boolean(),
  })
  .meta({ id: 'FindingRow' });
export type FindingRow = z.infer<typeof FindingRow>;

/** A scan of a paper document. */
export const ScanView = z.object({ name: z.string(), sha256: z.string(), mediaType: z.string(), bytes: z.number().int() });

export const StageView = z.object({
  index: z.number().int(),
  phase: PhaseName,
  checkpoint: z.string().nullable(),
  /** Sections that are filled in this stage. */
  sections: z.array(Key),
  opensOn: Day.nullable(),
  enteredAt: Moment.nullable(),
  leftAt: Moment.nullable(),
  outcome: z.string().nullable(),
  /** What the bureau wrote with its verdict. */
  reason: z.string().nullable(),
  cycle: z.number().int(),
  /** Of a stage that was done on paper: the document, and its scans by the hash of their bytes. */
  paper: z.object({ documentNo: z.string(), scans: z.array(ScanView) }).nullable(),
});

export const SectionView = z.object({
  key: Key,
  title: z.string(),
  titleEn: z.string(),
  owner: PersonRef.nullable(),
  status: z.enum(['open', 'returned', 'submitted', 'confirmed']),
  returnReason: z.string().nullable(),
  /** Whether anything was saved in it. */
  begun: z.boolean(),
  /** Required fields still empty. */
  missing: z.number().int(),
  /** Whether this reader may hand it in now. */
  mine: z.boolean(),
  /** Whether this reader may confirm it now. */
  confirmable: z.boolean(),
});

export const SignatureView = z.object({
  slot: Key,
  title: z.string(),
  titleEn: z.string(),
  duty: DutyName,
  person: PersonRef.nullable(),
  onBehalfOf: PersonRef.nullable(),
  /** Signed by appointment of the administrator (代签). */
  acting: z.boolean(),
  /** Whom the administrator has appointed to the slot. */
  appointed: PersonRef.nullable(),
  signedAt: Moment.nullable(),
  /** It is this slot's turn. */
  open: z.boolean(),
  /** This reader may sign it now. */
  mine: z.boolean(),
  /** The absent colleague in whose place he would sign. */
  inPlaceOf: PersonRef.nullable(),
  minutesRequired: z.boolean(),
});

export const RevisionView = z.object({
  number: z.number().int(),
  hash: z.string(),
  declaredBy: PersonRef,
  preparers: z.array(PersonRef),
});

export const EvaluationRecord = EvaluationRow.extend({
  version: z.number().int(),
  /** Process time at which this answer was made. */
  processNow: Moment,
  stageIndex: z.number().int(),
  stages: z.array(StageView),
  sections: z.array(SectionView),
  /** Titles of all sections of the form: what happened in other stages is told by name. */
  formSections: z.array(SectionTitle),
  /** Rows by their names, those of earlier versions of the template too, where a stage was done by one. */
  formRows: z.array(z.object({ key: Key, name: z.string(), nameEn: z.string() })),
  tasks: z.array(TaskRecord),
  /** Tasks of a duty that this reader may take on now, also for an absent colleague. */
  claimable: z.array(z.string()),
  revision: RevisionView.nullable(),
  signatures: z.array(SignatureView),
  statements: z.array(Key),
  allowedActions: z.array(z.enum(evaluationCommandTypes)),
  extension: z.object({ askedBy: PersonRef, until: Day, reason: z.string() }).nullable(),
  /** Absences that are not over: who stands in for whom, both days included. */
  delegations: z.array(z.object({ from: PersonRef, to: PersonRef, startsOn: Day, endsOn: Day })),
  /** Slots of this phase that the reader could sign and would lose by handing anything in. */
  slotsLost: z.array(Key),
  slotsWithoutSigner: z.array(Key),
  /** Why it stands still, for whoever may read the audit. */
  trouble: z.string().nullable(),
  accounts: z.object({ approvedOn: Day, documentNo: z.string() }).nullable(),
  secrecy: z.object({ result: z.enum(['publish', 'withhold']), by: PersonRef, basis: z.string().nullable() }).nullable(),
  publication: z.object({ number: z.number().int(), hash: z.string(), publishedAt: Moment, corrections: z.number().int(), url: z.string() }).nullable(),
  resultUse: z.object({
    outcomes: z.array(z.object({ key: Key, label: z.string(), labelEn: z.string() })),
    proposed: z.array(z.object({ line: z.string(), outcome: Key, note: z.string().nullable() })).nullable(),
    decided: z.array(z.object({ line: z.string(), outcome: Key, note: z.string().nullable() })).nullable(),
  }),
  findings: z.array(FindingRow),
  people: z.array(PersonRef.extend({ duties: z.array(DutyName) })),
}).meta({ id: 'Evaluation' });
export type EvaluationRecord = z.infer<typeof EvaluationRecord>;

export const FieldView = z.object({
  key: z.string(),
  label: z.string(),
  labelEn: z.string(),
  type: z.enum(['money', 'percent', 'decimal', 'count', 'text', 'longText', 'date', 'boolean', 'choice']),
  required: z.boolean(),
  unit: z.string().optional(),
  unitEn: z.string().optional(),
  hint: z.string().optional(),
  hintEn: z.string().optional(),
  signed: z.boolean().optional(),
  maximum: z.string().optional(),
  atMost: z.string().optional(),
  choices: z.array(z.object({ value: z.string(), label: z.string(), labelEn: z.string() })).optional(),
});

export const EvidenceView = z
  .object({
    id: Id,
    /** The row it supports; null for a whole section, and on a finding. */
    indicator: Key.nullable(),
    name: z.string(),
    mediaType: z.string(),
    bytes: z.number().int(),
    sha256: z.string(),
    uploadedBy: PersonRef,
    uploadedAt: Moment,
  })
  .meta({ id: 'Evidence' });
export type EvidenceView = z.infer<typeof EvidenceView>;

/** How a row's score came about: code and parameters, for 「计算过程」. */
export const ScoreOutcomeView = z.object({
  kind: z.enum(['scored', 'notApplicable', 'missing', 'invalid']),
  score: z.string().nullable(),
  rate: z.string().nullable(),
  code: z.string().nullable(),
  steps: z.array(z.object({ code: z.string(), params: z.record(z.string(), z.string()) })),
});

export const ScoreRowView = z.object({
  indicator: Key,
  dimension: z.string(),
  dimensionEn: z.string().optional(),
  subDimension: z.string().nullable(),
  subDimensionEn: z.string().optional(),
  name: z.string(),
  nameEn: z.string(),
  weight: z.string(),
  ruleKind: z.enum(scoringRuleKinds),
  /** Whether a person gives the score; else it follows from figures. */
  judged: z.boolean(),
  target: z.string(),
  /** The English of the template's own target, as long as nobody wrote another. */
  targetEn: z.string().optional(),
  actual: z.string(),
  outcome: ScoreOutcomeView,
  enteredScore: z.string().nullable(),
  enteredReason: z.string(),
  varianceReason: z.string(),
  improvementAction: z.string(),
  /** Where the department set another score: the computed one, and why. */
  override: z.object({ computed: z.string(), reason: z.string(), by: PersonRef }).nullable(),
  deduction: z.object({ points: z.string(), reason: z.string(), by: PersonRef }).nullable(),
  /** Files that name the row, whatever section they lie in. */
  evidence: z.array(EvidenceView),
});
export type ScoreRowView = z.infer<typeof ScoreRowView>;

/** A figure behind a score: what it is called, what stands there, who wrote it when, and the files beside it. */
const ExplainedFigure = z.object({
  section: z.object({ key: Key, title: z.string(), titleEn: z.string() }),
  field: z.object({ key: Key, label: z.string(), labelEn: z.string(), type: z.enum(fieldTypes), unit: z.string().nullable(), unitEn: z.string().nullable() }),
  /** As stored (money in 分); null while nobody wrote it. */
  value: z.string().nullable(),
  by: PersonRef.nullable(),
  at: Moment.nullable(),
  evidence: z.array(EvidenceView),
});
export type ExplainedFigure = z.infer<typeof ExplainedFigure>;

export const ExplanationRecord = z
  .object({
    indicator: Key,
    name: z.string(),
    nameEn: z.string(),
    weight: z.string(),
    ruleKind: z.enum(scoringRuleKinds),
    /** What is measured before it is judged; null where a person judges, or boxes are asked. */
    measure: z.enum(['ratio', 'changeRate', 'figure']).nullable(),
    /** In the order of the formula; a sum has several parts. */
    operands: z.array(z.array(ExplainedFigure)),
    outcome: ScoreOutcomeView,
    rounding: z.object({ places: z.number().int(), mode: z.enum(['halfUp', 'down']) }),
    notApplicable: z.enum(notApplicablePolicies),
    /** Document and clause of the rule, or that it is assumed. */
    source: z.string().nullable(),
    /** What has to be proven, in the words of the form. */
    evidence: z.string().nullable(),
    /** Files that may be what proves the row: those that name it, and those of its section that name none. */
    files: z.array(EvidenceView),
  })
  .meta({ id: 'ScoreExplanation' });
export type ExplanationRecord = z.infer<typeof ExplanationRecord>;

export const ScoreSheetRecord = z
  .object({
    rows: z.array(ScoreRowView),
    sum: z.string().nullable(),
    applicableWeight: z.string().nullable(),
    self: z.string().nullable(),
    reviewed: z.string().nullable(),
    grade: RatingName.nullable(),
    /** What total and grade would be if a disputed row were decided otherwise; null while there is no total. */
    sensitivity: z
      .object({
        /** Less than two points from a grade line. */
        nearLine: z.boolean(),
        /** `points`: what would be taken off instead, "0" for nothing. */
        alternatives: z.array(z.object({ indicator: Key, points: z.string(), total: z.string(), grade: RatingName, changesGrade: z.boolean() })),
        /** All of them decided otherwise at once. */
        together: z.object({ total: z.string(), grade: RatingName, changesGrade: z.boolean() }).nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ScoreSheet' });
export type ScoreSheetRecord = z.infer<typeof ScoreSheetRecord>;

export const SectionRecord = z
  .object({
    evaluationId: Id,
    key: Key,
    title: z.string(),
    titleEn: z.string(),
    period: z.enum(periods).nullable(),
    /** The stage it belongs to; an earlier one is for reading only. */
    stage: z.number().int(),
    phase: PhaseName,
    checkpoint: z.string().nullable(),
    status: z.enum(['open', 'returned', 'submitted', 'confirmed']),
    returnReason: z.string().nullable(),
    version: z.number().int(),
    editable: z.boolean(),
    /** Editing or handing in costs this reader his signature in this phase; the page asks before. */
    disqualifies: z.boolean(),
    /** This reader may hand the section in. */
    mine: z.boolean(),
    fields: z.array(FieldView),
    /** Rows under their warning line at this checkpoint; fractions with six decimals. */
    warned: z.array(z.object({ indicator: Key, name: z.string(), nameEn: z.string(), rate: z.string(), below: z.string() })),
    /** Stored form: money in 分, decimals as text, booleans "true" and "false". */
    values: z.record(z.string(), z.string()),
    /** What other periods hold for the same fields, oldest first; read only. */
    earlier: z.array(z.object({ period: z.enum(periods), values: z.record(z.string(), z.string()) })),
    /** Indicator rows, only in `goals` and `assessment`. */
    rows: z.array(ScoreRowView),
    evidence: z.array(EvidenceView),
    /** Rows that a file beside the section may be shown for. */
    supportable: z.array(z.object({ indicator: Key, name: z.string(), nameEn: z.string() })),
    missing: z.array(z.string()),
  })
  .meta({ id: 'Section' });
export type SectionRecord = z.infer<typeof SectionRecord>;

/** What the same subject fell short of in the year before, for whoever sets or judges the goals of this one. */
export const LastYearRecord = z
  .object({
    evaluationId: Id,
    year: z.number().int(),
    /** Rows that did not get their full weight, in the order of last year's form. */
    rows: z.array(
      z.object({
        indicator: Key,
        name: z.string(),
        nameEn: z.string(),
        weight: z.string(),
        score: z.string(),
        /** The fraction it was computed from, with six decimals; null where a person judged. */
        rate: z.string().nullable(),
        target: z.string(),
        actual: z.string(),
        /** Points the bureau took off, and what it wrote with them. */
        deducted: z.string().nullable(),
        deductionReason: z.string(),
        reason: z.string(),
        measure: z.string(),
      }),
    ),
  })
  .meta({ id: 'LastYear' });
export type LastYearRecord = z.infer<typeof LastYearRecord>;

export const SaveSectionBody = z
  .object({
    version: z.number().int().min(0).max(largestNumber),
    values: z.record(Key, boxText(20_000)).default({}),
    rows: z
      .array(
        z.object({
          indicator: Key,
          target: optionalText(500).optional(),
          actual: optionalText(500).optional(),
          enteredScore: optionalLine(20).nullable().optional(),
          enteredReason: optionalText(2000).optional(),
          varianceReason: optionalText(2000).optional(),
          improvementAction: optionalText(2000).optional(),
        }),
      )
      .max(200)
      .default([]),
    /** The reader was told that he will not be able to sign. */
    acceptDisqualification: z.boolean().default(false),
  })
  .meta({ id: 'SaveSectionBody' });
export type SaveSectionBody = z.infer<typeof SaveSectionBody>;

export const FindingRecord = FindingRow.extend({
  version: z.number().int(),
  processNow: Moment,
  basis: z.string(),
  effect: z.object({ indicator: Key, points: z.string() }).nullable(),
  noEffectReason: z.string(),
  raisedBy: PersonRef,
  plan: z.object({ measure: z.string(), deliverable: z.string(), responsible: PersonRef, dueOn: Day, hash: z.string(), preparedBy: PersonRef }).nullable(),
  /** Under the plan that lies there. */
  planSignature: z.object({ person: PersonRef, onBehalfOf: PersonRef.nullable(), acting: z.boolean(), signedAt: Moment, minutesNo: z.string().nullable() }).nullable(),
  /** Whom the administrator has appointed to sign it. */
  planSigner: PersonRef.nullable(),
  /** Who answers for the plan now; the plan names the first. */
  responsible: PersonRef.nullable(),
  /** Until when the department may object; null where it may not any more. */
  objectUntil: Day.nullable(),
  /** More time that waits for an answer. */
  extension: z.object({ askedBy: PersonRef, until: Day, reason: z.string() }).nullable(),
  /** The day the bureau granted for the evidence; null while the plan's own holds. */
  evidenceDueOn: Day.nullable(),
  slotsWithoutSigner: z.array(Key),
  trouble: z.string().nullable(),
  evidence: z.array(EvidenceView),
  verifiedBy: PersonRef.nullable(),
  tasks: z.array(TaskRecord),
  /** Tasks of a duty that this reader may take on now, also for an absent colleague. */
  claimable: z.array(z.string()),
  statements: z.array(Key),
  timeline: z.array(TimelineEntry),
  allowedActions: z.array(z.enum(findingCommandTypes)),
  people: z.array(PersonRef.extend({ duties: z.array(DutyName) })),
}).meta({ id: 'Finding' });
export type FindingRecord = z.infer<typeof FindingRecord>;

export const RevisionRecord = z
  .object({
    number: z.number().int(),
    hash: z.string(),
    createdAt: Moment,
    phase: PhaseName,
    checkpoint: z.string().nullable(),
    /** Canonical JSON (RFC 8785), the very text whose SHA-256 is the hash. */
    canonical: z.string(),
    /** The frozen report as HTML, for reading. */
    html: z.string(),
    signatures: z.array(z.object({ slot: Key, person: PersonRef, onBehalfOf: PersonRef.nullable(), acting: z.boolean(), signedAt: Moment, minutesNo: z.string().nullable(), void: z.boolean() })),
  })
  .meta({ id: 'Revision' });
export type RevisionRecord = z.infer<typeof RevisionRecord>;

export const PackageRecord = z
  .object({
    /** The report as the public would read it. */
    html: z.string(),
    files: z.array(z.object({ id: Id, name: z.string(), bytes: z.number().int(), section: SectionTitle, phase: PhaseName, period: z.enum(periods).nullable(), included: z.boolean() })),
    /** Whether the reader may choose now. */
    editable: z.boolean(),
    /** After the secrecy review files can only be left out. */
    reviewed: z.boolean(),
  })
  .meta({ id: 'PublicationPackage' });
export type PackageRecord = z.infer<typeof PackageRecord>;

export const DutyHolding = z.object({ id: Id, duty: DutyName, title: z.string(), unit: UnitRef, startsOn: Day, endsOn: Day.nullable() });

export const PersonRecord = z
  .object({
    id: Id,
    name: z.string(),
    /** Empty for a colleague, and where there is no account. */
    username: z.string(),
    mailAddress: z.string().nullable(),
    /** Whether he may sign in. */
    active: z.boolean(),
    /** An authenticator app is tied to the account; not told of a colleague. */
    secondFactor: z.boolean(),
    holdings: z.array(DutyHolding),
  })
  .meta({ id: 'Person' });
export type PersonRecord = z.infer<typeof PersonRecord>;

export const LeadingGroupRecord = z
  .object({ id: Id, unit: UnitRef, documentNo: z.string(), leader: PersonRef, members: z.array(PersonRef), startsOn: Day, endsOn: Day.nullable(), /** Name of the scanned founding document. */ scan: z.string().nullable() })
  .meta({ id: 'LeadingGroup' });

export const MailRecord = z
  .object({
    id: Id,
    kind: z.enum(mailKinds),
    recipient: PersonRef,
    address: z.string().nullable(),
    subject: z.string(),
    text: z.string(),
    /** The other form of the same mail; show it in a sandbox. */
    html: z.string(),
    status: z.enum(['pending', 'sent', 'kept', 'failed']),
    rehearsal: z.boolean(),
    processDate: Day,
    createdAt: Moment,
    sentAt: Moment.nullable(),
    items: z.number().int(),
  })
  .meta({ id: 'Mail' });
export type MailRecord = z.infer<typeof MailRecord>;

/** Answer to a command that was carried out: the events' names and the new version. */
export const CommandAccepted = z.object({ events: z.array(z.string()), version: z.number().int() }).meta({ id: 'CommandAccepted' });
export type CommandAccepted = z.infer<typeof CommandAccepted>;
