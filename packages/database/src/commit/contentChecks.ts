import { checkEvaluation, type EvaluationContent, type EvaluationFinding, type RuleId } from '@hengji/checks';
import { assessmentSection, canonicalJson, goalsSection, stageOf, type ContentWarning, type EvaluationState, type OpenCheck, type Phase, type SectionKey, type Sha256, type Template } from '@hengji/domain';
import { sha256 } from './hash.js';

/** What the checker says of a stage's content: `hash` changes with what was read, `section` owns the place. */
export type StageFinding = EvaluationFinding & { readonly hash: Sha256; readonly section: SectionKey; readonly title: string; readonly titleEn: string };

/** Rules about weights are mended where goals are set, all others where scores are given. */
const goalRules: readonly RuleId[] = ['W1', 'W2', 'W3', 'W6'];

/** Rules about all rows at once, told at the first: they are mended where reasons and measures are written. */
const sheetRules: readonly RuleId[] = ['R2'];

/** Phases in which warnings are answered or judged: the sheet lies before signers, or before the bureau. */
const answeredPhases: readonly Phase[] = ['draft', 'selfAssessment', 'financeReview'];

/** Everything that the rules find in a stage's content. */
export function findingsOfContent(state: EvaluationState, content: EvaluationContent): readonly StageFinding[] {
  const sections = stageOf(state).sections;
  return checkEvaluation(content).map((finding) => ({ ...finding, hash: hashOf(finding), section: sectionOf(finding, content.template, sections), ...titlesOf(finding, content.template) }));
}

/** The blocking checks among them: what the checker calls an error. */
export function checksOf(findings: readonly StageFinding[]): readonly OpenCheck[] {
  return findings.filter(({ severity }) => severity === 'error').map(({ rule, section }): OpenCheck => ({ code: rule, section }));
}

/** The warnings among them that somebody has to answer in this phase. */
export function warningsOf(phase: Phase, findings: readonly StageFinding[]): readonly ContentWarning[] {
  if (!answeredPhases.includes(phase)) return [];
  return findings.filter(({ severity }) => severity === 'warning').map(({ hash, rule, section, title }): ContentWarning => ({ hash, rule, section, place: title, asksEffect: rule === 'X2' }));
}

/** Of the rule, its place and what was read there, and of nothing else: an answer holds as long as these stand. */
function hashOf({ rule, variant, params, place, expected, actual, read }: EvaluationFinding): Sha256 {
  return sha256(canonicalJson({ rule, variant, params, place, expected, actual, read }));
}

function sectionOf({ rule, place }: EvaluationFinding, template: Template, sections: readonly SectionKey[]): SectionKey {
  if (goalRules.includes(rule)) return goalsSection;
  if (sheetRules.includes(rule)) return assessmentSection;
  if (place !== null && 'section' in place) return place.section;
  const owner = place === null ? undefined : template.indicators.find(({ key }) => key === place.indicator)?.ownerSection;
  return owner !== undefined && sections.includes(owner) ? owner : sections.includes(goalsSection) ? goalsSection : assessmentSection;
}

/** The place in the words of the form; empty where it is the whole. */
function titlesOf({ place }: EvaluationFinding, template: Template): { readonly title: string; readonly titleEn: string } {
  if (place === null) return { title: '', titleEn: '' };
  if ('indicator' in place) {
    const row = template.indicators.find(({ key }) => key === place.indicator);
    return { title: row?.name ?? place.indicator, titleEn: row?.nameEn ?? place.indicator };
  }
  const section = template.sections.find(({ key }) => key === place.section);
  const field = section?.fields.find(({ key }) => key === place.field);
  return { title: `${section?.title ?? place.section} · ${field?.label ?? place.field}`, titleEn: `${section?.titleEn ?? place.section} · ${field?.labelEn ?? place.field}` };
}
