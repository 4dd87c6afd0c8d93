import { describe, expect, it } from 'vitest';
import { irregularitiesOf, irregularityCodes, needsPerson, outboxNames, repairOf, type Irregularity, type Seen, type SeenCampaign, type SeenCase } from './irregularities.js';

const minute = 60_000;
const nothing: Seen = { cases: [], strangers: [], campaigns: [], outboxes: [], failedMails: [], unfoundedAnswers: [] };
const sound: SeenCase = { case: { kind: 'evaluation', id: 'e1' }, over: false, suspended: false, overdueMs: null, quietMs: 0, shellRuns: true };
const year: SeenCampaign = { campaignId: 'c1', waiting: 0, paused: false, failed: 0, quietMs: 0, shellRuns: false };

const codes = (seen: Partial<Seen>) => irregularitiesOf({ ...nothing, ...seen }).map(({ code }) => code);
const ofCase = (changes: Partial<SeenCase>) => codes({ cases: [{ ...sound, ...changes }] });
const ofCampaign = (changes: Partial<SeenCampaign>) => codes({ campaigns: [{ ...year, ...changes }] });

describe('a case', () => {
  it('is as it should be when it lives and has a shell, or is over and has none', () => {
    expect(ofCase({})).toEqual([]);
    expect(ofCase({ over: true, shellRuns: false, quietMs: 1e9 })).toEqual([]);
  });

  it('misses its shell', () => {
    expect(ofCase({ shellRuns: false })).toEqual(['shellMissing']);
  });

  it('has overslept ten minutes after its instant, and not before', () => {
    expect(ofCase({ overdueMs: 10 * minute - 1 })).toEqual([]);
    expect(irregularitiesOf({ ...nothing, cases: [{ ...sound, overdueMs: 10 * minute }] })).toEqual([{ code: 'shellOverslept', case: sound.case, minutes: 10 }]);
  });

  it('that is over has a shell too many only after the shell had time to end', () => {
    expect(ofCase({ over: true, quietMs: 5 * minute - 1 })).toEqual([]);
    expect(ofCase({ over: true, quietMs: 5 * minute })).toEqual(['shellSurplus']);
  });

  it('that is suspended is told, keeps its shell, and is not woken', () => {
    expect(ofCase({ suspended: true, overdueMs: 1e9 })).toEqual(['caseSuspended']);
    expect(ofCase({ suspended: true, shellRuns: false })).toEqual(['shellMissing', 'caseSuspended']);
  });
});

describe('a campaign', () => {
  it('with nothing to carry out needs no shell', () => {
    expect(ofCampaign({})).toEqual([]);
  });

  it('half-way without a shell, or with one that does nothing, is told', () => {
    expect(ofCampaign({ waiting: 3 })).toEqual(['campaignHalfway']);
    expect(ofCampaign({ waiting: 3, shellRuns: true, quietMs: 5 * minute })).toEqual(['campaignHalfway']);
    expect(ofCampaign({ waiting: 3, shellRuns: true, quietMs: 5 * minute - 1 })).toEqual([]);
  });

  it('paused with work left waits for a person', () => {
    expect(ofCampaign({ waiting: 3, paused: true })).toEqual(['campaignPaused']);
    expect(ofCampaign({ waiting: 0, paused: true })).toEqual([]);
  });

  it('tells how many subjects could not be opened, beside everything else', () => {
    expect(ofCampaign({ failed: 2, waiting: 1 })).toEqual(['openingsFailed', 'campaignHalfway']);
  });
});

describe('the rest', () => {
  it.each(outboxNames)('%s is stuck when its oldest row waits too long, and not when nothing waits', (outbox) => {
    expect(codes({ outboxes: [{ outbox, waiting: 2, oldestMs: 61 * minute }] })).toEqual(['outboxStuck']);
    expect(codes({ outboxes: [{ outbox, waiting: 2, oldestMs: 4 * minute }] })).toEqual([]);
    expect(codes({ outboxes: [{ outbox, waiting: 0, oldestMs: 0 }] })).toEqual([]);
  });

  it('a mail that is put off for half an hour is no trouble yet', () => {
    expect(codes({ outboxes: [{ outbox: 'mail', waiting: 9, oldestMs: 30 * minute }] })).toEqual([]);
  });

  it('tells strangers, given-up mails and answers that the rows do not bear out', () => {
    expect(codes({ strangers: ['evaluation:x'], failedMails: [{ personId: 'p', count: 1, lastAt: '2026-01-01T00:00:00.000Z' }], unfoundedAnswers: [{ stream: 'evaluation', id: 'e', count: 1 }] })).toEqual(['shellStranger', 'mailsFailed', 'answerUnfounded']);
  });
});

describe('repairs', () => {
  const one = { kind: 'evaluation', id: 'e' } as const;
  const all: Readonly<Record<Irregularity['code'], Irregularity>> = {
    shellMissing: { code: 'shellMissing', case: one },
    shellOverslept: { code: 'shellOverslept', case: one, minutes: 11 },
    shellSurplus: { code: 'shellSurplus', case: one },
    shellStranger: { code: 'shellStranger', workflowId: 'w' },
    caseSuspended: { code: 'caseSuspended', case: one },
    campaignHalfway: { code: 'campaignHalfway', campaignId: 'c', waiting: 1 },
    campaignPaused: { code: 'campaignPaused', campaignId: 'c', waiting: 1 },
    openingsFailed: { code: 'openingsFailed', campaignId: 'c', count: 1 },
    outboxStuck: { code: 'outboxStuck', outbox: 'mail', waiting: 1, minutes: 61 },
    mailsFailed: { code: 'mailsFailed', personId: 'p', count: 1, lastAt: '2026-01-01T00:00:00.000Z' },
    answerUnfounded: { code: 'answerUnfounded', stream: 'evaluation', id: 'e', count: 1 },
  };

  it('are made only where they can do no harm', () => {
    expect(irregularityCodes.map((code) => [code, repairOf(all[code])])).toEqual([
      ['shellMissing', 'startShell'],
      ['shellOverslept', 'wakeShell'],
      ['shellSurplus', 'endShell'],
      ['shellStranger', null],
      ['caseSuspended', null],
      ['campaignHalfway', 'wakeCampaign'],
      ['campaignPaused', null],
      ['openingsFailed', null],
      ['outboxStuck', 'wakeMail'],
      ['mailsFailed', null],
      ['answerUnfounded', null],
    ]);
    expect(repairOf({ code: 'outboxStuck', outbox: 'notice', waiting: 1, minutes: 61 })).toBeNull();
  });

  it('that were made need nobody any more', () => {
    expect((['none', 'done', 'failed'] as const).map(needsPerson)).toEqual([true, false, true]);
  });
});
