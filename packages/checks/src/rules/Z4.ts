import { reportingKinds, type Rule } from '../rule.js';

/** A finding is closed by somebody who was not the one to put it right. */
export const Z4: Rule = {
  id: 'Z4',
  severity: 'warning',
  source: 'domain.md A4 Z4',
  kinds: reportingKinds,
  check: ({ supervision }) =>
    supervision.flatMap(({ sentence, problem, following }) => (/销号|验收|核验|复查|复核(?:通过|确认)|经[^,。;]{2,16}(?:确认|认定|同意)/.test(following) ? [] : [{ location: sentence.location, params: { problem } }])),
};
