import { expect, test } from 'vitest';
import { grouped, groupOf, pageOf } from './grouping.js';

const unit = { id: 'u', name: '某某局' };
const task = (id: string, dueOn: string, returnReason: string | null = null, processDate = '2024-01-04') => ({ id, dueOn, processDate, returnReason, unit });

test('a task is grouped by the clock of its case', () => {
  // 2024-01-04 is a Thursday; the week ends on Sunday the 7th.
  expect(groupOf(task('a', '2024-01-03'))).toBe('overdue');
  expect(groupOf(task('a', '2024-01-04'))).toBe('today');
  expect(groupOf(task('a', '2024-01-05'))).toBe('week');
  expect(groupOf(task('a', '2024-01-07'))).toBe('week');
  expect(groupOf(task('a', '2024-01-08'))).toBe('later');
  // On a Sunday nothing more is due this week.
  expect(groupOf(task('a', '2024-01-08', null, '2024-01-07'))).toBe('later');
});

test('two cases with different clocks stand in the same inbox', () => {
  const groups = grouped([task('rehearsal', '2023-01-10', null, '2023-01-10'), task('real', '2024-01-03')]);
  expect(groups.map(({ group, tasks }) => [group, tasks.map(({ id }) => id)])).toEqual([['overdue', ['real']], ['today', ['rehearsal']]]);
});

test('what came back is first, then the earliest date', () => {
  const [later] = grouped([task('c', '2024-02-01'), task('a', '2024-01-20'), task('b', '2024-03-01', '数据有误')]);
  expect(later?.tasks.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});

test('a task leads to the page where it is done', () => {
  const target = { kind: 'evaluation', id: 'e' } as const;
  expect(pageOf({ kind: 'fillSection', target, section: { key: 'budget', title: '', titleEn: '' } })).toBe('/evaluations/e/sections/budget');
  expect(pageOf({ kind: 'answerChecks', target, section: { key: 'budget', title: '', titleEn: '' } })).toBe('/evaluations/e?at=checks');
  expect(pageOf({ kind: 'sign', target, section: null })).toBe('/evaluations/e/sign');
  expect(pageOf({ kind: 'somethingNew', target, section: null })).toBe('/evaluations/e');
  expect(pageOf({ kind: 'planFinding', target: { kind: 'finding', id: 'f' }, section: null })).toBe('/findings/f');
});
