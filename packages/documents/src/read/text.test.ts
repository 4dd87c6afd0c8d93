import { describe, expect, test } from 'vitest';
import { flowOfText } from './text.js';
import { understand } from './understand.js';

const head = '一级指标    二级指标    三级指标        年度指标值   实际完成值   分值   得分   备注';

function levelsOf(...rows: readonly string[]) {
  const { items } = understand(flowOfText(['2023年度项目支出绩效自评表', head, '产出指标    数量指标    清运点位        ≥12个        13个         50     50', ...rows].join('\n')));
  return items.slice(1).map(({ level1, level2, name, weight, score }) => [level1, level2, name, weight, score].join('|'));
}

test('a level as wide as its column is one, though a single space stands behind it', () => {
  expect(levelsOf('满意度指标 满意度      居民满意度      ≥90%         92%          50     50')).toEqual(['满意度指标|满意度|居民满意度|50|50']);
  expect(levelsOf('社会效益指标 社会效益  受益人口        ≥900人       910人        50     48     阴雨')).toEqual(['社会效益指标|社会效益|受益人口|50|48']);
});

test('a row below a level that goes on, and a word that a scan spread, are no such level', () => {
  expect(levelsOf('            质量指标    清运达标率      ≥95%         96%          50     50')).toEqual(['产出指标|质量指标|清运达标率|50|50']);
  expect(levelsOf('质量 指标   清运达标率      ≥95%         96%          50     50')).toEqual(['产出指标|质量指标|清运达标率|50|50']);
});

describe('a head of money with nothing above the labels', () => {
  const moneyOf = (...lines: readonly string[]) =>
    understand(flowOfText(['2023年度部门整体支出绩效自评表', ...lines, head, '产出指标    数量指标    清运点位        ≥12个        13个         90     90'].join('\n'))).money.map(({ label, initial, budget, actual, weight, rate, score }) =>
      [label, initial?.text, budget?.text, actual?.text, weight, rate, score].join('|'));

  test('has its headings over the amounts, whatever a row lacks at its end', () => {
    const corner = '              年初预算数   全年预算数   全年执行数   分值   执行率    得分';
    expect(moneyOf(corner, '年度资金总额    318.40     340.00     323.00     10     95.00%    9.5', '其中:财政拨款   300.00     320.00     304.00')).toEqual(['年度资金总额|318.40|340.00|323.00|10|95.00|9.5', '财政拨款|300.00|320.00|304.00|||']);
    expect(moneyOf(corner, '年度资金总额    318.40     340.00     323.00')).toEqual(['年度资金总额|318.40|340.00|323.00|||']);
    expect(moneyOf(corner.trim(), '年度资金总额    318.40     340.00     323.00     10     95.00%    9.5')).toEqual(['年度资金总额|318.40|340.00|323.00|10|95.00|9.5']);
  });

  test('is none where a word stands there, or no label below', () => {
    expect(moneyOf('资金来源      年初预算数   全年预算数   全年执行数   分值   执行率    得分', '年度资金总额    318.40     340.00     323.00     10     95.00%    9.5')).toEqual(['年度资金总额|318.40|340.00|323.00|10|95.00|9.5']);
    expect(moneyOf('   年初预算数   全年预算数   全年执行数   分值   执行率    得分', '   318.40     340.00     323.00     10     95.00%    9.5')).toEqual(['|318.40|340.00|323.00|10|95.00|9.5']);
  });

  test('is one also where single spaces keep the words apart', () => {
    const corner = ' 年初预算数 全年预算数 全年执行数 分值 执行率 得分';
    expect(moneyOf(corner, '年度资金总额 318.40 340.00 323.00 10 95.00% 9.5', '其中：财政拨款 300.00 320.00 304.00 - 95.00% -')).toEqual(['年度资金总额|318.40|340.00|323.00|10|95.00|9.5', '财政拨款|300.00|320.00|304.00||95.00|']);
    expect(moneyOf(corner.replaceAll(' ', '　'), '年度资金总额　318.40　340.00　323.00　10　95.00%　9.5')).toEqual(['年度资金总额|318.40|340.00|323.00|10|95.00|9.5']);
    // A scan broke the label; two figures too many are no row.
    expect(moneyOf(corner, '年度 资金总额 318.40 340.00 323.00 10 95.00% 9.5')).toEqual(['年度资金总额|318.40|340.00|323.00|10|95.00|9.5']);
    expect(moneyOf(corner, '年度资金总额 318.40 340.00 323.00 10 95.00% 9.5 7 8')).toEqual([]);
  });
});

test('money of running text has the name of its part; the whole has none where no row gives it', () => {
  const lines = ['云溪县水务局2023年度部门整体支出绩效自评报告', '2023年全年预算数320万元，其中：基本支出240万元，项目支出80万元。', '“三公”经费预算9万元，决算8万元。'];
  expect(understand(flowOfText(lines.join('\n'))).money.map(({ scope, label }) => [scope, label])).toEqual([['total', ''], ['basic', '基本支出'], ['project', '项目支出'], ['threePublic', '“三公”经费']]);
});
