import { runRules, scoreWithinWeight, weightsSumToHundred } from '@hengji/checks';
import type { OpenCheck, Phase, ScoreSheet, Template } from '@hengji/domain';
import { assessmentSection, goalsSection } from '@hengji/domain';

/** The blocking checks that stand open against a stage's content: W1 wherever weights are used, W5 once there are scores. */
export function checksOfContent(template: Template, phase: Phase, sheet: ScoreSheet): readonly OpenCheck[] {
  const weights = runRules([weightsSumToHundred], template.indicators.map(({ key, weight }) => ({ key, weight })));
  const scored = phase === 'selfAssessment' || phase === 'financeReview' || phase === 'publication';
  const scores = scored
    ? runRules([scoreWithinWeight], sheet.rows.flatMap(({ indicator, entry, outcome }) => {
        const score = outcome.kind === 'scored' ? outcome.score : (entry?.entered?.score ?? null);
        return score === null ? [] : [{ key: indicator.key, weight: indicator.weight, score }];
      }))
    : [];
  return [
    ...weights.map((result): OpenCheck => ({ code: result.rule, section: goalsSection })),
    ...scores.map((result): OpenCheck => ({ code: result.rule, section: assessmentSection })),
  ];
}
