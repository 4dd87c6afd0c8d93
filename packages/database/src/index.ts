/**
 * DRAFT OF SIGNATURES: bodies follow in the modules of this folder; names and shapes below are what callers may rely on.
 */
import type {
  Actor, AdvanceMessage, BlobId, CivilDate, CommitRequest, Duty, EvaluationCommand, EvaluationFacts, EvaluationId, EvaluationOutcome, EvaluationShell, EvaluationState,
  EvaluationStatus, FieldProblem, FindingCommand, FindingFacts, FindingId, FindingOutcome, FindingRules, FindingShell, FindingSource, FindingState, FindingStatus, FindingType,
  IndicatorEntry, IndicatorKey, InputId, Instant, Json, NoticeKind, PaperRecord, Period, PersonId, Phase, Rating, ScoreSheet, SectionDefinition, SectionKey, SectionStatus,
  Sender, Sha256, Step, StageDates, Task, TaskKind, Template, UnitId, Urgency, WorkCalendar,
} from '@hengji/domain';
import type { Readable } from 'node:stream';

// ---- connection, migrations, errors ------------------------------------------------------------------------------------------
/** `pool` is shared by Prisma and by the SQL of this package; `prisma` serves better-auth and simple rows. */
export type Database = { readonly pool: unknown; readonly prisma: unknown };
export declare function openDatabase(url: string, options?: { readonly max?: number }): Database;
export declare function closeDatabase(db: Database): Promise<void>;
/** Resolves when PostgreSQL answers (readiness probe). */
export declare function pingDatabase(db: Database): Promise<void>;
export type MigrationReport = { readonly applied: readonly string[]; readonly alreadyApplied: number };
export declare function migrate(migrationUrl: string, options?: { readonly appRole?: string; readonly log?: (line: string) => void }): Promise<MigrationReport>;
export declare function classifyDatabaseError(error: unknown): 'retry' | 'permanent';

// ---- the one writer of process state -----------------------------------------------------------------------------------------
export declare function commitEvaluation(db: Database, request: CommitRequest<EvaluationId, EvaluationCommand>): Promise<EvaluationOutcome>;
export declare function commitFinding(db: Database, request: CommitRequest<FindingId, FindingCommand>): Promise<FindingOutcome>;
/** Throws `NotFoundError` (permanent) when there is no such row. */
export declare function loadEvaluationShell(db: Database, id: EvaluationId): Promise<EvaluationShell>;
export declare function loadFindingShell(db: Database, id: FindingId): Promise<FindingShell>;
export type OpenEvaluation = {
  readonly updateId: string;
  readonly from: Sender | null;
  readonly wallInstant: Instant;
  readonly campaignId: string;
  readonly unitId: UnitId;
  /** For a department the unit itself. */
  readonly subject: { readonly kind: 'department' | 'subordinate' | 'project'; readonly id: string };
  /** Absent: a new uuid. */
  readonly evaluationId?: EvaluationId;
  readonly startStage?: number;
  readonly onPaper?: readonly PaperRecord[];
  readonly owners?: Readonly<Record<SectionKey, PersonId>>;
};
export declare function openEvaluation(db: Database, request: OpenEvaluation): Promise<{ readonly evaluationId: EvaluationId; readonly outcome: EvaluationOutcome }>;
export type RaiseFinding = {
  readonly updateId: string;
  readonly from: Sender;
  readonly wallInstant: Instant;
  readonly evaluationId: EvaluationId;
  readonly findingId?: FindingId;
  readonly findingType: FindingType;
  readonly source: FindingSource;
  readonly text: InputId;
  readonly amountFen: string | null;
  readonly effect: { readonly indicator: IndicatorKey; readonly points: string } | null;
};
export declare function raiseFinding(db: Database, request: RaiseFinding): Promise<{ readonly findingId: FindingId; readonly outcome: FindingOutcome }>;
export declare function suspendEvaluation(db: Database, id: EvaluationId, why: string): Promise<void>;
/** What was answered to an update; null when it never reached the database (API: after an Update timed out). */
export declare function findReceipt(db: Database, stream: 'evaluation', id: EvaluationId, updateId: string): Promise<EvaluationOutcome | null>;
export declare function findReceipt(db: Database, stream: 'finding', id: FindingId, updateId: string): Promise<FindingOutcome | null>;

