import { endHolding, saveUnit } from '@hengji/database';
import { civilDateOf } from '@hengji/domain';
import { query } from '../../../../test/support/sql.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from './ask.js';
import { openCases, places, type Place, type UnitCase } from './cases.js';
import { lists, roles, shown, type Relation, type Role } from './expected.js';
import { absentCase } from './requests.js';
import { countyIds, since, unitIds, World } from './world.js';

let world: World;
let cases: Readonly<Record<Place, UnitCase>>;
const running = new Map<Place, string>();

beforeAll(async () => {
  world = await World.start();
  cases = await openCases(world);
  // A campaign does not count those that were cancelled: one more of each goes on.
  for (const place of places) running.set(place, await world.open(place));
});

afterAll(() => world.end());

const signedIn = roles.filter((role) => role !== 'nobody');
const relationOf: Readonly<Record<Place, Relation>> = { own: 'own', below: 'below', deeper: 'below', other: 'other', elsewhere: 'elsewhere' };
const visible = (list: keyof typeof lists, role: Role): readonly Place[] => places.filter((place) => shown(lists[list], role).includes(relationOf[place]));
const placeOf = (unitId: string): string => places.find((place) => unitIds[place] === unitId) ?? Object.entries(unitIds).find(([, id]) => id === unitId)?.[0] ?? unitId;
const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort();
const everything = { perPage: 200 } as const;

describe('a list holds what its reader may see, and counts nothing else', () => {
  test.each(signedIn)('%s', async (role) => {
    const person = world.person(role);
    const evaluations = await person.call('listEvaluations', { query: everything });
    expect(sorted(evaluations.data.map(({ unit }) => placeOf(unit.id)))).toEqual(sorted(visible('listEvaluations', role)));
    expect(evaluations.total).toBe(evaluations.data.length);
    const findings = await person.call('listFindings', { query: everything });
    expect(sorted(findings.data.map(({ unit }) => placeOf(unit.id)))).toEqual(sorted(visible('listFindings', role)));
    expect(findings.total).toBe(findings.data.length);
    const units = await person.call('listUnits', { query: everything });
    const bureau = visible('listUnits', role).includes('other') ? ['bureau'] : [];
    expect(sorted(units.data.map(({ id }) => placeOf(id)))).toEqual(sorted([...visible('listUnits', role), ...bureau]));
    expect(units.total).toBe(units.data.length);
    const groups = await person.call('listLeadingGroups', { query: everything });
    expect(sorted(groups.data.map(({ unit }) => placeOf(unit.id)))).toEqual(sorted(visible('listLeadingGroups', role)));
    expect(groups.total).toBe(groups.data.length);
  });

  test.each(signedIn)('%s: people, whose user names and addresses are told to the county’s own people alone', async (role) => {
    const { data, total } = await world.person(role).call('listPeople', { query: everything });
    const wide = visible('listPeople', role).includes('other');
    // The bureau's desk is the counterpart of whoever has a duty.
    const counterpart = role === 'withoutDuty' ? [] : ['bureau'];
    const at = data.flatMap(({ holdings }) => holdings.map(({ unit }) => placeOf(unit.id)));
    expect(sorted(at)).toEqual(sorted([...visible('listPeople', role), ...counterpart]));
    if (!wide && role !== 'withoutDuty') expect(data.filter(({ holdings }) => holdings.some(({ unit }) => placeOf(unit.id) === 'bureau')).map(({ id }) => id)).toEqual([world.personId('performanceDesk')]);
    expect(total).toBe(data.length);
    expect(data.some(({ username, mailAddress }) => username !== '' || mailAddress !== null)).toBe(wide);
  });

  test.each(signedIn)('%s: mails to people of units he sees, each about such units and about no other', async (role) => {
    const { data, total } = await world.person(role).call('listMails', { query: everything });
    const told = await query<{ id: string; units: readonly string[]; at: readonly string[] }>(
      world.ownerUrl,
      `SELECT m.id, array_agg(DISTINCT e.unit_id) AS units, (SELECT array_agg(o.unit_id) FROM post_holding h JOIN post o ON o.id = h.post_id WHERE h.person_id = m.person_id) AS at
       FROM mail m JOIN notice n ON n.mail_id = m.id JOIN evaluation e ON e.id = n.evaluation_id GROUP BY m.id`,
    );
    expect(told.filter(({ units }) => units.length > 1).length, 'a mail about several units').toBeGreaterThan(0);
    const seen = visible('listMails', role);
    const sees = (unit: string) => seen.some((place) => unitIds[place] === unit);
    const wide = seen.includes('other');
    const wanted = told.filter(({ units, at }) => units.every(sees) && (wide || at.some(sees)));
    expect(sorted(data.map(({ id }) => id))).toEqual(sorted(wanted.map(({ id }) => id)));
    expect(total).toBe(data.length);
    expect(wanted.length > 0).toBe(seen.length > 0);
  });

  test.each(signedIn)('%s: circulars of years that a unit he sees takes part in', async (role) => {
    const { data, total } = await world.person(role).call('listCirculars', { query: everything });
    const { here, other } = world.circulars;
    const sees = visible('listCirculars', role);
    expect(sorted(data.map(({ id }) => id))).toEqual(sorted([...(sees.length > 0 ? [here.circularId] : []), ...(sees.includes('other') ? [other.circularId] : [])]));
    expect(total).toBe(data.length);
    const direct = await ask(world, role, { method: 'GET', path: `/circulars/${other.circularId}` });
    expect(direct.status).toBe(role === 'withoutDuty' ? 403 : sees.includes('other') ? 200 : 404);
  });

  test.each(signedIn)('%s: a campaign counts the cases he sees', async (role) => {
    if (role === 'withoutDuty') return expect((await ask(world, role, { method: 'GET', path: '/campaigns' })).status).toBe(403);
    const { data, total } = await world.person(role).call('listCampaigns', { query: everything });
    expect(total).toBe(data.length);
    const one = data.find(({ id }) => id === world.campaignId);
    expect(data.map(({ id }) => id)).not.toContain(world.campaignElsewhere);
    expect(one?.evaluations).toBe(visible('listEvaluations', role).length);
    expect(one?.planned).toBe(visible('listSubjects', role).length);
    const { evaluations, subjects } = await world.person(role).call('getCampaign', { params: { id: world.campaignId } });
    expect({ evaluations, planned: subjects.planned }).toEqual({ evaluations: one?.evaluations, planned: one?.planned });
    const page = await world.person(role).call('listSubjects', { params: { id: world.campaignId }, query: everything });
    expect(sorted(page.data.map(({ subject }) => placeOf(subject.id)))).toEqual(sorted(visible('listSubjects', role)));
    expect(page.total).toBe(page.data.length);
  });
});

