import { expect, test } from 'vitest';
import type { MessageKey } from '../../i18n/messages.js';
import type { MessageParams } from '../../i18n/useT.js';
import { process } from '../../i18n/zh/process.js';
import { isQuietEvent } from '@hengji/contracts';
import type { EvaluationEventType, FindingEvent } from '@hengji/domain';
import { revisionOf, timelineText, type Names } from './timelineText.js';

const t = (key: MessageKey, params?: MessageParams) => `${key}${params === undefined ? '' : JSON.stringify(params)}`;
const names: Names = { person: (id) => `P${id}`, section: (key) => `S${key}`, slot: (key) => `L${key}`, stage: (index) => `G${index}`, indicator: (key) => `I${key}` };

// A new event of the domain does not compile before it stands here.
const events: Readonly<Record<EvaluationEventType | FindingEvent['type'], true>> = {
  opened: true, stageEntered: true, stepEntered: true, stageLeft: true, taskOpened: true, taskClosed: true, taskClaimed: true, taskReleased: true,
  taskReassigned: true, taskRedated: true, reminded: true, sectionsAssigned: true, sectionSubmitted: true, sectionReturned: true,
  sectionConfirmed: true, evidenceAttached: true, evidenceRemoved: true, revisionFrozen: true, revisionVoided: true, signed: true,
  signingRefused: true, signerMissing: true, reviewed: true, returnedToDepartment: true, goalsAdjusted: true, rescored: true, scoreOverridden: true,
  checkAnswered: true,
  checkDecided: true, extensionAsked: true, extensionGranted: true, extensionRefused: true, phaseDateMoved: true, templateMoved: true, paperRegistered: true,
  delegated: true, handedOver: true, actingAppointed: true, urged: true, rectificationOrdered: true, accountsApproved: true, secrecyReviewed: true,
  published: true, publicationWithheld: true, publicationCorrected: true, resultUseProposed: true, resultUseDecided: true, closed: true,
  cancelled: true, resumed: true, suspended: true, raised: true, served: true, acknowledged: true, objected: true, objectionRejected: true,
  withdrawnByBureau: true, planned: true, planSigned: true, planAccepted: true, evidenceAdded: true, evidenceVerified: true, findingReturned: true,
  findingClosed: true, calendarChanged: true,
};

/** What is told like an event and stands in no stream of a case. */
const beside = ['sectionSaved', 'circularAmended'];

test.each([...Object.keys(events), ...beside])('%s has a sentence', (type) => {
  expect(timelineText(t, { type, params: {} }, names)).not.toContain('process.event.other');
});

test('ids and codes are told by name', () => {
  expect(timelineText(t, { type: 'sectionReturned', params: { section: 'budget' } }, names)).toBe('process.event.sectionReturned{"section":"Sbudget"}');
  expect(timelineText(t, { type: 'urged', params: { to: { duty: 'clerk' } } }, names)).toContain('process.duty.clerk');
  expect(timelineText(t, { type: 'taskOpened', params: { task: { kind: 'review', section: null, assignee: { person: '7' }, dueOn: '2024-01-02' } } }, names)).toContain('P7');
  expect(timelineText(t, { type: 'stageLeft', params: { stage: 2, outcome: 'warned' } }, names)).toContain('"stage":"G2"');
});

test('a moved date is told with the old one, adjusted goals with old and new targets', () => {
  expect(timelineText(t, { type: 'phaseDateMoved', params: { stage: 2, from: '2023-07-03', to: '2023-07-10', documentNo: '1' } }, names)).toMatch(/phaseDateMovedFrom.*2023-07-03.*2023-07-10/);
  expect(timelineText(t, { type: 'phaseDateMoved', params: { stage: 2, from: null, to: '2023-07-10', documentNo: '1' } }, names)).toMatch(/phaseDateMoved\{/);
  expect(timelineText(t, { type: 'goalsAdjusted', params: { documentNo: '1', changes: [{ indicator: 'jobs', target: '30' }] } }, names)).toContain('30');
  expect(timelineText(t, { type: 'goalsAdjusted', params: { documentNo: '1', changes: [{ indicator: 'jobs', target: '30', before: '25' }] } }, names)).toMatch(/goalAdjustedFrom.*30.*25/);
});

test('a later date is told with the task and the old one, and is no noise; a signed plan with its minutes', () => {
  const redated = { taskId: '1.0.fillSection.budget', dueOn: '2023-02-28' };
  expect(timelineText(t, { type: 'taskRedated', params: { ...redated, from: '2023-01-17' } }, names)).toMatch(/taskRedatedFrom.*fillSection.*Sbudget.*2023-01-17.*2023-02-28/);
  // Written before the old date was kept with it.
  expect(timelineText(t, { type: 'taskRedated', params: redated }, names)).toMatch(/taskRedated\{.*fillSection.*2023-02-28/);
  expect(isQuietEvent('taskRedated')).toBe(false);
  expect(timelineText(t, { type: 'planSigned', params: { minutesNo: '〔2024〕3号' } }, names)).toContain('〔2024〕3号');
  expect(timelineText(t, { type: 'planSigned', params: { minutesNo: null } }, names)).toMatch(/planSigned\{/);
});

test('a newer calendar is told with every date it moved', () => {
  const tasks = [{ taskId: '1.0.fillSection.budget', from: '2027-02-03', dueOn: '2027-02-08' }, { taskId: '1.0.sign.principal', from: '2027-03-01', dueOn: '2027-03-01' }];
  expect(timelineText(t, { type: 'calendarChanged', params: { coveredUntil: '2027-12-31', tasks } }, names)).toMatch(/calendarChangedMoved.*2027-12-31.*Sbudget.*2027-02-03.*2027-02-08/);
  expect(timelineText(t, { type: 'calendarChanged', params: { coveredUntil: '2027-12-31', tasks: tasks.slice(1) } }, names)).toMatch(/calendarChanged\{/);
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