// ---- relay: starts and nudges ------------------------------------------------------------------------------------------------
export type StreamKind = 'evaluation' | 'finding';
export type WorkflowStart = { readonly id: string; readonly kind: StreamKind; readonly targetId: string; readonly workflowId: string; readonly countyId: string; readonly unitId: UnitId; readonly year: number; readonly rehearsal: boolean };
/** Leased for 60 s of wall time with FOR UPDATE SKIP LOCKED; what is not marked comes again. */
export declare function claimWorkflowStarts(db: Database, limit: number): Promise<readonly WorkflowStart[]>;
export declare function markWorkflowStarted(db: Database, id: string): Promise<void>;
export type Nudge = { readonly id: string; readonly kind: StreamKind; readonly targetId: string; readonly workflowId: string; readonly reason: string };
export declare function claimNudges(db: Database, limit: number): Promise<readonly Nudge[]>;
export declare function markNudged(db: Database, id: string): Promise<void>;

// ---- outbox: notices and mails -----------------------------------------------------------------------------------------------
export type NoticeRow = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly evaluationId: EvaluationId;
  readonly findingId: FindingId | null;
  readonly unitName: string;
  readonly unitNameEn: string;
  readonly year: number;
  readonly phase: Phase;
  readonly checkpoint: string | null;
  readonly task: (Pick<Task, 'id' | 'kind' | 'section' | 'slot' | 'dueOn' | 'dueCovered'> & { readonly sectionTitle: string | null; readonly sectionTitleEn: string | null; readonly workingDaysLeft: number }) | null;
};
/** One mail to make: a single notice, or all overdue (digest) notices of a person and process date, those already in an unsent mail included. */
export type MailGroup = {
  readonly countyId: string;
  readonly kind: NoticeKind;
  readonly person: { readonly id: PersonId; readonly name: string; readonly email: string | null; readonly language: 'zh-CN' | 'en' };
  readonly processDate: CivilDate;
  readonly rehearsalCampaignId: string | null;
  readonly notices: readonly NoticeRow[];
};
export declare function claimNotices(db: Database, options: { readonly limit: number; readonly digests: boolean }): Promise<readonly MailGroup[]>;
/** Makes (or, where an unsent overdue or digest mail of the day exists, replaces) the mail of a group; `kept` for rehearsals and people without address. Answers the mail's id. */
export declare function saveMail(db: Database, group: MailGroup, rendered: { readonly subject: string; readonly text: string; readonly html: string }): Promise<string>;
export type PendingMail = { readonly id: string; readonly to: string; readonly subject: string; readonly text: string; readonly html: string; readonly attempts: number };
export declare function claimMails(db: Database, limit: number): Promise<readonly PendingMail[]>;
export declare function markMailSent(db: Database, id: string): Promise<void>;
/** `permanent`: status `failed`; else it comes again after a growing pause. */
export declare function markMailFailed(db: Database, id: string, failure: { readonly message: string; readonly permanent: boolean }): Promise<void>;

// ---- command inputs, re-authentication, sign-in failures -----------------------------------------------------------------------
export type CommandInput = { readonly id: InputId; readonly countyId: string; readonly authorId: PersonId; readonly kind: string; readonly json: Json };
/** Idempotent by id; the same id with another text throws `ConflictError`. */
export declare function saveCommandInput(db: Database, input: CommandInput): Promise<void>;
/** Five minutes of wall time, one use. `hash` is the revision (or plan) the person saw. */
export declare function recordReauthentication(db: Database, proof: { readonly sessionId: string; readonly personId: PersonId; readonly hash: Sha256 }): Promise<void>;
export declare function lockedUntil(db: Database, username: string): Promise<Instant | null>;
export declare function recordSignInFailure(db: Database, username: string): Promise<{ readonly failures: number; readonly lockedUntil: Instant | null }>;
export declare function clearSignInFailures(db: Database, username: string): Promise<void>;

