import { Client, Connection } from '@temporalio/client';
import { Person } from '../support/person.js';
import { holderOf, openAtGoals, taskOf } from '../support/rehearsal.js';
import { inTurns, percentile, type Samples } from './measure.js';
import { startBareWorker } from './startBareWorker.js';
import { atMost, type Line } from './table.js';

export type DecisionSamples = { readonly http: Samples; readonly ordinary: Samples; readonly local: Samples };

const taskQueue = 'bench-decisions';

/** Where decisions are taken: a running county with the demo people, and the Temporal server and namespace that it works on. */
export type Measured = { readonly url: string; readonly temporalAddress: string; readonly namespace: string; readonly passwordOf: (username: string) => string };

/**
 * A decision as people make it (a clerk claims and releases a task, through HTTP) against the least a durable decision can be, on the
 * same Temporal server in the same minutes: a bare workflow whose Update runs one empty activity. Each side has a worker process of its
 * own and one caller.
 */
export async function measureDecisions({ url, temporalAddress: address, namespace, passwordOf }: Measured, options: { readonly warmUp: number; readonly rounds: number }): Promise<DecisionSamples> {
  const signIn = (username: string) => Person.signIn(url, username, passwordOf(username));
  const desk = await signIn(holderOf('caizheng', 'performanceDesk'));
  const [opened] = await openAtGoals(desk);
  if (opened === undefined) throw new Error('no rehearsal');
  const { evaluationId, unit } = opened;
  const clerk = await signIn(holderOf(unit, 'clerk'));
  const { taskId } = taskOf(await clerk.evaluation(evaluationId), 'fillSection');
  let claimed = false;
  const decide = async () => {
    await clerk.command(evaluationId, { type: claimed ? 'release' : 'claim', taskId });
    claimed = !claimed;
  };

  const endWorker = await startBareWorker(address, taskQueue, namespace);
  const connection = await Connection.connect({ address });
  try {
    const handle = await new Client({ connection, namespace }).workflow.start('bareWorkflow', { workflowId: `bare-${crypto.randomUUID()}`, taskQueue });
    const update = (name: string) => () => handle.executeUpdate(name, { updateId: crypto.randomUUID() });
    const samples = await inTurns([{ name: 'http', once: decide }, { name: 'ordinary', once: update('ordinary') }, { name: 'local', once: update('local') }], options);
    await handle.terminate();
    return { http: samples.get('http') ?? [], ordinary: samples.get('ordinary') ?? [], local: samples.get('local') ?? [] };
  } finally {
    await connection.close();
    await endWorker();
  }
}

/** What was measured, and its ratios: at most `goal` times the ordinary activity. */
export function decisionLines({ http, ordinary, local }: DecisionSamples, goal: number): readonly Line[] {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return [0.5, 0.95].flatMap((share) => {
    const [ours, bare, least] = [percentile(http, share), percentile(ordinary, share), percentile(local, share)];
    const name = `p${share * 100}`;
    return [
      { measure: `a decision through HTTP, ${name} of ${http.length}`, value: ms(ours) },
      { measure: `bare workflow, Update with one empty ordinary activity, ${name}`, value: ms(bare) },
      { measure: `bare workflow, Update with one empty local activity, ${name}`, value: ms(least) },
      { measure: `  ratio to the ordinary activity, ${name}`, value: (ours / bare).toFixed(2), goal: atMost(ours / bare, goal) },
      { measure: `  ratio to the local activity, ${name}`, value: (ours / least).toFixed(2) },
    ];
  });
}
