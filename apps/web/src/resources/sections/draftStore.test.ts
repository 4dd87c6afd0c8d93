import type { SaveSectionBody, SectionRecord } from '@hengji/contracts';
import { expect, test } from 'vitest';
import { ApiError } from '../../providers/apiError.js';
import { fieldBox } from './draft.js';
import { createDraftStore } from './draftStore.js';
import { restoredFrom } from './useDraft.js';

const base: SectionRecord = {
  evaluationId: '4a5ff6f4-8f3f-4b0a-9d43-6a3c1f0a0003', key: 'budget', title: '', titleEn: '', period: 'yearEnd', stage: 4, phase: 'selfAssessment', checkpoint: null, status: 'open', returnReason: null, version: 1, editable: true, disqualifies: false, mine: true,
  fields: [{ key: 'a', label: '', labelEn: '', type: 'money', required: true }, { key: 'b', label: '', labelEn: '', type: 'text', required: false }],
  values: { a: '100', b: '' }, earlier: [], rows: [], evidence: [], supportable: [], warned: [], missing: [],
};
const refusal = (code: string, status = 409) => new ApiError({ type: '', title: '', status, code, detail: '', params: {}, errors: {}, requestId: '' }, null);
const [a, b] = [fieldBox('a'), fieldBox('b')];

/** A server with one section and optimistic locking. */
function server(start: SectionRecord = base) {
  let held = start;
  const saves: SaveSectionBody[] = [];
  return {
    saves,
    change: (values: Record<string, string>) => {
      held = { ...held, version: held.version + 1, values: { ...held.values, ...values } };
    },
    load: async () => held,
    save: async (body: SaveSectionBody) => {
      saves.push(body);
      if (held.disqualifies && !body.acceptDisqualification) throw refusal('editDisqualifies');
      if (body.version !== held.version) throw refusal('staleVersion');
      held = { ...held, version: held.version + 1, values: { ...held.values, ...body.values } };
      return held;
    },
  };
}

test('saves what changed and says when', async () => {
  const backend = server();
  const store = createDraftStore(base, backend, undefined, () => 42);
  store.type(a, '2', 'yuan');
  expect(await store.save()).toBe(true);
  expect(backend.saves).toEqual([{ version: 1, values: { a: '200' }, rows: [], acceptDisqualification: false }]);
  expect(store.state()).toMatchObject({ typed: {}, savedAt: 42, section: { version: 2 } });
  // Nothing typed, nothing sent.
  expect(await store.save()).toBe(true);
  expect(backend.saves).toHaveLength(1);
});

test('a newer version without conflict is merged silently', async () => {
  const backend = server();
  const store = createDraftStore(base, backend);
  store.type(a, '2', 'yuan');
  backend.change({ b: 'theirs' });
  expect(await store.save()).toBe(true);
  expect(store.state().section.values).toEqual({ a: '200', b: 'theirs' });
});

test('a conflict shows both values and waits for the person', async () => {
  const backend = server();
  const store = createDraftStore(base, backend);
  store.type(a, '2', 'yuan');
  store.type(b, 'mine', 'yuan');
  backend.change({ a: '300' });
  expect(await store.save()).toBe(false);
  expect(store.state().conflicts).toEqual([{ box: a, mine: '200', theirs: '300' }]);
  // While it is undecided nothing is written.
  expect(await store.save()).toBe(false);
  store.resolve([a]);
  expect(await store.save()).toBe(true);
  expect(store.state().section.values).toEqual({ a: '200', b: 'mine' });
});

test('taking the other value drops only that box', async () => {
  const backend = server();
  const store = createDraftStore(base, backend);
  store.type(a, '2', 'yuan');
  store.type(b, 'mine', 'yuan');
  backend.change({ a: '300' });
  await store.save();
  store.resolve([]);
  expect(await store.save()).toBe(true);
  expect(store.state().section.values).toEqual({ a: '300', b: 'mine' });
});