// ---- content: optimistic locking -----------------------------------------------------------------------------------------------
export type ContentProblem =
  | { readonly code: 'notFound' }
  | { readonly code: 'sectionNotOpen'; readonly section: SectionKey; readonly status: SectionStatus | 'none' }
  | { readonly code: 'versionMismatch'; readonly version: number; readonly updatedBy: PersonId | null }
  | { readonly code: 'fields'; readonly problems: readonly { readonly field: string; readonly problem: FieldProblem | 'unknownField' | 'scoreOutOfRange' | 'reasonRequired' }[] }
  /** The writer holds a signing duty of this stage: he must say that he accepts losing it. */
  | { readonly code: 'wouldDisqualify'; readonly slots: readonly string[] }
  | { readonly code: 'fileTooLarge'; readonly maximumBytes: number }
  | { readonly code: 'fileTypeRefused'; readonly mediaType: string | null };
export type ContentOutcome<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: ContentProblem };
export type SaveSection = { readonly evaluationId: EvaluationId; readonly section: SectionKey; readonly person: PersonId; readonly values: Readonly<Record<string, string>>; readonly expectedVersion: number; readonly acceptDisqualification: boolean; readonly wallInstant?: Instant };
export declare function saveSection(db: Database, request: SaveSection): Promise<ContentOutcome<{ readonly version: number }>>;
export type SaveIndicatorEntries = { readonly evaluationId: EvaluationId; readonly section: 'goals' | 'assessment'; readonly person: PersonId; readonly entries: readonly (Partial<Omit<IndicatorEntry, 'indicator'>> & Pick<IndicatorEntry, 'indicator'>)[]; readonly expectedVersion: number; readonly acceptDisqualification: boolean; readonly wallInstant?: Instant };
export declare function saveIndicatorEntries(db: Database, request: SaveIndicatorEntries): Promise<ContentOutcome<{ readonly version: number }>>;
export type BlobStore = { readonly folder: string; readonly maximumBytes: number };
export type StoredBlob = { readonly id: BlobId; readonly sha256: Sha256; readonly bytes: number; readonly mediaType: string };
export declare function openBlobStore(folder: string, options?: { readonly maximumBytes?: number }): BlobStore;
export declare function putBlob(db: Database, store: BlobStore, content: Readable): Promise<ContentOutcome<StoredBlob>>;
export declare function getBlob(db: Database, store: BlobStore, sha256: Sha256): Promise<(StoredBlob & { readonly stream: () => Readable }) | null>;
export type AddEvidence = { readonly target: { readonly evaluationId: EvaluationId; readonly section: SectionKey } | { readonly findingId: FindingId }; readonly name: string; readonly sha256: Sha256; readonly person: PersonId; readonly acceptDisqualification: boolean; readonly wallInstant?: Instant };
export declare function addEvidence(db: Database, request: AddEvidence): Promise<ContentOutcome<{ readonly id: string }>>;
export declare function removeEvidence(db: Database, request: { readonly id: string; readonly person: PersonId }): Promise<ContentOutcome<null>>;

// ---- reads ---------------------------------------------------------------------------------------------------------------------
export type Page<Row> = { readonly rows: readonly Row[]; readonly total: number };
/** `unitIds` null: every unit of the county. */
export type Scope = { readonly countyId: string; readonly unitIds: readonly UnitId[] | null };
export type Paging = { readonly offset: number; readonly limit: number };
export type Named = { readonly id: string; readonly name: string };

export type InboxTask = {
  readonly stream: StreamKind;
  readonly evaluationId: EvaluationId;
  readonly findingId: FindingId | null;
  readonly findingNumber: number | null;
  readonly taskId: string;
  readonly kind: TaskKind;
  readonly unit: Named;
  readonly year: number;
  readonly phase: Phase;
  readonly checkpoint: string | null;
  readonly section: { readonly key: SectionKey; readonly title: string; readonly titleEn: string } | null;
  readonly slot: string | null;
  readonly dueOn: CivilDate;
  readonly dueCovered: boolean;
  /** Process date of the case when it was read, for grouping; never compared in SQL. */
  readonly today: CivilDate;
  readonly workingDaysLeft: number;
  readonly urgency: Urgency;
  readonly claimedBy: Named | null;
  /** `duty`: group work that anyone with the duty may claim; `delegated`: in the place of `standsInFor`. */
  readonly as: 'person' | 'duty' | 'delegated';
  readonly standsInFor: Named | null;
  readonly returnReason: string | null;
  readonly rehearsal: boolean;
};
export declare function listInbox(db: Database, personId: PersonId, wallInstant: Instant): Promise<readonly InboxTask[]>;

