import type { EvaluationCommand } from './evaluation/commands.js';
import type { Position } from './evaluation/state.js';
import type { FindingCommand } from './finding/commands.js';
import type { FindingPosition } from './finding/state.js';
import type { CampaignId, EvaluationId, FindingId, Instant, PersonId } from './identifiers.js';
import type { Refusal } from './refusals.js';

/**
 * Messages between the API, the durable shells and the database. Ids and codes only: names, texts and figures stay in
 * PostgreSQL. A released field never changes its meaning; new fields are optional.
 */

/** Who gives a command, and through which session (a signature consumes that session's re-authentication). */
export type Sender = { readonly personId: PersonId; readonly sessionId: string };

export type EvaluationInput = { readonly evaluationId: EvaluationId; readonly processed?: readonly string[] };
export type CampaignInput = { readonly campaignId: CampaignId };
export type RectificationInput = { readonly findingId: FindingId; readonly processed?: readonly string[] };

/**
 * What a shell is asked to do: a person's command (`from` null for the clock). `seen`: the version of the case that he looked at; a verdict on
 * what has changed since is refused.
 */
export type CommandMessage<Command> = { readonly command: Command; readonly from: Sender | null; readonly seen?: number };
export type EvaluationMessage = CommandMessage<EvaluationCommand>;
export type FindingMessage = CommandMessage<FindingCommand>;

/** What the shell adopts: its next alarm, the rehearsal's clock, and the little it needs for a dry run. */
export type ShellState<Place> = {
  readonly position: Place;
  /** Process time; null when nothing can happen any more without a person. */
  readonly nextInstant: Instant | null;
  /** Added to the workflow's clock to get process time, in ms; 0 outside rehearsals. */
  readonly clockOffsetMs: number;
  readonly finished: boolean;
};

export type CommitRequest<Id, Command> = {
  readonly id: Id;
  readonly updateId: string;
  readonly message: CommandMessage<Command>;
  /** Workflow clock without offset; `commit` adds the offset it reads under the lock. */
  readonly wallInstant: Instant;
};

export type CommitOutcome<Place> =
  | { readonly kind: 'accepted'; readonly events: readonly string[]; readonly shell: ShellState<Place> }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly shell: ShellState<Place> };

export type EvaluationShell = ShellState<Position>;
export type FindingShell = ShellState<FindingPosition>;
export type EvaluationOutcome = CommitOutcome<Position>;
export type FindingOutcome = CommitOutcome<FindingPosition>;

export const updateNames = { command: 'command', advance: 'advance' } as const;
export const queryNames = { diagnose: 'diagnose' } as const;
export const signalNames = { wake: 'wake' } as const;
export const taskQueues = { process: 'hengji-process', mail: 'hengji-mail' } as const;

/** Answer to `advance`: the clock the shell now runs by, and how many ticks were due. */
export type AdvanceMessage = { readonly clockOffsetMs: number };
export type AdvanceOutcome = { readonly ticked: number; readonly nextInstant: Instant | null };


/** Workflow ids are the database's ids with their kind before them. */
export function evaluationWorkflowId(id: EvaluationId): string {
  return `evaluation:${id}`;
}

export function findingWorkflowId(id: FindingId): string {
  return `finding:${id}`;
}

export function campaignWorkflowId(id: CampaignId): string {
  return `campaign:${id}`;
}