describe('asking a list for what is hidden finds what asking for nothing finds', () => {
  type Hidden = { readonly unitId: string; readonly case: UnitCase; readonly personId: string; readonly campaignId: string };
  const searches: readonly (readonly [string, (of: Hidden) => string])[] = [
    ['evaluations by unit', ({ unitId }) => `/evaluations?unit=${unitId}`],
    ['evaluations by campaign', ({ campaignId }) => `/evaluations?campaign=${campaignId}`],
    ['findings by unit', ({ unitId }) => `/findings?unit=${unitId}`],
    ['findings by evaluation', ({ case: { evaluationId } }) => `/findings?evaluation=${evaluationId}`],
    ['people by unit', ({ unitId }) => `/people?unit=${unitId}`],
    ['leading groups by unit', ({ unitId }) => `/leading-groups?unit=${unitId}`],
    ['mails by recipient', ({ personId }) => `/mails?recipient=${personId}`],
    ['mails by campaign', ({ campaignId }) => `/mails?campaign=${campaignId}`],
  ];

  test.each(searches)('%s', async (_, path) => {
    const elsewhere = { unitId: unitIds.elsewhere, case: cases.elsewhere, personId: world.personId('clerk.elsewhere'), campaignId: world.campaignElsewhere };
    const nothing: Hidden = { unitId: crypto.randomUUID(), case: absentCase(), personId: crypto.randomUUID(), campaignId: crypto.randomUUID() };
    for (const role of signedIn) {
      const request = (of: Hidden) => ask(world, role, { method: 'GET', path: path(of) });
      expect(await request(elsewhere), role).toEqual(await request(nothing));
      expect(JSON.parse((await request(elsewhere)).text), role).toEqual({ data: [], total: 0 });
      if (visible('listEvaluations', role).includes('other')) continue;
      // The campaign is the own county's, so rows of it are found.
      const other = { ...nothing, unitId: unitIds.other, case: cases.other, personId: world.personId('clerk.other') };
      expect(await request(other), role).toEqual(await request(nothing));
    }
  });

  test('a name of another unit or person is searched for in vain', async () => {
    for (const [path, hidden, own] of [['/evaluations?q=', '别局', '本局'], ['/people?q=', 'clerk.other', 'clerk']] as const) {
      const found = async (role: Role, q: string) => JSON.parse((await ask(world, role, { method: 'GET', path: path + encodeURIComponent(q) })).text).total;
      expect(await found('clerk', hidden)).toBe(0);
      expect(await found('clerk', own)).toBeGreaterThan(0);
      expect(await found('performanceDesk', hidden)).toBeGreaterThan(0);
      expect(await found('performanceDesk', '外县')).toBe(0);
      // Signs with a meaning of their own in SQL are looked for as they are.
      for (const sign of ['%', '_', "'", '\\']) expect(await found('performanceDesk', sign)).toBe(0);
    }
  });
});

