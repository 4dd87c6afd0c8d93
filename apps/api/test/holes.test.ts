import { gzipSync } from 'node:zlib';
import { request as plainRequest } from 'node:http';
import { openApiDocument } from '@hengji/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fuzz } from '../../../test/fuzz/run.js';
import { hashesOfTables, query } from '../../../test/support/sql.js';
import { maximumFileBytes, maximumJsonBytes } from '../src/router.js';
import { openCases, type Place, type UnitCase } from './permissions/cases.js';
import { roles } from './permissions/expected.js';
import { countyRequests, unitRequests, type Asked } from './permissions/requests.js';
import { unitIds, World } from './permissions/world.js';

let world: World;
let cases: Readonly<Record<Place, UnitCase>>;
/** Of the department, open. */
let openId: string;

beforeAll(async () => {
  world = await World.start();
  cases = await openCases(world);
  openId = await world.open('own');
  await world.moveTo('2022-11-01T01:00:00.000Z', [openId]);
});

afterAll(() => world.end());

type Sent = { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Uint8Array };
type Answer = { readonly status: number; readonly code: string; readonly headers: Headers; readonly text: string };

async function send(path: string, { method = 'POST', headers = {}, body }: Sent = {}): Promise<Answer> {
  const response = await fetch(`${world.url}${path}`, {
    method,
    headers: { cookie: world.person('clerk').cookie, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  });
  const text = await response.text();
  const problem = text !== '' && response.headers.get('content-type')?.includes('problem+json') === true;
  return { status: response.status, code: problem ? String(JSON.parse(text).code) : '', headers: response.headers, text };
}

const section = () => `/api/evaluations/${openId}/sections/goals`;
const evidence = (name: string) => `${section()}/evidence?name=${encodeURIComponent(name)}`;
const binary = { 'content-type': 'application/octet-stream' };
const alive = async () => expect((await send('/api/me', { method: 'GET' })).status).toBe(200);

describe('reading and opening links', () => {
  test('changes no row: whatever a mail scanner or a prefetching browser asks for, nothing is done', async () => {
    const of = cases.own;
    const asked: readonly Asked[] = [
      ...Object.values(unitRequests).map((request) => request(of)),
      ...Object.values(countyRequests).map(({ ask }) => ask({ campaignId: world.campaignId, ...world.circulars.here, templateId: world.templates.here, unitId: unitIds.own, personId: world.personId('clerk'), holdingId: world.holdingId('clerk'), parentId: unitIds.own })),
    ];
    const paths = asked.map(({ path }) => `/api${path}`);
    expect(paths.length).toBeGreaterThan(40);
    // Only what is kept of a session itself: when its person was last active.
    const before = await hashesOfTables(world.ownerUrl, ['session']);
    for (const path of [...paths, '/', '/api/auth/sign-out', '/api/auth/oidc/start', '/api/session/lock', '/api/sessions/end', '/api/second-factor']) {
      for (const method of ['GET', 'HEAD', 'OPTIONS']) await send(path, { method });
    }
    expect(await hashesOfTables(world.ownerUrl, ['session'])).toEqual(before);
    await alive();
  });
});

describe('JSON', () => {
  test('that is nested without end, huge, or unpacks to it is refused, and the server goes on', async () => {
    const deep = (depth: number) => `{"version":0,"values":{"overallGoal":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    for (const depth of [100, 5_000, 200_000]) expect((await send(section(), { method: 'PUT', body: deep(depth) })).status, `${depth} deep`).toBe(422);
    const objects = `{"version":0,"values":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`;
    expect((await send(section(), { method: 'PUT', body: objects })).status).toBe(422);
    expect(await send(section(), { method: 'PUT', body: JSON.stringify({ version: 0, values: { overallGoal: 'x'.repeat(maximumJsonBytes) } }) })).toMatchObject({ status: 413, code: 'tooLarge' });
    const packed = gzipSync(JSON.stringify({ version: 0, values: { overallGoal: ' '.repeat(20 * maximumJsonBytes) } }));
    expect(packed.length).toBeLessThan(maximumJsonBytes / 10);
    expect(await send(section(), { method: 'PUT', headers: { 'content-encoding': 'gzip' }, body: packed })).toMatchObject({ status: 413, code: 'tooLarge' });
    const keys = JSON.stringify({ version: 0, values: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, 1])) });
    expect((await send(section(), { method: 'PUT', body: keys })).status).toBe(422);
    await alive();
  });

  test('cannot reach the prototype of objects', async () => {
    for (const body of ['{"version":0,"values":{},"__proto__":{"polluted":true}}', '{"version":0,"values":{"__proto__":{"polluted":true}}}', '{"version":0,"values":{"constructor":{"prototype":{"polluted":true}}}}']) {
      expect((await send(section(), { method: 'PUT', body })).status).toBeLessThan(500);
      expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    }
    for (const path of ['/api/evaluations?__proto__[x]=1', '/api/evaluations?q[a]=1&q[b]=2', '/api/evaluations?q=1&q=2']) expect((await send(path, { method: 'GET' })).status, path).toBeLessThan(500);
  });
});

describe('uploads', () => {
  test('that are too large, or unpack to it, are refused before they are kept', async () => {
    const kept = () => query(world.ownerUrl, 'SELECT count(*)::int AS n FROM blob');
    const before = await kept();
    const bomb = gzipSync(Buffer.alloc(maximumFileBytes + 1_024));
    expect(bomb.length).toBeLessThan(maximumFileBytes / 100);
    expect(await send(evidence('a.pdf'), { headers: { ...binary, 'content-encoding': 'gzip' }, body: bomb })).toMatchObject({ status: 413, code: 'tooLarge' });
    expect((await send(evidence('a.pdf'), { headers: binary, body: Buffer.alloc(maximumFileBytes + 1) })).status).toBe(413);
    expect(await kept()).toEqual(before);
    await alive();
  });

  test('of what a browser would run, or a machine, are refused whatever they are called', async () => {
    const hostile = ['<!doctype html><script>alert(1)</script>', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', '<?xml version="1.0"?><html/>', 'MZ\u0000\u0001', '#!\u0000/bin/sh'];
    for (const body of hostile) for (const name of ['a.pdf', 'a.html', 'a.svg', 'a.exe']) expect((await send(evidence(name), { headers: binary, body })).code, `${name}: ${body.slice(0, 20)}`).toBe('fileTypeRefused');
  });

  test('come back as downloads that no browser runs, whatever their names hold', async () => {
    for (const name of ['a"; filename="b.html', "a';alert(1)", '<img src=x onerror=alert(1)>.pdf', '%0d%0aSet-Cookie: a=b.pdf', '=cmd|calc.pdf', '报告.pdf']) {
      const { id }: { id: string } = JSON.parse((await send(evidence(name), { headers: binary, body: '%PDF-1.7 x' })).text);
      const { status, headers } = await send(`/api/evaluations/${openId}/evidence/${id}`, { method: 'GET' });
      expect(status).toBe(200);
      expect(headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('set-cookie')).toBeNull();
    }
    for (const name of ['../../etc/passwd', '..\\..\\boot.ini', '..', 'a/b.pdf', 'a\r\nSet-Cookie: a=b.pdf', 'a\0.pdf', 'report\u202Efdp.exe']) expect((await send(evidence(name), { headers: binary, body: '%PDF-1.7 x' })).status, name).toBe(422);
  });
});

describe('scans of paper', () => {
  test('come back as downloads too, by the type that their bytes are of', async () => {
    const evaluation = await world.open('below', 1, { id: crypto.randomUUID(), name: '道路项目' });
    for (const path of [`/api/evaluations/${evaluation}/paper/${world.scanOf('below')}`, `/api/leading-groups/${world.groupId('own')}/scan`]) {
      const { status, headers, text } = await send(path, { method: 'GET' });
      expect(status, path).toBe(200);
      expect(text).toContain('%PDF-1.7');
      expect(headers.get('content-type')).toBe('application/pdf');
      expect(headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''%E6%88%90%E7%AB%8B%E6%96%87%E4%BB%B6%20%22(below|own)%22\.pdf$/);
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('private, no-store');
    }
  });
});

describe('paths', () => {
  /** As it is written: `fetch` would tidy it up. */
  const raw = (path: string) =>
    new Promise<{ readonly status: number; readonly text: string }>((done, fail) => {
      const { hostname, port } = new URL(world.url);
      plainRequest({ hostname, port, path, headers: { cookie: world.person('clerk').cookie } }, (response) => {
        let text = '';
        response.on('data', (chunk) => (text += chunk)).on('end', () => done({ status: response.statusCode ?? 0, text }));
      }).on('error', fail).end();
    });

  test('lead to nothing beside the pages and the operations', async () => {
    const up = ['../', '..%2f', '%2e%2e/', '%2e%2e%2f', '..%5c', '....//', '%252e%252e%252f', '..%00/'];
    for (const step of up) {
      for (const root of ['/', '/assets/', `/api/evaluations/${cases.own.evaluationId}/evidence/`, '/api/circulars/']) {
        const { status, text } = await raw(`${root}${step.repeat(8)}etc/passwd`);
        expect(status, `${root}${step}`).toBeGreaterThanOrEqual(400);
        expect(status, `${root}${step}`).toBeLessThan(500);
        expect(text).not.toContain('root:');
      }
    }
  });

  test('are what the document says, with nothing behind them: what has no id is not taken for the list', async () => {
    for (const path of ['/api/evaluations/', '/api/evaluations/?__proto__=1', '/api/circulars/?id[]=1']) expect((await raw(path)).status, path).toBe(404);
  });
});

describe('tables for spreadsheet programs', () => {
  test('are not made: no answer is one, so that nothing typed becomes a formula', () => {
    const types = [...JSON.stringify(openApiDocument()).matchAll(/"((?:application|text)\/[\w.+-]+)":/g)].map(([, type]) => type);
    expect(new Set(types)).toEqual(new Set(['application/json', 'application/problem+json', 'application/octet-stream']));
  });
});

describe('requests made from the document', () => {
  // A small sample of test/long/apiFuzz.test.ts.
  test('of every role, right and wrong in every place: no failure of ours, no leak, one shape of refusals', async () => {
    const { tallies, faults } = await fuzz(world, { cases, url: world.url, seed: 1, requests: 10, lanes: 4 });
    expect(faults.join('\n')).toBe('');
    expect(tallies.map(({ role }) => role).sort()).toEqual([...roles].sort());
    expect((await send('/api/health/live', { method: 'GET' })).status).toBe(200);
  });
});
