import type pg from 'pg';
import { closeDatabase, openDatabase, raiseFinding, type Database } from '@hengji/database';
import { countyId, createCounty, Driver, staff, unitId } from '../../packages/database/test/county.js';

/** How large the rows of ten years of a province are; each by its number, so that a laptop can look too. */
export type ProvinceSize = { readonly counties: number; readonly units: number; readonly years: number; readonly eventsOfCase: number; readonly readsOfCounty: number };

/** 100,000 evaluations and 1,000,000 rows each of events, of the chain and of the read log. */
export const provinceSize: ProvinceSize = { counties: 50, units: 400, years: 5, eventsOfCase: 10, readsOfCounty: 20_000 };

/** Somebody of the first county, of whom every other is a copy. */
export const copyOf = (id: string, county: number, unit = 0): string => `${id}-${county}-${unit}`;

/** Rows again under other values; a copy has all other columns of its original, `t`. */
const copies = (table: string, changes: string, times: string, which: string): string => `INSERT INTO ${table} SELECT r.* FROM ${table} t, ${times}, LATERAL jsonb_populate_record(t, ${changes}) r WHERE ${which}`;

/**
 * One case as the process makes it, and copies of it with SQL: what lists read is columns, and those are real. Triggers and foreign keys
 * are left out meanwhile, as a restored backup does. `admin`: a superuser's connection to the database of `db`.
 */
export async function makeProvince(databaseUrl: string, admin: pg.Client, { counties, units, years, eventsOfCase, readsOfCounty }: ProvinceSize): Promise<void> {
  const db = openDatabase(databaseUrl);
  try {
    await makeOriginals(db);
  } finally {
    await closeDatabase(db);
  }
  const [county, unit, year] = [`generate_series(1, ${counties}) AS c`, `generate_series(1, ${units}) AS u`, `generate_series(0, ${years - 1}) AS y`];
  const statements = [
    "SET session_replication_role = 'replica'",
    copies('county', "jsonb_build_object('id', 'county-' || c, 'name', '县' || c)", county, `t.id = '${countyId}'`),
    copies('unit', "jsonb_build_object('id', t.id || '-' || c || '-' || u, 'county_id', 'county-' || c, 'name', t.name || u)", `${county}, ${unit}`, `t.id = '${unitId}'`),
    copies('unit', "jsonb_build_object('id', t.id || '-' || c || '-0', 'county_id', 'county-' || c)", county, `t.kind = 'bureau' AND t.county_id = '${countyId}'`),
    ...peopleOf(`'${staff.clerk}', '${staff.financeHead}'`, `${county}, ${unit}`, 'u'),
    ...peopleOf(`'${staff.performanceDesk}', '${staff.administrator}'`, county, '0'),
    copies('campaign', "jsonb_build_object('id', 'campaign-' || c || '-' || y, 'county_id', 'county-' || c, 'year', 2019 + y, 'rehearsal', false)", `${county}, ${year}`, `t.county_id = '${countyId}'`),
    copies('evaluation', `jsonb_build_object('id', 'case-' || c || '-' || u || '-' || y, 'county_id', 'county-' || c, 'unit_id', t.unit_id || '-' || c || '-' || u, 'subject_id', t.unit_id || '-' || c || '-' || u, 'subject_name', t.subject_name || u,
       'campaign_id', 'campaign-' || c || '-' || y, 'rehearsal_campaign_id', NULL, 'year', 2019 + y, 'status', CASE WHEN y = ${years - 1} THEN 'open' ELSE 'closed' END, 'due_on', CASE WHEN y = ${years - 1} THEN date '2023-11-01' + u % 20 END,
       'open_tasks', CASE WHEN y = ${years - 1} THEN t.open_tasks ELSE 0 END, 'urgency_rank', CASE WHEN y = ${years - 1} THEN u % 4 ELSE 0 END, 'score_self', 80 + u % 20, 'next_instant', CASE WHEN y = ${years - 1} THEN t.next_instant END,
       'updated_at', t.updated_at + (u * 5 + y) * interval '1 minute', 'state', jsonb_build_object('tasks', t.state -> 'tasks', 'sections', t.state -> 'sections', 'revision', NULL))`, `${county}, ${unit}, ${year}`, `t.county_id = '${countyId}'`),
    copies('task', `jsonb_build_object('stream_id', 'case-' || c || '-' || u || '-' || ${years - 1}, 'evaluation_id', 'case-' || c || '-' || u || '-' || ${years - 1}, 'county_id', 'county-' || c, 'unit_id', t.unit_id || '-' || c || '-' || u, 'campaign_id', 'campaign-' || c || '-' || ${years - 1},
       'assignee_person', CASE WHEN t.assignee_person IS NOT NULL THEN t.assignee_person || '-' || c || '-' || u END)`, `${county}, ${unit}`, `t.county_id = '${countyId}' AND t.stream_kind = 'evaluation'`),
    copies('finding', `jsonb_build_object('id', 'finding-' || c || '-' || u || '-' || y, 'evaluation_id', 'case-' || c || '-' || u || '-' || y, 'county_id', 'county-' || c, 'unit_id', t.unit_id || '-' || c || '-' || u, 'campaign_id', 'campaign-' || c || '-' || y, 'rehearsal_campaign_id', NULL,
       'year', 2019 + y, 'number', u, 'status', CASE WHEN y = ${years - 1} THEN 'served' ELSE 'closed' END)`, `${county}, ${unit}, ${year}`, `t.county_id = '${countyId}' AND u % 2 = 0`),
    copies('process_event', "jsonb_build_object('stream_id', 'case-' || c || '-' || u || '-' || y, 'seq', n, 'county_id', 'county-' || c)", `${county}, ${unit}, ${year}, generate_series(1, ${eventsOfCase}) AS n`, `t.stream_kind = 'evaluation' AND t.seq = 2 AND t.county_id = '${countyId}'`),
    copies('audit_event', "jsonb_build_object('stream_id', 'case-' || c || '-' || u || '-' || y, 'seq', n, 'county_id', 'county-' || c)", `${county}, ${unit}, ${year}, generate_series(1, ${eventsOfCase}) AS n`, `t.stream_kind = 'evaluation' AND t.seq = 2 AND t.county_id = '${countyId}'`),
    `INSERT INTO read_event (id, county_id, person_id, operation, path, evaluation_id, unit_ids, request_id, read_at)
       SELECT gen_random_uuid(), 'county-' || c, '${staff.performanceDesk}-' || c || '-0', 'getEvaluation', '/evaluations/x', 'case-' || c || '-' || (n % ${units} + 1) || '-0', ARRAY['${unitId}-' || c || '-' || (n % ${units} + 1)], 'r', now() - n * interval '1 minute' FROM ${county}, generate_series(1, ${readsOfCounty}) AS n`,
    `INSERT INTO mail (id, county_id, person_id, to_address, kind, subject, text, html, process_date, status, created_at)
       SELECT 'mail-' || c || '-' || u || '-' || n, 'county-' || c, '${staff.clerk}-' || c || '-' || u, 'a@example.test', 'assigned', '请办理', '请办理', '<p>请办理</p>', date '2023-01-01' + n, 'sent', now() - (n * 400 + u) * interval '1 minute' FROM ${county}, ${unit}, generate_series(1, 5) AS n`,
    `INSERT INTO notice (id, county_id, person_id, kind, digest, dedupe_key, evaluation_id, phase, process_date, mail_id)
       SELECT 'notice-' || c || '-' || u || '-' || n, 'county-' || c, '${staff.clerk}-' || c || '-' || u, 'assigned', false, 'notice-' || c || '-' || u || '-' || n, 'case-' || c || '-' || u || '-' || ((n - 1) % ${years}), 'draft', date '2023-01-01' + n, 'mail-' || c || '-' || u || '-' || n FROM ${county}, ${unit}, generate_series(1, 5) AS n`,
    "SET session_replication_role = 'origin'",
  ];
  for (const statement of statements) await admin.query(statement);
  await admin.query('VACUUM ANALYZE');
}

