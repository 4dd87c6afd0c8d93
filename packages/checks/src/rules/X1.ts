import { compareExact, exactInteger, toFixedHalfUp, type Mention, type MoneyScope } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';
import { executionOf, executionOfRow } from '../view/execution.js';
import { isOwn } from '../view/figures.js';
import type { View } from '../view/view.js';

/** 确保资金全部支付, 未全部支付: what is wished or denied is not claimed. */
const notClaimed = /(?:确保|力争|争取|保证|督促|将|未|没有|尚未|并非|不能|未能|应当?|须|必须|要|拟|计划|预计|待|如|若|是否|尽快|才能)[^,;:。]{0,12}$/;

type Claim = Extract<Mention, { kind: 'absolute' }>;

/** 财政资金 is the appropriation, where its money is printed beside that of the whole. */
function scopeOf({ scope, text, before }: Claim, { figures }: View): MoneyScope {
  const fiscal = /财政(?:资金|拨款)/.test(`${before.split(/[,;:]/).at(-1) ?? ''}${text}`);
  return fiscal && scope === 'total' && figures.some((figure) => figure.scope === 'appropriation') ? 'appropriation' : scope;
}

/** Money is said to be spent without remainder while its own figures say otherwise. */
export const X1: Rule = {
  id: 'X1',
  severity: 'error',
  source: 'domain.md A4 X1',
  kinds: reportingKinds,
  check: (view) =>
    view.document.mentions.flatMap((mention) => {
      if (mention.kind !== 'absolute' || notClaimed.test(mention.before) || !isOwn(mention, view.document.year)) return [];
      const percent = mention.row === undefined ? executionOf(view, scopeOf(mention, view)) : executionOfRow(view, mention.row);
      // What rounds to 100.00 % was spent.
      if (percent === null || compareExact(percent, exactInteger(100n)) >= 0 || toFixedHalfUp(percent, 2) === '100.00') return [];
      const expected = `${toFixedHalfUp(percent, 2)}%`;
      return [{ location: mention.location, expected, actual: mention.text, params: { text: mention.text, rate: expected } }];
    }),
};
