import type { AuditCheckRecord } from '@hengji/contracts';
import { checkAudit, listAuditChecks, listReads, listRegistryEvents, listTroubles, type AuditBreak } from '@hengji/database';
import { pagingOf, requireCounty } from '../access.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { troubleView } from '../views/trouble.js';
import { registryEntryView } from '../views/registryEntry.js';

function brokenView(broken: AuditBreak | null): AuditCheckRecord['firstBroken'] {
  return broken === null ? null : { stream: broken.stream, seq: broken.seq, why: `${broken.table}: ${broken.why}` };
}

/** Walks the county's chains now; the result is on record like that of the Schedule. */
export function verify({ database }: Services): Handler<'verifyAudit'> {
  return async ({ who }) => {
    requireCounty(who, 'Audit', 'verify');
    const { events, broken } = await checkAudit(database, { countyId: who.countyId, by: who.personId });
    return { events, verified: broken === null, firstBroken: brokenView(broken) };
  };
}

export function checks({ database }: Services): Handler<'listAuditChecks'> {
  return async ({ who }, { query }) => {
    requireCounty(who, 'Audit', 'read');
    const page = await listAuditChecks(database, who.countyId, pagingOf(query));
    return { data: page.rows.map(({ id, by, events, broken, startedAt, endedAt }) => ({ id, by, events, verified: broken === null, firstBroken: brokenView(broken), startedAt, endedAt })), total: page.total };
  };
}

/** Who of the county looked at whose data. */
export function reads({ database }: Services): Handler<'listReads'> {
  return async ({ who }, { query }) => {
    requireCounty(who, 'Audit', 'read');
    const filter = { ...(query.person === undefined ? {} : { personId: query.person }), ...(query.unit === undefined ? {} : { unitId: query.unit }) };
    const page = await listReads(database, who.countyId, filter, pagingOf(query));
    return { data: page.rows.map(({ id, at, person, operation, path, evaluationId, findingId, units }) => ({ id, at, person, operation, path, evaluation: evaluationId, finding: findingId, units: [...units] })), total: page.total };
  };
}

/** Cases that wait for the operators. */
export function troubles({ database }: Services): Handler<'listTroubles'> {
  return async ({ who }, { query }) => {
    requireCounty(who, 'Audit', 'read');
    const page = await listTroubles(database, who.countyId, pagingOf(query));
    who.lookedAt.add(...page.rows.map(({ unit }) => unit.id));
    return { data: page.rows.map(troubleView), total: page.total };
  };
}

export function registryEvents({ database }: Services): Handler<'listRegistryEvents'> {
  return async ({ who }, { query }) => {
    requireCounty(who, 'Audit', 'read');
    const page = await listRegistryEvents(database, who.countyId, pagingOf(query));
    return { data: page.rows.map(registryEntryView), total: page.total };
  };
}
