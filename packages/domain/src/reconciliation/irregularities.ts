import type { CampaignId, EvaluationId, FindingId, Instant, PersonId } from '../identifiers.js';

/**
 * What reconciliation compares: what the rows say, and what the process engine runs. Everything here is ages and counts, so that the
 * rules need no clock. Ages are ms of wall time unless they say otherwise.
 */

export type CaseName = { readonly kind: 'evaluation'; readonly id: EvaluationId } | { readonly kind: 'finding'; readonly id: FindingId };

export type SeenCase = {
  readonly case: CaseName;
  /** Closed, cancelled or withdrawn: it needs no shell any more. */
  readonly over: boolean;
  /** Taken off the clock because its tick failed for good. */
  readonly suspended: boolean;
  /** How long ago its next instant passed, process time; null: it lies ahead, or nothing comes without a person. */
  readonly overdueMs: number | null;
  /** Since its row was last written. */
  readonly quietMs: number;
  readonly shellRuns: boolean;
};

export const outboxNames = ['workflowStart', 'workflowNudge', 'notice', 'circularDelivery', 'mail'] as const;
export type OutboxName = (typeof outboxNames)[number];

export type SeenOutbox = { readonly outbox: OutboxName; readonly waiting: number; readonly oldestMs: number };

export type SeenCampaign = {
  readonly campaignId: CampaignId;
  /** What it has still to carry out: openings, withdrawals and new dates. */
  readonly waiting: number;
  readonly paused: boolean;
  /** Subjects that could not be opened. */
  readonly failed: number;
  readonly quietMs: number;
  readonly shellRuns: boolean;
};

export type Seen = {
  readonly cases: readonly SeenCase[];
  /** Shells that run for no row. */
  readonly strangers: readonly string[];
  readonly campaigns: readonly SeenCampaign[];
  readonly outboxes: readonly SeenOutbox[];
  /** Mails that were given up, by person. */
  readonly failedMails: readonly { readonly personId: PersonId; readonly count: number; readonly lastAt: Instant }[];
  /** Answers that were given and that the rows do not bear out, by case. */
  readonly unfoundedAnswers: readonly { readonly stream: string; readonly id: string; readonly count: number }[];
};

export type Irregularity =
  | { readonly code: 'shellMissing'; readonly case: CaseName }
  | { readonly code: 'shellOverslept'; readonly case: CaseName; readonly minutes: number }
  | { readonly code: 'shellSurplus'; readonly case: CaseName }
  | { readonly code: 'shellStranger'; readonly workflowId: string }
  | { readonly code: 'caseSuspended'; readonly case: CaseName }
  | { readonly code: 'campaignHalfway'; readonly campaignId: CampaignId; readonly waiting: number }
  | { readonly code: 'campaignPaused'; readonly campaignId: CampaignId; readonly waiting: number }
  | { readonly code: 'openingsFailed'; readonly campaignId: CampaignId; readonly count: number }
  | { readonly code: 'outboxStuck'; readonly outbox: OutboxName; readonly waiting: number; readonly minutes: number }
  | { readonly code: 'mailsFailed'; readonly personId: PersonId; readonly count: number; readonly lastAt: Instant }
  | { readonly code: 'answerUnfounded'; readonly stream: string; readonly id: string; readonly count: number };

export type IrregularityCode = Irregularity['code'];
export const irregularityCodes = [
  'shellMissing', 'shellOverslept', 'shellSurplus', 'shellStranger', 'caseSuspended', 'campaignHalfway', 'campaignPaused', 'openingsFailed', 'outboxStuck', 'mailsFailed', 'answerUnfounded',
] as const satisfies readonly IrregularityCode[];

/** What may be done about it without asking anybody, because done twice, or for nothing, it does no harm. */
export type Repair = 'startShell' | 'wakeShell' | 'endShell' | 'wakeCampaign' | 'wakeMail';

