import type { InputId, PersonId } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';

/** Every text inside a value, keys excluded; ids are among them. */
export function stringsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') found.add(value);
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) stringsIn(inner, found);
  return found;
}

/** Names and texts of the people and inputs that a value refers to. A text is shown as it was written; structured ones as JSON. */
export async function resolveIds(client: Queryable, countyId: string, value: unknown): Promise<{ readonly names: Readonly<Record<PersonId, string>>; readonly texts: Readonly<Record<InputId, string>> }> {
  const ids = [...stringsIn(value)];
  const { rows } = await client.query<{ kind: 'name' | 'text'; id: string; value: string }>({
    name: 'names-and-texts',
    text: `SELECT 'name' AS kind, id, name AS value FROM person WHERE id = ANY ($1::text[]) AND county_id = $2
     UNION ALL SELECT 'text', id, json FROM command_input WHERE id = ANY ($1::text[]) AND county_id = $2`,
    values: [ids, countyId],
  });
  const of = (kind: 'name' | 'text') => rows.filter((row) => row.kind === kind);
  return {
    names: Object.fromEntries(of('name').map((row) => [row.id, row.value])),
    texts: Object.fromEntries(of('text').map((row) => [row.id, textOf(row.value)])),
  };
}

/** Names of the people a value refers to. */
export async function resolveNames(db: Database, countyId: string, value: unknown): Promise<Readonly<Record<PersonId, string>>> {
  return (await resolveIds(db.pool, countyId, value)).names;
}

/** `command_input.json` for a reader: a plain string, the `text` of an object, else the JSON itself. */
export function textOf(json: string): string {
  const value: unknown = JSON.parse(json);
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string') return value.text;
  return json;
}
