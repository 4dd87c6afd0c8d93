import { fold, foldFinding, type EvaluationEvent, type EvaluationState, type FindingEvent, type FindingState, type Task } from '@hengji/domain';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { databaseOf, withDatabase } from '../../../test/support/sql.js';
import { columnsOf } from '../src/commit/evaluationRow.js';
import { findingColumnsOf } from '../src/commit/findingRow.js';
import { formsOf, visitsOf } from '../src/commit/projections.js';
import { changesOf } from '../src/commit/recordEvaluation.js';
import {
  claimNotices, claimNudges, closeDatabase, commitCampaign, countMails, findWaitingWork, listEvaluations, listFindings, listInbox, listMails, openDatabase, openEvaluation, pendingMails, readEvaluation, readLastYear, readPublished, readRevision, readScoreSheet, readSections, readTimeline,
  saveMail, verifyAudit, type AuditBreak, type Database,
} from '../src/index.js';
import { countyId, createCounty, Driver, planOf, staff, unitId } from './county.js';
import { driveYear } from './year.js';

let own: TestDatabase;
let db: Database;
let owner: pg.Client;
let id: string;
let findingId: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  owner = new pg.Client({ connectionString: own.migrationDatabaseUrl });
  await owner.connect();
  await createCounty(db);
  const driver = new Driver(db);
  id = await driver.open();
  findingId = await driveYear(driver, id);
});

afterAll(async () => {
  await owner.end();
  await closeDatabase(db);
  await own.drop();
});

async function eventsOf<Event>(kind: 'evaluation' | 'finding', stream: string): Promise<Event[]> {
  const { rows } = await owner.query<{ payload: Event }>('SELECT payload FROM process_event WHERE stream_kind = $1 AND stream_id = $2 ORDER BY seq', [kind, stream]);
  return rows.map((row) => row.payload);
}


