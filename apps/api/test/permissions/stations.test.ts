import type { EvaluationCommandBody, FindingCommandBody } from '@hengji/contracts';
import { suspendCase } from '@hengji/database';
import { duties, partyOf, type Duty } from '@hengji/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { whole } from '../../../../test/support/long.js';
import { idFrom } from '../../src/commandInput.js';
import { ask, inLanes, type Answered } from './ask.js';
import { evaluationBodies, findingBodies } from './bodies.js';
import { evaluationCommands, expectedAnswer, findingCommands, type Grants } from './expected.js';
import type { Asked } from './requests.js';
import { findingStations, isStation, neverOffered, offeredAt, stations, type StationName } from './stations.js';
import { World } from './world.js';
import { liveThroughYear } from './year.js';

let world: World;

beforeAll(async () => {
  world = await World.start();
});

afterAll(() => world.end());

/**
 * What came of commands that were not offered to those who sent them. What nobody is offered here is sent by one of those who
 * may send it at all, another one at each place; what somebody is offered, by everybody else. Whose right does not reach the
 * case is tried in matrix.test.ts; here the state has the word. `npm test` sends every eighth command at each place, others at the next;
 * `npm run test:long` sends all of them everywhere.
 */
async function sendUnoffered(name: StationName, grants: Readonly<Record<string, Grants>>, request: (type: string) => Asked): Promise<readonly string[]> {
  const place = [...Object.keys(stations), ...Object.keys(findingStations)].indexOf(name);
  const tried = Object.keys(grants).filter((_, index) => whole || (index + place) % 8 === 0).flatMap((type) => {
    const senders = duties.filter((duty) => expectedAnswer(grants[type] ?? {}, duty, 'own') === 'yes');
    const unoffered = senders.filter((duty) => !offeredAt(name, duty).includes(type));
    const sending = unoffered.length === senders.length ? unoffered.filter((_, index) => index === place % senders.length) : unoffered;
    return sending.map((duty) => ({ type, duty }));
  });
  const answers = await inLanes(tried, async ({ type, duty }) => ({ type, duty, answer: await ask(world, duty, request(type)) }));
  const refused = ({ status, code }: Answered) => (status === 409 && code !== '') || (name === 'finding.raised' && status === 404);
  return answers.filter(({ answer }) => !refused(answer)).map(({ type, duty, answer }) => `${type} by ${duty} at ${name}: ${answer.status} ${answer.code}`);
}

/** Whether something was changed although it was not offered, the version tells. */
async function lookAtEvaluation(name: StationName, evaluationId: string): Promise<void> {
  const records = await Promise.all(duties.map(async (duty) => [duty, await world.person(duty).evaluation(evaluationId)] as const));
  for (const [duty, { allowedActions, claimable }] of records) {
    expect([...allowedActions].sort(), `${name}: ${duty}`).toEqual(offeredAt(name, duty));
    expect(claimable.length > 0, `${name}: ${duty}`).toBe(allowedActions.includes('claim'));
  }
  const [, record] = records[0] ?? [];
  if (record === undefined) throw new Error('nobody looked');
  const bodies: Readonly<Record<string, EvaluationCommandBody>> = evaluationBodies(record, [world.personId('staff'), world.personId('clerk')]);
  // Everybody stands in for himself, so an absence of another is what he may not record.
  expect(await sendUnoffered(name, evaluationCommands, (type) => ({ method: 'POST', path: `/evaluations/${evaluationId}/commands`, body: bodies[type] ?? {} }))).toEqual([]);
  expect((await world.person('auditor').evaluation(evaluationId)).version).toBe(record.version);
}

async function lookAtFinding(name: StationName, id: string): Promise<void> {
  // Until it is served the department knows nothing of it.
  const readers = duties.filter((duty) => name !== 'finding.raised' || partyOf[duty] !== 'department');
  const records = await Promise.all(readers.map(async (duty) => [duty, await world.person(duty).call('getFinding', { params: { id } })] as const));
  for (const [duty, { allowedActions }] of records) expect([...allowedActions].sort(), `${name}: ${duty}`).toEqual(offeredAt(name, duty));
  const [, record] = records[0] ?? [];
  if (record === undefined) throw new Error('nobody looked');
  const bodies: Readonly<Record<string, FindingCommandBody>> = findingBodies(record, world.personId('accountant'));
  expect(await sendUnoffered(name, findingCommands, (type) => ({ method: 'POST', path: `/findings/${id}/commands`, body: bodies[type] ?? {} }))).toEqual([]);
  expect((await world.person('auditor').call('getFinding', { params: { id } })).version).toBe(record.version);
}

