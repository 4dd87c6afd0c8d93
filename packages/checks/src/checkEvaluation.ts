import { checkWith } from './check.js';
import { evaluationDocument, type EvaluationContent, type EvaluationPlace } from './evaluationDocument.js';
import type { Finding, RuleId } from './finding.js';
import { defaultThresholds } from './thresholds.js';

/** What a rule found in an evaluation. `read`: the figures of the row it is about, as they stood; empty elsewhere. */
export type EvaluationFinding = Finding & { readonly place: EvaluationPlace | null; readonly read: readonly (string | null)[] };

/**
 * What the process itself holds an evaluation to, and a document cannot be: who signed (C1), that boxes are filled (C3, C4, R1), that every
 * checkpoint was held (M1, M2), how a result is published (P1–P4), how a finding is put right (Z1–Z4). Checked there and not twice.
 */
const heldByTheProcess: ReadonlySet<RuleId> = new Set(['C1', 'C3', 'C4', 'R1', 'M1', 'M2', 'P1', 'P2', 'P3', 'P4', 'Z1', 'Z2', 'Z3', 'Z4']);

/** Holds an evaluation to the rules of any report. Pure: the same content gives the same findings. */
export function checkEvaluation(content: EvaluationContent): readonly EvaluationFinding[] {
  const { document, placeOf } = evaluationDocument(content);
  // The sheet is the template's own: it is whole, and execution is one of its rows.
  const thresholds = { ...defaultThresholds, grades: content.template.grades, executionWeight: '0', wholeTableWeight: '0' };
  return checkWith(document, thresholds, (rule) => !heldByTheProcess.has(rule)).map((finding) => {
    const place = placeOf(finding.location);
    const row = place !== null && 'indicator' in place ? document.items[content.sheet.rows.findIndex(({ indicator }) => indicator.key === place.indicator)] : undefined;
    return { ...finding, place, read: row === undefined ? [] : [row.weight, row.target, row.actual, row.score] };
  });
}