describe('a whole year on the database', () => {
  test('closes with the scores of the demo case', async () => {
    const detail = await readEvaluation(db, id);
    expect(detail).toMatchObject({ status: 'closed', phase: 'closed', scoreSelf: '98.28', scoreReviewed: '97.23', grade: 'excellent', openTasks: 0, nextInstant: null });
    expect(detail?.visits.map((visit) => visit.phase)).toEqual(['draft', 'dataCollection', 'monitoring', 'monitoring', 'selfAssessment', 'financeReview', 'rectification', 'publication', 'resultUse', 'closed']);
    const sheet = await readScoreSheet(db, id, true);
    expect([sheet?.self.total, sheet?.reviewed.total]).toMatchObject([{ sum: '93.37', total: '98.28' }, { total: '97.23' }]);
  });

  test('every projection of the evaluation equals a fold of its events', async () => {
    const events = await eventsOf<EvaluationEvent>('evaluation', id);
    const state = fold(null, events) as EvaluationState;
    const { rows } = await owner.query<{ state: EvaluationState }>('SELECT state FROM evaluation WHERE id = $1', [id]);
    expect(rows[0]?.state).toEqual(JSON.parse(JSON.stringify(state)));

    const columns = columnsOf(state);
    const { rows: stored } = await db.pool.query(`SELECT ${Object.keys(columns).join(', ')} FROM evaluation WHERE id = $1`, [id]);
    expect(stored).toEqual([columns]);

    const changes = changesOf(null, events);
    const visits = visitsOf(changes).visits.map((visit) => ({ entered_seq: visit.seq, stage: visit.stage, phase: visit.phase, checkpoint: visit.checkpoint, entered_at: visit.at, left_at: visit.leftAt, outcome: visit.outcome }));
    expect((await db.pool.query('SELECT entered_seq, stage, phase, checkpoint, entered_at, left_at, outcome FROM evaluation_phase WHERE evaluation_id = $1 ORDER BY entered_seq', [id])).rows).toEqual(visits);

    const forms = [...formsOf(changes)].sort((a, b) => a.stage - b.stage || (a.section < b.section ? -1 : 1));
    expect((await db.pool.query('SELECT stage, section, status FROM section_form WHERE evaluation_id = $1 ORDER BY stage, section COLLATE "C"', [id])).rows).toEqual(forms);

    const signed = events.filter((event) => event.type === 'signed').map((event) => ({ revision: event.revision, slot: event.slot, person_id: event.person, hash: event.hash }));
    const { rows: signatures } = await owner.query('SELECT revision, slot, person_id, hash FROM signature WHERE evaluation_id = $1 AND finding_id IS NULL ORDER BY revision, recorded_at', [id]);
    expect(signatures).toEqual(signed);
    const frozen = events.filter((event) => event.type === 'revisionFrozen').map((event) => ({ number: event.number, sha256: event.hash }));
    expect((await owner.query('SELECT number, sha256 FROM revision WHERE evaluation_id = $1 ORDER BY number', [id])).rows).toEqual(frozen);
  });

  test('the finding and its open tasks equal a fold of its events', async () => {
    const state = foldFinding(null, await eventsOf<FindingEvent>('finding', findingId)) as FindingState;
    const columns = findingColumnsOf(state);
    expect((await db.pool.query(`SELECT ${Object.keys(columns).join(', ')} FROM finding WHERE id = $1`, [findingId])).rows).toEqual([columns]);
    const { rows } = await db.pool.query<{ task_id: string; due_on: string; urgency: string }>('SELECT task_id, due_on, urgency FROM task ORDER BY task_id');
    expect(rows).toEqual(state.tasks.map((task: Task) => ({ task_id: task.id, due_on: task.dueOn, urgency: task.urgency })));
    expect(await listFindings(db, { countyId, unitIds: null }, { open: true }, { offset: 0, limit: 10 })).toMatchObject({ total: 1, rows: [{ number: 1, status: 'planAccepted' }] });
  });

  test('the evaluation was told that the plan is accepted', async () => {
    expect(await findWaitingWork(db)).toContain('nudges');
    expect(await claimNudges(db, 10)).toMatchObject([{ kind: 'evaluation', targetId: id, workflowId: `evaluation:${id}` }]);
    expect(await findWaitingWork(db)).not.toContain('nudges');
  });

  test('a row says when its date lies past the holidays that are on record', async () => {
    const dated = async (dueOn: string | null) => {
      await owner.query('UPDATE evaluation SET due_on = $2 WHERE id = $1', [id, dueOn]);
      const { rows } = await listEvaluations(db, { countyId, unitIds: null }, { ids: [id] }, { field: 'unit', order: 'asc' }, { offset: 0, limit: 1 });
      return rows[0]?.dueCovered;
    };
    const [before] = (await owner.query<{ due_on: string | null }>('SELECT due_on::text FROM evaluation WHERE id = $1', [id])).rows;
    expect([await dated('2026-12-31'), await dated('2027-01-04'), await dated(before?.due_on ?? null)]).toEqual([true, false, true]);
  });

  test('lists, inbox and timeline show it', async () => {
    const page = await listEvaluations(db, { countyId, unitIds: null }, { rehearsal: true, q: '编' }, { field: 'unit', order: 'asc' }, { offset: 0, limit: 10 });
    expect(page).toMatchObject({ total: 1, rows: [{ id, unit: { nameEn: 'Staffing Office' } }] });
    expect(await listEvaluations(db, { countyId, unitIds: [] }, {}, { field: 'unit', order: 'asc' }, { offset: 0, limit: 10 })).toEqual({ total: 0, rows: [] });
    expect(await listInbox(db, staff.accountant, '2024-09-02T01:00:00.000Z')).toMatchObject([{ stream: 'finding', findingId, kind: 'provideEvidence', as: 'person', finding: { number: 1, type: 'lateBookkeeping' } }]);
    expect(await listInbox(db, staff.performanceDesk, '2024-09-02T01:00:00.000Z')).toEqual([]);
    const timeline = await readTimeline(db, 'evaluation', id, { limit: 1_000 });
    expect(timeline.map((entry) => entry.seq)).toEqual(timeline.map((_, index) => timeline.length - index));
    expect(timeline.slice(0, 3).map((entry) => entry.type)).toContain('closed');
    const returned = timeline.find((entry) => entry.type === 'sectionReturned');
    expect(returned?.actor?.name).toBe('officeLead员');
    expect(Object.values(returned?.texts ?? {})).toEqual(['文号不全']);
    const sections = await readSections(db, id, 4);
    expect(sections).toMatchObject({ phase: 'selfAssessment', period: 'yearEnd' });
    expect(sections?.sections.every((section) => section.missing.length === 0 && section.status === 'submitted')).toBe(true);
  });

  test('what is published is the frozen revision, on the rehearsal side only', async () => {
    const published = await readPublished(db, id, true);
    expect(published).toMatchObject({ score: '97.23', grade: 'excellent', rehearsal: true });
    expect(await readPublished(db, id, false)).toBeNull();
    const number = (await readEvaluation(db, id))?.state.publication?.number ?? 0;
    const revision = await readRevision(db, id, number);
    expect(revision).toMatchObject({ canonical: published?.canonical, sha256: published?.sha256 });
    expect(JSON.parse(published?.canonical ?? '{}')).toMatchObject({ schema: 'hengji.revision/1', score: { self: '98.28', reviewed: '97.23', grade: 'excellent' } });
  });

  test('everybody is told once: each notice in one mail, at most one overdue mail per person and day, none sent from a rehearsal', async () => {
    const render = { subject: 's', text: 't', html: 'h' };
    for (const digests of [false, true]) {
      for (let groups = await claimNotices(db, { limit: 50, digests }); groups.length > 0; groups = await claimNotices(db, { limit: 50, digests })) {
        for (const group of groups) expect(await saveMail(db, group, render)).not.toBeNull();
      }
    }
    expect(await pendingMails(db, id)).toBe(0);
    const { rows } = await owner.query<{ most: number }>("SELECT max(n)::int AS most FROM (SELECT count(*) AS n FROM mail WHERE kind = 'overdue' GROUP BY person_id, process_date) per_day");
    expect(rows).toEqual([{ most: 1 }]);
    expect((await owner.query("SELECT 1 FROM mail WHERE status <> 'kept'")).rowCount).toBe(0);
    const counts = await countMails(db, id);
    expect(Object.keys(counts).sort()).toEqual(expect.arrayContaining(['assigned', 'closed', 'digest', 'escalated', 'findingServed', 'overdue', 'published', 'returned', 'reviewed', 'signed', 'toSign']));
    const page = await listMails(db, { countyId, unitIds: null }, { evaluationId: id }, { offset: 0, limit: 5 });
    expect(page.total).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0));
    expect(page.rows[0]?.evaluationIds).toEqual([id]);
    const name = page.rows[0]?.person.name ?? '';
    const his = await listMails(db, { countyId, unitIds: null }, { evaluationId: id, recipient: name.slice(1) }, { offset: 0, limit: 500 });
    expect(his.rows.length).toBeGreaterThan(0);
    expect(his.rows.every((row) => row.person.name.includes(name.slice(1)) && row.html === render.html)).toBe(true);
    expect((await listMails(db, { countyId, unitIds: null }, { recipient: 'nobody%' }, { offset: 0, limit: 5 })).total).toBe(0);
  });
});

