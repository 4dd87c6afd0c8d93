import { describe, expect, test } from 'vitest';
import { civilDateOf } from '../civilDate.js';
import { day } from '../testing/rules.js';
import { factsIn, newWorld } from '../testing/world.js';
import { Year } from '../testing/year.js';
import type { EvaluationCommand } from './commands.js';
import { decide } from './decide.js';
import { phaseOf } from './state.js';

const reason = 'input-1';
const points = { type: 'rescore', indicator: 'fundUse', points: '1.00', reason } as const;

/** At the bureau's review; two people of the bureau are at it. */
function atReview(phase = 'financeReview'): Year {
  const world = newWorld();
  world.people = { ...world.people, desk2: ['performanceDesk'] };
  const year = new Year(world);
  while (phaseOf(year.state) !== phase || year.state.step !== 'review') year.proceed();
  return year;
}

function decideSeen(year: Year, person: string, command: EvaluationCommand, seen: number) {
  return decide(year.state, { ...factsIn(year.world, year.state, person), seen }, command, year.now);
}

describe('a verdict is given on what its author saw', () => {
  test('not on a score that a colleague lowered meanwhile', () => {
    const year = atReview();
    const seen = year.state.version;
    year.give('desk', points);
    expect(decideSeen(year, 'desk2', { type: 'accept' }, seen)).toEqual({ ok: false, refusal: { code: 'versionMismatch', version: year.state.version } });
    expect(decideSeen(year, 'desk2', { type: 'accept' }, year.state.version).ok).toBe(true);
    // His own deduction is what he saw; his page may be a moment behind.
    expect(decideSeen(year, 'desk', { type: 'accept' }, seen).ok).toBe(true);
  });

  test('not on a version that was taken back and laid before him anew', () => {
    const year = atReview('monitoring');
    const seen = year.state.version;
    year.give('clerk', { type: 'withdraw', reason });
    while (year.state.step !== 'review') year.proceed();
    for (const command of [{ type: 'accept' }, { type: 'warn', reason }, { type: 'acceptWithConditions', reason }] as const) {
      expect(decideSeen(year, 'desk', command, seen)).toMatchObject({ ok: false, refusal: { code: 'versionMismatch' } });
    }
  });

  test('reminders and what else changes nothing of it do not stand in its way', () => {
    const year = atReview();
    const seen = year.state.version;
    year.give('principal', { type: 'delegate', from: 'principal', to: 'deputy', startsOn: civilDateOf(year.now), endsOn: day('2024-12-31'), reason });
    expect(year.state.version).toBeGreaterThan(seen);
    expect(decideSeen(year, 'desk', { type: 'accept' }, seen).ok).toBe(true);
  });

  test('nothing is published that its author did not see reviewed', () => {
    const year = atReview();
    while (phaseOf(year.state) !== 'publication' || year.state.step !== 'release') year.proceed();
    year.give('desk', { type: 'recordAccountsApproval', approvedOn: civilDateOf(year.now), documentNo: '财决〔2024〕1号' });
    const seen = year.state.version;
    year.give('admin', { type: 'unlock', reason });
    while (year.state.step !== 'release') year.proceed();
    year.world.people = { ...year.world.people, clerk2: ['clerk'] };
    expect(decideSeen(year, 'clerk2', { type: 'publish' }, seen)).toMatchObject({ ok: false, refusal: { code: 'versionMismatch' } });
  });
});
