import type { CivilDate, Duty, HoldingFacts, LeadingGroupFacts, PersonId, Sha256, UnitId, UnitKind } from '@hengji/domain';
import type { Database } from '../database.js';
import { ConflictError } from '../errors.js';
import { insertGroup, membersInOrder } from './leadingGroups.js';
import { changeRegistry } from './record.js';

/**
 * What the seed and the command line write, in the name of nobody. Every function is idempotent by id: called again, it brings the row
 * to what is given, and what it changes is in the county's chain like everything else.
 */

export type UnitInput = {
  readonly id: UnitId;
  readonly countyId: string;
  readonly kind: UnitKind;
  readonly name: string;
  readonly nameEn: string;
  readonly code?: string;
  /** The dated relation to the unit above; its id is derived, one per pair and first day. */
  readonly parent?: { readonly id: UnitId; readonly from: CivilDate; readonly until: CivilDate | null };
};

const bySystem = (countyId: string) => ({ countyId, actor: null, key: null });

export async function saveUnit(db: Database, unit: UnitInput): Promise<void> {
  const { id, countyId, kind, name, nameEn, parent } = unit;
  await changeRegistry(db, bySystem(countyId), async ({ client, record, text }) => {
    const { rows } = await client.query<{ kind: string; name: string; name_en: string; code: string | null }>('SELECT kind, name, name_en, code FROM unit WHERE id = $1', [id]);
    const [old] = rows;
    const code = unit.code ?? old?.code ?? null;
    if (old === undefined) {
      await client.query('INSERT INTO unit (id, county_id, kind, name, name_en, code) VALUES ($1, $2, $3, $4, $5, $6)', [id, countyId, kind, name, nameEn, code]);
      record({ type: 'unitAdded', unit: id, kind, name: text(name) });
    } else if (old.kind !== kind || old.name !== name || old.name_en !== nameEn || old.code !== code) {
      await client.query('UPDATE unit SET kind = $2, name = $3, name_en = $4, code = $5 WHERE id = $1', [id, kind, name, nameEn, code]);
      record({ type: 'unitChanged', unit: id, old: { kind: old.kind, name: text(old.name) }, new: { kind, name: text(name) } });
    }
    if (parent === undefined) return id;
    const relation = await client.query(
      `INSERT INTO unit_relation AS r (id, county_id, parent_id, child_id, valid_from, valid_until) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET valid_until = excluded.valid_until WHERE r.valid_until IS DISTINCT FROM excluded.valid_until RETURNING id`,
      [`${parent.id}/${id}/${parent.from}`, countyId, parent.id, id, parent.from, parent.until],
    );
    if (relation.rows.length > 0) record({ type: 'unitPlaced', unit: id, parent: parent.id, from: parent.from, until: parent.until, reason: null });
    return id;
  });
}

export type PersonInput = { readonly id: PersonId; readonly countyId: string; readonly name: string; readonly email: string | null; readonly language: 'zh-CN' | 'en' };

export async function savePerson(db: Database, person: PersonInput): Promise<void> {
  const { id, countyId, name, email, language } = person;
  await changeRegistry(db, bySystem(countyId), async ({ client, record, text }) => {
    const { rows } = await client.query<{ name: string; email: string | null }>('SELECT name, email FROM person WHERE id = $1', [id]);
    const [old] = rows;
    const mail = (address: string | null) => (address === null ? null : text(address));
    if (old === undefined) {
      await client.query('INSERT INTO person (id, county_id, name, email, language) VALUES ($1, $2, $3, $4, $5)', [id, countyId, name, email, language]);
      record({ type: 'personAdded', person: id, name: text(name), mail: mail(email) });
    } else if (old.name !== name || old.email !== email) {
      await client.query('UPDATE person SET name = $2, email = $3, language = $4 WHERE id = $1', [id, name, email, language]);
      record({ type: 'personChanged', person: id, old: { name: text(old.name), mail: mail(old.email) }, new: { name: text(name), mail: mail(email) } });
    }
    return id;
  });
}

/** A post keeps its unit and duty for good: the same id with another unit or duty throws `ConflictError`. */
export async function savePost(db: Database, post: { readonly id: string; readonly countyId: string; readonly unitId: UnitId; readonly title: string; readonly duty: Duty }): Promise<void> {
  const { id, countyId, unitId, title, duty } = post;
  const row = await db.prisma.post.upsert({ where: { id }, create: { id, countyId, unitId, title, duty }, update: { title } });
  if (row.unitId !== unitId || row.duty !== duty) throw new ConflictError(`post ${id} is one of another unit or duty`);
}

type HoldingRow = HoldingFacts & { readonly county: string };

const holdingSql = `SELECT h.county_id AS county, h.person_id AS person, o.unit_id AS unit, o.duty, h.valid_from AS "from", h.valid_until AS until FROM post_holding h JOIN post o ON o.id = h.post_id WHERE h.id = $1`;

/** `until` is the last day, inclusive; a holding ends by being saved with one, never by being removed. */
export async function savePostHolding(db: Database, holding: { readonly id: string; readonly postId: string; readonly personId: PersonId; readonly from: CivilDate; readonly until: CivilDate | null }): Promise<void> {
  const { rows: posts } = await db.pool.query<{ county: string; unit: UnitId; duty: Duty; title: string }>('SELECT county_id AS county, unit_id AS unit, duty, title FROM post WHERE id = $1', [holding.postId]);
  const [post] = posts;
  if (post === undefined) throw new ConflictError(`there is no post ${holding.postId}`);
  const { county, unit, duty, title } = post;
  const facts: HoldingFacts = { person: holding.personId, unit, duty, from: holding.from, until: holding.until };
  await changeRegistry(db, bySystem(county), async ({ client, record, text }) => {
    const { rows } = await client.query<HoldingRow>(holdingSql, [holding.id]);
    const [row] = rows;
    if (row === undefined) {
      await client.query('INSERT INTO post_holding (id, county_id, post_id, person_id, valid_from, valid_until) VALUES ($1, $2, $3, $4, $5, $6)', [holding.id, county, holding.postId, facts.person, facts.from, facts.until]);
      record({ type: 'holdingBegun', holding: holding.id, new: facts, title: text(title), reason: null });
      return holding.id;
    }
    const { county: _, ...old } = row;
    if (old.from === facts.from && old.until === facts.until) return holding.id;
    await client.query('UPDATE post_holding SET valid_from = $2, valid_until = $3 WHERE id = $1', [holding.id, facts.from, facts.until]);
    record({ type: 'holdingChanged', holding: holding.id, old, new: { ...old, from: facts.from, until: facts.until }, reason: null });
    return holding.id;
  });
}

export type LeadingGroupInput = {
  readonly id: string;
  readonly countyId: string;
  readonly unitId: UnitId;
  readonly documentNo: string;
  readonly leader: PersonId;
  readonly members: readonly PersonId[];
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  /** Hash of the scanned founding document. */
  readonly scan?: Sha256;
};

/** Records a leading group that is not there yet; one that is stays as it stands. */
export async function saveLeadingGroup(db: Database, group: LeadingGroupInput): Promise<void> {
  const { id, countyId, unitId: unit, documentNo, leader, from, until, scan } = group;
  const facts: LeadingGroupFacts = { unit, documentNo, leader, members: membersInOrder(group.members), from, until, ...(scan === undefined ? {} : { scan }) };
  await changeRegistry(db, bySystem(countyId), async (recorder) => {
    const { rows } = await recorder.client.query('SELECT 1 FROM leading_group WHERE id = $1', [id]);
    if (rows.length === 0) await insertGroup(recorder, countyId, id, facts, null);
    return id;
  });
}
