import type { DocumentKind } from '@hengji/domain';
import type { Found, RuleId, Severity } from './finding.js';
import type { View } from './view/view.js';

/**
 * One rule of the checker. It reads its view and nothing else, and stays silent where it cannot know. `source` names where the rule
 * comes from; `kinds` are the documents it is for.
 */
export type Rule = {
  readonly id: RuleId;
  readonly severity: Severity;
  readonly source: string;
  readonly kinds: readonly DocumentKind[];
  readonly check: (view: View) => readonly Found[];
};

export const everyKind = ['entitySelfEvaluation', 'projectSelfEvaluation', 'goalDeclaration'] as const satisfies readonly DocumentKind[];
/** Kinds that report what was achieved; a declaration of goals only plans. */
export const reportingKinds = ['entitySelfEvaluation', 'projectSelfEvaluation'] as const satisfies readonly DocumentKind[];
/** The report on a whole department, with its chapters on organisation, rules, monitoring and publication. */
export const entityKind = ['entitySelfEvaluation'] as const satisfies readonly DocumentKind[];
