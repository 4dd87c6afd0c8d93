import type { Output, UnitRecord } from '@hengji/contracts';
import { addUnit, listLeadingGroups, listUnits, moveUnit, recordLeadingGroup, type Database, type LeadingGroupRow, type UnitRow } from '@hengji/database';
import { civilDateOf } from '@hengji/domain';
import { pagingOf, requireCounty, scopeOf } from '../access.js';
import { notFound } from '../problem.js';
import type { SignedIn } from '../requestContext.js';
import type { Handler } from '../router.js';
import { scanHashes } from './documentScans.js';
import type { Services } from '../services.js';
import { told, writeOf } from './people.js';

function unitView({ id, name, code, kind, parentId, parentName }: UnitRow): UnitRecord {
  return { id, name, code, kind, parent: parentId, parentName };
}

async function oneUnit(database: Database, who: SignedIn, id: string): Promise<UnitRecord> {
  const page = await listUnits(database, { countyId: who.countyId, unitIds: [id] }, { offset: 0, limit: 1 });
  const [unit] = page.rows;
  if (unit === undefined) throw notFound();
  return unitView(unit);
}

export function list({ database }: Services): Handler<'listUnits'> {
  return async ({ who }, { query }) => {
    const page = await listUnits(database, scopeOf(who), pagingOf(query));
    return { data: page.rows.map(unitView), total: page.total };
  };
}

export function create({ database }: Services): Handler<'createUnit'> {
  return async (context, { body }) => {
    requireCounty(context.who, 'Person', 'manage');
    const { kind, name, nameEn, code, parent, from } = body;
    const unit = addUnit(database, writeOf(context), { kind, name, nameEn: nameEn ?? name, code, parent: parent === null ? null : { id: parent, from: from ?? civilDateOf(Date.now()) } });
    return oneUnit(database, context.who, await told(unit));
  };
}

export function move({ database }: Services): Handler<'moveUnit'> {
  return async (context, { params, body }) => {
    requireCounty(context.who, 'Person', 'manage');
    return oneUnit(database, context.who, await told(moveUnit(database, writeOf(context), { unit: params.id, parent: { id: body.parent, from: body.from }, reason: body.reason })));
  };
}

function groupView({ id, unit, documentNo, leader, members, from, until, scanName }: LeadingGroupRow): Output<'recordLeadingGroup'> {
  return { id, unit, documentNo, leader, members: [...members], startsOn: from, endsOn: until, scan: scanName };
}

export function leadingGroups({ database }: Services): Handler<'listLeadingGroups'> {
  return async ({ who }, { query }) => {
    const page = await listLeadingGroups(database, scopeOf(who), query.unit === undefined ? {} : { unitId: query.unit }, pagingOf(query));
    who.lookedAt.add(...page.rows.map(({ unit }) => unit.id));
    return { data: page.rows.map(groupView), total: page.total };
  };
}

export function recordGroup({ database }: Services): Handler<'recordLeadingGroup'> {
  return async (context, { body }) => {
    requireCounty(context.who, 'Person', 'manage');
    const { unit, documentNo, leader, members, startsOn, endsOn, reason } = body;
    const [scan = null] = await scanHashes(database, context.who.countyId, body.scan === null ? [] : [body.scan]);
    const id = await told(recordLeadingGroup(database, writeOf(context), { unit, documentNo, leader, members, from: startsOn, until: endsOn, reason, scan }));
    const { rows } = await listLeadingGroups(database, { countyId: context.who.countyId, unitIds: null }, { unitId: unit }, { offset: 0, limit: 1000 });
    const group = rows.find((one) => one.id === id);
    if (group === undefined) throw notFound();
    return groupView(group);
  };
}
