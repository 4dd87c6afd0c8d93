import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSocketServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseDiagnosis, MigrationsDiagnosis } from '@hengji/database';
import type { EngineDiagnosis } from '@hengji/workflows/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { driftMs, failed, judgeClock, ok, reasonOf, skipped, warning, type Check } from './check.js';
import { checkConfiguration } from './configuration.js';
import { checkDatabase, judgeDatabase, judgeMigrations } from './database.js';
import { checkEngine, judgeEngine } from './engine.js';
import { checkDisk, checkFiles, judgeDisk, judgeNode } from './machine.js';
import { printChecks } from './print.js';
import { checkMail, checkPublicUrl } from './reach.js';

const sound: DatabaseDiagnosis = { version: 180_004, versionText: '18.4', clockMs: 1000, askedMs: 1000, answeredMs: 1000, role: 'hengji_app', superuser: false, owns: 0, changeable: [], unguarded: [], unreachable: [], tables: 40, maxConnections: 100 };
const applied: MigrationsDiagnosis = { applied: 9, missing: [], unknown: [], changed: [], unfinished: [] };
const day = 86_400_000;
const engine: EngineDiagnosis = { serverVersion: '1.32.0', retentionMs: 30 * day, missingSearchAttributes: [], pollers: { process: 1, mail: 1 }, clockMs: 5, askedMs: 0, answeredMs: 9 };

const states = (checks: readonly Check[]) => Object.fromEntries(checks.map(({ name, state }) => [name, state]));
const told = (checks: readonly Check[], name: Check['name']) => checks.find((check) => check.name === name);

describe('the database', () => {
  const of = (changes: Partial<DatabaseDiagnosis>) => judgeDatabase({ ...sound, ...changes });

  it('is well', () => {
    expect(states(of({}))).toEqual({ postgresql: 'ok', databaseClock: 'ok', databaseRole: 'ok' });
    expect(told(of({ version: 150_010, versionText: '15.10' }), 'postgresql')?.detail).toBe('15.10 (releases are tested on 18)');
  });

  it.each<[string, Partial<DatabaseDiagnosis>, Check['name'], Check['state'], RegExp]>([
    ['too old', { version: 140_012, versionText: '14.12' }, 'postgresql', 'failed', /14\.12 is too old/],
    ['short of connections', { maxConnections: 20 }, 'postgresql', 'warning', /max_connections = 20/],
    ['used as a superuser', { superuser: true }, 'databaseRole', 'failed', /is a superuser/],
    ['used by its owner', { owns: 41 }, 'databaseRole', 'failed', /owns 41 objects/],
    ['empty', { tables: 0 }, 'databaseRole', 'failed', /no tables/],
    ['open to change', { changeable: ['audit_event'] }, 'databaseRole', 'failed', /may change records that are only added to: audit_event/],
    ['without grants', { unreachable: ['task'] }, 'databaseRole', 'failed', /may not read or add to task/],
    ['without its guard', { unguarded: ['revision'] }, 'databaseRole', 'failed', /guard against changes is missing on revision/],
  ])('is told when it is %s', (_, changes, name, state, detail) => {
    const check = told(of(changes), name);
    expect(check?.state).toBe(state);
    expect(check?.detail).toMatch(detail);
    expect(check?.todo).toMatch(/\w/);
  });

  it.each<[string, Partial<MigrationsDiagnosis>]>([
    ['2 not applied: a, b', { missing: ['a', 'b'] }],
    ['the database is newer than this version: z', { unknown: ['z'] }],
    ['changed after they were applied: a', { changed: ['a'] }],
    ['begun and not finished: a', { unfinished: ['a'] }],
  ])('its schema: %s', (detail, changes) => {
    expect(judgeMigrations({ ...applied, ...changes })).toMatchObject({ state: 'failed', detail, todo: expect.stringMatching(/\w/) });
  });

  it('its schema is well', () => {
    expect(judgeMigrations(applied)).toEqual(ok('migrations', 'all 9 applied'));
  });

  it('that cannot be reached is told without its password, and what needs it is not looked at', async () => {
    const checks = await checkDatabase('postgresql://app:secret@127.0.0.1:1/none', 'postgresql://owner:secret@127.0.0.1:1/none');
    expect(states(checks)).toEqual({ postgresql: 'failed', databaseClock: 'skipped', databaseRole: 'skipped', migrations: 'failed' });
    expect(JSON.stringify(checks)).not.toContain('secret');
    expect(states(await checkDatabase('', ''))).toEqual({ postgresql: 'skipped', databaseClock: 'skipped', databaseRole: 'skipped', migrations: 'skipped' });
  });
});