test('at every place of a year each duty is offered what the table says, and everything else is refused', async () => {
  const seen: string[] = [];
  await liveThroughYear(world, await world.open('own'), async (name, { evaluationId, findingId }) => {
    if (!isStation(name)) throw new Error(`${name} is not in the table`);
    seen.push(name);
    await (findingId === null ? lookAtEvaluation(name, evaluationId) : lookAtFinding(name, findingId));
  });
  expect([...seen].sort()).toEqual([...Object.keys(stations), ...Object.keys(findingStations)].sort());
}, 300_000);

test('what must stay secret is withheld by the principal, who reads on what basis', async () => {
  const id = await world.open('own', 7, { id: idFrom('project', 'withheld'), name: '涉密项目' });
  await world.moveTo('2024-08-31T01:00:00.000Z', [id]);
  await world.person('deputyLeader').command(id, { type: 'reviewSecrecy', result: 'withhold', basis: '涉及工作秘密' });
  const before = await world.person('principal').evaluation(id);
  expect(before).toMatchObject({ phase: 'publication', secrecy: { result: 'withhold', basis: '涉及工作秘密' } });
  expect(before.allowedActions).toContain('withholdPublication');
  await world.person('principal').command(id, { type: 'withholdPublication' });
  const after = await world.person('clerk').evaluation(id);
  expect(after).toMatchObject({ phase: 'resultUse', publication: null });
  expect(after.stages[7]).toMatchObject({ phase: 'publication', outcome: 'withheld' });
});

test('a year that is suspended takes up again or ends, by the administrator; a cancelled one takes nothing', async () => {
  const id = await world.open('other');
  await suspendCase(world.database, { kind: 'evaluation', id }, 'test');
  const offered = async (duty: Duty) => (await world.person(duty).evaluation(id)).allowedActions;
  const county = ['performanceDesk', 'auditor', 'administrator'] as const;
  expect(await Promise.all(county.map(offered))).toEqual([['cancel'], [], ['cancel', 'resume']]);
  const bodies = evaluationBodies(await world.person('administrator').evaluation(id), [world.personId('staff'), world.personId('clerk')]);
  const send = (type: EvaluationCommandBody['type']) => ask(world, expectedAnswer(evaluationCommands[type], 'administrator', 'other') === 'yes' ? 'administrator' : 'performanceDesk', { method: 'POST', path: `/evaluations/${id}/commands`, body: bodies[type] });
  const ofCounty = Object.values(bodies).map(({ type }) => type).filter((type) => county.some((duty) => expectedAnswer(evaluationCommands[type], duty, 'other') === 'yes'));
  for (const type of ofCounty.filter((one) => one !== 'resume' && one !== 'cancel')) expect((await send(type)).code, type).toBe('notOpen');
  expect((await send('resume')).status).toBe(200);
  expect((await send('cancel')).status).toBe(200);
  expect(await Promise.all(county.map(offered))).toEqual([[], [], []]);
  for (const type of ofCounty) expect((await send(type)).status, type).toBe(409);
});

test('every command is offered to somebody somewhere, but for what needs a request, a gap or a suspension first', () => {
  const commands = [...Object.keys(evaluationBodies(null, ['', ''])), ...Object.keys(findingBodies(null, ''))] as (EvaluationCommandBody['type'] | FindingCommandBody['type'])[];
  // The last five are a finding's.
  expect(neverOffered(commands)).toEqual(['release', 'grantExtension', 'refuseExtension', 'registerPaper', 'appointActing', 'withholdPublication', 'resume', 'grantExtension', 'refuseExtension', 'release', 'appointActing', 'resume']);
});
