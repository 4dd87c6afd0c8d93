import type {
  CampaignId,
  CommitRequest,
  EvaluationCommand,
  EvaluationId,
  EvaluationOutcome,
  EvaluationShell,
  FindingCommand,
  FindingId,
  FindingOutcome,
  FindingShell,
  Instant,
  PersonId,
} from '@hengji/domain';

/**
 * What the workflows call, as types only: the worker implements them (`satisfies ProcessActivities` …). A released signature
 * never changes its meaning, because histories written by it are replayed.
 */

/** Why a shell gives a case to the operators. `updateId` is the command that failed for good. */
export type SuspendRequest<Id> = {
  readonly id: Id;
  readonly updateId: string;
  /** The failure's type and message; no text that a person wrote. */
  readonly failure: string;
  /** Workflow clock without offset, as in `CommitRequest`. */
  readonly wallInstant: Instant;
};

/** The local activities of the durable shells: short, repeatable, one transaction each. */
export type ProcessActivities = {
  /** Throws a non-retryable failure when the row does not exist. */
  loadEvaluation(id: EvaluationId): Promise<EvaluationShell>;
  /** The only writer of process state; repeated with the same `updateId` it answers what it answered before. */
  commitEvaluation(request: CommitRequest<EvaluationId, EvaluationCommand>): Promise<EvaluationOutcome>;
  /** Marks the evaluation suspended, tells the operators, and answers what the shell adopts. */
  suspendEvaluation(request: SuspendRequest<EvaluationId>): Promise<EvaluationShell>;
  loadFinding(id: FindingId): Promise<FindingShell>;
  commitFinding(request: CommitRequest<FindingId, FindingCommand>): Promise<FindingOutcome>;
  suspendFinding(request: SuspendRequest<FindingId>): Promise<FindingShell>;
};

/** What a round of a campaign's work left: more of it, nothing; `paused`: it waits for somebody; `later`: some shells did not answer. */
export type CampaignRound = { readonly left: 'more' | 'nothing' | 'paused' | 'later' };

export type CampaignActivities = {
  /** Carries out about fifty openings, withdrawals or new dates of a campaign, and records what became of them. Heartbeats; may be broken off anywhere. */
  workOnCampaign(campaignId: CampaignId): Promise<CampaignRound>;
};

/** Whom to look at, and for whom; without it every county, by the Schedule. */
export type ReconciliationRequest = { readonly origin: 'person' | 'command'; readonly by: PersonId | null; /** Null: every county. */ readonly countyId: string | null };

/** How many cases were looked at, which shells had to be started again, how much was irregular, and how much of that a person must see to. */
export type ReconciliationReport = { readonly compared: number; readonly restarted: readonly string[]; readonly found: number; readonly left: number };

/** Of all counties: rows walked, and counties of whose record a row does not hold. */
export type AuditCheckReport = { readonly events: number; readonly broken: readonly string[] };

export type OperationActivities = {
  /** Compares what the rows say with what the server runs, mends what is safe, and puts the result on record. Heartbeats. */
  reconcileShells(request?: ReconciliationRequest): Promise<ReconciliationReport>;
  /** Walks every audit chain and puts the result on record. Heartbeats. */
  checkAudit(): Promise<AuditCheckReport>;
};

/** Counts of one round: `left` mails wait for another try. */
export type DeliveryReport = { readonly sent: number; readonly failed: number; readonly left: number };

export type DigestReport = { readonly workingDay: boolean; readonly made: number };

export type MailActivities = {
  /** Sends what is pending until nothing is left; fails, to be tried again later, when the mail server does not take mail. */
  deliverMails(): Promise<DeliveryReport>;
  /** Makes the daily digests, on working days only. */
  makeDigests(): Promise<DigestReport>;
};