export type EvaluationSummary = {
  readonly id: EvaluationId; readonly countyId: string; readonly campaignId: string; readonly unit: Named & { readonly nameEn: string }; readonly subjectKind: string; readonly subjectName: string;
  readonly year: number; readonly kind: string; readonly rehearsal: boolean; readonly status: EvaluationStatus; readonly phase: Phase; readonly checkpoint: string | null; readonly step: Step;
  readonly urgency: Urgency; readonly dueOn: CivilDate | null; readonly scoreSelf: string | null; readonly scoreReviewed: string | null; readonly grade: Rating | null; readonly version: number; readonly openTasks: number;
};
export type EvaluationFilter = { readonly campaignId?: string; readonly year?: number; readonly status?: EvaluationStatus; readonly phase?: Phase; readonly step?: Step; readonly urgency?: Urgency; readonly unitId?: UnitId; readonly rehearsal?: boolean; readonly grade?: Rating; readonly q?: string };
export type EvaluationSort = { readonly field: 'unit' | 'year' | 'phase' | 'urgency' | 'dueOn' | 'scoreSelf' | 'scoreReviewed' | 'status'; readonly order: 'asc' | 'desc' };
export declare function listEvaluations(db: Database, scope: Scope, filter: EvaluationFilter, sort: EvaluationSort, paging: Paging): Promise<Page<EvaluationSummary>>;
export type StageVisit = { readonly stage: number; readonly phase: Phase; readonly checkpoint: string | null; readonly enteredAt: Instant; readonly leftAt: Instant | null; readonly outcome: string | null };
export type EvaluationDetail = EvaluationSummary & {
  readonly state: EvaluationState;
  readonly template: { readonly id: string; readonly title: string; readonly titleEn: string; readonly sha256: Sha256 };
  readonly calendar: { readonly id: string; readonly coveredUntil: CivilDate };
  readonly clockOffsetMs: number;
  readonly visits: readonly StageVisit[];
  /** Everyone named in the state. */
  readonly names: Readonly<Record<PersonId, string>>;
  /** Texts of `command_input` rows the state refers to. */
  readonly texts: Readonly<Record<InputId, string>>;
  readonly holders: Readonly<Partial<Record<Duty, readonly Named[]>>>;
};
export declare function readEvaluation(db: Database, id: EvaluationId): Promise<EvaluationDetail | null>;
/** For `availableCommands` and `editDisqualifies`: state, facts (content included) and the actor at process time `now`. */
export declare function readEvaluationFacts(db: Database, id: EvaluationId, personId: PersonId, wallInstant: Instant): Promise<{ readonly state: EvaluationState; readonly facts: EvaluationFacts; readonly actor: Actor; readonly now: Instant; readonly countyId: string; readonly unitId: UnitId } | null>;