describe('clocks', () => {
  it('agree when the answer lies between question and answer', () => {
    expect(driftMs({ clockMs: 5, askedMs: 0, answeredMs: 9 })).toBe(0);
    expect(driftMs({ clockMs: -7, askedMs: 0, answeredMs: 9 })).toBe(-7);
    expect(driftMs({ clockMs: 20, askedMs: 0, answeredMs: 9 })).toBe(11);
  });

  it('a little apart are a warning, a minute a failure', () => {
    const at = (clockMs: number) => judgeClock('databaseClock', 'the database server', { clockMs, askedMs: 0, answeredMs: 0 });
    expect(at(2_000).state).toBe('ok');
    expect(at(2_001)).toMatchObject({ state: 'warning', detail: '2.0 s ahead of this machine' });
    expect(at(-59_000)).toMatchObject({ state: 'warning', detail: '59.0 s behind this machine' });
    expect(at(-60_000).state).toBe('failed');
  });
});

describe('Temporal', () => {
  const of = (changes: Partial<EngineDiagnosis>) => judgeEngine('hengji', { ...engine, ...changes });

  it('is well', () => {
    expect(states(of({}))).toEqual({ temporal: 'ok', temporalClock: 'ok', namespace: 'ok', workers: 'ok' });
    expect(told(of({}), 'namespace')?.detail).toBe('"hengji" keeps what ended for 30 days');
    expect(told(of({ serverVersion: '1.29.1' }), 'temporal')?.detail).toBe('1.29.1 (releases are tested on 1.32)');
  });

  it.each<[string, Partial<EngineDiagnosis>, Check['name'], Check['state']]>([
    ['too old', { serverVersion: '1.22.4' }, 'temporal', 'failed'],
    ['with a clock of its own', { clockMs: 120_000 }, 'temporalClock', 'failed'],
    ['without the namespace', { retentionMs: null }, 'namespace', 'failed'],
    ['forgetting too soon', { retentionMs: day / 2 }, 'namespace', 'failed'],
    ['without search attributes', { missingSearchAttributes: ['HengjiCounty'] }, 'namespace', 'failed'],
    ['without a worker', { pollers: { process: 0, mail: 0 } }, 'workers', 'failed'],
    ['without a worker for mails', { pollers: { process: 1, mail: 0 } }, 'workers', 'warning'],
  ])('is told when it is %s', (_, changes, name, state) => {
    const check = told(of(changes), name);
    expect(check?.state).toBe(state);
    expect(check?.todo).toMatch(/\w/);
  });

  it('without the namespace is asked for nothing in it', () => {
    expect(states(of({ retentionMs: null }))).toEqual({ temporal: 'ok', temporalClock: 'skipped', namespace: 'failed', workers: 'skipped' });
  });

  it('that does not answer, or whose address is none, is told once', async () => {
    const away = await checkEngine({ TEMPORAL_ADDRESS: '127.0.0.1:1' }, 500);
    expect(states(away)).toEqual({ temporal: 'failed', temporalClock: 'skipped', namespace: 'skipped', workers: 'skipped' });
    expect(states(await checkEngine({ TEMPORAL_ADDRESS: 'nowhere' }))).toMatchObject({ temporal: 'failed' });
    expect(states(await checkEngine({}))).toMatchObject({ temporal: 'skipped', workers: 'skipped' });
  });
});

describe('this machine', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'hengji-doctor-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('has a Node that is new enough', () => {
    expect(['20.19.0', '20.20.2', '22.1.0'].map((version) => judgeNode(version).state)).toEqual(['ok', 'ok', 'ok']);
    expect(['20.18.3', '18.20.0'].map((version) => judgeNode(version).state)).toEqual(['failed', 'failed']);
  });

  it('has room on the disk that has least', () => {
    const giB = 1024 ** 3;
    const at = (freeBytes: number) => judgeDisk([{ folder: '/a', freeBytes: 100 * giB }, { folder: '/b', freeBytes }]);
    expect(at(5 * giB)).toMatchObject({ state: 'ok', detail: '5.0 GiB free for /b' });
    expect(at(5 * giB - 1).state).toBe('warning');
    expect(at(giB - 1).state).toBe('failed');
    expect(judgeDisk([]).state).toBe('skipped');
    expect(['ok', 'warning', 'failed']).toContain(checkDisk([join(folder, 'not', 'yet', 'there')]).state);
  });

  it('can write uploaded files, or says why not', () => {
    expect(checkFiles(folder)).toEqual(ok('files', `${folder} can be written and read`));
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expect(checkFiles(file)).toMatchObject({ state: 'failed', detail: expect.stringContaining('ENOTDIR') });
    expect(checkFiles(join(folder, 'absent'))).toMatchObject({ state: 'failed', detail: expect.stringContaining('ENOENT') });
    expect(checkFiles(undefined).state).toBe('skipped');
  });
});

