import { plainOf } from '@hengji/domain';
import { everyKind, type Rule } from '../rule.js';
import { slips } from '../words/names.js';

/** Names and set phrases that are printed wrong: 中央合水县委 is 中共. */
export const T3: Rule = {
  id: 'T3',
  severity: 'note',
  source: 'domain.md A4 T3',
  kinds: everyKind,
  check: ({ document }) =>
    document.passages.flatMap((passage) => {
      const { location } = passage;
      const plain = plainOf(passage);
      return slips.flatMap(({ pattern, right }) =>
        [...plain.matchAll(pattern)].slice(0, 1).map((match) => {
          const around = plain.slice(match.index, match.index + match[0].length + 6);
          return { location, expected: right, actual: match[0], proposal: right, params: { found: match[0], right, around } };
        }),
      );
    }),
};