/** People with a post each, copied for every row of `source`; `unit` is what numbers the unit in it. */
function peopleOf(ids: string, source: string, unit: string): readonly string[] {
  const suffix = `'-' || c || '-' || ${unit}`;
  return [
    copies('person', `jsonb_build_object('id', t.id || ${suffix}, 'county_id', 'county-' || c)`, source, `t.id IN (${ids})`),
    copies('post', `jsonb_build_object('id', t.id || ${suffix}, 'county_id', 'county-' || c, 'unit_id', t.unit_id || ${suffix})`, source, `t.id IN (SELECT post_id FROM post_holding WHERE person_id IN (${ids}))`),
    copies('post_holding', `jsonb_build_object('id', t.id || ${suffix}, 'county_id', 'county-' || c, 'post_id', t.post_id || ${suffix}, 'person_id', t.person_id || ${suffix})`, source, `t.person_id IN (${ids})`),
  ];
}

async function makeOriginals(db: Database): Promise<void> {
  await createCounty(db);
  const driver = new Driver(db);
  const id = await driver.open();
  driver.now = '2022-11-02T01:30:00.000Z';
  await driver.tick(id);
  const { outcome } = await raiseFinding(db, {
    updateId: crypto.randomUUID(), from: { personId: staff.performanceDesk, sessionId: '' }, wallInstant: driver.now, evaluationId: id, findingType: 'lateBookkeeping', source: 'monitoring', text: await driver.text(staff.performanceDesk, '未及时做账'), amountFen: null, effect: null,
  });
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.refusal));
}
