import type { ReadDocument } from '@hengji/domain';
import type { Context } from './context.js';
import type { Finding, RuleId, Severity } from './finding.js';
import { reconcile, type Reconciled } from './reconcile.js';
import { rules } from './rules/index.js';
import type { Rule } from './rule.js';
import { defaultThresholds, type Thresholds } from './thresholds.js';
import { viewOf, viewsOfForms, type View } from './view/view.js';

export type Checked = {
  readonly findings: readonly Finding[];
  readonly summary: Readonly<Record<Severity, number>>;
  /** Ways that reproduce a claimed total which the rows do not give; empty where the total holds. */
  readonly reconciled: readonly Reconciled[];
};

/** Sums and totals are those of one form, and so are rows that are compared with each other; a document may hold several. */
const ofOneForm: ReadonlySet<RuleId> = new Set(['W1', 'W2', 'W3', 'W4', 'W6', 'G1', 'G3', 'S5']);

function run(rule: Rule, view: View): readonly Finding[] {
  if (!rule.kinds.includes(view.document.kind)) return [];
  return rule.check(view).map((found) => ({
    rule: rule.id,
    severity: found.severity ?? rule.severity,
    variant: found.variant ?? 'default',
    params: found.params ?? {},
    location: found.location,
    expected: found.expected ?? null,
    actual: found.actual ?? null,
    proposal: found.proposal ?? null,
  }));
}

/** What the rules of a choice find, in the catalogue's order. */
export function checkWith(document: ReadDocument, thresholds: Thresholds, chosen: (rule: RuleId) => boolean): readonly Finding[] {
  const view = viewOf(document, thresholds);
  return rules.filter(({ id }) => chosen(id)).flatMap((rule) => run(rule, view));
}

/** Runs every rule for the document's kind, in the catalogue's order. Pure: the same document gives the same findings. */
export function check(document: ReadDocument, thresholds: Thresholds = defaultThresholds, context: Context = {}): Checked {
  const view = viewOf(document, thresholds, context);
  const forms = viewsOfForms(view);
  const findings = rules.flatMap((rule) => (ofOneForm.has(rule.id) ? forms.flatMap((form) => run(rule, form)) : run(rule, view)));
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { findings, summary: { error: count('error'), warning: count('warning'), note: count('note') }, reconciled: forms.flatMap((form) => (form.whole && !form.several ? reconcile(form.document, thresholds) : [])) };
}
