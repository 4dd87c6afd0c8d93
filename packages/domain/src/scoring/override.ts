import type { IndicatorKey } from '../identifiers.js';
import { compareExact, exact } from '../exact.js';
import type { ScoreOutcome } from './outcome.js';

/** A score set by hand in place of a computed one, with its reason: it holds only as long as the computed score is the one it was set for. */
export type Overridden = { readonly indicator: IndicatorKey; readonly computed: string; readonly score: string; readonly reason: string };

/** The score that was computed, where one was: a judged score has its own reason and is no computed one. Null elsewhere. */
export function computedScore(outcome: ScoreOutcome): string | null {
  return outcome.kind === 'scored' && !outcome.steps.some(({ code }) => code === 'entered') ? outcome.score : null;
}

/** The outcome with the score set by hand, told as the last step; as it was where that does not apply (any more). */
export function withOverride(outcome: ScoreOutcome, override: Overridden | undefined): ScoreOutcome {
  const computed = computedScore(outcome);
  if (outcome.kind !== 'scored' || override === undefined || computed === null || !isSame(computed, override.computed)) return outcome;
  const { score, reason } = override;
  return { ...outcome, score, steps: [...outcome.steps, { code: 'overridden', params: { computed, score, reason } }] };
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [exact(one), exact(other)];
  return a !== null && b !== null && compareExact(a, b) === 0;
}

/** What an outcome's score was before somebody set another; null where nobody did. */
export function overrideOf(outcome: ScoreOutcome): { readonly computed: string; readonly reason: string } | null {
  const last = outcome.kind === 'scored' ? outcome.steps.at(-1) : undefined;
  return last?.code === 'overridden' ? { computed: last.params.computed, reason: last.params.reason } : null;
}
