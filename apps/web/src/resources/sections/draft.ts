import type { SaveSectionBody, SectionRecord } from '@hengji/contracts';
import { compareExact, exact, type MoneyUnit } from '@hengji/domain';
import { storedValue, type TypedProblem } from '../../format/typedValue.js';

/** What can be written beside an indicator. */
export const rowColumns = ['target', 'actual', 'enteredScore', 'enteredReason', 'varianceReason', 'improvementAction'] as const;
export type RowColumn = (typeof rowColumns)[number];

/** `field:budget` or `row:indicator.column`: one box of the form. */
export type BoxKey = string;
export const fieldBox = (key: string): BoxKey => `field:${key}`;
export const rowBox = (indicator: string, column: RowColumn): BoxKey => `row:${indicator}.${column}`;

/** Boxes whose text differs from what the server holds, with the unit a money text was typed in. */
export type Typed = Readonly<Record<BoxKey, { readonly text: string; readonly unit: MoneyUnit }>>;

/** `scoreReason`: a judged score lacks its reason; `scoreFirst`: a reason stands without a score. The two are stored together or not at all. */
export type BoxProblem = { readonly box: BoxKey; readonly problem: TypedProblem | 'score' | 'scoreReason' | 'scoreFirst' };

/** What the server holds for a box, as stored. */
export function serverValue(section: SectionRecord, box: BoxKey): string {
  if (box.startsWith('field:')) return section.values[box.slice(6)] ?? '';
  const [indicator = '', column = ''] = box.slice(4).split('.');
  const row = section.rows.find((one) => one.indicator === indicator);
  const known = rowColumns.find((one) => one === column);
  return row === undefined || known === undefined ? '' : (row[known] ?? '');
}

/** What was typed in a box as it would be stored, or why it cannot be. */
export function typedValue(section: SectionRecord, box: BoxKey, typed: Typed[BoxKey]): { readonly ok: true; readonly stored: string } | { readonly ok: false; readonly problem: BoxProblem['problem'] } {
  if (box.startsWith('field:')) {
    const field = section.fields.find((one) => one.key === box.slice(6));
    return field === undefined ? { ok: true, stored: typed.text } : storedValue(field, typed.text, typed.unit);
  }
  if (!box.endsWith('.enteredScore')) return typed.text.length > (box.endsWith('.target') || box.endsWith('.actual') ? 500 : 2000) ? { ok: false, problem: 'tooLong' } : { ok: true, stored: typed.text };
  const score = typed.text.normalize('NFKC').trim();
  if (score === '') return { ok: true, stored: '' };
  const weight = exact(section.rows.find((row) => box === rowBox(row.indicator, 'enteredScore'))?.weight ?? '');
  const given = /^\d{1,3}(\.\d{1,2})?$/.test(score) ? exact(score) : null;
  return given === null || (weight !== null && compareExact(given, weight) > 0) ? { ok: false, problem: 'score' } : { ok: true, stored: score };
}

/** A judged score and its reason as they stand now; null where what was typed cannot be stored. */
function judgement(section: SectionRecord, typed: Typed, indicator: string): { readonly score: string | null; readonly reason: string | null } {
  const now = (column: RowColumn) => {
    const box = rowBox(indicator, column);
    const one = typed[box];
    if (one === undefined) return serverValue(section, box);
    const value = typedValue(section, box, one);
    return value.ok ? value.stored : null;
  };
  return { score: now('enteredScore'), reason: now('enteredReason') };
}

/** What keeps a judgement from being stored: half of it is missing. */
function halfProblem(section: SectionRecord, typed: Typed, box: BoxKey, indicator: string): BoxProblem | null {
  const { score, reason } = judgement(section, typed, indicator);
  if (score === null || reason === null) return null;
  const scoreBox = rowBox(indicator, 'enteredScore');
  if (score !== '' && reason.trim() === '') return { box: rowBox(indicator, 'enteredReason'), problem: 'scoreReason' };
  // A score that was taken back takes its reason along; a reason newly written waits for its score.
  return score === '' && reason.trim() !== '' && box !== scoreBox && serverValue(section, scoreBox) === '' ? { box: scoreBox, problem: 'scoreFirst' } : null;
}

