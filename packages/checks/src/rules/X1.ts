import { compareExact, exactInteger, subtractExact, toFixedHalfUp, type Mention, type MoneyScope } from '@hengji/domain';
import { reportingKinds, type Rule } from '../rule.js';
import { executionOf, executionOfRow } from '../view/execution.js';
import { halfDigit, isOwn, type Figure } from '../view/figures.js';
import { absolute } from '../view/identity.js';
import type { View } from '../view/view.js';

/** 确保资金全部支付, 未全部支付: what is wished or denied is not claimed. */
const notClaimed = /(?:确保|力争|争取|保证|督促|将|未|没有|尚未|并非|不能|未能|应当?|须|必须|要|拟|计划|预计|待|如|若|是否|尽快|才能)[^,;:。]{0,12}$/;

type Claim = Extract<Mention, { kind: 'absolute' }>;

/** 财政资金 is the appropriation, where its money is printed beside that of the whole. */
function scopeOf({ scope, text, before }: Claim, { figures }: View): MoneyScope {
  const fiscal = /财政(?:资金|拨款)/.test(`${before.split(/[,;:]/).at(-1) ?? ''}${text}`);
  return fiscal && scope === 'total' && figures.some((figure) => figure.scope === 'appropriation') ? 'appropriation' : scope;
}

/** 上级项目资金300万元已全额支付 is about no more than that: an amount is the whole of its scope only where it is the budget. */
function isOfPart({ amount, scope }: Claim, { figures, valueOf }: View): boolean {
  if (amount === undefined) return false;
  const near = (figure: Figure) => compareExact(absolute(subtractExact(valueOf(figure), exactInteger(amount.fen))), exactInteger(halfDigit(amount) + halfDigit(figure.printed))) <= 0;
  return !figures.some((figure) => figure.scope === scope && figure.basis !== 'actual' && near(figure));
}

/** Money is said to be spent without remainder while its own figures say otherwise. */
export const X1: Rule = {
  id: 'X1',
  severity: 'error',
  source: 'domain.md A4 X1',
  kinds: reportingKinds,
  check: (view) =>
    view.document.mentions.flatMap((mention) => {
      if (mention.kind !== 'absolute' || notClaimed.test(mention.before) || !isOwn(mention, view.document.year) || isOfPart(mention, view)) return [];
      const percent = mention.row === undefined ? executionOf(view, scopeOf(mention, view)) : executionOfRow(view, mention.row);
      // What rounds to 100.00 % was spent.
      if (percent === null || compareExact(percent, exactInteger(100n)) >= 0 || toFixedHalfUp(percent, 2) === '100.00') return [];
      const expected = `${toFixedHalfUp(percent, 2)}%`;
      return [{ location: mention.location, expected, actual: mention.text, params: { text: mention.text, rate: expected } }];
    }),
};