const minuteMs = 60_000;
/** A shell does what is due within a second; one that is so late lost its timer. */
const overdueMs = 10 * minuteMs;
/** A commit and the end of its shell are two things: between them a case is over and its shell runs. */
const settlingMs = 5 * minuteMs;
/** The relay and the mailer look several times a second; a mail server that is away makes mails wait up to an hour between two tries. */
const outboxMs = { workflowStart: 5 * minuteMs, workflowNudge: 5 * minuteMs, notice: 10 * minuteMs, circularDelivery: 10 * minuteMs, mail: 60 * minuteMs } as const satisfies Readonly<Record<OutboxName, number>>;

function ofCase(seen: SeenCase): Irregularity | null {
  const { shellRuns, quietMs } = seen;
  if (seen.over) return shellRuns && quietMs >= settlingMs ? { code: 'shellSurplus', case: seen.case } : null;
  if (!shellRuns) return { code: 'shellMissing', case: seen.case };
  if (seen.suspended) return null;
  return seen.overdueMs !== null && seen.overdueMs >= overdueMs ? { code: 'shellOverslept', case: seen.case, minutes: Math.floor(seen.overdueMs / minuteMs) } : null;
}

function ofCampaign({ campaignId, waiting, paused, failed, quietMs, shellRuns }: SeenCampaign): readonly Irregularity[] {
  const unopened: Irregularity[] = failed > 0 ? [{ code: 'openingsFailed', campaignId, count: failed }] : [];
  if (waiting === 0) return unopened;
  if (paused) return [...unopened, { code: 'campaignPaused', campaignId, waiting }];
  // A shell that is at it writes the row with every round.
  return shellRuns && quietMs < settlingMs ? unopened : [...unopened, { code: 'campaignHalfway', campaignId, waiting }];
}

/** Everything that is not as it should be. A suspended case without a shell is two things: one is mended, the other needs a person. */
export function irregularitiesOf(seen: Seen): readonly Irregularity[] {
  return [
    ...seen.cases.flatMap((one) => ofCase(one) ?? []),
    ...seen.cases.flatMap((one): readonly Irregularity[] => (one.suspended && !one.over ? [{ code: 'caseSuspended', case: one.case }] : [])),
    ...seen.strangers.map((workflowId) => ({ code: 'shellStranger' as const, workflowId })),
    ...seen.campaigns.flatMap(ofCampaign),
    ...seen.outboxes.flatMap(({ outbox, waiting, oldestMs }): readonly Irregularity[] =>
      waiting > 0 && oldestMs >= outboxMs[outbox] ? [{ code: 'outboxStuck', outbox, waiting, minutes: Math.floor(oldestMs / minuteMs) }] : [],
    ),
    ...seen.failedMails.map(({ personId, count, lastAt }) => ({ code: 'mailsFailed' as const, personId, count, lastAt })),
    ...seen.unfoundedAnswers.map(({ stream, id, count }) => ({ code: 'answerUnfounded' as const, stream, id, count })),
  ];
}

/** Null: a person must look. */
export function repairOf(irregularity: Irregularity): Repair | null {
  switch (irregularity.code) {
    case 'shellMissing':
      return 'startShell';
    case 'shellOverslept':
      return 'wakeShell';
    case 'shellSurplus':
      return 'endShell';
    case 'campaignHalfway':
      return 'wakeCampaign';
    case 'outboxStuck':
      // The others are carried by loops of the worker that cannot be woken: where they stand still, it does.
      return irregularity.outbox === 'mail' ? 'wakeMail' : null;
    case 'shellStranger':
    case 'caseSuspended':
    case 'campaignPaused':
    case 'openingsFailed':
    case 'mailsFailed':
    case 'answerUnfounded':
      return null;
  }
}

/** `done`: asked for and carried out; `failed`: tried, and the reason; `none`: it is for a person. */
export type RepairOutcome = 'none' | 'done' | 'failed';

/** Whether somebody has still to do something: what was mended needs nobody. */
export function needsPerson(outcome: RepairOutcome): boolean {
  return outcome !== 'done';
}
