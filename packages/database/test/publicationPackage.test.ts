import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { addEvidence, choosePackage, closeDatabase, openBlobStore, openDatabase, putBlob, readPackage, readPublished, readSections, type Database } from '../src/index.js';
import { createCounty, Driver, staff } from './county.js';
import { driveYear } from './year.js';

let own: TestDatabase;
let db: Database;
let driver: Driver;
let folder: string;

beforeAll(async () => {
  own = await createTestDatabase();
  db = openDatabase(own.databaseUrl);
  await createCounty(db);
  driver = new Driver(db);
  folder = await mkdtemp(join(tmpdir(), 'hengji-package-'));
});

afterAll(async () => {
  await closeDatabase(db);
  await own.drop();
  await rm(folder, { recursive: true });
});

test('what becomes public is seen and chosen before: nothing of data collection unasked, nothing more after the secrecy review', async () => {
  const id = await driver.open();
  const store = openBlobStore(folder);
  const attach = async (section: string, name: string) => {
    const stored = await putBlob(db, store, Readable.from([Buffer.from(`%PDF-1.7 ${name}`)]));
    if (!stored.ok) throw new Error('refused');
    const added = await addEvidence(db, { id: randomUUID(), target: { evaluationId: id, section }, name, sha256: stored.value.sha256, person: staff.clerk, acceptDisqualification: false, wallInstant: driver.now });
    if (!added.ok) throw new Error(JSON.stringify(added.problem));
    return added.value.id;
  };
  const files: Record<string, string> = {};
  const choosing = (person: string, names: readonly string[], acceptDisqualification = false) =>
    choosePackage(db, { evaluationId: id, included: names.map((name) => files[name] ?? ''), person, acceptDisqualification, wallInstant: driver.now });
  const choose = (...names: readonly string[]) => choosing(staff.clerk, names);
  const included = async () => (await readPackage(db, id))?.files.flatMap((file) => (file.included ? [file.name] : []));
  await driveYear(driver, id, {
    collecting: async () => {
      files['roster'] = await attach('personnel', '名册.pdf');
      expect(await readPackage(db, id)).toBeNull();
      expect(await choose('roster')).toEqual({ ok: false, problem: { code: 'sectionNotOpen', section: 'publication', status: 'none' } });
    },
    assessing: async () => {
      files['survey'] = await attach('outcomes', '调查.pdf');
      files['accounts'] = await attach('budget', '决算.pdf');
    },
    publishing: async () => {
      expect(await included()).toEqual(['决算.pdf', '调查.pdf']);
      // The package is what they sign: whoever chooses what is in it has prepared it.
      expect(await choosing(staff.principal, ['roster'])).toEqual({ ok: false, problem: { code: 'wouldDisqualify', slots: ['principal'] } });
      expect(await choose('roster', 'survey')).toEqual({ ok: true, value: null });
      expect(await included()).toEqual(['调查.pdf', '名册.pdf']);
      expect((await db.pool.query('SELECT 1 FROM contribution c JOIN evaluation e ON e.id = c.evaluation_id AND e.stage = c.stage WHERE e.id = $1 AND c.person_id = $2', [id, staff.clerk])).rowCount).toBe(1);
    },
    reviewed: async () => {
      expect(await choose('roster', 'survey', 'accounts')).toEqual({ ok: false, problem: { code: 'packageReviewed' } });
      expect(await choose('survey')).toEqual({ ok: true, value: null });
    },
  });
  const published: { evidence: { name: string }[] } = JSON.parse((await readPublished(db, id, true))?.canonical ?? '{}');
  expect(published.evidence.map((file) => file.name)).toEqual(['调查.pdf']);
  // The sections of every period stay readable with their files.
  const collected = await readSections(db, id, 1);
  expect(collected).toMatchObject({ phase: 'dataCollection', period: 'baseline' });
  expect(collected?.sections.find((section) => section.key === 'personnel')).toMatchObject({ status: 'confirmed', evidence: [{ name: '名册.pdf' }] });
});