test('an edit that costs the signature is asked about first, and can be taken back', async () => {
  const backend = server({ ...base, disqualifies: true });
  const store = createDraftStore({ ...base, disqualifies: true }, backend);
  store.type(a, '2', 'yuan');
  expect(store.state().asksDisqualification).toBe(true);
  expect(await store.save()).toBe(false);
  expect(backend.saves).toHaveLength(0);
  store.acceptDisqualification(false);
  expect(store.state().typed).toEqual({});
  store.type(a, '2', 'yuan');
  store.acceptDisqualification(true);
  expect(await store.save()).toBe(true);
  expect(backend.saves[0]?.acceptDisqualification).toBe(true);
});

test('a failed save keeps what was typed', async () => {
  const backend = server();
  const store = createDraftStore(base, { ...backend, save: async () => { throw refusal('busy', 503); } });
  store.type(a, '2', 'yuan');
  expect(await store.save()).toBe(false);
  expect(store.state().typed).toEqual({ [a]: { text: '2', unit: 'yuan' } });
  expect(store.state().error).toBeInstanceOf(ApiError);
});

test('switching the unit carries what is typed over exactly', () => {
  const store = createDraftStore(base, server());
  store.type(a, '1752007.70', 'yuan');
  store.switchUnit('wanyuan');
  expect(store.state().typed[a]).toEqual({ text: '175.20077', unit: 'wanyuan' });
  store.type(a, 'abc', 'wanyuan');
  store.switchUnit('yuan');
  expect(store.state().typed[a]).toEqual({ text: 'abc', unit: 'wanyuan' });
});

test('an amount that cannot be read keeps its unit when the page changes to another', async () => {
  const backend = server();
  const store = createDraftStore(base, backend);
  store.type(a, '1752007.705', 'yuan');
  store.switchUnit('wanyuan');
  expect(store.state().typed[a]).toEqual({ text: '1752007.705', unit: 'yuan' });
  expect(await store.save()).toBe(false);
  expect(backend.saves).toEqual([]);
});

test('a save whose answer was lost is no conflict with oneself', async () => {
  const backend = server();
  let lost = true;
  const store = createDraftStore(base, {
    ...backend,
    save: async (body) => {
      const saved = await backend.save(body);
      if (lost) throw refusal('unreachable', 503);
      return saved;
    },
  });
  store.type(a, '2', 'yuan');
  expect(await store.save()).toBe(false);
  lost = false;
  store.type(a, '25', 'yuan');
  expect(await store.save()).toBe(true);
  expect(store.state()).toMatchObject({ conflicts: [], section: { values: { a: '2500' } } });
});

test('a kept draft comes back, and asks where somebody changed the same box since', async () => {
  const untouched = restoredFrom(base, { [a]: { text: '2', unit: 'yuan', base: '100' } });
  expect(untouched).toEqual({ typed: { [a]: { text: '2', unit: 'yuan' } }, sent: { [a]: [] }, conflicts: [] });
  const changed = restoredFrom({ ...base, values: { a: '300', b: '' } }, { [a]: { text: '2', unit: 'yuan', base: '100' } });
  expect(changed.conflicts).toEqual([{ box: a, mine: '200', theirs: '300' }]);
  // One's own value, sent before the page was closed, is none of somebody else's.
  expect(restoredFrom({ ...base, values: { a: '300', b: '' } }, { [a]: { text: '2', unit: 'yuan', base: '100', sent: ['300'] } }).conflicts).toEqual([]);
  const backend = server();
  const store = createDraftStore(base, backend, changed);
  expect(await store.save()).toBe(false);
  expect(backend.saves).toHaveLength(0);
});

test('what the page holds already is no news to it, a newer copy is', () => {
  const store = createDraftStore(base, server());
  let told = 0;
  store.subscribe(() => (told += 1));
  store.refresh(base);
  expect(told).toBe(0);
  store.refresh({ ...base, version: 2 });
  expect(told).toBe(1);
});