export type SectionView = {
  readonly key: SectionKey; readonly definition: SectionDefinition; readonly status: SectionStatus; readonly version: number; readonly owner: Named | null; readonly submittedBy: Named | null; readonly returnReason: string | null;
  readonly values: Readonly<Record<string, string>>; readonly missing: readonly string[]; readonly updatedBy: Named | null; readonly updatedAt: Instant | null; readonly evidence: readonly EvidenceView[];
};
export type EvidenceView = { readonly id: string; readonly section: SectionKey | null; readonly name: string; readonly sha256: Sha256; readonly bytes: number; readonly mediaType: string; readonly uploadedBy: Named; readonly uploadedAt: Instant };
/** Sections of a stage (absent: the current one) with their values of the stage's period. */
export declare function readSections(db: Database, id: EvaluationId, stage?: number): Promise<{ readonly stage: number; readonly phase: Phase; readonly period: Period | null; readonly sections: readonly SectionView[] } | null>;
/** Values of every period, for reading side by side. */
export declare function readFigures(db: Database, id: EvaluationId): Promise<Readonly<Partial<Record<Period, Readonly<Record<SectionKey, Readonly<Record<string, string>>>>>>>>;
export declare function readScoreSheet(db: Database, id: EvaluationId): Promise<{ readonly self: ScoreSheet; readonly reviewed: ScoreSheet; readonly entriesVersion: { readonly goals: number | null; readonly assessment: number | null } } | null>;
export type TimelineEntry = { readonly seq: number; readonly type: string; readonly occurredAt: Instant; readonly recordedAt: Instant; readonly actor: Named | null; readonly params: Readonly<Record<string, Json>>; readonly names: Readonly<Record<PersonId, string>>; readonly texts: Readonly<Record<InputId, string>> };
/** Newest first. */
export declare function readTimeline(db: Database, stream: StreamKind, id: string, options?: { readonly before?: number; readonly limit?: number }): Promise<readonly TimelineEntry[]>;
export type SignatureView = { readonly slot: string; readonly person: Named; readonly onBehalfOf: Named | null; readonly hash: Sha256; readonly minutesNo: string | null; readonly signedAt: Instant; readonly voided: { readonly why: string; readonly at: Instant } | null };
export type RevisionView = { readonly number: number; readonly stage: number; readonly phase: Phase; readonly checkpoint: string | null; readonly sha256: Sha256; readonly canonical: string; readonly createdAt: Instant; readonly declaredBy: Named | null; readonly signatures: readonly SignatureView[] };
export declare function readRevision(db: Database, id: EvaluationId, number: number): Promise<RevisionView | null>;
export declare function listRevisions(db: Database, id: EvaluationId): Promise<readonly Omit<RevisionView, 'canonical'>[]>;

export type FindingSummary = { readonly id: FindingId; readonly number: number; readonly evaluationId: EvaluationId; readonly countyId: string; readonly unit: Named; readonly year: number; readonly rehearsal: boolean; readonly findingType: FindingType; readonly source: FindingSource; readonly status: FindingStatus; readonly urgency: Urgency; readonly dueOn: CivilDate | null; readonly amountFen: string | null; readonly version: number; readonly raisedAt: Instant; readonly closedAt: Instant | null };
export type FindingFilter = { readonly evaluationId?: EvaluationId; readonly year?: number; readonly status?: FindingStatus; readonly findingType?: FindingType; readonly rehearsal?: boolean; readonly open?: boolean; readonly unitId?: UnitId };
export declare function listFindings(db: Database, scope: Scope, filter: FindingFilter, paging: Paging): Promise<Page<FindingSummary>>;
export type FindingDetail = FindingSummary & { readonly state: FindingState; readonly clockOffsetMs: number; readonly names: Readonly<Record<PersonId, string>>; readonly texts: Readonly<Record<InputId, string>>; readonly evidence: readonly EvidenceView[]; readonly signatures: readonly SignatureView[] };
export declare function readFinding(db: Database, id: FindingId): Promise<FindingDetail | null>;
export declare function readFindingFacts(db: Database, id: FindingId, personId: PersonId, wallInstant: Instant): Promise<{ readonly state: FindingState; readonly facts: FindingFacts; readonly actor: Actor; readonly now: Instant; readonly countyId: string; readonly unitId: UnitId } | null>;

