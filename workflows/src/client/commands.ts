import {
  queryNames,
  updateNames,
  type AdvanceMessage,
  type AdvanceOutcome,
  type CommandMessage,
  type CommitOutcome,
  type EvaluationMessage,
  type EvaluationOutcome,
  type FindingMessage,
  type FindingOutcome,
  type Refusal,
} from '@hengji/domain';
import {
  isGrpcServiceError,
  ServiceError,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { Diagnosis } from '../shell.js';

/**
 * Nobody answered in time. `timeout`: the command may still be carried out: look its receipt up, and otherwise ask the caller to
 * repeat it with the same Idempotency-Key. `noShell`: no shell runs; the case is over, or its shell was not started yet.
 * `unavailable`: Temporal was not reached.
 */
export type Unknown = { readonly kind: 'unknown'; readonly reason: 'timeout' | 'noShell' | 'unavailable' };

/** The validator's refusal: like `commit`'s own, but without a state. `at`: how far the shell was when it said so; null from a worker of an older version. */
export type DryRefusal = { readonly kind: 'refused'; readonly refusal: Refusal; readonly at: number | null };

/** What a command came to: `commit`'s own answer, the validator's refusal, or nothing known. */
export type CommandAnswer<Outcome> = Outcome | DryRefusal | Unknown;

export type CommandCall<Message> = {
  readonly workflowId: string;
  /** The Idempotency-Key: the same id is carried out once, however often it is sent. */
  readonly updateId: string;
  readonly message: Message;
  /** How long to wait for the answer. */
  readonly deadlineMs: number;
};

/**
 * Gives a command to a case's shell and waits for the outcome. Throws a WorkflowUpdateFailedError when `commit` failed for good
 * (a fault of the program or the data, no answer of the process).
 */
export async function executeCommand(client: Client, call: CommandCall<EvaluationMessage>): Promise<CommandAnswer<EvaluationOutcome>>;
export async function executeCommand(client: Client, call: CommandCall<FindingMessage>): Promise<CommandAnswer<FindingOutcome>>;
export async function executeCommand(
  client: Client,
  { workflowId, updateId, message, deadlineMs }: CommandCall<CommandMessage<unknown>>,
): Promise<CommandAnswer<CommitOutcome<unknown>>> {
  return answered<CommandAnswer<CommitOutcome<unknown>>>(
    client,
    deadlineMs,
    () => client.workflow.getHandle(workflowId).executeUpdate<CommitOutcome<unknown>, [CommandMessage<unknown>]>(updateNames.command, { args: [message], updateId }),
    (failure) => {
      const [refusal, at] = failure.details ?? [];
      return failure.type === 'Refused' && isRefusal(refusal) ? { kind: 'refused', refusal, at: typeof at === 'number' ? at : null } : null;
    },
  );
}

export type AdvanceAnswer = ({ readonly kind: 'advanced' } & AdvanceOutcome) | Unknown;

/** Tells a shell of a rehearsal that its clock moved. Repeating it does no harm. */
export async function advanceShell(client: Client, workflowId: string, message: AdvanceMessage, deadlineMs: number): Promise<AdvanceAnswer> {
  return answered<AdvanceAnswer>(
    client,
    deadlineMs,
    async () => {
      // Each call is an Update of its own: one that was answered before would not do what has come due since.
      const outcome = await client.workflow.getHandle(workflowId).executeUpdate<AdvanceOutcome, [AdvanceMessage]>(updateNames.advance, { args: [message] });
      return { kind: 'advanced', ...outcome };
    },
    () => null,
  );
}

/** What a shell says of itself; for operators. */
export async function diagnoseShell(client: Client, workflowId: string): Promise<Diagnosis<unknown>> {
  return client.workflow.getHandle(workflowId).query<Diagnosis<unknown>>(queryNames.diagnose);
}

/** ms. A moment for the shell to finish what it is at. */
const resendAfterMs = 50;

/**
 * Failures of the server's bookkeeping and not of the command: more than ten Updates at once on one shell, or a shell that was ending
 * or beginning a new run. The same id is sent again: what was carried out is answered by its receipt.
 */
const resendable: readonly (string | null | undefined)[] = ['UnprocessedUpdate', 'AcceptedUpdateCompletedWorkflow'];

async function answered<Answer>(
  client: Client,
  deadlineMs: number,
  ask: () => Promise<Answer>,
  ofFailure: (failure: ApplicationFailure) => Answer | null,
): Promise<Answer | Unknown> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    try {
      return await client.withDeadline(deadline, ask);
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
        const answer = ofFailure(error.cause);
        if (answer !== null) return answer;
        if (!resendable.includes(error.cause.type)) throw error;
        if (Date.now() + resendAfterMs >= deadline) return { kind: 'unknown', reason: 'timeout' };
        await new Promise((done) => setTimeout(done, resendAfterMs));
        continue;
      }
      if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return { kind: 'unknown', reason: 'timeout' };
      if (error instanceof WorkflowNotFoundError) return { kind: 'unknown', reason: 'noShell' };
      if (isOutage(error)) return { kind: 'unknown', reason: 'unavailable' };
      throw error;
    }
  }
}

/**
 * Whether the server was not reached, did not answer in time, or does not take a command now: whether it was carried out its receipt tells,
 * and repeating it does no harm. gRPC codes: cancelled 1, deadline 4, resource exhausted 8, aborted 10, unavailable 14; unknown 2 and internal
 * 13 are what a server says that is just dying or coming up; failed precondition 9: the shell's tasks failed several times in a row, as they
 * do while workers die, until one of them succeeds.
 */
export function isOutage(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && [1, 2, 4, 8, 9, 10, 13, 14].includes(cause.code);
}

function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'code' in value && typeof value.code === 'string';
}
