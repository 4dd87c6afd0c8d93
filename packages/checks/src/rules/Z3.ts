import { reportingKinds, type Rule } from '../rule.js';

/** Who says that a finding has been put right encloses the proof. */
export const Z3: Rule = {
  id: 'Z3',
  severity: 'warning',
  source: 'domain.md A4 Z3',
  kinds: reportingKinds,
  check: ({ supervision }) =>
    supervision.flatMap(({ sentence, problem, following }) =>
      /已[^,。;]{0,12}(?:整改|改|纠正|完成|补)|整改(?:完毕|到位|完成)/.test(following) && !/附件|佐证|凭证号|附后|见附|证明材料/.test(following) ? [{ location: sentence.location, params: { problem } }] : [],
    ),
};
