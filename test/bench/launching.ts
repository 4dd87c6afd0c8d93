import { inLanes } from '../../apps/api/test/permissions/ask.js';
import { eventually } from '../support/eventually.js';
import { datesOf } from '../support/rehearsal.js';
import type { Person } from '../support/person.js';
import { bareQueue, type CountyStack } from './countyStack.js';
import type { Line } from './table.js';

/** As many at a time as the worker's relay starts. */
const lanes = 10;
const rounds = 3;
const year = 2023;

/** Seconds from the order until every case is open and its shell was started; the cases are those of a rehearsal of its own. */
async function launch({ stack }: CountyStack, desk: Person, unitIds: readonly string[]): Promise<number> {
  const dates = datesOf(year);
  const { id } = await desk.call('draftCampaign', { body: { title: '演练', year, rehearsal: true, subjects: unitIds.map((subject) => ({ subject })), dates: [...dates], startsOn: dates[0] ?? null } });
  const begun = Date.now();
  await desk.call('commandCampaign', { params: { id }, body: { type: 'launch' } });
  const startedAt = async () => {
    // Looked at seldom: who looks all the time takes the machine away from what is measured.
    await new Promise((done) => setTimeout(done, 300));
    const [row] = await stack.sql<{ n: number; last: Date | null }>('SELECT count(*)::int AS n, max(s.started_at) AS last FROM workflow_start s JOIN evaluation e ON e.id = s.target_id WHERE e.campaign_id = $1 AND s.started_at IS NOT NULL', [id]);
    return row?.n === unitIds.length ? row.last : null;
  };
  const last = await eventually('every shell of the campaign', startedAt, 300_000);
  return (last.getTime() - begun) / 1000;
}

/** Seconds for as many workflows that each start, do one empty activity, and end. */
async function launchBare({ bare }: CountyStack, count: number): Promise<number> {
  const begun = performance.now();
  const handles = await inLanes(Array.from({ length: count }, () => `bare-${crypto.randomUUID()}`), (workflowId) => bare.workflow.start('bareOnce', { workflowId, taskQueue: bareQueue }), lanes);
  await Promise.all(handles.map((handle) => handle.result()));
  return (performance.now() - begun) / 1000;
}

/** The launch of a year for so many units against as many bare workflows, in turns; the best of each counts, because other work on the machine only slows. */
export async function launchLines(parts: CountyStack, desk: Person, unitIds: readonly string[]): Promise<readonly Line[]> {
  const [ours, bare]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await launchBare(parts, unitIds.length));
    ours.push(await launch(parts, desk, unitIds));
  }
  const [best, least] = [Math.min(...ours), Math.min(...bare)];
  const ratio = best / least;
  return [
    { measure: `launch of ${unitIds.length} evaluations, best of ${rounds}`, value: `${best.toFixed(2)} s` },
    { measure: `${unitIds.length} bare workflows with one empty activity each`, value: `${least.toFixed(2)} s` },
    { measure: '  ratio', value: ratio.toFixed(2), goal: { text: '≤ 1.5', met: ratio <= 1.5 } },
  ];
}
