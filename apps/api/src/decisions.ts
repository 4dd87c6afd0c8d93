import { evaluationWorkflowId, findingWorkflowId, type EvaluationMessage, type EvaluationOutcome, type FindingMessage, type FindingOutcome } from '@hengji/domain';
import { executeCommand, type CommandAnswer } from '@hengji/workflows/client';
import type { Client } from '@temporalio/client';

/** A command on its way to the case it is for. `updateId`: the Idempotency-Key, under which it is carried out once. */
export type Delivery<Message> = { readonly id: string; readonly updateId: string; readonly message: Message; readonly deadlineMs: number };

/**
 * Where commands are carried out: the shell of their case, which keeps their order. The handlers know no more of the
 * process engine than this.
 */
export type Decisions = {
  readonly evaluation: (delivery: Delivery<EvaluationMessage>) => Promise<CommandAnswer<EvaluationOutcome>>;
  readonly finding: (delivery: Delivery<FindingMessage>) => Promise<CommandAnswer<FindingOutcome>>;
};

export function decisionsOver(client: Client): Decisions {
  return {
    evaluation: ({ id, ...call }) => executeCommand(client, { ...call, workflowId: evaluationWorkflowId(id) }),
    finding: ({ id, ...call }) => executeCommand(client, { ...call, workflowId: findingWorkflowId(id) }),
  };
}
