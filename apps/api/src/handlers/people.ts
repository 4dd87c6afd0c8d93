import { row, type PersonRecord } from '@hengji/contracts';
import { addPerson, beginHolding, endHolding, listPeople, NotFoundError, RegistryRefusalError, resetPassword, resetSecondFactor, setAccountOpen, type Database, type PersonWrite } from '@hengji/database';
import { pagingOf, requireCounty, scopeOf } from '../access.js';
import { requireGoodPassword } from '../passwordRules.js';
import { HttpProblem, notFound } from '../problem.js';
import type { RequestContext, SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';

type PersonPage = Awaited<ReturnType<typeof listPeople>>['rows'][number];

/** A user name is half of a way in, an address is personal: colleagues are told neither. */
function colleagueView(person: PersonPage): PersonRecord {
  return { ...view(person), username: '', mailAddress: null, secondFactor: false };
}

function view(person: PersonPage): PersonRecord {
  return {
    id: person.id,
    name: person.name,
    username: person.username ?? '',
    mailAddress: person.email,
    active: person.username !== null && !person.deactivated,
    secondFactor: person.secondFactor,
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

/** A change of the registry in the name of whoever asks; the request's key makes its repetition harmless. */
export function writeOf({ who, idempotencyKey }: RequestContext): PersonWrite {
  return { countyId: who.countyId, actor: who.personId, key: idempotencyKey };
}

/** Waits for a change of the registry and tells its refusals: where a field is to blame, at that field. */
export async function told<Answer>(change: Promise<Answer>): Promise<Answer> {
  try {
    return await change;
  } catch (error) {
    if (error instanceof NotFoundError) throw notFound();
    if (!(error instanceof RegistryRefusalError)) throw error;
    const { code, field } = error.refusal;
    throw new HttpProblem(409, code, field === null ? {} : { errors: { [field]: code } });
  }
}

/** Colleagues of one's own units; for the bureau, the auditor and the administrator the whole county. */
export function list({ database }: Services): Handler<'listPeople'> {
  return async ({ who }, { query }) => {
    const filter = { ...(query.q === undefined || query.q === '' ? {} : { q: query.q }), ...(query.unit === undefined ? {} : { unitId: query.unit }) };
    const page = await listPeople(database, scopeOf(who), filter, pagingOf(query));
    const shown = who.ability.can('read', row('Person', { countyId: who.countyId })) ? view : colleagueView;
    who.lookedAt.add(...page.rows.flatMap(({ holdings }) => holdings.map(({ unitId }) => unitId)));
    return { data: page.rows.map(shown), total: page.total };
  };
}

export function create({ database }: Services): Handler<'createPerson'> {
  return async (context, { body }) => {
    requireCounty(context.who, 'Person', 'manage');
    const { name, username, password, mailAddress } = body;
    await requireGoodPassword(database, context.who, password, 'password', [name, username]);
    return onePerson(database, context.who, await told(addPerson(database, writeOf(context), { name, username, password, email: mailAddress })));
  };
}

export function reset({ database }: Services): Handler<'resetPassword'> {
  return async (context, { params, body }) => {
    requireCounty(context.who, 'Person', 'manage');
    const { name, username } = await onePerson(database, context.who, params.id);
    await requireGoodPassword(database, context.who, body.password, 'password', [name, username]);
    return onePerson(database, context.who, await told(resetPassword(database, writeOf(context), { person: params.id, password: body.password })));
  };
}

export function resetFactor({ database }: Services): Handler<'resetSecondFactor'> {
  return async (context, { params, body }) => {
    requireCounty(context.who, 'Person', 'manage');
    return onePerson(database, context.who, await told(resetSecondFactor(database, writeOf(context), { person: params.id, reason: body.reason })));
  };
}

export function setOpen({ database }: Services): Handler<'setAccountOpen'> {
  return async (context, { params, body }) => {
    requireCounty(context.who, 'Person', 'manage');
    return onePerson(database, context.who, await told(setAccountOpen(database, writeOf(context), { person: params.id, open: body.open, reason: body.reason })));
  };
}

export function assign({ database }: Services): Handler<'assignPost'> {
  return async (context, { params, body }) => {
    requireCounty(context.who, 'Person', 'manage');
    const { unit, duty, title, startsOn, reason } = body;
    return onePerson(database, context.who, await told(beginHolding(database, writeOf(context), { person: params.id, unit, duty, title, from: startsOn, reason })));
  };
}

export function end({ database }: Services): Handler<'endPost'> {
  return async (context, { params, body }) => {
    requireCounty(context.who, 'Person', 'manage');
    return onePerson(database, context.who, await told(endHolding(database, writeOf(context), { holding: params.id, until: body.endsOn, reason: body.reason })));
  };
}
