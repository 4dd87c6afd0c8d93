import { plainOf } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';

const onPurpose = /上年|去年|较|比|与|计划|安排|打算|预算|下一步|展望|规划|以来|文件|〔|项目/;

/** A heading with another year than the reported one: carried over from last year's report. */
export const T7: Rule = {
  id: 'T7',
  severity: 'note',
  source: 'domain.md A4 T7',
  kinds: reportingKinds,
  check: ({ document }) => {
    const { year } = document;
    if (year === null) return [];
    return document.passages.flatMap((passage) => {
      if (passage.role !== 'heading') return [];
      const plain = plainOf(passage);
      const years = [...plain.matchAll(/(?<!\d)(20\d{2})(?=年|-20|至)/g)].map((match) => Number(match[1]));
      const [first] = years;
      if (first === undefined || years.includes(year) || onPurpose.test(plain)) return [];
      return [{ location: passage.location, expected: String(year), actual: String(first), proposal: String(year), params: { found: String(first), year: String(year), heading: plain.slice(0, 30) } }];
    });
  },
};
