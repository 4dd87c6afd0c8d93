import { row, type Output } from '@hengji/contracts';
import { listTroubles, type Database, type Trouble } from '@hengji/database';
import type { SignedIn } from '../requestContext.js';
import { findingLabel } from './finding.js';

export function troubleView({ finding, ...trouble }: Trouble): Output<'listTroubles'>['data'][number] {
  return { ...trouble, unit: { id: trouble.unit.id, name: trouble.unit.name }, finding: finding === null ? null : { id: finding.id, number: findingLabel({ ...trouble, number: finding.number }) } };
}

/** Why a case stands still; null when it does not, and for readers who do not look after the system. */
export async function troubleOf(database: Database, who: SignedIn, subject: { readonly evaluationId: string } | { readonly findingId: string }): Promise<string | null> {
  if (!who.ability.can('read', row('Audit', { countyId: who.countyId }))) return null;
  const { rows } = await listTroubles(database, who.countyId, { offset: 0, limit: 1 }, subject);
  return rows[0]?.why ?? null;
}
