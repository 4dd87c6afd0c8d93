import { everyKind, type Rule } from '../rule.js';

/** What is published is, to the byte, what was approved. Silent unless both versions are known. */
export const P4: Rule = {
  id: 'P4',
  severity: 'warning',
  source: 'domain.md A4 P4',
  kinds: everyKind,
  check: ({ context: { versions } }) => (versions === undefined || versions.approved === versions.published ? [] : [{ location: null, expected: versions.approved, actual: versions.published, params: { approved: versions.approved.slice(0, 12), published: versions.published.slice(0, 12) } }]),
};
