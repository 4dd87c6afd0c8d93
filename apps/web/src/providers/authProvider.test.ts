import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createApi } from './api.js';
import { ApiError } from './apiError.js';
import { authProvider } from './authProvider.js';
import { pageLock } from './pageLock.js';

const refusal = (status: number, code: string) => new ApiError({ type: '', title: '', status, code, detail: '', params: {}, errors: {}, requestId: '' }, null);
const kept = new Map<string, string>();

beforeEach(async () => {
  kept.clear();
  kept.set('hengji.draft.p.e.s', '{}');
  kept.set('hengji.language.p', 'en');
  const storage = Object.assign(Object.fromEntries(kept), { removeItem: (key: string) => { kept.delete(key); delete (storage as Record<string, unknown>)[key]; } });
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('fetch', async () => new Response('{"signedIn":true}', { status: 200 }));
  await authProvider.login({ username: 'a', password: 'b' }).catch(() => undefined);
});

// Files of one worker share their globals: a fetch that answers by itself must not be met by the next file.
afterEach(() => void vi.unstubAllGlobals());

test('only an ended session signs out: neither "not this" nor a password typed wrong does', async () => {
  await expect(authProvider.checkError(refusal(401, 'notSignedIn'))).rejects.toThrow('ra.notification.logged_out');
  await authProvider.logout({});
  await expect(authProvider.checkError(refusal(403, 'notAllowed'))).resolves.toBeUndefined();
  await expect(authProvider.checkError(refusal(401, 'wrongPassword'))).resolves.toBeUndefined();
  await expect(authProvider.checkError(refusal(0, 'unreachable'))).resolves.toBeUndefined();
});

test('signing out wipes what was typed; a session that ended keeps it; the language stays either way', async () => {
  await authProvider.checkError(refusal(401, 'notSignedIn')).catch(() => undefined);
  await authProvider.logout({});
  expect([...kept.keys()]).toContain('hengji.draft.p.e.s');
  await authProvider.logout({});
  expect([...kept.keys()]).toEqual(['hengji.language.p']);
});

test('who is told that his session is over asks for no sign-out: another tab may have signed in meanwhile', async () => {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (request: Request | string) => {
    asked.push(typeof request === 'string' ? request : request.url);
    return new Response('{}', { status: 200 });
  });
  await authProvider.checkError(refusal(401, 'notSignedIn')).catch(() => undefined);
  await authProvider.logout({});
  expect(asked).toEqual([]);
  await authProvider.logout({});
  expect(asked).toEqual([expect.stringContaining('sign-out')]);
});

test('an answer to whoever has left throws nobody out: neither the page he left by, nor who signs in after him', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"signedIn":true}', { status: 200 }));
  let refuse: (error: unknown) => void = () => undefined;
  const client = { call: () => new Promise<never>((_, fail) => (refuse = fail)) };
  const asked = createApi(client).listTasks({}).catch((error: unknown) => error);
  await authProvider.logout({});
  await expect(authProvider.checkError(refusal(401, 'notSignedIn'))).resolves.toBeUndefined();
  await authProvider.login({ username: 'a', password: 'b' }).catch(() => undefined);
  refuse(refusal(401, 'notSignedIn'));
  await expect(authProvider.checkError(await asked)).resolves.toBeUndefined();
  // What is asked from now on is his own.
  const own = createApi(client).listTasks({}).catch((error: unknown) => error);
  refuse(refusal(401, 'notSignedIn'));
  await expect(authProvider.checkError(await own)).rejects.toThrow('ra.notification.logged_out');
  await authProvider.logout({});
  await authProvider.login({ username: 'a', password: 'b' }).catch(() => undefined);
});

test('whoever signs in stands before no lock of the session before', async () => {
  vi.stubGlobal('fetch', async () => new Response('{"signedIn":true}', { status: 200 }));
  pageLock.lock();
  await authProvider.login({ username: 'a', password: 'b' }).catch(() => undefined);
  expect(pageLock.locked()).toBe(false);
});
