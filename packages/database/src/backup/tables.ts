import type { Queryable } from '../database.js';

/** A table as a backup holds it; generated columns are left out, they make themselves. */
export type Table = { readonly name: string; readonly columns: readonly string[] };

/**
 * Not brought along: who is signed in and who has just proven himself. Whoever finds a backup must not get into the system by it, and a
 * session that was ended since must not live again. Tables that refer to these go with them.
 */
const leftOut = ['_prisma_migrations', 'session', 'verification', 'reauthentication'];

const tablesText = `
  SELECT c.relname AS name, array_agg(a.attname ORDER BY a.attnum)::text[] AS columns
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace GROUP BY c.relname ORDER BY c.relname`;

const referencesText = `
  SELECT DISTINCT child.relname AS child, parent.relname AS parent
  FROM pg_constraint k JOIN pg_class child ON child.oid = k.conrelid JOIN pg_class parent ON parent.oid = k.confrelid
  WHERE k.contype = 'f' AND child.oid <> parent.oid AND child.relnamespace = current_schema()::regnamespace`;

/** The tables of a backup, each after those it refers to. Throws an Error when tables refer to each other in a circle. */
export async function backupTables(client: Queryable): Promise<readonly Table[]> {
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(tablesText);
  const { rows: references } = await client.query<{ child: string; parent: string }>(referencesText);
  const without = new Set(leftOut);
  for (let grown = true; grown; ) {
    const dependent = references.filter(({ child, parent }) => without.has(parent) && !without.has(child));
    for (const { child } of dependent) without.add(child);
    grown = dependent.length > 0;
  }
  const waiting = new Map(tables.filter(({ name }) => !without.has(name)).map((table) => [table.name, table]));
  const ordered: Table[] = [];
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter(({ name }) => !references.some(({ child, parent }) => child === name && waiting.has(parent)));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${[...waiting.keys()].join(', ')}`);
    for (const table of free) {
      ordered.push(table);
      waiting.delete(table.name);
    }
  }
  return ordered;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function copyTarget({ name, columns }: Table): string {
  return `${quoted(name)} (${columns.map(quoted).join(', ')})`;
}
