import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { closeDatabase, openDatabase, type Database } from '../src/database.js';
import { listPublished, readPublished } from '../src/publicReads.js';

let own: TestDatabase;
let db: Database;

type Row = { id: string; unit: string; year?: number; rehearsal?: boolean; withheld?: boolean; score?: string; grade?: string; at?: string; project?: string };

async function insert(client: pg.Client, row: Row): Promise<void> {
  const { id, unit, year = 2023, rehearsal = false, withheld = false, score = '97.23', grade = 'excellent', at = '2024-09-12T01:00:00.000Z', project } = row;
  const campaign = rehearsal ? 'rehearsed' : 'real';
  await client.query(
    `INSERT INTO evaluation (id, county_id, campaign_id, unit_id, subject_kind, subject_id, subject_name, year, kind, rehearsal_campaign_id, template_id, calendar_id, state, version, status, stage,
       phase, step, urgency, urgency_rank, open_tasks, audit_seq, audit_hash, opened_at, updated_at)
     VALUES ($1, 'c', $2, $3, $4, $1, $5, $6, 'overall', $7, 't', 'k', '{}', 1, 'open', 8, 'publication', 'done', 'onTime', 0, 0, 1, 'h', now(), now())`,
    [id, campaign, unit, project === undefined ? 'department' : 'project', project ?? unit, year, rehearsal ? campaign : null],
  );
  await client.query(
    `INSERT INTO publication (evaluation_id, county_id, unit_id, year, rehearsal_campaign_id, number, canonical, sha256, withheld, score, grade, published_at) VALUES ($1, 'c', $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [id, unit, year, rehearsal ? campaign : null, withheld ? null : 1, withheld ? null : `{"b":1,"a":"${id}","template":{"id":"t"}}`, withheld ? null : 'f'.repeat(64), withheld, withheld ? null : score, withheld ? null : grade, at],
  );
}

beforeAll(async () => {
  own = await createTestDatabase();
  const client = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await client.connect();
  await client.query(`INSERT INTO county (id, name, name_en) VALUES ('c', '衡县', 'Heng')`);
  await client.query(`INSERT INTO unit (id, county_id, kind, name, name_en) VALUES ('edu', 'c', 'department', '教育局', 'Education 100%'), ('wat', 'c', 'department', '水务局', 'Water')`);
  await client.query(`INSERT INTO template_version (id, key, version, json, sha256, released_at) VALUES ('t', 'department', 1, '{"schema":"hengji.template/1","version":1}', 'x', now())`);
  await client.query(`INSERT INTO work_calendar (id, sha256, json, covered_until) VALUES ('k', 'x', '{}', '2024-12-31')`);
  await client.query(
    `INSERT INTO campaign (id, county_id, year, title, rehearsal, template_id, calendar_id, dates) VALUES ('real', 'c', 2023, '2023', false, 't', 'k', '[]'), ('rehearsed', 'c', 2023, '演练', true, 't', 'k', '[]')`,
  );
  await insert(client, { id: 'edu-2023', unit: 'edu' });
  await insert(client, { id: 'wat-2023', unit: 'wat', score: '81.50', grade: 'good', at: '2024-09-15T01:00:00.000Z' });
  await insert(client, { id: 'edu-2022', unit: 'edu', year: 2022 });
  await insert(client, { id: 'project', unit: 'edu', project: '校舍维修', at: '2024-09-01T01:00:00.000Z' });
  await insert(client, { id: 'secret', unit: 'wat', year: 2022, withheld: true });
  await insert(client, { id: 'practised', unit: 'edu', rehearsal: true });
  for (const [number, text] of [[2, '第二次更正'], [1, '第一次更正']] as const) {
    await client.query(`INSERT INTO command_input (id, county_id, author_id, kind, json, salt) VALUES ($1, 'c', 'p', 'reason', $2, 's')`, [`input-${number}`, JSON.stringify(text)]);
    await client.query(`INSERT INTO publication_correction (evaluation_id, number, county_id, input_id, corrected_by, corrected_at) VALUES ('edu-2023', $1, 'c', $2, 'p', $3)`, [number, `input-${number}`, `2024-10-0${number}T01:00:00+08:00`]);
  }
  await client.end();
  // With the application's role, as the portal reads.
  db = openDatabase(own.databaseUrl, { max: 2 });
});

afterAll(async () => {
  await closeDatabase(db);
  await own.drop();
});

const all = { offset: 0, limit: 50 };
const ids = async (filter: Parameters<typeof listPublished>[1], paging = all) => {
  const { rows, total } = await listPublished(db, filter, paging);
  return { ids: rows.map((row) => row.evaluationId), total };
};

test('the list holds what is published, latest first, without what is withheld or rehearsed', async () => {
  expect(await ids({ rehearsal: false })).toEqual({ ids: ['wat-2023', 'edu-2023', 'project', 'edu-2022'], total: 4 });
  expect(await ids({ rehearsal: true })).toEqual({ ids: ['practised'], total: 1 });
});

test('year, grade and a part of the name narrow it, alone and together', async () => {
  expect((await ids({ rehearsal: false, year: 2022 })).ids).toEqual(['edu-2022']);
  expect((await ids({ rehearsal: false, grade: 'good' })).ids).toEqual(['wat-2023']);
  expect((await ids({ rehearsal: false, q: '教育' })).ids).toEqual(['edu-2023', 'edu-2022']);
  expect((await ids({ rehearsal: false, q: 'EDUCATION' })).ids).toEqual(['edu-2023', 'edu-2022']);
  expect((await ids({ rehearsal: false, q: '校舍' })).ids).toEqual(['project']);
  expect((await ids({ rehearsal: false, q: '教育', year: 2023, grade: 'excellent' })).ids).toEqual(['edu-2023']);
  // No pattern: what people type is what is looked for.
  expect((await ids({ rehearsal: false, q: '%' })).ids).toEqual(['edu-2023', 'edu-2022']);
  expect((await ids({ rehearsal: false, q: '_' })).ids).toEqual([]);
  expect((await ids({ rehearsal: false, q: `'` })).ids).toEqual([]);
});

