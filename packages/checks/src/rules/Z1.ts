import { reportingKinds, type Rule } from '../rule.js';

/** A finding has its source document, the amount it is about, and the provision that was broken. */
export const Z1: Rule = {
  id: 'Z1',
  severity: 'warning',
  source: 'domain.md A4 Z1',
  kinds: reportingKinds,
  check: ({ supervision }) =>
    supervision.flatMap(({ sentence, problem, following }) => {
      const missing = [
        ...(/〔\d{4}〕|[[(]\d{4}[\])]\d+号|报告|通知书|决定书|意见书|函/.test(following) ? [] : ['@sourceDocument']),
        ...(/\d(?:亿元|万元|元)/.test(following) ? [] : ['@amount']),
        ...(/《[^》]+》|第[一二三四五六七八九十百\d]+条|违反/.test(following) ? [] : ['@provision']),
      ];
      return missing.length === 0 ? [] : [{ location: sentence.location, params: { problem, missing: missing.join(',') } }];
    }),
};
