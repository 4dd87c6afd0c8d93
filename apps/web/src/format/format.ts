import { civilDateOf, compareExact, exact, formatWanyuan, formatYuan, multiplyExact, subtractExact, toFixedHalfUp, toTrimmed, type MoneyUnit } from '@hengji/domain';
import type { Translate } from '../i18n/useT.js';

const shanghaiOffsetMs = 8 * 3_600_000;

/** The day in Asia/Shanghai, `YYYY-MM-DD`, of a moment (ISO 8601). */
export function formatDay(moment: string): string {
  return civilDateOf(moment);
}

/** `YYYY-MM-DD HH:MM` in Asia/Shanghai, whatever zone the reader's machine is in. */
export function formatMoment(moment: string): string {
  return new Date(Date.parse(moment) + shanghaiOffsetMs).toISOString().slice(0, 16).replace('T', ' ');
}

/** `HH:MM` in Asia/Shanghai. */
export function formatTime(moment: string): string {
  return formatMoment(moment).slice(11);
}

/** 分 (whole number as text) in 元 with two decimals, or in 万元 with all that are needed; text that is no amount stays as it is. */
export function formatMoney(fen: string, unit: MoneyUnit): string {
  if (!/^-?\d{1,18}$/.test(fen)) return fen;
  return unit === 'yuan' ? formatYuan(BigInt(fen)) : formatWanyuan(BigInt(fen));
}

const hundred = exact('100');

/** A fraction as decimal text ("0.958663") in percent with two decimals ("95.87%"). */
export function formatRate(fraction: string): string {
  const value = exact(fraction);
  return value === null || hundred === null ? fraction : `${toFixedHalfUp(multiplyExact(value, hundred), 2)}%`;
}

/** A score with two decimals; weights and scores are decimal text. */
export function formatScore(score: string): string {
  const value = exact(score);
  return value === null ? score : toFixedHalfUp(value, 2);
}

/** A weight without zeros at its end: "2.50" → "2.5". */
export function formatWeight(weight: string): string {
  const value = exact(weight);
  return value === null ? weight : toTrimmed(value, 2);
}

/** Points lost on a row (weight − score, decimal text); null when none are. */
export function pointsLost(weight: string, score: string): string | null {
  const [of, got] = [exact(weight), exact(score)];
  if (of === null || got === null || compareExact(got, of) >= 0) return null;
  return toTrimmed(subtractExact(of, got), 2);
}

/** A score after the bureau's deduction, never below zero. */
export function afterDeduction(score: string, points: string): string {
  const [of, off] = [exact(score), exact(points)];
  if (of === null || off === null) return score;
  const left = subtractExact(of, off);
  return toFixedHalfUp(left.numerator < 0n ? { numerator: 0n, denominator: 1n } : left, 2);
}

/** File size in kB or MB, rounded up, so that nothing has size 0. */
export function formatBytes(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(1, Math.ceil(bytes / 1024))} kB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** Whole calendar days between two moments, at least 1: how long a phase took. */
export function daysUsed(from: string, to: string): number {
  return Math.max(1, Math.ceil((Date.parse(to) - Date.parse(from)) / 86_400_000));
}

export type Due = { readonly dueOn: string; readonly dueCovered?: boolean; readonly processDate: string; readonly workingDaysLeft: number };

/** 「还剩 2 个工作日（2026-11-26）」, and a word of warning where the calendar does not reach. */
export function formatDue(t: Translate, due: Due): string {
  const date = due.dueOn;
  const count = Math.abs(due.workingDaysLeft);
  const covered = due.dueCovered === false ? ` · ${t('inbox.notCovered')}` : '';
  if (due.dueOn === due.processDate) return t('inbox.dueToday', { date }) + covered;
  if (due.dueOn > due.processDate) return t('inbox.daysLeft', { count, date }) + covered;
  return (count === 0 ? t('inbox.overNoDays', { date }) : t('inbox.daysOver', { count, date })) + covered;
}

/** Short form of a hash for reading; the whole is shown on demand. */
export function shortHash(hash: string): string {
  return hash.slice(0, 12);
}
