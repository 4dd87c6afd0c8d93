import { compareExact, divideExact, exact, isNegative, toFixedHalfUp, toTrimmed, type Exact } from '../exact.js';
import { hasPointPlaces, ratePlaces, scorePlaces, zero, type EnteredScore, type ScoreOutcome, type ScoreStep } from './outcome.js';

const [met, partlyMet] = [exact('0.8') ?? zero, exact('0.6') ?? zero];

/** A person's score between 0 and the weight, with its reason. `banded`: told with the band of 财预〔2020〕10号 that it lies in. */
export function scoreJudged(weight: Exact, entered: EnteredScore | null | undefined, banded: boolean): ScoreOutcome {
  if (entered === undefined || entered === null) return { kind: 'invalid', code: 'enteredScoreRequired' };
  const score = exact(entered.score);
  if (score === null || !hasPointPlaces(score)) return { kind: 'invalid', code: 'enteredScoreNotDecimal' };
  if (isNegative(score) || compareExact(score, weight) > 0) return { kind: 'invalid', code: 'enteredScoreOutOfRange' };
  if (entered.reason.trim() === '') return { kind: 'invalid', code: 'enteredReasonRequired' };
  const text = toFixedHalfUp(score, scorePlaces);
  const told: ScoreStep = { code: 'entered', params: { score: text, reason: entered.reason } };
  return { kind: 'scored', score: text, rate: null, steps: banded ? [bandOf(divideExact(score, weight) ?? zero), told] : [told] };
}

/** 达成 from 80 % of the weight on, 部分达成 from 60 %, 未达成 below. */
function bandOf(share: Exact): ScoreStep {
  const params = { share: toTrimmed(share, ratePlaces) };
  if (compareExact(share, met) >= 0) return { code: 'bandMet', params };
  return compareExact(share, partlyMet) >= 0 ? { code: 'bandPartlyMet', params } : { code: 'bandNotMet', params };
}
