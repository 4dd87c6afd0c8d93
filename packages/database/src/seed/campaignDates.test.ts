import { campaignDates, civilDateOf, runningYear } from '@hengji/domain';
import { describe, expect, it } from 'vitest';
import { readDemoCalendar, readDemoTemplate } from './demoFiles.js';

describe('campaignDates', () => {
  it('gives the dates of the 2023 rehearsal (design §8)', () => {
    expect(campaignDates(readDemoTemplate(), readDemoCalendar(), 2023)).toEqual([
      '2022-11-01',
      '2023-01-03',
      '2023-07-03',
      '2023-10-09',
      '2024-01-02',
      null,
      null,
      '2024-08-30',
      null,
      null,
    ]);
  });

  it('opens a checkpoint when its last month is over', () => {
    const template = readDemoTemplate();
    const stages = template.process.stages.map((stage) => (stage.period === 'throughJune' ? { ...stage, checkpoint: 'throughAugust', period: 'throughAugust' as const } : stage));
    expect(campaignDates({ ...template, process: { ...template.process, stages } }, readDemoCalendar(), 2023)[2]).toBe('2023-09-01');
  });

  it('moves a holiday or weekend to the next working day', () => {
    expect(campaignDates(readDemoTemplate(), readDemoCalendar(), 2027)[0]).toBe('2026-11-02');
  });
});

describe('runningYear', () => {
  it('is the next year from November on', () => {
    expect([runningYear(civilDateOf('2026-10-31T12:00:00Z')), runningYear(civilDateOf('2026-10-31T16:00:00Z'))]).toEqual([2026, 2027]);
  });
});