/** A person with the duties he holds on a date; what the permissions start from. */
export type Principal = { readonly person: PersonRow; readonly holdings: readonly { readonly duty: Duty; readonly unitId: UnitId; readonly unitName: string; readonly postTitle: string; readonly from: CivilDate; readonly until: CivilDate | null }[] };
export type PersonRow = { readonly id: PersonId; readonly countyId: string; readonly name: string; readonly email: string | null; readonly language: 'zh-CN' | 'en'; readonly username: string | null };
export declare function readPrincipal(db: Database, personId: PersonId, on?: CivilDate): Promise<Principal | null>;
export declare function listPeople(db: Database, scope: Scope, filter: { readonly q?: string; readonly duty?: Duty; readonly unitId?: UnitId; readonly ids?: readonly PersonId[] }, paging: Paging): Promise<Page<PersonRow & { readonly holdings: Principal['holdings'] }>>;
export type PostRow = { readonly id: string; readonly countyId: string; readonly unit: Named; readonly title: string; readonly duty: Duty; readonly holdings: readonly { readonly person: Named; readonly from: CivilDate; readonly until: CivilDate | null }[] };
export declare function listPosts(db: Database, scope: Scope, paging: Paging): Promise<Page<PostRow>>;
export type UnitRow = { readonly id: UnitId; readonly countyId: string; readonly kind: string; readonly name: string; readonly nameEn: string; readonly parentId: UnitId | null };
export declare function listUnits(db: Database, scope: Scope, paging: Paging): Promise<Page<UnitRow>>;
export type MailRow = { readonly id: string; readonly countyId: string; readonly person: Named; readonly to: string | null; readonly kind: NoticeKind; readonly subject: string; readonly processDate: CivilDate; readonly rehearsal: boolean; readonly status: 'pending' | 'sent' | 'kept' | 'failed'; readonly createdAt: Instant; readonly sentAt: Instant | null; readonly evaluationIds: readonly EvaluationId[] };
export type MailFilter = { readonly personId?: PersonId; readonly evaluationId?: EvaluationId; readonly kind?: NoticeKind; readonly status?: MailRow['status']; readonly rehearsal?: boolean };
export declare function listMails(db: Database, scope: Scope, filter: MailFilter, paging: Paging): Promise<Page<MailRow>>;
export declare function readMail(db: Database, id: string): Promise<(MailRow & { readonly text: string; readonly html: string }) | null>;
/** How many mails of an evaluation (and its findings) were made, by kind; a merged mail counts once. */
export declare function countMails(db: Database, evaluationId: EvaluationId): Promise<Readonly<Record<string, number>>>;
export type AuditRow = { readonly stream: StreamKind; readonly streamId: string; readonly seq: number; readonly previousHash: Sha256 | null; readonly hash: Sha256; readonly body: string; readonly recordedAt: Instant };
export declare function listAudit(db: Database, stream: StreamKind, id: string, paging: Paging): Promise<Page<AuditRow>>;

// ---- campaigns and clocks ------------------------------------------------------------------------------------------------------
export type CampaignRow = { readonly id: string; readonly countyId: string; readonly year: number; readonly title: string; readonly rehearsal: boolean; readonly clockOffsetMs: number; readonly templateId: string; readonly calendarId: string; readonly dates: StageDates; readonly nextInstant: Instant | null; readonly evaluations: number };
export declare function listCampaigns(db: Database, countyId: string): Promise<readonly CampaignRow[]>;
export declare function readCampaign(db: Database, id: string): Promise<CampaignRow | null>;
export declare function createCampaign(db: Database, campaign: Omit<CampaignRow, 'nextInstant' | 'evaluations'>): Promise<void>;
/** The earliest `nextInstant` of the campaign's live evaluations and findings, process time. */
export declare function nextCampaignInstant(db: Database, campaignId: string): Promise<Instant | null>;
/** Rehearsals only; never backwards. Throws `ConflictError` otherwise. Answers the offset that stands. */
export declare function setClockOffset(db: Database, campaignId: string, clockOffsetMs: number): Promise<AdvanceMessage>;
export type LiveWorkflow = { readonly kind: StreamKind; readonly id: string; readonly workflowId: string; readonly nextInstant: Instant | null };
export declare function listLiveWorkflows(db: Database, campaignId: string): Promise<readonly LiveWorkflow[]>;
/** Live cases whose alarm should have rung more than `minutes` ago (nightly reconciliation). */
export declare function listOverdueAlarms(db: Database, wallInstant: Instant, minutes: number): Promise<readonly LiveWorkflow[]>;

