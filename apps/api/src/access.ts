import { readableUnits, row, type PermissionAction, type PermissionSubject } from '@hengji/contracts';
import type { Scope } from '@hengji/database';
import type { FindingStatus } from '@hengji/domain';
import { notAllowed, notFound } from './problem.js';
import type { SignedIn } from './requestContext.js';

type Place = { readonly countyId: string; readonly unitId: string };

/**
 * One rule for hidden rows: whoever may not read a row gets the same answer as for one that does not exist; whoever may
 * read it and not do this is told so. What is read by a right over the whole county is put on record.
 */
export function requireOn<Row extends Place>(who: SignedIn, subject: PermissionSubject, place: Row | null, action: PermissionAction): Row {
  if (place === null || !who.ability.can('read', row(subject, place))) throw notFound();
  if (action !== 'read' && !who.ability.can(action, row(subject, place))) throw notAllowed();
  who.lookedAt.add(place.unitId);
  return place;
}

/**
 * The same for a finding. A department hears of one when it is served; until then it is the bureau's own work, and for those who
 * read a unit's rows only it is not there.
 */
export function requireOnFinding<Finding extends Place & { readonly status: FindingStatus }>(who: SignedIn, finding: Finding | null, action: PermissionAction): Finding {
  if (finding === null || (finding.status === 'raised' && scopeOf(who).unitIds !== null)) throw notFound();
  return requireOn(who, 'Finding', finding, action);
}

/** The same for rows of the whole county. */
export function requireCounty(who: SignedIn, subject: PermissionSubject, action: PermissionAction): void {
  if (!who.ability.can(action, row(subject, { countyId: who.countyId }))) throw notAllowed();
}

/** What a list may show: filtered in SQL, never afterwards. */
export function scopeOf(who: SignedIn): Scope {
  return { countyId: who.countyId, unitIds: readableUnits(who.held, who.subordinates) };
}

export function pagingOf(query: { readonly page: number; readonly perPage: number }): { readonly offset: number; readonly limit: number } {
  return { offset: (query.page - 1) * query.perPage, limit: query.perPage };
}
