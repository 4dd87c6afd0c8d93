import { check, defaultThresholds, evaluationDocument, type RuleId } from '@hengji/checks';
import type { OpenCheck, Phase, ScoreSheet, SectionKey, Template } from '@hengji/domain';
import { assessmentSection, goalsSection } from '@hengji/domain';

/** Rules about weights are mended where goals are set, all others where scores are given. */
const goalRules: readonly RuleId[] = ['W1', 'W2', 'W3', 'W6'];

/** The blocking checks that stand open against a stage's content: what the checker calls an error. */
export function checksOfContent(template: Template, phase: Phase, sheet: ScoreSheet): readonly OpenCheck[] {
  // The sheet is the template's own: it is whole, and execution is one of its rows.
  const thresholds = { ...defaultThresholds, grades: template.grades, executionWeight: '0', wholeTableWeight: '0' };
  const errors = check(evaluationDocument(sheet, phase, null), thresholds).findings.filter(({ severity }) => severity === 'error');
  return errors.map(({ rule }): OpenCheck => ({ code: rule, section: sectionOf(rule) }));
}

function sectionOf(rule: RuleId): SectionKey {
  return goalRules.includes(rule) ? goalsSection : assessmentSection;
}