describe('what a request names beside its row', () => {
  test('a person, a file or a unit that is not of the case is refused like one that does not exist', async () => {
    const evaluation = running.get('own') ?? '';
    const post = (role: Role, path: string, body: object) => ask(world, role, { method: 'POST', path, body });
    const commands = `/evaluations/${evaluation}/commands`;
    const strangers = [world.personId('clerk.other'), world.personId('clerk.elsewhere'), world.personId('withoutDuty')];
    const withoutId = ({ status, code, text }: Awaited<ReturnType<typeof ask>>, id: string) => ({ status, code, text: text.replaceAll(id, '') });
    const bodies: readonly (readonly [Role, (person: string) => object])[] = [
      ['clerk', (person) => ({ type: 'assignSections', assignments: [{ section: 'goals', person }] })],
      ['principal', (person) => ({ type: 'handOver', from: world.personId('clerk'), to: person, reason: '交接' })],
      ['clerk', (person) => ({ type: 'delegate', from: world.personId('clerk'), to: person, startsOn: '2023-01-01', endsOn: '2023-12-01', reason: '出差' })],
    ];
    for (const [role, body] of bodies) {
      const absent = crypto.randomUUID();
      const unknown = withoutId(await post(role, commands, body(absent)), absent);
      expect(unknown, role).toMatchObject({ status: 409, code: 'personUnknown' });
      for (const stranger of strangers) expect(withoutId(await post(role, commands, body(stranger)), stranger)).toEqual(unknown);
    }
    // A file is reached through the case it belongs to, and through no other.
    const path = (of: string, file: string) => `/evaluations/${of}/evidence/${file}`;
    const get = (role: Role, at: string) => ask(world, role, { method: 'GET', path: at });
    const missing = await get('clerk', path(cases.own.evaluationId, crypto.randomUUID()));
    expect(missing.status).toBe(404);
    for (const file of [cases.other.evidenceId, cases.elsewhere.evidenceId, cases.own.findingEvidenceId, cases.below.evidenceId]) {
      expect(await get('clerk', path(cases.own.evaluationId, file))).toEqual(missing);
    }
    expect((await get('clerk', path(cases.below.evaluationId, cases.below.evidenceId))).status).toBe(200);
    expect(await get('clerk', `/findings/${cases.own.findingId}/evidence/${cases.own.evidenceId}`)).toEqual(missing);
  });
});

describe('a right ends with what it came from', () => {
  const yesterday = civilDateOf(Date.now() - 24 * 3600 * 1000);
  const seenBy = async (role: Role, place: Place) => (await ask(world, role, { method: 'GET', path: `/evaluations/${cases[place].evaluationId}` })).status;

  test('a unit that went elsewhere takes what is under it with it', async () => {
    expect([await seenBy('clerk', 'below'), await seenBy('clerk', 'deeper')]).toEqual([200, 200]);
    await saveUnit(world.database, { id: unitIds.below, countyId: countyIds.here, kind: 'subordinate', name: '本局下属中心', nameEn: 'below', parent: { id: unitIds.own, from: since, until: yesterday } });
    expect([await seenBy('clerk', 'own'), await seenBy('clerk', 'below'), await seenBy('clerk', 'deeper')]).toEqual([200, 404, 404]);
  });

  test('a post that ended yesterday gives nothing today, in the session that is open', async () => {
    expect(await seenBy('accountant', 'own')).toBe(200);
    await endHolding(world.database, { countyId: countyIds.here, actor: world.personId('administrator'), key: crypto.randomUUID() }, { holding: world.holdingId('accountant'), until: yesterday, reason: null });
    expect(await seenBy('accountant', 'own')).toBe(404);
    expect((await ask(world, 'accountant', { method: 'GET', path: '/campaigns' })).status).toBe(403);
  });
});
