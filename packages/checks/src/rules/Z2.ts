import { reportingKinds, type Rule } from '../rule.js';

/** A finding has a measure, somebody who answers for it, and a deadline. */
export const Z2: Rule = {
  id: 'Z2',
  severity: 'warning',
  source: 'domain.md A4 Z2',
  kinds: reportingKinds,
  check: ({ supervision }) =>
    supervision.flatMap(({ sentence, problem, following }) => {
      const missing = [
        ...(/整改|纠正|补记|补做|补充|完善|制定|清理|收回|上缴|归还|调整|及时/.test(following.slice(following.indexOf(problem) + problem.length)) ? [] : ['@measure']),
        ...(/责任人|负责人|由[^,。;]{2,16}(?:负责|牵头|落实)|股负责|室负责|牵头/.test(following) ? [] : ['@owner']),
        ...(/\d{1,2}月(?:\d{1,2}日|底|末)?|年底前|(?:前|内)(?:完成|整改)|时限|限期/.test(following.slice(following.indexOf(problem))) ? [] : ['@deadline']),
      ];
      return missing.length === 0 ? [] : [{ location: sentence.location, params: { problem, missing: missing.join(',') } }];
    }),
};
