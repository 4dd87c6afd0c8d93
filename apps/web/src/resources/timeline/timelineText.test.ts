import { expect, test } from 'vitest';
import type { MessageKey } from '../../i18n/messages.js';
import type { MessageParams } from '../../i18n/useT.js';
import { process } from '../../i18n/zh/process.js';
import { isQuietEvent } from '@hengji/contracts';
import { revisionOf, timelineText, type Names } from './timelineText.js';

const t = (key: MessageKey, params?: MessageParams) => `${key}${params === undefined ? '' : JSON.stringify(params)}`;
const names: Names = { person: (id) => `P${id}`, section: (key) => `S${key}`, slot: (key) => `L${key}`, stage: (index) => `G${index}`, indicator: (key) => `I${key}` };

// Every event the domain writes, spelled out: a new one must be added here and to the catalogue.
const evaluationEvents = ['opened', 'stageEntered', 'stepEntered', 'stageLeft', 'taskOpened', 'taskClosed', 'taskClaimed', 'taskReleased', 'taskReassigned', 'taskRedated', 'reminded', 'sectionsAssigned', 'sectionSubmitted', 'sectionReturned', 'sectionConfirmed', 'evidenceAttached', 'evidenceRemoved', 'revisionFrozen', 'revisionVoided', 'signed', 'signingRefused', 'signerMissing', 'reviewed', 'returnedToDepartment', 'goalsAdjusted', 'rescored', 'scoreOverridden', 'checkAnswered', 'checkDecided', 'extensionAsked', 'extensionGranted', 'extensionRefused', 'phaseDateMoved', 'paperRegistered', 'delegated', 'handedOver', 'actingAppointed', 'urged', 'rectificationOrdered', 'accountsApproved', 'secrecyReviewed', 'published', 'publicationWithheld', 'publicationCorrected', 'resultUseProposed', 'resultUseDecided', 'closed', 'cancelled', 'resumed', 'suspended', 'raised', 'served', 'acknowledged', 'objected', 'objectionRejected', 'withdrawnByBureau', 'planned', 'planSigned', 'planAccepted', 'evidenceAdded', 'evidenceVerified', 'findingReturned', 'findingClosed'];

test.each(evaluationEvents)('%s has a sentence', (type) => {
  expect(timelineText(t, { type, params: {} }, names)).not.toContain('process.event.other');
});

test('ids and codes are told by name', () => {
  expect(timelineText(t, { type: 'sectionReturned', params: { section: 'budget' } }, names)).toBe('process.event.sectionReturned{"section":"Sbudget"}');
  expect(timelineText(t, { type: 'urged', params: { to: { duty: 'clerk' } } }, names)).toContain('process.duty.clerk');
  expect(timelineText(t, { type: 'taskOpened', params: { task: { kind: 'review', section: null, assignee: { person: '7' }, dueOn: '2024-01-02' } } }, names)).toContain('P7');
  expect(timelineText(t, { type: 'stageLeft', params: { stage: 2, outcome: 'warned' } }, names)).toContain('"stage":"G2"');
});

test('a moved date is told with the old one, adjusted goals with their new targets', () => {
  expect(timelineText(t, { type: 'phaseDateMoved', params: { stage: 2, from: '2023-07-03', to: '2023-07-10', documentNo: '1' } }, names)).toMatch(/phaseDateMovedFrom.*2023-07-03.*2023-07-10/);
  expect(timelineText(t, { type: 'phaseDateMoved', params: { stage: 2, from: null, to: '2023-07-10', documentNo: '1' } }, names)).toMatch(/phaseDateMoved\{/);
  expect(timelineText(t, { type: 'goalsAdjusted', params: { documentNo: '1', changes: [{ indicator: 'jobs', target: '30' }] } }, names)).toContain('30');
});

test('events about a version lead to it', () => {
  expect(revisionOf({ type: 'signed', params: { revision: 3 } })).toBe(3);
  expect(revisionOf({ type: 'revisionFrozen', params: { number: 2 } })).toBe(2);
  // The number of a correction is no version.
  expect(revisionOf({ type: 'publicationCorrected', params: { number: 1 } })).toBeNull();
});

test('what a newer server writes is named, not hidden', () => {
  expect(timelineText(t, { type: 'somethingNew', params: {} }, names)).toBe('process.event.other{"type":"somethingNew"}');
  expect(isQuietEvent('reminded')).toBe(true);
  expect(isQuietEvent('signed')).toBe(false);
  expect(process.event.other).toContain('%{type}');
});
