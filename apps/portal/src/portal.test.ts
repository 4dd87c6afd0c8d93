import { createHash } from 'node:crypto';
import { request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { canonicalJson, parseCivilDate, revisionJson, type CivilDate } from '@hengji/domain';
import { createMetrics } from '@hengji/service';
import { pino } from 'pino';
import { afterEach, expect, test } from 'vitest';
import { sampleRevision, sampleTemplate } from '../../../packages/documents/test/sampleRevision.js';
import { createPortal } from './portal.js';
import type { Publication, PublicationFilter, PublicationRow, PublicRecords } from './records.js';
import { stylesheet, stylesheetPath } from './stylesheet.js';

const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

function date(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

const text = canonicalJson(revisionJson(sampleRevision));
const sha256 = createHash('sha256').update(text).digest('hex');

function publication(changes: Partial<Publication> = {}): Publication {
  return {
    id: '11111111-2222-3333-4444-555555555555',
    unitName: '示范局',
    year: 2023,
    score: '96.67',
    grade: 'excellent',
    publishedOn: date('2024-09-12'),
    issuer: '示范局',
    indexNumber: '2023-11111111',
    revision: { text, sha256 },
    template: sampleTemplate,
    corrections: [{ on: date('2024-10-08'), text: '更正单位名称' }],
    ...changes,
  };
}

type Kept = { readonly real: readonly Publication[]; readonly rehearsed: readonly Publication[] };

/** Records in memory that keep the wall between real and rehearsed, as the database does. */
function records(kept: Kept, asked: PublicationFilter[] = []): PublicRecords {
  const side = (rehearsal: boolean) => (rehearsal ? kept.rehearsed : kept.real);
  return {
    list: (filter) => {
      asked.push(filter);
      const rows: readonly PublicationRow[] = side(filter.rehearsal);
      return Promise.resolve({ rows, total: rows.length });
    },
    find: (id, { rehearsal }) => Promise.resolve(side(rehearsal).find((one) => one.id === id) ?? null),
    ping: () => Promise.resolve(),
  };
}

const real = publication();
const rehearsed = publication({ id: '99999999-2222-3333-4444-555555555555', unitName: '演练局', issuer: '演练局' });
const kept: Kept = { real: [real], rehearsed: [rehearsed] };

async function serve(source: PublicRecords, changes: { url?: string; perMinute?: number; log?: string[] } = {}): Promise<string> {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      changes.log?.push(chunk.toString());
      done();
    },
  });
  const app = createPortal({
    records: source,
    configuration: { HENGJI_PORTAL_URL: changes.url ?? 'https://jixiao.example.cn', TRUSTED_PROXIES: 0, REQUESTS_PER_MINUTE: changes.perMinute ?? 1000 },
    metrics: createMetrics('portal'),
    logger: pino({ level: 'debug' }, sink),
  });
  const server = await new Promise<Server>((done) => {
    const listening = app.listen(0, '127.0.0.1', () => done(listening));
  });
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const realPath = `/results/${real.id}`;
const rehearsedPath = `/rehearsal/results/${rehearsed.id}`;

test('the list names what is published and links to it, and no rehearsal', async () => {
  const base = await serve(records(kept));
  const answer = await fetch(`${base}/`);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  expect(html).toContain('<html lang="zh-CN">');
  expect(html).toContain(`<a href="${realPath}">示范局</a>`);
  expect(html).toContain('2024-09-12');
  expect(html).toContain('共1项结果');
  expect(html).not.toContain('演练');
  expect(html).not.toContain('noindex');
});

test('the search form asks for year, department and grade; wrong values are left out', async () => {
  const asked: PublicationFilter[] = [];
  const base = await serve(records(kept, asked));
  const html = await (await fetch(`${base}/?year=2023&unit=${encodeURIComponent('示范"局')}&grade=good&page=2`)).text();
  expect(html).toContain('name="year" inputmode="numeric" pattern="[0-9]{4}" maxlength="4" size="6" value="2023"');
  expect(html).toContain('value="示范&quot;局"');
  expect(html).toContain('<option value="good" selected>良</option>');
  await fetch(`${base}/?year=zwei&unit=&grade=A&page=-1`);
  await fetch(`${base}/?year=2023&year=2024&unit[a]=b&grade=good&grade=good`);
  expect(asked).toEqual([
    { rehearsal: false, year: 2023, unit: '示范"局', grade: 'good', page: 2 },
    { rehearsal: false, year: null, unit: null, grade: null, page: 1 },
    { rehearsal: false, year: null, unit: null, grade: null, page: 1 },
  ]);
});

