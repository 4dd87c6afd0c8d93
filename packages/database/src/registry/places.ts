import { randomUUID } from 'node:crypto';
import { addDays, refusePlace, type CivilDate, type Term, type UnitId, type UnitKind } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { changeRegistry, obey, RegistryRefusalError, type PersonWrite, type RegistryRecorder } from './record.js';

/** The unit's kind; null when the county has no such unit. */
export async function unitKindOf(client: Queryable, countyId: string, unit: UnitId): Promise<string | null> {
  const { rows } = await client.query<{ kind: string }>('SELECT kind FROM unit WHERE id = $1 AND county_id = $2', [unit, countyId]);
  return rows[0]?.kind ?? null;
}

/** The units below one today, at any depth. UNION drops what was met before, so that even a circle of relations comes to an end. */
export async function unitsBelow(client: Queryable, unit: UnitId): Promise<readonly UnitId[]> {
  const { rows } = await client.query<{ id: string }>(
    `WITH RECURSIVE below AS (
       SELECT $1::text AS id UNION
       SELECT r.child_id FROM below b JOIN unit_relation r ON r.parent_id = b.id WHERE r.valid_until IS NULL OR r.valid_until >= (now() AT TIME ZONE 'Asia/Shanghai')::date)
     SELECT id FROM below WHERE id <> $1`,
    [unit],
  );
  return rows.map(({ id }) => id);
}

type Relation = Term & { readonly id: string; readonly parent: UnitId };

async function latestRelation(client: Queryable, unit: UnitId): Promise<Relation | null> {
  const { rows } = await client.query<Relation>(
    'SELECT id, parent_id AS parent, valid_from AS "from", valid_until AS until FROM unit_relation WHERE child_id = $1 ORDER BY valid_from DESC, id LIMIT 1',
    [unit],
  );
  return rows[0] ?? null;
}

export type ParentInput = { readonly id: UnitId; readonly from: CivilDate };

/** Hangs a unit under another one from a day on; the relation that stood ends the day before and stays on record. */
async function place(recorder: RegistryRecorder, countyId: string, unit: UnitId, kind: string, parent: ParentInput | null, reason: string | null): Promise<void> {
  const { client, today, record, text } = recorder;
  const parentKind = parent === null ? null : await unitKindOf(client, countyId, parent.id);
  const earlier = await latestRelation(client, unit);
  obey(refusePlace({ today, unit, kind, parent: parent === null ? null : { ...parent, kind: parentKind }, below: await unitsBelow(client, unit), earlier, reasoned: reason !== null }));
  if (parent === null) return;
  const dayBefore = addDays(parent.from, -1);
  if (earlier !== null && (earlier.until === null || earlier.until > dayBefore)) {
    await client.query('UPDATE unit_relation SET valid_until = $2 WHERE id = $1', [earlier.id, dayBefore]);
    record({ type: 'unitReleased', unit, parent: earlier.parent, from: earlier.from, until: dayBefore });
  }
  await client.query('INSERT INTO unit_relation (id, county_id, parent_id, child_id, valid_from) VALUES ($1, $2, $3, $4, $5)', [`${parent.id}/${unit}/${parent.from}`, countyId, parent.id, unit, parent.from]);
  record({ type: 'unitPlaced', unit, parent: parent.id, from: parent.from, until: null, reason: reason === null ? null : text(reason) });
}

export type AddUnitInput = { readonly kind: UnitKind; readonly name: string; readonly nameEn: string; readonly code: string | null; readonly parent: ParentInput | null };

/** Adds a unit with its place in the tree. Answers its id. Throws `RegistryRefusalError`. */
export async function addUnit(db: Database, write: PersonWrite, input: AddUnitInput): Promise<UnitId> {
  return changeRegistry(db, write, async (recorder) => {
    const { client, record, text } = recorder;
    const { countyId } = write;
    const { rows } = await client.query<{ name: string; code: string | null }>('SELECT name, code FROM unit WHERE county_id = $1 AND (name = $2 OR code = $3)', [countyId, input.name, input.code]);
    if (rows.some(({ name }) => name === input.name)) throw new RegistryRefusalError({ code: 'nameTaken', field: 'name' });
    if (rows.length > 0) throw new RegistryRefusalError({ code: 'unitCodeTaken', field: 'code' });
    const id = randomUUID();
    await client.query('INSERT INTO unit (id, county_id, kind, code, name, name_en) VALUES ($1, $2, $3, $4, $5, $6)', [id, countyId, input.kind, input.code, input.name, input.nameEn]);
    record({ type: 'unitAdded', unit: id, kind: input.kind, name: text(input.name) });
    await place(recorder, countyId, id, input.kind, input.parent, null);
    return id;
  });
}

/** Moves a unit under another one. Answers its id. Throws `RegistryRefusalError`, and `NotFoundError` for no such unit of the county. */
export async function moveUnit(db: Database, write: PersonWrite, input: { readonly unit: UnitId; readonly parent: ParentInput; readonly reason: string | null }): Promise<UnitId> {
  return changeRegistry(db, write, async (recorder) => {
    const kind = await unitKindOf(recorder.client, write.countyId, input.unit);
    if (kind === null) throw new NotFoundError('unit', input.unit);
    await place(recorder, write.countyId, input.unit, kind, input.parent, input.reason);
    return input.unit;
  });
}