describe('verifyAudit', () => {
  test('walks every chain', async () => {
    const report = await verifyAudit(db);
    expect(report).toMatchObject({ streams: 4, broken: null });
    const { rows } = await owner.query<{ events: number }>('SELECT count(*)::int AS events FROM process_event');
    expect(report.events).toBe(rows[0]?.events);
  });

  /** As somebody with the owner's rights would do it: the triggers off, the row changed, the triggers on. */
  async function tampered(table: string, sql: string, values: readonly unknown[], undo: string): Promise<{ readonly found: AuditBreak | null; readonly after: AuditBreak | null }> {
    await owner.query('BEGIN');
    await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owner.query(`CREATE TEMP TABLE saved ON COMMIT PRESERVE ROWS AS SELECT * FROM ${table}`);
    await owner.query(sql, [...values]);
    await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await owner.query('COMMIT');
    const { broken: found } = await verifyAudit(db);
    await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owner.query(undo, [...values]);
    await owner.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await owner.query('DROP TABLE saved');
    return { found, after: (await verifyAudit(db)).broken };
  }

  test('names a changed event', async () => {
    const { found, after } = await tampered('process_event', `UPDATE process_event SET payload = payload || '{"by":"nobody"}' WHERE stream_id = $1 AND type = 'closed'`, [id], `UPDATE process_event p SET payload = s.payload FROM saved s WHERE p.stream_id = $1 AND s.stream_id = p.stream_id AND s.seq = p.seq`);
    expect(found).toMatchObject({ stream: `evaluation:${id}`, table: 'process_event', why: 'the event was changed' });
    expect(after).toBeNull();
  });

  test('names a changed audit row', async () => {
    const { found, after } = await tampered('audit_event', `UPDATE audit_event SET body = replace(body, '"type"', '"tipe"') WHERE stream_id = $1 AND seq = 20`, [id], `UPDATE audit_event a SET body = s.body FROM saved s WHERE a.stream_id = $1 AND s.stream_id = a.stream_id AND s.seq = a.seq`);
    expect(found).toMatchObject({ stream: `evaluation:${id}`, table: 'audit_event', why: 'its text does not give its hash' });
    expect(after).toBeNull();
  });

  test('names a removed last row', async () => {
    const { found, after } = await tampered('audit_event', `DELETE FROM audit_event WHERE stream_id = $1 AND seq = (SELECT max(seq) FROM audit_event WHERE stream_id = $1)`, [id], `INSERT INTO audit_event SELECT s.* FROM saved s WHERE s.stream_id = $1 ON CONFLICT DO NOTHING`);
    expect(found).toMatchObject({ stream: `evaluation:${id}`, table: 'audit_event', why: 'the row of this event is gone' });
    expect(after).toBeNull();
  });

  test('names a changed revision', async () => {
    const { found, after } = await tampered('revision', `UPDATE revision SET canonical = replace(canonical, '98.28', '99.99') WHERE evaluation_id = $1 AND canonical LIKE '%98.28%'`, [id], `UPDATE revision r SET canonical = s.canonical FROM saved s WHERE r.evaluation_id = $1 AND s.number = r.number`);
    expect(found).toMatchObject({ stream: `evaluation:${id}`, table: 'revision', why: expect.stringContaining('was changed') });
    expect(after).toBeNull();
  });

  test('names a signature in another name', async () => {
    const { found, after } = await tampered('signature', `UPDATE signature SET person_id = 'clerk' WHERE evaluation_id = $1 AND slot = 'financeHead' AND revision = 1`, [id], `UPDATE signature g SET person_id = s.person_id FROM saved s WHERE g.evaluation_id = $1 AND s.id = g.id`);
    expect(found).toMatchObject({ stream: `evaluation:${id}`, table: 'signature', why: expect.stringContaining('was changed') });
    expect(after).toBeNull();
  });

  test('names the row of any value that was changed, in whichever column', async () => {
    // A place in the text, by a sequence that is the same in every run.
    let seed = 20231126;
    const below = (limit: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % limit;
    };
    const tables = { audit_event: ['stream_kind', 'stream_id', 'seq'], process_event: ['stream_kind', 'stream_id', 'seq'], revision: ['evaluation_id', 'number'], signature: ['id'], signature_void: ['signature_id'] };
    // Only whoever owns the server gets past triggers and foreign keys.
    const admin = new pg.Client({ connectionString: withDatabase(inject('services').adminDatabaseUrl, databaseOf(own.databaseUrl)) });
    await admin.connect();
    await admin.query("SET session_replication_role = 'replica'");
    const missed: string[] = [];
    let changed = 0;
    for (const [table, keys] of Object.entries(tables)) {
      const { rows: columns } = await admin.query<{ name: string; type: string }>('SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_name = $1', [table]);
      const { rows } = await admin.query<Record<string, unknown>>(`SELECT ctid::text AS place, ${columns.map(({ name }) => `${name}::text`).join(', ')} FROM ${table} ORDER BY ${keys.join(', ')}`);
      for (const { name, type } of columns) {
        for (let times = 0; times < 5; times += 1) {
          const row = rows[below(rows.length)];
          const value = row?.[name];
          // A null cannot lose a byte.
          if (row === undefined || typeof value !== 'string' || value === '') continue;
          const where = keys.map((key) => `${key}::text = '${String(row[key])}'`).join(' AND ');
          const at = below(value.length);
          const text = `${value.slice(0, at)}${value[at] === 'x' ? 'y' : 'x'}${value.slice(at + 1)}`;
          const [next, back] =
            type === 'integer' ? [`${name} + 100000`, `${name} - 100000`]
            : type.startsWith('timestamp') ? [`${name} + interval '1 ms'`, `${name} - interval '1 ms'`]
            : type === 'jsonb' ? [`${name} || '{"x": 1}'`, `${name} - 'x'`]
            : ['$1', '$2'];
          const place = keys.includes(name) ? where.replace(`${name}::text = '${value}'`, type === 'integer' ? `${name} = ${Number(value) + 100000}` : `${name} = '${text}'`) : where;
          const values = next === '$1' ? [text, value] : [];
          await admin.query(`UPDATE ${table} SET ${name} = ${next} WHERE ${where}`, values.slice(0, 1));
          const { broken } = await verifyAudit(db);
          await admin.query(`UPDATE ${table} SET ${name} = ${back.replace('$2', '$1')} WHERE ${place}`, values.slice(1));
          changed += 1;
          if (broken === null) missed.push(`${table}.${name} at ${at} of ${value}`);
        }
      }
    }
    await admin.end();
    expect(missed).toEqual([]);
    expect(changed).toBeGreaterThan(100);
    expect((await verifyAudit(db)).broken).toBeNull();
  });

  test('names a signature that nobody gave', async () => {
    await owner.query(
      `INSERT INTO signature (id, county_id, evaluation_id, revision, slot, person_id, hash, signed_at, sha256) VALUES ('forged', 'county', $1, 1, 'principal', 'principal', 'h', now(), 'x')`,
      [id],
    );
    expect((await verifyAudit(db)).broken).toMatchObject({ table: 'signature', why: 'no event wrote signature forged' });
  });
});

