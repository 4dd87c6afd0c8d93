import { evaluationCommandTypes, periods, subjectKinds } from '@hengji/domain';
import { z } from 'zod';
import { caseStanding, Day, DutyName, Id, Key, Moment, PersonRef, PhaseName, UnitRef } from './common.js';
import { FindingRow } from './findings.js';
import { ScoreView } from './scores.js';
import { SectionTitle, TaskRecord } from './tasks.js';

export const EvaluationRow = z
  .object({
    id: Id,
    /** By the id of the unit that does the work, by the name of what is evaluated. */
    unit: UnitRef,
    subject: z.object({ kind: z.enum(subjectKinds), /** The name of the unit that does the work, where that is another; else null. */ by: z.string().nullable() }),
    year: z.number().int(),
    rehearsal: z.boolean(),
    campaign: z.object({ id: Id, title: z.string() }),
    ...caseStanding,
    workingDaysLeft: z.number().int().nullable(),
    /** False when the calendar does not reach from the process date to `dueOn`: the days are counted by weekends alone. */
    dueCovered: z.boolean(),
    score: ScoreView,
    openTasks: z.number().int(),
    openFindings: z.number().int(),
  })
  .meta({ id: 'EvaluationRow' });

export type EvaluationRow = z.infer<typeof EvaluationRow>;

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

/** Answer to a command that was carried out: the events' names and the new version. */
export const CommandAccepted = z.object({ events: z.array(z.string()), version: z.number().int() }).meta({ id: 'CommandAccepted' });

export type CommandAccepted = z.infer<typeof CommandAccepted>;
