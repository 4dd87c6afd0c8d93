import { expect, test } from 'vitest';
import { timelineView } from './timeline.js';

const entry = { seq: 1, actor: null, occurredAt: '2023-01-03T01:00:00.000Z', recordedAt: '2023-01-03T01:00:00.000Z', names: {}, texts: { 'input-1': '附银行回单', 'input-2': '系统停机' } };

test('what somebody wrote stands in the timeline, wherever its event keeps it', () => {
  expect(timelineView({ ...entry, type: 'evidenceAdded', params: { blobs: [], text: 'input-1', by: 'p' } }).text).toBe('附银行回单');
  expect(timelineView({ ...entry, type: 'extensionAsked', params: { request: { reason: 'input-2', until: '2023-02-01' } } }).text).toBe('系统停机');
  expect(timelineView({ ...entry, type: 'evidenceRemoved', params: { section: 'budget', evidence: 'input-1', name: 'input-1', by: 'p' } }).params).toMatchObject({ section: 'budget', name: '附银行回单' });
  expect(timelineView({ ...entry, type: 'closed', params: { by: 'p' } }).text).toBeNull();
});
