import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, expect, test } from 'vitest';
import { createLogger } from './logger.js';
import { addReadings, countRequests, createMetrics, watchDecisions } from './metrics.js';
import { labelRequest } from './requestLog.js';

const silent = createLogger({ app: 'test', level: 'silent' });
const closing: (() => void)[] = [];
afterAll(() => closing.forEach((close) => close()));

async function portOf(server: ReturnType<typeof createServer>): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => server.closeAllConnections());
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

test('requests are counted by operation and status; paths that somebody typed are counted together', async () => {
  const registry = createMetrics('test');
  const app = express();
  app.use(countRequests(registry));
  app.get('/known', (_request, response) => {
    labelRequest(response, { operation: 'known' });
    response.json({});
  });
  const base = `http://127.0.0.1:${await portOf(createServer(app))}`;
  for (const path of ['/known', '/known', '/张三', '/李四']) await (await fetch(`${base}${encodeURI(path)}`)).text();
  const text = await registry.metrics();
  expect(text).toContain('hengji_requests_total{operation="known",status="200",app="test"} 2');
  expect(text).toContain('hengji_requests_total{operation="none",status="404",app="test"} 2');
  expect(text).toMatch(/hengji_request_seconds_count\{[^}]*operation="known"[^}]*\} 2/);
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect(text).not.toMatch(/张三|%E5/);
});

test('decisions are counted by command and outcome', async () => {
  const registry = createMetrics('test');
  const watch = watchDecisions(silent, registry);
  const decision = { stream: 'evaluation', id: '1', updateId: '2', command: 'sign', refused: null, events: ['signed'], seconds: 0.01 } as const;
  watch({ ...decision, outcome: 'accepted' });
  watch({ ...decision, outcome: 'refused', refused: 'notYours', events: [] });
  const text = await registry.metrics();
  expect(text).toContain('hengji_commits_total{stream="evaluation",command="sign",outcome="accepted",app="test"} 1');
  expect(text).toContain('hengji_commits_total{stream="evaluation",command="sign",outcome="refused",app="test"} 1');
});

test('what is read at the time of asking is read once for all, and a look that fails leaves no old value behind', async () => {
  const registry = createMetrics('test');
  let looks = 0;
  let broken = false;
  const names = [{ name: 'first', help: 'first', labelNames: ['of'] }, { name: 'second', help: 'second', labelNames: [] }];
  addReadings(registry, silent, names, async () => {
    looks += 1;
    if (broken) throw new Error('away');
    return [{ name: 'first', values: [{ labels: { of: 'mail' }, value: 7 }] }, { name: 'second', values: [{ labels: {}, value: 3 }] }];
  });
  const text = await registry.metrics();
  expect(text).toContain('first{of="mail",app="test"} 7');
  expect(text).toContain('second{app="test"} 3');
  expect(looks).toBe(1);
  broken = true;
  await new Promise((done) => setTimeout(done, 2_100));
  expect(await registry.metrics()).not.toMatch(/^(first|second)\{/m);
});
