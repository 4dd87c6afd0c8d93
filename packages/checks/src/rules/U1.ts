import { formatWanyuan, formatYuan, toFixedHalfUp, type Fen, type MoneyUnit } from '@hengji/domain';
import { placeKey } from '../view/figures.js';
import { everyKind, type Rule } from '../rule.js';

/** An amount in the unit that it should have been printed in. */
function inUnit(fen: Fen, unit: MoneyUnit): string {
  return unit === 'yuan' ? `${formatYuan(fen)}元` : `${formatWanyuan(fen)}万元`;
}

const unitNames = { yuan: '元', wanyuan: '万元', yiyuan: '亿元' } as const;

/** An amount in 元 that is labelled 万元, or the reverse: an identity fails as printed and holds once the unit is exchanged. */
export const U1: Rule = {
  id: 'U1',
  severity: 'error',
  source: 'domain.md A4 U1',
  kinds: everyKind,
  check: ({ repairs }) => {
    // 年初 and 全年 of one row are often the same figure, and one slip.
    const seen = new Set<string>();
    return repairs.flatMap(({ figure, value }) => {
      const key = `${placeKey(figure.location)} ${figure.printed.text}`;
      if (seen.has(key)) return [];
      seen.add(key);
      const fen = BigInt(toFixedHalfUp(value, 0));
      const actual = `${figure.printed.text}${unitNames[figure.printed.unit]}`;
      const proposal = inUnit(fen, 'wanyuan');
      return [{ location: figure.location, expected: proposal, actual, proposal, params: { actual, proposal, yuan: formatYuan(fen) } }];
    });
  },
};
