import { irregularityCodes, outboxNames, type Irregularity } from '@hengji/domain';
import { expect, test } from 'vitest';
import { irregularitySentences, type IrregularityView } from './reconciliationSentences.js';

const one = { kind: 'finding', id: 'f1' } as const;
const all: Readonly<Record<Irregularity['code'], Irregularity>> = {
  shellMissing: { code: 'shellMissing', case: one },
  shellOverslept: { code: 'shellOverslept', case: one, minutes: 11 },
  shellSurplus: { code: 'shellSurplus', case: one },
  shellStranger: { code: 'shellStranger', workflowId: 'evaluation:x' },
  caseSuspended: { code: 'caseSuspended', case: one },
  campaignHalfway: { code: 'campaignHalfway', campaignId: 'c', waiting: 1 },
  campaignPaused: { code: 'campaignPaused', campaignId: 'c', waiting: 1 },
  openingsFailed: { code: 'openingsFailed', campaignId: 'c', count: 1 },
  outboxStuck: { code: 'outboxStuck', outbox: 'mail', waiting: 1, minutes: 61 },
  mailsFailed: { code: 'mailsFailed', personId: 'p', count: 1, lastAt: '2026-01-01T00:00:00.000Z' },
  answerUnfounded: { code: 'answerUnfounded', stream: 'evaluation', id: 'e', count: 1 },
};
const about = { name: '县委编办', nameEn: 'Staffing Office', year: 2023, rehearsal: true, number: 4 };
const view = (irregularity: Irregularity, changes: Partial<IrregularityView> = {}): IrregularityView => ({ irregularity, about, person: '孔玉飞', outcome: 'none', detail: null, ...changes });

test.each(irregularityCodes)('%s is told in both languages, with what to do, and leaves no placeholder', (code) => {
  for (const language of ['zh-CN', 'en'] as const) {
    for (const outcome of ['none', 'done', 'failed'] as const) {
      for (const known of [about, null]) {
        const { what, todo } = irregularitySentences(view(all[code], { outcome, about: known }), language);
        expect(`${what} ${todo}`).not.toMatch(/[{}]|undefined|null|NaN/);
        expect(what.length).toBeGreaterThan(10);
        expect(todo.length).toBeGreaterThan(3);
      }
    }
  }
});

test.each(outboxNames)('the outbox %s has words and a way out', (outbox) => {
  const { what, todo } = irregularitySentences(view({ code: 'outboxStuck', outbox, waiting: 3, minutes: 7 }), 'zh-CN');
  expect(what).toMatch(/^待.+：有 3 条在等，最早的已等 7 分钟。$/);
  expect(todo).toMatch(/。$/);
});

test('a case is named as its people know it', () => {
  expect(irregularitySentences(view(all.shellSurplus), 'zh-CN').what).toBe('“县委编办”2023 年度的第 4 号问题（演练）已经办结，流程引擎里还留着它的流程。');
  expect(irregularitySentences(view(all.shellSurplus), 'en').what).toBe('Finding 4 of “Staffing Office” 2023 (practice) is over, and its workflow still runs.');
});

test('what was mended needs nothing; what could not be says why, and what to do then', () => {
  expect(irregularitySentences(view(all.shellMissing, { outcome: 'done' }), 'zh-CN').todo).toBe('已自动修复。');
  expect(irregularitySentences(view(all.shellMissing, { outcome: 'failed', detail: 'no worker' }), 'en').todo).toBe('Could not be mended (no worker). See that Temporal and the worker run, then compare again; or run "hengji repair f1".');
});