test('a page knows how many there are, also behind the last one', async () => {
  expect(await ids({ rehearsal: false }, { offset: 1, limit: 2 })).toEqual({ ids: ['edu-2023', 'project'], total: 4 });
  expect(await ids({ rehearsal: false }, { offset: 50, limit: 2 })).toEqual({ ids: [], total: 4 });
});

test('a result comes with its bytes as they were hashed, its template and its corrections in order', async () => {
  expect(await readPublished(db, 'edu-2023', false)).toEqual({
    evaluationId: 'edu-2023',
    county: { id: 'c', name: '衡县' },
    unit: { id: 'edu', name: '教育局', nameEn: 'Education 100%' },
    year: 2023,
    publishedAt: '2024-09-12T01:00:00.000Z',
    score: '97.23',
    grade: 'excellent',
    rehearsal: false,
    canonical: '{"b":1,"a":"edu-2023","template":{"id":"t"}}',
    sha256: 'f'.repeat(64),
    template: { schema: 'hengji.template/1', version: 1 },
    corrections: [
      { number: 1, text: '第一次更正', at: '2024-09-30T17:00:00.000Z' },
      { number: 2, text: '第二次更正', at: '2024-10-01T17:00:00.000Z' },
    ],
  });
  expect((await readPublished(db, 'project', false))?.unit).toEqual({ id: 'project', name: '校舍维修', nameEn: '校舍维修' });
});

test('nothing crosses the wall, and what is withheld does not exist', async () => {
  expect(await readPublished(db, 'practised', false)).toBeNull();
  expect(await readPublished(db, 'edu-2023', true)).toBeNull();
  expect(await readPublished(db, 'practised', true)).not.toBeNull();
  expect(await readPublished(db, 'secret', false)).toBeNull();
  expect(await readPublished(db, 'secret', true)).toBeNull();
  expect(await readPublished(db, 'nobody', false)).toBeNull();
});
