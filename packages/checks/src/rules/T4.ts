import { everyKind, type Rule } from '../rule.js';
import { bareName } from '../view/form.js';
import { knownIndicators } from '../words/indicators.js';
import { isSlipOf, shortestSlip } from '../words/slips.js';

/** An indicator's name that is but for a slip one of the template, or else a known one. */
export const T4: Rule = {
  id: 'T4',
  severity: 'note',
  source: 'domain.md A4 T4; 财预〔2013〕53号',
  kinds: everyKind,
  check: ({ document, form }) => {
    const own = form === null ? [] : form.template.indicators.map((indicator) => bareName(indicator.name));
    return document.items.flatMap(({ name, location }) => {
      const bare = bareName(name);
      if (bare.length < shortestSlip || own.includes(bare) || knownIndicators.includes(bare)) return [];
      const right = [...own, ...knownIndicators].find((known) => isSlipOf(bare, known));
      return right === undefined ? [] : [{ location, expected: right, actual: name, proposal: right, params: { name, right } }];
    });
  },
};
