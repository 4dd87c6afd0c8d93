import { closeDatabase, openDatabase, type Database } from '@hengji/database';
import type { EvaluationOutcome, Position } from '@hengji/domain';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../test/setup/database.js';
import { standingAnswer, type Standing } from '../src/standing.js';

let prepared: TestDatabase;
let db: Database;

beforeAll(async () => {
  prepared = await createTestDatabase();
  db = openDatabase(prepared.databaseUrl, { max: 2 });
});

afterAll(async () => {
  await closeDatabase(db);
  await prepared.drop();
});

const rowAt = 7;
const accepted: EvaluationOutcome = { kind: 'accepted', events: ['taskClaimed'], shell: { position: { status: 'open', phase: 'draft', step: 'fill', version: rowAt }, nextInstant: null, clockOffsetMs: 0, finished: false } };
const refusedAt = (at: number | null) => ({ kind: 'refused', refusal: { code: 'wrongPhase', phase: 'draft', step: 'fill' }, at }) as const;
const unknown = { kind: 'unknown', reason: 'unavailable' } as const;

const standing = (id: string, kept: EvaluationOutcome | null): Standing<Position> => ({ stream: 'evaluation', id, place: { countyId: 'county', version: rowAt }, hopeless: null, receipt: () => Promise.resolve(kept) });

async function asked(id: string): Promise<number> {
  const { rows } = await db.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM workflow_nudge WHERE kind = 'evaluation' AND target_id = $1 AND county_id = 'county'", [id]);
  return rows[0]?.count ?? 0;
}

test('what the shell answered stands', async () => {
  expect(await standingAnswer(db, accepted, standing('heard', null))).toBe(accepted);
  expect(await standingAnswer(db, refusedAt(rowAt), standing('heard', null))).toEqual(refusedAt(rowAt));
  // From a worker that does not tell yet how far its shell is.
  expect(await standingAnswer(db, refusedAt(null), standing('heard', null))).toEqual(refusedAt(null));
  expect(await asked('heard')).toBe(0);
});

test('an answer from the receipt: the shell may not have heard of it, and is asked to look again, once', async () => {
  expect(await standingAnswer(db, unknown, standing('receipt', accepted))).toBe(accepted);
  expect(await standingAnswer(db, unknown, standing('receipt', accepted))).toBe(accepted);
  expect(await asked('receipt')).toBe(1);
  // One that a worker has in hand may have looked before.
  await db.pool.query("UPDATE workflow_nudge SET claimed_until = now() + interval '60 s' WHERE target_id = 'receipt'");
  await standingAnswer(db, unknown, standing('receipt', accepted));
  expect(await asked('receipt')).toBe(2);
});

test('nobody answered, and nothing is kept: the caller repeats it', async () => {
  await expect(standingAnswer(db, unknown, standing('unheard', null))).rejects.toMatchObject({ status: 503, code: 'busy' });
  expect(await asked('unheard')).toBe(0);
});

test('a refusal from a position that the row has left is none', async () => {
  await expect(standingAnswer(db, refusedAt(rowAt - 2), standing('behind', null))).rejects.toMatchObject({ status: 503, code: 'busy' });
  expect(await asked('behind')).toBe(1);
});

test('a refusal that the row confirms stands, however far the shell is', async () => {
  const hopeless = { code: 'wrongPhase', phase: 'dataCollection', step: 'fill' } as const;
  expect(await standingAnswer(db, refusedAt(rowAt - 2), { ...standing('confirmed', null), hopeless })).toEqual({ kind: 'refused', refusal: hopeless, at: rowAt });
  expect(await asked('confirmed')).toBe(0);
});

test('a command that was carried out before is answered so, even where the shell would refuse it now', async () => {
  expect(await standingAnswer(db, refusedAt(rowAt), standing('repeated', accepted))).toBe(accepted);
  expect(await asked('repeated')).toBe(0);
});