describe('the configuration', () => {
  const complete = { DATABASE_URL: 'postgresql://app:secret@db/hengji', TEMPORAL_ADDRESS: 'temporal:7233', AUTH_SECRET: 'x'.repeat(32), HENGJI_PUBLIC_URL: 'https://hengji.example', BLOB_DIR: '/blobs' };

  it('is complete, or names each wrong variable and no value', () => {
    expect(checkConfiguration(complete).state).toBe('ok');
    const check = checkConfiguration({ ...complete, DATABASE_URL: 'mysql://app:secret@db', AUTH_SECRET: 'short-secret', SMTP_URL: 'http://mail', HENGJI_PUBLIC_URL: '' });
    expect(check.state).toBe('failed');
    for (const name of ['DATABASE_URL', 'AUTH_SECRET', 'SMTP_URL', 'HENGJI_PUBLIC_URL']) expect(check.detail).toContain(name);
    expect(check.detail).not.toMatch(/secret@|short-secret/);
    expect(checkConfiguration({ ...complete, SMTP_URL: 'smtp://mail:25' }).detail).toContain('MAIL_FROM');
  });
});

describe('what is reached by address', () => {
  let server: Server;
  let answer: { readonly status: number; readonly body: string };
  let base = '';
  beforeAll(async () => {
    server = createServer((_, response) => response.writeHead(answer.status).end(answer.body));
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    base = typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
  });
  afterAll(() => server.close());

  it('the public address leads to the API, to one that cannot serve, or to something else', async () => {
    answer = { status: 200, body: '{"status":"ok"}' };
    expect(await checkPublicUrl(base)).toEqual(ok('publicUrl', `${base} leads to the API`));
    answer = { status: 503, body: '{}' };
    expect(await checkPublicUrl(base)).toMatchObject({ state: 'failed', detail: expect.stringContaining('cannot serve now') });
    answer = { status: 200, body: '<html>' };
    expect(await checkPublicUrl(base)).toMatchObject({ state: 'failed', detail: expect.stringContaining('not with Hengji’s API (200)') });
    expect(await checkPublicUrl('http://127.0.0.1:1')).toMatchObject({ state: 'failed', detail: expect.stringContaining('cannot be opened') });
    expect((await checkPublicUrl('')).state).toBe('skipped');
  });

  it('the mail server answers, keeps the door shut, or is none', async () => {
    const smtp = createSocketServer((socket) => {
      socket.on('error', () => undefined);
      socket.write('220 test\r\n');
      socket.on('data', (chunk) => socket.write(chunk.toString().startsWith('QUIT') ? '221 bye\r\n' : '250 fine\r\n'));
    });
    await new Promise<void>((done) => smtp.listen(0, '127.0.0.1', done));
    const address = smtp.address();
    const url = typeof address === 'object' && address !== null ? `smtp://127.0.0.1:${address.port}` : '';
    expect(await checkMail(url, 'a@example.org')).toEqual(ok('mail', 'the mail server answers'));
    expect((await checkMail(url, '')).state).toBe('warning');
    smtp.close();
    expect(await checkMail('smtp://user:secret@127.0.0.1:1', 'a@example.org')).toMatchObject({ state: 'failed', detail: expect.not.stringContaining('secret') });
    expect((await checkMail('', '')).state).toBe('skipped');
  });
});

describe('the report', () => {
  it('has a line for each check, what to do under it, and a sum', () => {
    const checks = [ok('node', '20.20.2'), warning('disk', '3.0 GiB free for /', 'Make room.'), failed('temporal', 'cannot be reached', 'Start it.'), skipped('mail', 'SMTP_URL is not set')];
    expect(printChecks(checks, false)).toBe(
      '✓ Node: 20.20.2\n! Disk: 3.0 GiB free for /\n    → Make room.\n✗ Temporal: cannot be reached\n    → Start it.\n– Mail: SMTP_URL is not set\n1 failed, 1 warnings, 1 not looked at\n',
    );
  });

  it('keeps passwords of addresses out of reasons', () => {
    expect(reasonOf(new Error('connect to postgresql://app:secret@db failed\nmore'))).toBe('connect to db failed');
    expect(reasonOf(new AggregateError([new Error('ECONNREFUSED ::1')]))).toBe('ECONNREFUSED ::1');
  });
});
