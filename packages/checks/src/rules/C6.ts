import type { Found } from '../finding.js';
import { entityKind, type Rule } from '../rule.js';

const subordinates = /(?:下属|所属|二级)(?:事业|预算|行政)?单位/;
const none = /(?:无|没有)(?:下属|所属|二级)|(?:下属|所属|二级)(?:事业|预算|行政)?单位[::]?(?:无|0个)/;
const scope = /(?:纳入|包括|包含|含|涵盖|不含|不包括|范围)[^。;]{0,24}(?:单位|机关|本级)|(?:单位|本级)[^。;]{0,24}(?:纳入|范围|合并|汇总)/;

/** A department's result says which of its units it covers, and calls what it evaluates by one name. */
export const C6: Rule = {
  id: 'C6',
  severity: 'note',
  source: 'domain.md A4 C6',
  kinds: entityKind,
  check: ({ document, sentences }) => {
    const named = sentences.find(({ text }) => subordinates.test(text));
    const stated = sentences.some(({ text }) => scope.test(text) || none.test(text));
    const title = document.title ?? '';
    const other = /部门整体/.test(title) ? sentences.find(({ text }) => /(?<![我本各该])单位整体(?:支出)?绩效/.test(text)) : undefined;
    const found: readonly (Found | null)[] = [
      named === undefined || stated ? null : { location: named.location, variant: 'scope' },
      other === undefined ? null : { location: other.location, variant: 'object', expected: '部门整体', actual: '单位整体' },
    ];
    return found.filter((one) => one !== null);
  },
};
