import { expect, test } from 'vitest';
import { parseCivilDate, type CivilDate } from '../civilDate.js';
import { foldRegistry, type HoldingFacts, type RegistryEvent } from './events.js';
import { dutyFitsUnit, lastDayBefore, refuseAccountChange, refuseLeadingGroup, refusePlace, refuseToBegin, refuseToEnd } from './rules.js';

function day(text: string): CivilDate {
  const date = parseCivilDate(text);
  if (date === null) throw new Error(text);
  return date;
}

const today = day('2026-11-26');
const holding: HoldingFacts = { person: 'li', unit: 'bureau', duty: 'clerk', from: day('2026-01-01'), until: null };
const begin = (more: Partial<Parameters<typeof refuseToBegin>[0]> = {}) =>
  refuseToBegin({ actor: 'admin', today, asked: { ...holding, from: today }, unitKind: 'department', deactivated: false, held: [], reasoned: false, ...more })?.code ?? null;
const end = (until: string, more: Partial<Parameters<typeof refuseToEnd>[0]> = {}) => refuseToEnd({ actor: 'admin', today, holding, until: day(until), reasoned: false, ...more })?.code ?? null;

test('a duty begins today or later; earlier only as a correction', () => {
  expect(begin()).toBeNull();
  expect(begin({ asked: { ...holding, from: day('2027-01-01') } })).toBeNull();
  expect(begin({ asked: { ...holding, from: day('2026-11-25') } })).toBe('correctionNeedsReason');
  expect(begin({ asked: { ...holding, from: day('2026-11-25') }, reasoned: true })).toBeNull();
});

test('nobody gives himself a duty, whatever the reason', () => {
  expect(begin({ actor: 'li', reasoned: true })).toBe('notOnOneself');
  expect(end('2026-11-26', { actor: 'li', reasoned: true })).toBe('notOnOneself');
});

test('whom, where, and not twice', () => {
  expect(begin({ deactivated: null })).toBe('personNotFound');
  expect(begin({ deactivated: true })).toBe('accountDeactivated');
  expect(begin({ unitKind: null })).toBe('unitUnknown');
  expect(begin({ held: [holding] })).toBe('holdingExists');
  expect(begin({ held: [{ ...holding, until: day('2026-11-25') }] })).toBeNull();
  expect(begin({ held: [{ ...holding, until: today }] })).toBe('holdingExists');
  expect(begin({ held: [{ ...holding, duty: 'accountant' }, { ...holding, unit: 'other' }] })).toBeNull();
});

test.each(['office', 'department', 'subordinate', 'project'])("the bureau's desk is not in a unit of kind %s", (kind) => {
  expect(dutyFitsUnit('performanceDesk', kind)).toBe(false);
  expect(dutyFitsUnit('clerk', kind)).toBe(true);
  expect(begin({ asked: { ...holding, duty: 'performanceDesk', from: today }, unitKind: kind })).toBe('dutyNeedsBureau');
});

test('a duty ends yesterday at the earliest, and what stands is not moved without a reason', () => {
  expect(end('2026-11-25')).toBeNull();
  expect(end('2027-06-30')).toBeNull();
  expect(end('2026-11-24')).toBe('correctionNeedsReason');
  expect(end('2026-11-24', { reasoned: true })).toBeNull();
  expect(end('2025-12-31', { reasoned: true })).toBe('endsBeforeStart');
  const ended = { ...holding, until: day('2026-11-20') };
  expect(end('2026-11-20', { holding: ended, reasoned: true })).toBe('holdingUnchanged');
  expect(end('2026-12-20', { holding: ended })).toBe('correctionNeedsReason');
  expect(end('2026-12-20', { holding: ended, reasoned: true })).toBeNull();
});

test('accounts are closed, opened and given passwords by somebody else', () => {
  const change = { actor: 'admin', person: 'li', deactivated: false, toDeactivated: true };
  expect(refuseAccountChange(change)).toBeNull();
  expect(refuseAccountChange({ ...change, actor: 'li' })?.code).toBe('notOnOneself');
  expect(refuseAccountChange({ ...change, deactivated: true })?.code).toBe('accountUnchanged');
  expect(refuseAccountChange({ ...change, deactivated: null })?.code).toBe('personNotFound');
});

