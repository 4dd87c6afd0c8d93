import { afterEach, beforeEach, expect, test, vi } from 'vitest';

const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.useFakeTimers({ now: Date.parse('2024-01-02T01:00:00.000Z') });
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) });
  vi.resetModules();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('idleness begins with the last touch, here or in another tab', async () => {
  const { idleSeconds, touch } = await import('./idle.js');
  vi.setSystemTime(Date.now() + 90_000);
  expect(idleSeconds()).toBe(90);
  touch();
  expect(idleSeconds()).toBe(0);
  vi.setSystemTime(Date.now() + 600_000);
  kept.set('hengji.touched', String(Date.now() - 5_000));
  expect(idleSeconds()).toBe(5);
});

test('what another tab says of the future, or in no number, is not believed', async () => {
  const { idleSeconds } = await import('./idle.js');
  vi.setSystemTime(Date.now() + 90_000);
  for (const told of [String(Date.now() + 3_600_000), 'soon', '']) {
    kept.set('hengji.touched', told);
    expect(idleSeconds()).toBe(90);
  }
});

test('other tabs are told, but not at every key', async () => {
  const { touch } = await import('./idle.js');
  touch();
  const first = kept.get('hengji.touched');
  vi.setSystemTime(Date.now() + 1_000);
  touch();
  expect(kept.get('hengji.touched')).toBe(first);
  vi.setSystemTime(Date.now() + 5_000);
  touch();
  expect(kept.get('hengji.touched')).toBe(String(Date.now()));
});
