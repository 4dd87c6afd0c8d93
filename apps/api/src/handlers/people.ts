import type { PersonRecord } from '@hengji/contracts';
import { ConflictError, endPostHolding, listLeadingGroups, listPeople, listUnits, savePassword, savePerson, savePost, savePostHolding, type Database } from '@hengji/database';
import { pagingOf, requireCounty, scopeOf } from '../access.js';
import { idFrom } from '../commandInput.js';
import { HttpProblem, notFound } from '../problem.js';
import type { SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';

type PersonPage = Awaited<ReturnType<typeof listPeople>>['rows'][number];

function view(person: PersonPage): PersonRecord {
  return {
    id: person.id,
    name: person.name,
    username: person.username ?? '',
    mailAddress: person.email,
    active: person.holdings.some((holding) => holding.until === null),
    holdings: person.holdings.map((holding) => ({
      id: holding.id,
      duty: holding.duty,
      title: holding.postTitle,
      unit: { id: holding.unitId, name: holding.unitName },
      startsOn: holding.from,
      endsOn: holding.until,
    })),
  };
}

async function onePerson(database: Database, who: SignedIn, id: string): Promise<PersonRecord> {
  const page = await listPeople(database, { countyId: who.countyId, unitIds: null }, { ids: [id] }, { offset: 0, limit: 1 });
  const [person] = page.rows;
  if (person === undefined) throw notFound();
  return view(person);
}

async function unlessExists<Value>(write: Promise<Value>, field: string): Promise<Value> {
  try {
    return await write;
  } catch (error) {
    if (error instanceof ConflictError) throw new HttpProblem(409, 'alreadyExists', { errors: { [field]: 'alreadyExists' } });
    throw error;
  }
}

/** Colleagues of one's own units; for the bureau, the auditor and the administrator the whole county. */
export function list({ database }: Services): Handler<'listPeople'> {
  return async ({ who }, { query }) => {
    const filter = { ...(query.q === undefined || query.q === '' ? {} : { q: query.q }), ...(query.unit === undefined ? {} : { unitId: query.unit }) };
    const page = await listPeople(database, scopeOf(who), filter, pagingOf(query));
    return { data: page.rows.map(view), total: page.total };
  };
}

export function create({ database }: Services): Handler<'createPerson'> {
  return async ({ who, idempotencyKey }, { body }) => {
    requireCounty(who, 'Person', 'manage');
    const id = idFrom(idempotencyKey, 'person');
    await savePerson(database, { id, countyId: who.countyId, name: body.name, email: body.mailAddress, language: 'zh-CN' });
    await unlessExists(savePassword(database, { personId: id, username: body.username, password: body.password }), 'username');
    return onePerson(database, who, id);
  };
}

export function assign({ database }: Services): Handler<'assignPost'> {
  return async ({ who, idempotencyKey }, { params, body }) => {
    requireCounty(who, 'Person', 'manage');
    await onePerson(database, who, params.id);
    const units = await listUnits(database, { countyId: who.countyId, unitIds: [body.unit] }, { offset: 0, limit: 1 });
    if (units.rows.length === 0) throw new HttpProblem(422, 'invalidInput', { errors: { unit: 'unitUnknown' } });
    const postId = idFrom(idempotencyKey, 'post');
    await savePost(database, { id: postId, countyId: who.countyId, unitId: body.unit, title: body.title, duty: body.duty });
    await savePostHolding(database, { id: idFrom(idempotencyKey, 'holding'), postId, personId: params.id, from: body.startsOn, until: null });
    return onePerson(database, who, params.id);
  };
}

export function end({ database }: Services): Handler<'endPost'> {
  return async ({ who }, { params, body }) => {
    requireCounty(who, 'Person', 'manage');
    const personId = await endPostHolding(database, { id: params.id, countyId: who.countyId, until: body.endsOn });
    if (personId === null) throw notFound();
    return onePerson(database, who, personId);
  };
}

export function units({ database }: Services): Handler<'listUnits'> {
  return async ({ who }, { query }) => {
    const page = await listUnits(database, scopeOf(who), pagingOf(query));
    return { data: page.rows.map(({ id, name, kind }, index) => ({ id, name, code: String(index + 1), kind })), total: page.total };
  };
}

export function leadingGroups({ database }: Services): Handler<'listLeadingGroups'> {
  return async ({ who }, { query }) => {
    const page = await listLeadingGroups(database, scopeOf(who), query.unit === undefined ? {} : { unitId: query.unit }, pagingOf(query));
    return { data: page.rows.map(({ id, unit, documentNo, leader, members, from, until }) => ({ id, unit, documentNo, leader, members: [...members], startsOn: from, endsOn: until })), total: page.total };
  };
}
