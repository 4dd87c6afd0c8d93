import { reportingKinds, type Rule } from '../rule.js';
import { hasMeasure, hasPlaceForReason, hasPlaceForReasons, measureSentences, reasonSentences } from '../view/reasons.js';
import { sharedLength } from '../view/rows.js';

/** Every point lost, and every finding of supervision, has a measure. Told once for the document: it is one list that is incomplete. */
export const R2: Rule = {
  id: 'R2',
  severity: 'warning',
  source: 'domain.md A4 R2',
  kinds: reportingKinds,
  check: (view) => {
    if (!hasPlaceForReasons(view)) return [];
    const measures = measureSentences(view);
    const reasons = reasonSentences(view);
    const open = view.rows.filter((row) => row.lost !== null && !row.withoutBase && hasPlaceForReason(row, view) && !hasMeasure(row, measures, reasons, view.document.year)).map((row) => ({ name: row.item.name, location: row.item.location }));
    const findings = view.supervision
      .filter(({ problem, following }) => !measures.some(({ text }) => sharedLength(problem, text) >= 3) && !/整改|纠正|补记|补做|已/.test(following))
      .map(({ problem, sentence }) => ({ name: problem, location: sentence.location }));
    const [first] = [...open, ...findings];
    if (first === undefined) return [];
    const names = [...open, ...findings].map(({ name }) => name);
    return [{ location: first.location, params: { names: names.slice(0, 5).join('、'), count: String(names.length) } }];
  },
};
