import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { Person } from '../support/person.js';
import { holderOf, openAtGoals, taskOf } from '../support/rehearsal.js';
import { inTurns, type Samples } from './measure.js';
import type { Launched } from '../support/launcher.js';

export type DecisionSamples = { readonly http: Samples; readonly ordinary: Samples; readonly local: Samples };

const taskQueue = 'bench-bare';

/**
 * A decision as people make it (a clerk claims and releases a task, through HTTP) against the least a durable decision can be, on the
 * same Temporal server in the same minutes: a bare workflow whose Update runs one empty activity. Each side has a worker process of its
 * own and one caller.
 */
export async function measureDecisions({ url, environment, passwordOf }: Launched, options: { readonly warmUp: number; readonly rounds: number }): Promise<DecisionSamples> {
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

  const address = environment['TEMPORAL_ADDRESS'] ?? '';
  const script = fileURLToPath(new URL('bareWorker.ts', import.meta.url));
  const worker = spawn(process.execPath, ['--import', 'tsx', script, address, taskQueue], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(worker, 'exit');
  await Promise.race([once(worker.stdout, 'data'), ended.then(() => Promise.reject(new Error('the bare worker ended')))]);
  const connection = await Connection.connect({ address });
  try {
    const handle = await new Client({ connection }).workflow.start('bareWorkflow', { workflowId: `bare-${crypto.randomUUID()}`, taskQueue });
    const update = (name: string) => () => handle.executeUpdate(name, { updateId: crypto.randomUUID() });
    const samples = await inTurns([{ name: 'http', once: decide }, { name: 'ordinary', once: update('ordinary') }, { name: 'local', once: update('local') }], options);
    await handle.terminate();
    return { http: samples.get('http') ?? [], ordinary: samples.get('ordinary') ?? [], local: samples.get('local') ?? [] };
  } finally {
    await connection.close();
    worker.kill('SIGTERM');
    await ended;
  }
}
