import { canonicalJson, type CivilDate, type Duty, type Instant, type PersonId, type Sha256, type Template, type UnitId, type WorkCalendar } from '@hengji/domain';
import { asJson, sha256 } from './commit/hash.js';
import { inTransaction, type Database } from './database.js';
import { ConflictError } from './errors.js';

/** What an administrator or a seed writes. Every function is idempotent by id: called again, it brings the row to what is given. */

export async function saveCounty(db: Database, county: { readonly id: string; readonly name: string; readonly nameEn: string }): Promise<void> {
  await db.prisma.county.upsert({ where: { id: county.id }, create: { ...county }, update: { name: county.name, nameEn: county.nameEn } });
}

export type UnitInput = {
  readonly id: UnitId;
  readonly countyId: string;
  readonly kind: 'bureau' | 'department' | 'subordinate' | 'project';
  readonly name: string;
  readonly nameEn: string;
  /** The dated relation to the unit above; its id is derived, one per pair and first day. */
  readonly parent?: { readonly id: UnitId; readonly from: CivilDate; readonly until: CivilDate | null };
};

export async function saveUnit(db: Database, unit: UnitInput): Promise<void> {
  const { id, countyId, kind, name, nameEn, parent } = unit;
  await db.prisma.unit.upsert({ where: { id }, create: { id, countyId, kind, name, nameEn }, update: { kind, name, nameEn } });
  if (parent === undefined) return;
  await db.pool.query(
    `INSERT INTO unit_relation (id, county_id, parent_id, child_id, valid_from, valid_until) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO UPDATE SET valid_until = excluded.valid_until`,
    [`${parent.id}/${id}/${parent.from}`, countyId, parent.id, id, parent.from, parent.until],
  );
}

export type PersonInput = { readonly id: PersonId; readonly countyId: string; readonly name: string; readonly email: string | null; readonly language: 'zh-CN' | 'en' };

export async function savePerson(db: Database, person: PersonInput): Promise<void> {
  const { id, countyId, name, email, language } = person;
  await db.prisma.person.upsert({ where: { id }, create: { id, countyId, name, email, language }, update: { name, email, language } });
}

export async function savePost(db: Database, post: { readonly id: string; readonly countyId: string; readonly unitId: UnitId; readonly title: string; readonly duty: Duty }): Promise<void> {
  const { id, countyId, unitId, title, duty } = post;
  await db.prisma.post.upsert({ where: { id }, create: { id, countyId, unitId, title, duty }, update: { title, duty } });
}

/** `until` is the last day, inclusive; a holding ends by being saved with one, never by being removed. */
export async function savePostHolding(db: Database, holding: { readonly id: string; readonly postId: string; readonly personId: PersonId; readonly from: CivilDate; readonly until: CivilDate | null }): Promise<void> {
  await db.pool.query(
    `INSERT INTO post_holding (id, county_id, post_id, person_id, valid_from, valid_until) SELECT $1, county_id, id, $3, $4, $5 FROM post WHERE id = $2
     ON CONFLICT (id) DO UPDATE SET valid_from = excluded.valid_from, valid_until = excluded.valid_until`,
    [holding.id, holding.postId, holding.personId, holding.from, holding.until],
  );
}

/** Ends a holding of the county on a day (inclusive), never before it began. Answers whose it was; null when there is none or it began later. */
export async function endPostHolding(db: Database, holding: { readonly id: string; readonly countyId: string; readonly until: CivilDate }): Promise<PersonId | null> {
  const { rows } = await db.pool.query<{ person_id: string }>('UPDATE post_holding SET valid_until = $3 WHERE id = $1 AND county_id = $2 AND valid_from <= $3 RETURNING person_id', [holding.id, holding.countyId, holding.until]);
  return rows[0]?.person_id ?? null;
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
};

export async function saveLeadingGroup(db: Database, group: LeadingGroupInput): Promise<void> {
  await inTransaction(db, async (client) => {
    await client.query(
      `INSERT INTO leading_group (id, county_id, unit_id, document_no, leader_id, valid_from, valid_until) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (id) DO UPDATE SET document_no = excluded.document_no, leader_id = excluded.leader_id, valid_from = excluded.valid_from, valid_until = excluded.valid_until`,
      [group.id, group.countyId, group.unitId, group.documentNo, group.leader, group.from, group.until],
    );
    await client.query('DELETE FROM leading_group_member WHERE group_id = $1', [group.id]);
    await client.query('INSERT INTO leading_group_member (group_id, person_id, county_id) SELECT $1, person_id, $2 FROM unnest($3::text[]) AS person_id', [group.id, group.countyId, [...new Set(group.members)]]);
  });
}

/** Releases a template version. Immutable: the same id with other content throws `ConflictError`. Answers its hash. */
export async function saveTemplate(db: Database, id: string, template: Template, releasedAt: Instant): Promise<Sha256> {
  const json = canonicalJson(asJson(template));
  const hash = sha256(json);
  await db.pool.query('INSERT INTO template_version (id, key, version, json, sha256, released_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING', [id, template.key, template.version, json, hash, releasedAt]);
  const { rows } = await db.pool.query<{ sha256: string }>('SELECT sha256 FROM template_version WHERE id = $1', [id]);
  if (rows[0]?.sha256 !== hash) throw new ConflictError(`template ${id} is released with other content: give the changed one a new version`);
  return hash;
}

/** Stores a version of the work calendar under its own id. Immutable: see `saveTemplate`. */
export async function saveCalendar(db: Database, calendar: WorkCalendar): Promise<Sha256> {
  const json = canonicalJson(asJson(calendar));
  const hash = sha256(json);
  await db.pool.query('INSERT INTO work_calendar (id, sha256, json, covered_until) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING', [calendar.id, hash, json, calendar.coveredUntil]);
  const { rows } = await db.pool.query<{ sha256: string }>('SELECT sha256 FROM work_calendar WHERE id = $1', [calendar.id]);
  if (rows[0]?.sha256 !== hash) throw new ConflictError(`calendar ${calendar.id} is stored with other content: give the changed one a new id`);
  return hash;
}

export async function readTemplate(db: Database, id: string): Promise<Template | null> {
  const row = await db.prisma.templateVersion.findUnique({ where: { id } });
  return row === null ? null : JSON.parse(row.json);
}

export async function readCalendar(db: Database, id: string): Promise<WorkCalendar | null> {
  const row = await db.prisma.workCalendar.findUnique({ where: { id } });
  return row === null ? null : JSON.parse(row.json);
}