test('pages of a long list keep the search and the language', async () => {
  const source = records(kept);
  const base = await serve({ ...source, list: () => Promise.resolve({ rows: [real], total: 120 }) });
  const html = await (await fetch(`${base}/?year=2023&page=2&lang=en`)).text();
  expect(html).toContain('Page 2 of 3');
  expect(html).toContain('rel="prev" href="/?year=2023&amp;lang=en"');
  expect(html).toContain('rel="next" href="/?year=2023&amp;page=3&amp;lang=en"');
});

test('a result shows its head, score, sheet, corrections and hash, and names no people', async () => {
  const base = await serve(records(kept));
  const answer = await fetch(base + realPath);
  const html = await answer.text();
  expect(answer.status).toBe(200);
  for (const part of ['索引号', '2023-11111111', '发布机构', '2024年9月12日', '得分 96.67 · 等级 优', '指标得分表', '更正单位名称', '2024年10月8日', sha256]) expect(html).toContain(part);
  expect(html).not.toContain('审签');
  expect(html.match(/<h1>/g)).toHaveLength(1);
  expect(html).toMatch(/<main id="main"/);
});

test('the downloaded revision has the bytes that were hashed', async () => {
  const base = await serve(records(kept));
  const html = await (await fetch(base + realPath)).text();
  const link = /href="([^"]*revision\.json)"/.exec(html)?.[1] ?? '';
  const answer = await fetch(base + link);
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename=hengji-2023-${sha256.slice(0, 8)}.json`);
});

test('what does not match its hash is shown to nobody', async () => {
  const log: string[] = [];
  const base = await serve(records({ real: [publication({ revision: { text: text.replace('38.00', '39.00'), sha256 } })], rehearsed: [] }), { log });
  for (const path of [realPath, `${realPath}/revision.json`]) {
    const answer = await fetch(base + path);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('39.00');
  }
  expect(log.join('')).toContain('published revision does not match its hash');
});

test('a rehearsal lives on its own path alone, marked and not indexed', async () => {
  const base = await serve(records(kept));
  for (const path of ['/rehearsal/', rehearsedPath]) {
    const answer = await fetch(base + path);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    expect(html).toContain('<meta name="robots" content="noindex, nofollow">');
    expect(html).toContain('<body class="rehearsal">');
    expect(html).toContain('【演练】本页是演练数据');
    expect(html).toMatch(/<title>【演练】/);
    // Every link stays on this side.
    const links = [...html.matchAll(/ href="(\/[^"]*)"/g)].map((match) => match[1] ?? '').filter((link) => !link.startsWith('/assets/'));
    expect(links.length).toBeGreaterThan(1);
    expect(links.filter((link) => !link.startsWith('/rehearsal/'))).toEqual([]);
  }
  expect((await fetch(`${base}/results/${rehearsed.id}`)).status).toBe(404);
  expect((await fetch(`${base}/results/${rehearsed.id}/revision.json`)).status).toBe(404);
  expect((await fetch(`${base}/rehearsal${realPath}`)).status).toBe(404);
  expect(await (await fetch(`${base}/robots.txt`)).text()).toContain('Disallow: /rehearsal/');
  expect(stylesheet).toContain('.rehearsal::before');
});

test('English pages are English besides the names and texts of the county', async () => {
  const base = await serve(records(kept));
  for (const path of ['/?lang=en', `${realPath}?lang=en`]) {
    const html = await (await fetch(base + path)).text();
    expect(html).toContain('<html lang="en">');
    const outside = html.replaceAll(/<span lang="zh-CN"[^>]*>[^<]*<\/span>|lang="zh-CN">中文|示范局|更正单位名称/g, '');
    expect(outside.match(/\p{Script=Han}+/gu)).toBeNull();
  }
});

test('nothing runs and nothing is loaded besides the stylesheet', async () => {
  const base = await serve(records(kept));
  for (const path of ['/', realPath, '/rehearsal/', '/nowhere']) {
    const answer = await fetch(base + path);
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none';style-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'");
    expect(html).not.toMatch(/<script|<img|<style|style="|javascript:|\son\w+="/i);
    expect(html.match(/<link rel="stylesheet"[^>]*>/g)).toEqual([`<link rel="stylesheet" href="${stylesheetPath}">`]);
    expect(answer.headers.get('x-powered-by')).toBeNull();
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
  const css = await fetch(base + stylesheetPath);
  expect(css.headers.get('cache-control')).toContain('immutable');
  expect(await css.text()).not.toMatch(/url\(|@import/);
});

test('names and texts become text and never markup', async () => {
  const hostile = '<script>alert(1)</script>';
  const base = await serve(records({ real: [publication({ unitName: hostile, issuer: hostile, indexNumber: hostile, corrections: [{ on: date('2024-10-08'), text: hostile }] })], rehearsed: [] }));
  for (const path of ['/', realPath]) {
    const html = await (await fetch(base + path)).text();
    expect(html).not.toContain('<script');
    expect(html).toContain('&lt;script&gt;');
  }
});

test('a page comes with a strong ETag and is not sent twice', async () => {
  const base = await serve(records(kept));
  const first = await fetch(base + realPath);
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"/);
  expect(first.headers.get('cache-control')).toBe('public, max-age=60, must-revalidate');
  expect((await fetch(base + realPath, { headers: { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' } })).status).toBe(304);
});

test('pages stay below 60 kB, a full list too', async () => {
  const rows = Array.from({ length: 50 }, () => ({ ...real, unitName: '某某县某某事业发展服务中心（示范单位）' }));
  const base = await serve({ ...records(kept), list: () => Promise.resolve({ rows, total: 5000 }) });
  for (const path of ['/', realPath]) expect((await (await fetch(base + path)).arrayBuffer()).byteLength).toBeLessThan(60_000);
});

test('unknown addresses, broken ones, other methods and too many requests each get a page that says so', async () => {
  const base = await serve(records(kept), { perMinute: 6 });
  for (const path of ['/nowhere', '/results/nobody', '/results/%ff', `/results/${'a'.repeat(3000)}`]) {
    const answer = await fetch(base + path);
    expect([404, 414]).toContain(answer.status);
    expect(await answer.text()).toContain('没有这个页面');
  }
  const post = await fetch(`${base}/`, { method: 'POST', body: 'x' });
  expect(post.status).toBe(405);
  expect(post.headers.get('allow')).toBe('GET, HEAD');
  expect((await fetch(`${base}/`, { method: 'HEAD' })).status).toBe(200);
  const limited = await fetch(`${base}/`);
  expect(limited.status).toBe(429);
  expect(await limited.text()).toContain('访问过于频繁');
  expect((await fetch(`${base}/health`)).status).toBe(200);
});

test('a failing database is told without its words, and the health check sees it', async () => {
  const log: string[] = [];
  const failing = () => Promise.reject(new Error('password of 10.1.2.3 refused'));
  const base = await serve({ list: failing, find: failing, ping: failing }, { log });
  const answer = await fetch(`${base}/`);
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toContain('10.1.2.3');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await fetch(`${base}/health`)).status).toBe(503);
  expect(log.join('')).toContain('request failed');
});

test('logs keep neither the visitor nor what he searched for', async () => {
  const log: string[] = [];
  const base = await serve(records(kept), { log });
  await new Promise<void>((done) => {
    httpRequest(`${base}/?unit=geheim`, { headers: { 'User-Agent': 'visitor-agent', Cookie: 'a=b', Referer: 'https://visitor.example/' } }, (answer) => {
      answer.resume().on('end', done);
    }).end();
  });
  const written = log.join('');
  expect(written).toContain('request completed');
  expect(written).not.toMatch(/geheim|visitor|127\.0\.0\.1|cookie/i);
});

test('below a path of its own every link begins with it', async () => {
  const base = await serve(records(kept), { url: 'https://county.example.cn/jixiao/' });
  const html = await (await fetch(`${base}/`)).text();
  const links = [...html.matchAll(/ (?:href|action)="(\/[^"]*)"/g)].map((match) => match[1] ?? '');
  expect(links.length).toBeGreaterThan(3);
  expect(links.filter((link) => !link.startsWith('/jixiao/'))).toEqual([]);
});
