import { readFileSync } from 'node:fs';
import { connectTemporal, openShellIds } from '@hengji/workflows/client';
import { eventually } from '../support/eventually.js';
import { openYear } from '../chaos/run.js';
import type { ChaosCounty } from '../chaos/county.js';
import type { CountyStack } from './countyStack.js';
import { residentBytes } from './reading.js';
import type { Line } from './table.js';

const few = 100;

/** What a worker needs while so many shells sleep: memory after the last was started, and what it takes a new worker to poll and to take a decision. */
type Nap = { readonly shells: number; readonly bytes: number; readonly restartSeconds: number; readonly restartedBytes: number };

/** Makes more sleeping cases of one that is there: its rows under new ids, and the wish for a shell, which the worker carries to Temporal. */
async function addSleepers({ stack }: CountyStack, evaluationId: string, count: number): Promise<void> {
  const fields = "jsonb_build_object('id', md5(e.id || n)::uuid, 'subject_id', md5(e.id || n)::uuid, 'subject_kind', 'project', 'subject_name', '项目' || n)";
  await stack.sql(`INSERT INTO evaluation SELECT r.* FROM evaluation e, generate_series(1, ${count}) AS n, LATERAL jsonb_populate_record(e, ${fields}) r WHERE e.id = $1 ON CONFLICT DO NOTHING`, [evaluationId]);
  await stack.sql(`INSERT INTO workflow_start (id, county_id, kind, target_id) SELECT gen_random_uuid(), e.county_id, 'evaluation', md5(e.id || n)::uuid::text FROM evaluation e, generate_series(1, ${count}) AS n WHERE e.id = $1 ON CONFLICT DO NOTHING`, [evaluationId]);
}

async function allStarted({ stack }: CountyStack): Promise<void> {
  await eventually('every shell', async () => {
    await new Promise((done) => setTimeout(done, 1000));
    const [row] = await stack.sql<{ left: number }>('SELECT count(*)::int AS left FROM workflow_start WHERE started_at IS NULL');
    return row?.left === 0;
  }, 1_200_000);
}

/** Share of one processor that a process took while so many ms went by. */
async function cpuShare(pid: number | undefined, ms: number): Promise<number> {
  const before = cpuTicks(pid);
  await new Promise((done) => setTimeout(done, ms));
  return ((cpuTicks(pid) - before) * msPerTick) / ms;
}

/** Linux tells it in hundredths of a second: user and system, the 14th and 15th field. */
const msPerTick = 10;

/** 0 where the system does not tell. */
function cpuTicks(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

async function nap(parts: CountyStack, evaluationId: string): Promise<Nap> {
  const { stack } = parts;
  await allStarted(parts);
  const workerBytes = () => residentBytes(stack.program('worker').child.pid);
  // A shell reads its case before it sleeps: with some of them still to come, a new worker would hold what it has just read, not what sleeps.
  await eventually('a worker at rest', async () => (await cpuShare(stack.program('worker').child.pid, 2000)) < 0.2, 600_000);
  const bytes = workerBytes();
  await stack.program('worker').stop();
  const begun = performance.now();
  await stack.startWorker();
  const desk = await stack.signIn('chaos.desk1');
  const { tasks } = await desk.evaluation(evaluationId);
  const [task] = tasks;
  if (task !== undefined) await desk.attempt('commandEvaluation', { params: { id: evaluationId }, body: { type: 'urge', taskId: task.taskId } });
  const restartSeconds = (performance.now() - begun) / 1000;
  const temporal = connectTemporal({ TEMPORAL_ADDRESS: stack.options.temporalAddress, TEMPORAL_NAMESPACE: stack.namespace });
  let shells = 0;
  for await (const _ of openShellIds(temporal.client)) shells += 1;
  await temporal.close();
  return { shells, bytes, restartSeconds, restartedBytes: workerBytes() };
}

/** A worker beside a hundred sleeping shells and beside so many: what it holds and how it starts must not grow with them. */
export async function sleepingLines(parts: CountyStack, county: ChaosCounty, many: number): Promise<readonly Line[]> {
  const [opened] = await openYear({ ...county, departments: county.departments.slice(0, 1) });
  if (opened === undefined) throw new Error('nothing was opened');
  await addSleepers(parts, opened.evaluationId, few);
  const before = await nap(parts, opened.evaluationId);
  const begun = performance.now();
  await addSleepers(parts, opened.evaluationId, many);
  await allStarted(parts);
  const seconds = (performance.now() - begun) / 1000;
  const after = await nap(parts, opened.evaluationId);
  const [memory, start] = [after.restartedBytes / before.restartedBytes, after.restartSeconds / before.restartSeconds];
  const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`;
  const flat = (ratio: number) => ({ text: '≤ 1.25', met: ratio <= 1.25 });
  return [
    { measure: `${many - few} shells started by the worker, a second`, value: ((many - few) / seconds).toFixed(0) },
    { measure: `a worker beside ${before.shells} sleeping shells: memory after starting them, after a restart`, value: `${megabytes(before.bytes)}, ${megabytes(before.restartedBytes)}` },
    { measure: `a worker beside ${after.shells}`, value: `${megabytes(after.bytes)}, ${megabytes(after.restartedBytes)}` },
    { measure: '  ratio of memory after a restart', value: memory.toFixed(2), goal: flat(memory) },
    { measure: `  restart until a decision is answered: ${before.restartSeconds.toFixed(1)} s, then ${after.restartSeconds.toFixed(1)} s; ratio`, value: start.toFixed(2), goal: flat(start) },
  ];
}