/** What to send: every box that differs and can be stored. `problems` lists those that cannot; `unchanged` those typed back to what is stored. */
export function changesOf(section: SectionRecord, typed: Typed): { readonly body: Pick<SaveSectionBody, 'values' | 'rows'>; readonly sent: Typed; readonly problems: readonly BoxProblem[]; readonly unchanged: readonly BoxKey[] } {
  const values: Record<string, string> = {};
  const rows = new Map<string, Record<string, string | null>>();
  const problems: BoxProblem[] = [];
  const unchanged: BoxKey[] = [];
  const sent: Record<BoxKey, Typed[BoxKey]> = {};
  for (const [box, one] of Object.entries(typed)) {
    const value = typedValue(section, box, one);
    if (!value.ok) {
      problems.push({ box, problem: value.problem });
      continue;
    }
    if (value.stored === serverValue(section, box)) {
      unchanged.push(box);
      continue;
    }
    if (box.startsWith('field:')) {
      sent[box] = one;
      values[box.slice(6)] = value.stored;
      continue;
    }
    const [indicator = '', column = ''] = box.slice(4).split('.');
    if (column !== 'enteredScore' && column !== 'enteredReason') {
      sent[box] = one;
      rows.set(indicator, { ...rows.get(indicator), [column]: value.stored });
      continue;
    }
    const half = halfProblem(section, typed, box, indicator);
    const { score, reason } = judgement(section, typed, indicator);
    if (half !== null) problems.push(half);
    if (half !== null || score === null || reason === null) continue;
    sent[box] = one;
    rows.set(indicator, { ...rows.get(indicator), ...(score === '' ? { enteredScore: null } : { enteredScore: score, enteredReason: reason }) });
  }
  // Both halves of a judgement may name the same missing one.
  const distinct = problems.filter((one, index) => problems.findIndex((other) => other.box === one.box && other.problem === one.problem) === index);
  return { body: { values, rows: [...rows].map(([indicator, columns]) => ({ indicator, ...columns })) }, sent, problems: distinct, unchanged };
}

/** Boxes that were saved and not typed in again meanwhile. */
export function afterSaving(typed: Typed, sent: Typed, unchanged: readonly BoxKey[]): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([box, one]) => sent[box] !== one && !unchanged.includes(box)));
}

/** Values by box that were sent from here. */
export type Sent = Readonly<Record<BoxKey, readonly string[]>>;

/** Adds what is being sent, as it will be stored. */
export function withSent(section: SectionRecord, before: Sent, sending: Typed): Sent {
  const stored = Object.entries(sending).map(([box, one]): readonly [BoxKey, readonly string[]] => {
    const value = typedValue(section, box, one);
    return [box, value.ok ? [...new Set([...(before[box] ?? []), value.stored])] : (before[box] ?? [])];
  });
  return { ...before, ...Object.fromEntries(stored) };
}

export type Conflict = { readonly box: BoxKey; readonly mine: string; readonly theirs: string };

/** Boxes that somebody else changed since `before` while they were being typed in here; equal values are no conflict. */
export function conflictsOf(before: SectionRecord, now: SectionRecord, typed: Typed, sent: Sent = {}): readonly Conflict[] {
  return conflictsOver((box) => serverValue(before, box), now, typed, sent);
}

/** As `conflictsOf`, where `base` tells what the server held when a box was typed in. */
export function conflictsOver(base: (box: BoxKey) => string, now: SectionRecord, typed: Typed, sent: Sent = {}): readonly Conflict[] {
  return Object.entries(typed).flatMap(([box, one]) => {
    const theirs = serverValue(now, box);
    const value = typedValue(now, box, one);
    const mine = value.ok ? value.stored : one.text;
    // An answer may be lost on its way: what was sent from here is no other person's value.
    const own = sent[box]?.includes(theirs) ?? false;
    return own || theirs === base(box) || mine === theirs ? [] : [{ box, mine, theirs }];
  });
}