test('a leading group follows the earlier one and is made of people of the unit', () => {
  const group = { unit: 'u', documentNo: '1', leader: 'a', members: ['a', 'b'], from: today, until: null };
  const ask = (more: Partial<Parameters<typeof refuseLeadingGroup>[0]> = {}) => refuseLeadingGroup({ today, asked: group, unitKind: 'department', ofUnit: ['a', 'b'], earlier: null, reasoned: false, ...more });
  expect(ask()).toBeNull();
  expect(ask({ asked: { ...group, from: day('2019-03-01') } })).toBeNull();
  expect(ask({ asked: { ...group, until: day('2026-11-25') } })).toEqual({ code: 'endsBeforeStart', field: 'endsOn' });
  expect(ask({ ofUnit: ['b'] })).toEqual({ code: 'notOfUnit', field: 'leader' });
  expect(ask({ ofUnit: ['a'] })).toEqual({ code: 'notOfUnit', field: 'members' });
  expect(ask({ unitKind: null })?.code).toBe('unitUnknown');
  const earlier = { ...group, from: day('2024-01-01') };
  expect(ask({ earlier })).toBeNull();
  expect(ask({ earlier: { ...earlier, from: today } })?.code).toBe('startsBeforeEarlier');
  expect(ask({ earlier, asked: { ...group, from: day('2026-11-01') } })?.code).toBe('correctionNeedsReason');
  expect(ask({ earlier: { ...earlier, until: day('2026-10-31') }, asked: { ...group, from: day('2026-11-01') } })).toBeNull();
  expect(lastDayBefore(earlier, today)).toBe('2026-11-25');
  expect(lastDayBefore({ ...earlier, until: day('2025-05-05') }, today)).toBe('2025-05-05');
});

test('subordinate units hang under something that is not below them', () => {
  const place = (more: Partial<Parameters<typeof refusePlace>[0]> = {}) => refusePlace({ today, unit: 'u', kind: 'subordinate', parent: { id: 'p', kind: 'department', from: today }, below: ['below'], earlier: null, reasoned: false, ...more })?.code ?? null;
  expect(place()).toBeNull();
  expect(place({ parent: null })).toBe('parentNeeded');
  expect(place({ kind: 'department' })).toBe('parentNotAllowed');
  expect(place({ kind: 'department', parent: null })).toBeNull();
  expect(place({ parent: { id: 'p', kind: 'project', from: today } })).toBe('parentNotAllowed');
  expect(place({ parent: { id: 'p', kind: null, from: today } })).toBe('unitUnknown');
  // A project belongs to whoever is evaluated.
  expect(place({ kind: 'project' })).toBeNull();
  expect(place({ kind: 'project', parent: { id: 'p', kind: 'bureau', from: today } })).toBe('parentNotAllowed');
  expect(place({ parent: { id: 'u', kind: 'subordinate', from: today } })).toBe('parentIsBelow');
  expect(place({ parent: { id: 'below', kind: 'subordinate', from: today } })).toBe('parentIsBelow');
  const earlier = { parent: 'q', from: day('2024-01-01'), until: null };
  expect(place({ earlier })).toBeNull();
  expect(place({ earlier: { ...earlier, from: today } })).toBe('startsBeforeEarlier');
  expect(place({ earlier, parent: { id: 'p', kind: 'department', from: day('2026-11-25') } })).toBe('correctionNeedsReason');
});

test('the events lead to the duties and groups that stand', () => {
  const group = { unit: 'u', documentNo: '1', leader: 'a', members: ['a'], from: today, until: null };
  const events: readonly RegistryEvent[] = [
    { type: 'registryTakenOver', holdings: { old: holding }, groups: { g0: group } },
    { type: 'personAdded', person: 'li', name: 'text', mail: null },
    { type: 'holdingBegun', holding: 'new', new: { ...holding, person: 'wang' }, title: 'text', reason: null },
    { type: 'holdingChanged', holding: 'old', old: holding, new: { ...holding, until: today }, reason: null },
    { type: 'leadingGroupChanged', group: 'g0', old: group, new: { ...group, until: today } },
    { type: 'leadingGroupRecorded', group: 'g1', new: { ...group, documentNo: '2' }, reason: null },
  ];
  const { holdings, groups } = foldRegistry(events);
  expect(Object.fromEntries(holdings)).toEqual({ old: { ...holding, until: today }, new: { ...holding, person: 'wang' } });
  expect(Object.fromEntries(groups)).toEqual({ g0: { ...group, until: today }, g1: { ...group, documentNo: '2' } });
});
