import type { Database } from '../database.js';

export async function readCounty(db: Database, id: string): Promise<{ readonly id: string; readonly name: string; readonly nameEn: string } | null> {
  const { rows } = await db.pool.query<{ id: string; name: string; nameEn: string }>('SELECT id, name, name_en AS "nameEn" FROM county WHERE id = $1', [id]);
  return rows[0] ?? null;
}
