import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connectTemporal, type Temporal } from '@hengji/workflows/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRealYear } from '../e2e/realYear.js';
import { OwnServices } from '../support/ownServices.js';
import { holderOf } from '../support/rehearsal.js';
import { repositoryRoot } from '../support/program.js';
import { Stack } from '../support/stack.js';
import { makeCounty } from './county.js';
import { readParameters } from './parameters.js';
import { figuresOf } from './report.js';
import { openYear, play, type Played } from './run.js';
import { decidedOnce, mailsOnce, noInnerErrors, projectionsFold, shellsLive, soundByOwnTools } from './verdict.js';

/**
 * A county in a rehearsal year: people give random commands that the state offers them, through the HTTP API, while worker, API, PostgreSQL
 * and Temporal are killed at random moments. Then everything is counted. `HENGJI_CHAOS_*` make it smaller or larger; the seed is told.
 */
const parameters = readParameters();
const log = (line: string) => console.log(`chaos ${parameters.seed}: ${line}`);

let services: OwnServices;
let stack: Stack;
let temporal: Temporal;
let played: Played | null = null;

beforeAll(async () => {
  services = await OwnServices.start();
  const { databaseUrl, migrationDatabaseUrl, temporalAddress } = services.addresses;
  stack = await Stack.start({ databaseUrl, migrationDatabaseUrl, temporalAddress, namespace: 'default', catchMail: true, decisionDeadlineMs: 5000, startMs: 120_000 });
  temporal = connectTemporal({ TEMPORAL_ADDRESS: temporalAddress, TEMPORAL_NAMESPACE: 'default' });
  // Mails of a real year leave the house while its mailer dies.
  await openRealYear(await stack.signIn(holderOf('caizheng', 'performanceDesk')));
}, 300_000);

afterAll(async () => {
  await temporal?.close();
  await stack?.stop();
  await services?.end();
});

test('people work while everything under them dies', async () => {
  const { evaluations, people, kills } = parameters;
  const county = await makeCounty(stack, { people, departments: evaluations });
  const cases = await openYear(county);
  log(`${cases.length} evaluations, ${county.people.length} people, ${kills} kills to come`);
  played = await play({ stack, services, client: temporal.client }, county, cases, parameters, log);
  const figures = await figuresOf(stack, parameters, cases.length, county.people.length, played);
  log(JSON.stringify(figures));
  await mkdir(join(repositoryRoot, 'test-results'), { recursive: true });
  await writeFile(join(repositoryRoot, 'test-results/chaos.json'), `${JSON.stringify(figures, null, 2)}\n`);
  expect(Object.values(played.kills).reduce((sum, one) => sum + one, 0)).toBe(kills);
  expect(figures.accepted).toBeGreaterThan(people);
}, 7_200_000);

test('no shell is stuck: each live case has one, at the position of its row', async () => {
  expect(await shellsLive(stack, temporal.client)).toEqual([]);
}, 300_000);

test('every command that was acknowledged happened exactly once', async () => {
  expect(await decidedOnce(stack, played?.asked ?? [])).toEqual([]);
  expect(played?.asked.length).toBeGreaterThan(0);
}, 300_000);

test('projections equal a fold over the events', async () => {
  expect(await projectionsFold(stack)).toEqual([]);
}, 300_000);

test('each thing told is in one mail, and each mail came once', async () => {
  expect(await mailsOnce(stack)).toEqual([]);
}, 400_000);

test('every chain holds, and reconciliation finds nothing', async () => {
  expect(await soundByOwnTools(stack)).toEqual([]);
}, 600_000);

test('an outage was told as an outage', () => {
  expect(noInnerErrors(stack)).toEqual([]);
});
