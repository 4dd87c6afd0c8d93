import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.js';
import { OwnServices } from '../support/ownServices.js';
import { holderOf } from '../support/rehearsal.js';
import { Stack } from '../support/stack.js';
import { mailFigures, openRealYear } from '../e2e/realYear.js';

/** How long things die, in ms. `HENGJI_KILL_MINUTES` says otherwise. */
const duration = Number(process.env['HENGJI_KILL_MINUTES'] ?? 3) * 60_000;
/** Years played at the same time, each by people of its own. */
const lanes = 2;

const victims = ['worker', 'api', 'postgres', 'temporal'] as const;
type Victim = (typeof victims)[number];

let services: OwnServices;
let stack: Stack;

beforeAll(async () => {
  services = await OwnServices.start();
  const { databaseUrl, migrationDatabaseUrl, temporalAddress } = services.addresses;
  stack = await Stack.start({ databaseUrl, migrationDatabaseUrl, temporalAddress, namespace: 'default', catchMail: true, decisionDeadlineMs: 5000 });
  await openRealYear(await stack.signIn(holderOf('caizheng', 'performanceDesk')));
}, 180_000);

afterAll(async () => {
  await stack.stop();
  await services.end();
});

/** As a power cut would, and back after a moment. */
async function killAndStart(victim: Victim, pauseMs: number): Promise<void> {
  const pause = () => new Promise((done) => setTimeout(done, pauseMs));
  switch (victim) {
    case 'worker':
      await stack.program('worker').kill();
      await pause();
      return stack.startWorker();
    case 'api':
      await stack.program('api').kill();
      await pause();
      return stack.startApi();
    case 'postgres':
    case 'temporal':
      await services.order('kill', victim);
      await pause();
      return services.order('start', victim);
  }
}

test(`whole years while something is killed every few seconds, for ${duration / 60_000} minutes`, async () => {
  const until = Date.now() + duration;
  const kills: Record<Victim, number> = { worker: 0, api: 0, postgres: 0, temporal: 0 };
  const played: { readonly code: number | null; readonly stdout: string; readonly stderr: string }[] = [];
  const play = async () => {
    while (Date.now() < until) {
      const run = await stack.hengji('play', '--year', '2023', '--json');
      // Who finds the door shut has not begun.
      if (run.stderr.includes('rehearsal')) played.push(run);
    }
  };
  const playing = Promise.all(Array.from({ length: lanes }, play));
  for (let round = 0; Date.now() < until; round += 1) {
    await new Promise((done) => setTimeout(done, 3000 + Math.random() * 7000));
    // Everybody has his turn, and then chance decides.
    const victim = victims[round < victims.length ? round : Math.floor(Math.random() * victims.length)] ?? 'worker';
    await killAndStart(victim, Math.random() * 2000);
    kills[victim] += 1;
  }
  await playing;
  const seconds = played.map(({ stdout }) => (stdout === '' ? null : Number(JSON.parse(stdout).realSeconds)));
  console.log(`kills ${JSON.stringify(kills)}; ${played.length} years, in ${seconds.join(', ')} s`);

  // An outage is no fault of the program: the caller is asked to repeat, nothing is "internal".
  expect(stack.logLines('"code":"internal"')).toEqual([]);
  expect(Math.min(...Object.values(kills))).toBeGreaterThan(0);
  expect(played.length).toBeGreaterThanOrEqual(lanes);
  for (const { code, stdout, stderr } of played) {
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      evaluation: { status: 'closed' },
      score: { self: '98.28', reviewed: '97.23', grade: 'excellent' },
      findings: [{ type: 'lateBookkeeping', status: 'closed' }],
      audit: { verified: true },
    });
  }
}, duration + 600_000);

test('nothing was decided twice: the years tell the same story, event by event', async () => {
  const stories = await stack.sql<{ story: string; years: number }>(
    `SELECT story, count(*)::int AS years FROM (
       SELECT e.id, string_agg(p.type, ' ' ORDER BY p.seq) AS story FROM evaluation e JOIN process_event p ON p.stream_id = e.id AND p.actor_id IS NOT NULL WHERE e.status = 'closed' GROUP BY e.id
     ) told GROUP BY story`,
  );
  expect(stories).toHaveLength(1);
  const gaps = await stack.sql('SELECT stream_id FROM process_event GROUP BY stream_kind, stream_id HAVING max(seq) <> count(*) OR min(seq) <> 1');
  expect(gaps).toEqual([]);
});

test('each thing told is in one mail, and each mail of a real year came once', async () => {
  const figures = await eventually('the last mail', async () => {
    const now = await mailFigures(stack);
    return now.pending === 0 && now.untold === 0 ? now : null;
  }, 120_000);
  const caught = await stack.caughtMails();
  // A worker that dies between the mail server's yes and its own note sends again; the mail carries the same Message-ID.
  expect(new Set(caught.map(({ messageId }) => messageId)).size).toBe(figures.sent);
  expect(figures.failed).toBe(0);
  console.log(`${figures.sent} mails sent, ${caught.length} received`);
});

test('every chain holds', async () => {
  const { code, stdout } = await stack.hengji('verify');
  expect(stdout).toMatch(/^verified/);
  expect(code).toBe(0);
});
