import { entityKind, type Rule } from '../rule.js';
import { publicationClaims, publicationDate, publicationPlace } from '../view/publication.js';

/** Who says that a result is public says where and since when, or nobody can look. */
export const P1: Rule = {
  id: 'P1',
  severity: 'warning',
  source: 'domain.md A4 P1; 预算法 §14',
  kinds: entityKind,
  check: ({ sentences }) => {
    const claims = publicationClaims(sentences);
    const [first] = claims;
    if (first === undefined) return [];
    const text = claims.map((claim) => claim.text).join('');
    const missing = [...(publicationDate.test(text) ? [] : ['@publicationDate']), ...(publicationPlace.test(text) ? [] : ['@publicationPlace'])];
    return missing.length === 0 ? [] : [{ location: first.location, params: { missing: missing.join(',') } }];
  },
};
