import { canonicalJson, type Instant, type Sha256, type Template, type WorkCalendar } from '@hengji/domain';
import { asJson, sha256 } from './commit/hash.js';
import type { Database } from './database.js';
import { ConflictError } from './errors.js';

/** Idempotent by id: called again, it brings the row to what is given. */
export async function saveCounty(db: Database, county: { readonly id: string; readonly name: string; readonly nameEn: string }): Promise<void> {
  await db.prisma.county.upsert({ where: { id: county.id }, create: { ...county }, update: { name: county.name, nameEn: county.nameEn } });
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

/** Released versions never change: what one database said of an id once stays true. A county has a handful of them. */
const templates = new WeakMap<Database, Map<string, Template>>();

export async function readTemplate(db: Database, id: string): Promise<Template | null> {
  const known = templates.get(db) ?? new Map<string, Template>();
  templates.set(db, known);
  const found = known.get(id);
  if (found !== undefined) return found;
  const row = await db.prisma.templateVersion.findUnique({ where: { id } });
  if (row === null) return null;
  const template: Template = JSON.parse(row.json);
  known.set(id, template);
  return template;
}