// Last: it opens another year beside the one that is looked at above.
test('hands its unmet rows to the next year of the same subject, a practised one to no real year', async () => {
  const scope = { countyId, unitIds: [unitId] };
  await commitCampaign(db, { id: 'rehearsal-2024', countyId, updateId: 'draft-2024', from: null, wallInstant: '2023-11-01T01:30:00.000Z', command: { type: 'draft', campaignId: 'rehearsal-2024', plan: planOf({ year: 2024 }), subjects: [] } });
  const { evaluationId: next } = await openEvaluation(db, { updateId: 'open-2024', from: null, wallInstant: '2023-11-01T01:30:00.000Z', campaignId: 'rehearsal-2024', unitId, subject: { kind: 'department', id: unitId } });
  const before = await readLastYear(db, next, scope);
  expect(before).toMatchObject({ evaluationId: id, unitId, year: 2023 });
  // Late bookkeeping took a point from a row that was full.
  expect(before?.rows.map(({ indicator, weight, score }) => [indicator, weight, score])).toContainEqual(['fundUseCompliance', '2.5', '1.50']);
  expect(before?.rows.find(({ indicator }) => indicator === 'fundUseCompliance')).toMatchObject({ deducted: '1.00', deductionReason: expect.stringMatching(/.+/), reason: '' });
  expect(before?.rows.every(({ target }) => target !== '')).toBe(true);
  expect(before?.rows.find(({ rate }) => rate !== null)).toMatchObject({ rate: expect.stringMatching(/^0\.\d{6}$/) });
  expect(await readLastYear(db, next, { countyId, unitIds: ['elsewhere'] })).toBeNull();
  expect(await readLastYear(db, id, scope)).toBeNull();
  await owner.query('UPDATE evaluation SET rehearsal_campaign_id = NULL WHERE id = $1', [next]);
  expect(await readLastYear(db, next, scope)).toBeNull();
  await owner.query("UPDATE evaluation SET rehearsal_campaign_id = 'rehearsal-2024' WHERE id = $1", [next]);
});
