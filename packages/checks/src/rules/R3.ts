import { reportingKinds, type Rule } from '../rule.js';
import { measureSentences } from '../view/reasons.js';

const owner = /责任(?:人|股室|科室|单位|部门)|由[^,。;]{2,16}(?:负责|牵头|落实|承担)|牵头|(?:会计|出纳|专职(?:人员)?|专干|经办人|负责人|组长|股长|科长|主任|局长)(?:在|于|将|拟|应)|[\p{Script=Han}]{2,8}(?:股|科|处|室)负责|[\p{Script=Han}]{2,12}(?:局|中心|站|所|办|科|股|室|队|院|委)(?:将|拟|应)?(?:于|在)?\s*(?:20\d{2}年|\d{1,2}月)/u;
const date = /20\d{2}年|\d{1,2}月(?:底|末|份)?|(?:第?[一二三四]季度|年底|年内|上半年|下半年)(?:前|内)?|(?:前|内)完成|\d+个?(?:工作日|天|月)内/;

/** A measure can be followed up when it names who does what by when. Told once where the chapter's measures name neither owner nor date. */
export const R3: Rule = {
  id: 'R3',
  severity: 'warning',
  source: 'domain.md A4 R3',
  kinds: reportingKinds,
  check: (view) => {
    // A cell of a form has no room for who and when.
    const measures = measureSentences(view).filter(({ passage }) => view.document.passages[passage]?.role !== 'cell');
    const [first] = measures;
    const missing = [...(measures.some(({ text }) => owner.test(text)) ? [] : ['@owner']), ...(measures.some(({ text }) => date.test(text)) ? [] : ['@deadline'])];
    if (first === undefined || missing.length === 0) return [];
    return [{ location: first.location, params: { missing: missing.join(',') } }];
  },
};
