import { describe, expect, test } from 'vitest';
import { flowOfText } from './text.js';
import { understand } from './understand.js';

const title = '2023年度项目支出绩效自评表';
const moneyHead = '项目资金 （万元） 年初预算数 全年预算数 全年执行数 分值 执行率 得分';
const head = '一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施';

const read = (...lines: readonly string[]) => understand(flowOfText([title, ...lines].join('\n')));
const moneyOf = (...lines: readonly string[]) => read(...lines).money.map(({ label, initial, budget, actual, weight, rate, score }) => [label, initial?.text, budget?.text, actual?.text, weight, rate, score].join('|'));
const rowsOf = (...lines: readonly string[]) => read(...lines).items.map(({ level1, level2, name, target, actual, weight, score, reason }) => [level1, level2, name, target, actual, weight, score, reason].join('|'));
const untold = (...lines: readonly string[]) => read(...lines).unread.map(({ location, reason }) => [reason, location]);

describe('a money block whose cells single blanks keep apart', () => {
  test('has no column for the name of the block, its unit or the sources of its money', () => {
    const rows = ['年度资金总额 200.00 210.00 199.50 10 95.00% 9.5', '其中：当年财政拨款 180.00 190.00 179.50 — 94.47% —', '其他资金 20.00 20.00 20.00 — 100.00% —'];
    const figures = ['年度资金总额|200.00|210.00|199.50|10|95.00|9.5', '当年财政拨款|180.00|190.00|179.50||94.47|', '其他资金|20.00|20.00|20.00||100.00|'];
    expect(moneyOf(moneyHead, ...rows)).toEqual(figures);
    expect(moneyOf('部门预算资金 （ 万元 ） 资金来源 年初预算数 全年预算数 全年执行数 分值 执行率（%） 得分', ...rows)).toEqual(figures);
    expect(moneyOf('年初预算数 全年预算数 全年执行数 分值 执行率 得分', ...rows)).toEqual(figures);
  });

  test('has an empty cell where the printed rate says so, and else is told as not read', () => {
    expect(moneyOf(moneyHead, '年度资金总额 210.00 199.50 10 95.00% 9.5')).toEqual(['年度资金总额||210.00|199.50|10|95.00|9.5']);
    expect(moneyOf(moneyHead, '年度资金总额 60.00 60.00 10 9.5')).toEqual([]);
    expect(untold(moneyHead, '年度资金总额 60.00 60.00 10 9.5')).toContainEqual(['unclearRow', { line: 3 }]);
  });

  test('keeps the whole alone where one of its parts was not told apart', () => {
    const rows = ['年度资金总额 200.00 210.00 199.50 10 95.00% 9.5', '其中：当年财政拨款 180.00 190.00 179.50 — 94.47% —', '上年结转 20.00 20.00', '其他资金 0 0 0 — — —'];
    expect(moneyOf(moneyHead, ...rows)).toEqual(['年度资金总额|200.00|210.00|199.50|10|95.00|9.5']);
    expect(untold(moneyHead, ...rows)).toEqual([4, 5, 6].map((line) => ['unclearPart', { line }]));
    // Dashes lose nothing, however few are left of them.
    expect(untold(moneyHead, ...rows.slice(0, 2), '其他资金 — —')).toEqual([]);
  });
});

describe('an indicator table whose cells single blanks keep apart', () => {
  test('lacks merged levels at the front and reasons at the end; values may hold brackets and blanks', () => {
    expect(rowsOf(head, '产出指标 数量指标 维修处数 ≥32处 32处 30 30', '质量指标 工程验收合格率 100% 99% 20 19.8 两处返工， 2024年3月前完成', '入户维修 及时 及时 10 10', '满意度指标 服务对象满意度指标 用水户满意度 ≥90% 93%（发放问卷200份，收回 有效问卷192份） 40 40', '总分 100 99.8')).toEqual([
      '产出指标|数量指标|维修处数|≥32处|32处|30|30|',
      '产出指标|质量指标|工程验收合格率|100%|99%|20|19.8|两处返工,2024年3月前完成',
      '产出指标|质量指标|入户维修|及时|及时|10|10|',
      '满意度指标|服务对象满意度指标|用水户满意度|≥90%|93%(发放问卷200份,收回有效问卷192份)|40|40|',
    ]);
  });

  test('is read through the blanks of a scan: in brackets, before units and per cent, behind operators, in labels', () => {
    expect(rowsOf(head, '产出指标 （ 50 分 ） 数量指标 路灯盏数 ≥ 6800 盏 6812 盏 20 20', '质量指标 亮灯率 ≥ 98 ％ 98.5 ％ 80 80', '总 分 100 100')).toEqual(['产出指标|数量指标|路灯盏数|≥6800盏|6812盏|20|20|', '产出指标|质量指标|亮灯率|≥98%|98.5%|80|80|']);
    expect(moneyOf('项目资金 （ 万元 ） 年初预算数 全年预算数 全年执行数 分值 执行率 得分', '年度资金总额 150.00 165.00 160.05 10 97.00 ％ 9.70', '其中 ： 财政拨款 150.00 165.00 160.05 — 97.00 ％ —')).toEqual(['年度资金总额|150.00|165.00|160.05|10|97.00|9.70', '财政拨款|150.00|165.00|160.05||97.00|']);
  });

  test('keeps a sign and a unit with columns of their own apart from the figure', () => {
    expect(rowsOf('指标名称 权重 计量单位 指标性质 指标值 完成值 得分', '演练场次 50 场 ≥ 12 12 50', '整改率 50 % ≥ 98 97.1 49')).toEqual(['||演练场次|≥12|12|50|50|', '||整改率|≥98|97.1|50|49|']);
  });

  test('whose levels stand in rows of their own is told, since blanks do not say which they are', () => {
    const rows = ['投入 30 29', '预算配置 30 29', '在职人员控制率 15 15', '重点支出安排率 15 14'];
    expect(rowsOf('一级指标 二级指标 三级指标 分值 得分', ...rows)).toEqual([]);
    expect(untold('一级指标 二级指标 三级指标 分值 得分', ...rows)).toContainEqual(['unclearRow', { line: 2 }]);
  });

  test('goes on behind a line that is none of its rows, which is told; a sentence below it is none', () => {
    const rows = ['产出指标 数量指标 维修处数 ≥32处 32处 50 50', '（续上页说明）', '效益指标 社会效益指标 受益人口 ≥2万人 2.1万人 50 50'];
    expect(rowsOf(head, ...rows)).toHaveLength(2);
    expect(untold(head, ...rows)).toEqual([['unclearRow', { line: 4 }]]);
    expect(untold(head, rows[0] ?? '', '注：问卷由第三方发放。')).toEqual([]);
  });
});
