import type { Instant, RegistryEvent } from '@hengji/domain';
import type { Database } from '../database.js';
import { resolveIds, stringsIn } from './names.js';
import { pageOf, type Named, type Page, type Paging } from './paging.js';

/** One change of the registry with the names of what it is about, as they are today, and what was typed then. */
export type RegistryEntry = {
  readonly seq: number;
  readonly event: RegistryEvent;
  readonly at: Instant;
  /** Null: the seed or the command line. */
  readonly actor: Named | null;
  /** People, units and typed texts by the ids that the event holds; an erased text is missing. */
  readonly names: Readonly<Record<string, string>>;
};

/** A county's changes, newest first. */
export async function listRegistryEvents(db: Database, countyId: string, paging: Paging): Promise<Page<RegistryEntry>> {
  const { rows } = await db.pool.query<{ seq: number; event: RegistryEvent; at: Instant; actor_id: string | null; actor_name: string | null; total: string }>(
    `SELECT e.seq, e.payload || jsonb_build_object('type', e.type) AS event, e.recorded_at AS at, e.actor_id, p.name AS actor_name, count(*) OVER () AS total
     FROM process_event e LEFT JOIN person p ON p.id = e.actor_id WHERE e.stream_kind = 'registry' AND e.stream_id = $1 ORDER BY e.seq DESC LIMIT $2 OFFSET $3`,
    [countyId, Math.min(paging.limit, 1_000), paging.offset],
  );
  const events = rows.map(({ event }) => event).filter(({ type }) => type !== 'registryTakenOver');
  const { names: people, texts } = await resolveIds(db.pool, countyId, events);
  const units = await db.pool.query<{ id: string; name: string }>('SELECT id, name FROM unit WHERE county_id = $1 AND id = ANY ($2::text[])', [countyId, [...stringsIn(events)]]);
  const names = { ...people, ...texts, ...Object.fromEntries(units.rows.map(({ id, name }) => [id, name])) };
  return pageOf(rows, (row) => ({ seq: row.seq, event: row.event, at: row.at, actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name ?? row.actor_id }, names }));
}