// ---- audit ---------------------------------------------------------------------------------------------------------------------
export type AuditBreak = { readonly stream: string; readonly seq: number; readonly table: string; readonly why: string };
export type AuditReport = { readonly streams: number; readonly events: number; readonly broken: AuditBreak | null };
/** Walks every chain, or those of one evaluation and its findings, and names the first broken row. */
export declare function verifyAudit(db: Database, options?: { readonly evaluationId?: EvaluationId }): Promise<AuditReport>;

// ---- public reads (portal) -----------------------------------------------------------------------------------------------------
export type PublishedSummary = { readonly evaluationId: EvaluationId; readonly county: Named; readonly unit: Named & { readonly nameEn: string }; readonly year: number; readonly publishedAt: Instant; readonly withheld: boolean; readonly score: string | null; readonly grade: Rating | null; readonly rehearsal: boolean };
export type PublishedResult = PublishedSummary & { readonly canonical: string | null; readonly sha256: Sha256 | null; readonly basis: string | null; readonly corrections: readonly { readonly number: number; readonly text: string; readonly at: Instant }[]; readonly template: Template };
/** `rehearsal` false: real results only; true: rehearsals only (watermarked path). */
export declare function listPublished(db: Database, filter: { readonly rehearsal: boolean; readonly year?: number; readonly q?: string }, paging: Paging): Promise<Page<PublishedSummary>>;
export declare function readPublished(db: Database, evaluationId: EvaluationId, rehearsal: boolean): Promise<PublishedResult | null>;

// ---- registry: what an administrator or a seed writes; all idempotent by id --------------------------------------------------------
export declare function saveCounty(db: Database, county: { readonly id: string; readonly name: string; readonly nameEn: string }): Promise<void>;
export declare function saveUnit(db: Database, unit: { readonly id: UnitId; readonly countyId: string; readonly kind: 'bureau' | 'department' | 'subordinate' | 'project'; readonly name: string; readonly nameEn: string; readonly parent?: { readonly id: UnitId; readonly from: CivilDate; readonly until: CivilDate | null } }): Promise<void>;
export declare function savePerson(db: Database, person: Omit<PersonRow, 'username'>): Promise<void>;
/** Creates the sign-in account (user.id = person.id) with a password, or sets a new password. */
export declare function savePassword(db: Database, account: { readonly personId: PersonId; readonly username: string; readonly password: string }): Promise<void>;
export declare function hasAccount(db: Database, personId: PersonId): Promise<boolean>;
export declare function savePost(db: Database, post: { readonly id: string; readonly countyId: string; readonly unitId: UnitId; readonly title: string; readonly duty: Duty }): Promise<void>;
export declare function savePostHolding(db: Database, holding: { readonly id: string; readonly postId: string; readonly personId: PersonId; readonly from: CivilDate; readonly until: CivilDate | null }): Promise<void>;
export declare function saveLeadingGroup(db: Database, group: { readonly id: string; readonly countyId: string; readonly unitId: UnitId; readonly documentNo: string; readonly leader: PersonId; readonly members: readonly PersonId[]; readonly from: CivilDate; readonly until: CivilDate | null }): Promise<void>;
/** Immutable: the same id with other content throws `ConflictError`. */
export declare function saveTemplate(db: Database, id: string, template: Template, releasedAt: Instant): Promise<Sha256>;
export declare function saveCalendar(db: Database, calendar: WorkCalendar): Promise<Sha256>;
export declare function readTemplate(db: Database, id: string): Promise<Template | null>;
export declare function readCalendar(db: Database, id: string): Promise<WorkCalendar | null>;
/** Storage for better-auth (`database:` of `betterAuth`). */
export declare function authStorage(db: Database): unknown;
export declare class NotFoundError extends Error {}
export declare class ConflictError extends Error {}
export type { FindingRules };

// ---- demo data (prisma/seed) -----------------------------------------------------------------------------------------------------
export { campaignDates } from './seed/campaignDates.js';
export { caseEntries, caseFigures, readDemoCalendar, readDemoCase, readDemoCounty, readDemoTemplate, type DemoCase, type DemoCounty } from './seed/demoFiles.js';
export { demoUnitId, seedDemo, seededPeople, type SeedReport } from './seed/seedDemo.js';
