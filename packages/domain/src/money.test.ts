import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenToYuan, formatWanyuan, formatYuan, parseMoney, parseWanyuan, parseYuan } from './money.js';

describe('parsing', () => {
  it.each([
    ['1,752,007.70', 175_200_770n],
    ['1752007.7', 175_200_770n],
    ['１，７５２，００７．７０', 175_200_770n],
    ['￥ 1 752 007.70 元', 175_200_770n],
    ['¥1,752,007.70元', 175_200_770n],
    [' 1, 752, 007.70\u00a0', 175_200_770n],
    ['175.20077 万元', 175_200_770n],
    ['11万', 11_000_000n],
    ['-72,423.22', -7_242_322n],
    ['－72,423.22', -7_242_322n],
    ['−0.01', -1n],
    ['¥-5', -500n],
    ['0', 0n],
    ['1752007.700000', 175_200_770n],
  ])('reads %j in a box of 元', (text, fen) => {
    expect(parseYuan(text)).toBe(fen);
  });

  it('takes the unit of the box when none is typed', () => {
    expect(parseWanyuan('175.20077')).toBe(175_200_770n);
    expect(parseWanyuan('1,752,007.70元')).toBe(175_200_770n);
    expect(parseMoney('0.1', 'wanyuan')).toBe(100_000n);
  });

  it.each(['', '元', '1.005', '12,5', '1,75', '1,752,07', '1,752 007', '--1', '-¥-1', '1.2.3', '1e5', 'abc', '1/3', '92233720368547758.08'])(
    'refuses %j',
    (text) => {
      expect(parseYuan(text)).toBeNull();
    },
  );

  it('refuses 万元 finer than a 分', () => {
    expect(parseWanyuan('0.0000001')).toBeNull();
    expect(parseWanyuan('0.000001')).toBe(1n);
  });
});

describe('formatting', () => {
  it('writes 元 and 万元', () => {
    expect(formatYuan(175_200_770n)).toBe('1,752,007.70');
    expect(formatYuan(-7_242_322n)).toBe('-72,423.22');
    expect(formatYuan(-12_345n)).toBe('-123.45');
    expect([formatYuan(0n), formatYuan(5n), formatYuan(99_999n)]).toEqual(['0.00', '0.05', '999.99']);
    expect(fenToYuan(175_200_770n)).toBe('1752007.70');
    expect(formatWanyuan(175_200_770n)).toBe('175.20077');
    expect(formatWanyuan(11_000_000n)).toBe('11');
    expect(formatWanyuan(12_345_678_901_234n)).toBe('12,345,678.901234');
    expect(formatWanyuan(175_200_770n, 2)).toBe('175.2');
    expect(formatWanyuan(167_958_448n, 0)).toBe('168');
  });

  it('is read back as the same amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n }), (fen) => {
        expect(parseYuan(formatYuan(fen))).toBe(fen);
        expect(parseYuan(fenToYuan(fen))).toBe(fen);
        expect(parseWanyuan(formatWanyuan(fen))).toBe(fen);
      }),
    );
  });
});
