import express from 'express';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refuseCrossSite } from './security.js';

let base = '';
const app = express();
app.use(refuseCrossSite('https://hengji.example'));
app.all('/', (_request, response) => void response.json({ reached: true }));
app.use((_error: unknown, _request: express.Request, response: express.Response, _next: express.NextFunction) => void response.status(403).json({ reached: false }));
const server = app.listen(0, '127.0.0.1');

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeAll(async () => {
  if (!server.listening) await once(server, 'listening');
  base = `http://127.0.0.1:${portOf(server.address())}/`;
});
afterAll(() => void server.close());

async function statusOf(method: string, headers: Record<string, string>): Promise<number> {
  return (await fetch(base, { method, headers })).status;
}

test('a page of another site cannot make this browser act here', async () => {
  expect(await statusOf('POST', { 'sec-fetch-site': 'cross-site' })).toBe(403);
  expect(await statusOf('POST', { 'sec-fetch-site': 'same-site' })).toBe(403);
  expect(await statusOf('PUT', { origin: 'https://evil.example' })).toBe(403);
  expect(await statusOf('DELETE', { origin: 'null' })).toBe(403);
});

test('our own pages act, under the public address and under the address that was opened', async () => {
  expect(await statusOf('POST', { 'sec-fetch-site': 'same-origin', origin: 'https://hengji.example' })).toBe(200);
  expect(await statusOf('POST', { origin: new URL(base).origin })).toBe(200);
});

test('a program without browser headers carries nobody’s cookie and is let through; reading is always allowed', async () => {
  expect(await statusOf('POST', {})).toBe(200);
  expect(await statusOf('GET', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' })).toBe(200);
});
