import { entityKind, type Rule } from '../rule.js';
import { publicationClaims, publicationDate, publicationPlace } from '../view/publication.js';

/** What went public was checked for secrets first. Asked only where the publication itself is on record; without one P1 asks for that. */
export const P3: Rule = {
  id: 'P3',
  severity: 'warning',
  source: 'domain.md A4 P3; 政府信息公开条例',
  kinds: entityKind,
  check: ({ sentences }) => {
    const first = publicationClaims(sentences).find(({ text }) => publicationDate.test(text) || publicationPlace.test(text));
    if (first === undefined || sentences.some(({ text }) => /保密|涉密|脱密|不宜公开/.test(text))) return [];
    return [{ location: first.location }];
  },
};
