import { connectTemporal, type Temporal } from '@hengji/workflows/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeCounty } from '../chaos/county.js';
import { openYear } from '../chaos/run.js';
import { mailsOnce, noInnerErrors, projectionsFold, shellsLive, soundByOwnTools } from '../chaos/verdict.js';
import { eventually } from '../support/eventually.js';
import type { Person } from '../support/person.js';
import { startSharedStack, type SharedStack } from '../support/sharedStack.js';

/** A prefecture in one campaign: each unit once, all moved by one clock, lists that page through all of them. `HENGJI_SCALE_UNITS` makes it smaller or larger. */
const units = Number(process.env['HENGJI_SCALE_UNITS'] ?? 1000);

let shared: SharedStack;
let temporal: Temporal;
let desk: Person;
let campaignId = '';

beforeAll(async () => {
  shared = await startSharedStack({ catchMail: true });
  temporal = connectTemporal({ TEMPORAL_ADDRESS: shared.stack.options.temporalAddress, TEMPORAL_NAMESPACE: shared.stack.namespace });
}, 180_000);

afterAll(async () => {
  await temporal?.close();
  await shared?.end();
});

const count = async (sql: string): Promise<number> => Number((await shared.stack.sql<{ n: number }>(sql, [campaignId]))[0]?.n);

test(`a year is opened for ${units} units, once each`, async () => {
  const county = await makeCounty(shared.stack, { people: 30, departments: units });
  const [first] = await openYear(county);
  campaignId = first?.campaignId ?? '';
  desk = county.people.find(({ role }) => role === 'desk')?.person ?? expect.fail('nobody sits at the desk');
  expect(await count('SELECT count(DISTINCT subject_id)::int AS n FROM evaluation WHERE campaign_id = $1')).toBe(units);
  expect(await count('SELECT count(*)::int AS n FROM evaluation WHERE campaign_id = $1')).toBe(units);
}, 1_200_000);

test('one move of the clock brings all of them to where goals are written', async () => {
  await desk.call('advanceCampaign', { params: { id: campaignId }, body: {} });
  await eventually('every department fills', async () => (await count("SELECT count(*)::int AS n FROM evaluation WHERE campaign_id = $1 AND step = 'fill'")) === units, 900_000);
  expect(await count("SELECT count(DISTINCT evaluation_id)::int AS n FROM task t JOIN evaluation e ON e.id = t.evaluation_id WHERE e.campaign_id = $1 AND t.kind = 'fillSection'")).toBe(units);
}, 1_200_000);

test('the bureau pages through all of them, each once', async () => {
  const seen = new Set<string>();
  for (let page = 1; ; page += 1) {
    const { data, total } = await desk.call('listEvaluations', { query: { campaign: campaignId, page, perPage: 100 } });
    expect(total).toBe(units);
    for (const { id } of data) seen.add(id);
    if (data.length === 0 || seen.size >= total) break;
  }
  expect(seen.size).toBe(units);
}, 300_000);

test('every shell waits at the position of its row, and the product’s own tools find nothing', async () => {
  expect(await shellsLive(shared.stack, temporal.client)).toEqual([]);
  expect(await projectionsFold(shared.stack)).toEqual([]);
  expect(await mailsOnce(shared.stack)).toEqual([]);
  expect(await soundByOwnTools(shared.stack)).toEqual([]);
  expect(noInnerErrors(shared.stack)).toEqual([]);
}, 1_200_000);
