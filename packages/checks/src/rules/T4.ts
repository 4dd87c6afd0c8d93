import { everyKind, type Rule } from '../rule.js';
import { knownIndicators } from '../words/indicators.js';

/** Whether one character was left out or two neighbours changed places. */
function isSlipOf(name: string, right: string): boolean {
  const places = Array.from({ length: right.length }, (_, at) => at);
  if (name.length === right.length - 1) return places.some((at) => right.slice(0, at) + right.slice(at + 1) === name);
  if (name.length !== right.length || name === right) return false;
  return places.slice(1).some((at) => right.slice(0, at - 1) + right.charAt(at) + right.charAt(at - 1) + right.slice(at + 1) === name);
}

/** An indicator's name that is a known one but for a slip: 转结余变动率 is 结转结余变动率. */
export const T4: Rule = {
  id: 'T4',
  severity: 'note',
  source: 'domain.md A4 T4; 财预〔2013〕53号',
  kinds: everyKind,
  check: ({ document }) =>
    document.items.flatMap(({ name, location }) => {
      const bare = name.replace(/[“”"\s]/g, '');
      if (bare.length < 5 || knownIndicators.includes(bare)) return [];
      const right = knownIndicators.find((known) => isSlipOf(bare, known));
      return right === undefined ? [] : [{ location, expected: right, actual: name, proposal: right, params: { name, right } }];
    }),
};
