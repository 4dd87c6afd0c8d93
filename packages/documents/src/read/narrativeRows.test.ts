import { describe, expect, test } from 'vitest';
import { flowOfText } from './text.js';
import { understand } from './understand.js';

function read(...lines: readonly string[]) {
  const { items, levels, totals, unread } = understand(flowOfText(['云溪县水文站2023年度部门整体支出绩效自评报告', ...lines].join('\n')));
  return {
    rows: items.map(({ level1, level2, name, weight, score }) => [level1, level2, name, weight, score].map((part) => part ?? '').join('|')),
    levels: levels.map(({ level, name, weight }) => `${level} ${name} ${weight}`),
    totals,
    claims: totals.claims.map(({ total }) => total),
    unread,
  };
}

describe('a heading with its score', () => {
  test('is no row where rows of the same kind are numbered below it', () => {
    const { rows, levels, totals } = read('（一）投入（分值30分，自评29.5分）', '1.预算执行率（分值20分，自评得分19.5分）。执行率97.5%。', '2.公用经费控制（分值10分，自评得分10分）。', '（二）产出（分值70分，自评70分）', '1.测站巡检（分值40分，自评得分40分）。', '2.水情报汛（分值30分，自评得分30分）。', '自评综合得分99.5分。');
    expect(rows).toEqual(['投入||预算执行率|20|19.5', '投入||公用经费控制|10|10', '产出||测站巡检|40|40', '产出||水情报汛|30|30']);
    expect(levels).toEqual(['1 投入 30', '1 产出 70']);
    expect(totals).toMatchObject({ weight: '100', score: '99.5', claimedTotal: '99.5' });
  });

  test('is one also as a sentence of its points, and claims nothing of the whole', () => {
    const { rows, levels, claims } = read('（一）投入情况。该项指标分值20分，自评得分19.5分。', '1.预算执行率。该指标分值20分，执行率97.5%，自评得分19.5分。', '（二）产出情况。该项指标分值80分，自评得分80分。', '1.测站巡检。该指标分值80分，巡检12次，自评得分80分。', '综合评分99.5分。');
    expect(rows).toEqual(['投入情况||预算执行率|20|19.5', '产出情况||测站巡检|80|80']);
    expect(levels).toEqual(['1 投入情况 20', '1 产出情况 80']);
    expect(claims).toEqual(['99.5']);
  });

  test('is one where it says more, and has the points of the rows below it', () => {
    const { rows } = read('（一）投入（30分）：经费按进度安排使用，得分29.5分。', '1.预算执行率（20分）：执行率97.5%，得分19.5分。', '2.公用经费控制（10分）：控制在预算内，得分10分。', '（二）产出（70分）：各项任务完成，得分70分。', '1.测站巡检（70分）：巡检12次，得分70分。');
    expect(rows).toEqual(['投入||预算执行率|20|19.5', '投入||公用经费控制|10|10', '产出||测站巡检|70|70']);
  });

  test('has headings of its own below it', () => {
    const { rows, levels } = read('（一）投入（分值40分，自评39分）', '1.资金管理（20分）', '（1）预算执行率（20分）：执行率95%，得分19分。', '2.人员管理（20分）', '（1）在职人员控制率（20分）：未超编，得分20分。');
    expect(rows).toEqual(['投入|资金管理|预算执行率|20|19', '投入|人员管理|在职人员控制率|20|20']);
    expect(levels).toEqual(['1 投入 40', '2 资金管理 20', '2 人员管理 20']);
  });
});

describe('a row', () => {
  test('stays one where nothing with points is numbered below it', () => {
    const { rows, levels } = read('（一）投入（分值30分，自评29.5分）', '1.预算执行率97.5%，按时支付。', '2.未超预算。', '（二）产出（分值70分，自评70分）。巡检12次。', '自评综合得分99.5分。');
    expect(rows).toEqual(['||投入|30|29.5', '||产出|70|70']);
    expect(levels).toEqual([]);
  });

  test('stays one beside a row without a number, though both weigh the same, and above the rows of another heading', () => {
    expect(read('1.预算执行率（50分）：执行率97.5%，得分48.75分。', '测站巡检（50分）：巡检12次，得分50分。').rows).toEqual(['||预算执行率|50|48.75', '||测站巡检|50|50']);
    expect(read('1.预算执行率（50分）：执行率97.5%，得分48.75分。', '（二）产出（50分）', '（1）测站巡检（50分）：巡检12次，得分50分。').rows).toEqual(['||预算执行率|50|48.75', '产出||测站巡检|50|50']);
  });
});

test('a row has the target and the actual value that it states as a pair of figures, and no other', () => {
  const pairOf = (said: string) => {
    const { items } = understand(flowOfText(['云溪县水文站2023年度部门整体支出绩效自评报告', `1.测站巡检（50分）：${said}`].join('\n')));
    return [items[0]?.target, items[0]?.actual];
  };
  expect(pairOf('目标95%，实际81%，得分50分。')).toEqual(['95%', '81%']);
  expect(pairOf('年初目标值≥12次，实际完成13次，得分50分。')).toEqual(['≥12次', '13次']);
  for (const said of ['目标2023年12月底前，实际11月完成，得分50分。', '目标95%，比上年提高，实际81%，得分50分。', '甲站目标12次，实际12次；乙站目标6次，实际5次，得分50分。', '目标12次，实际12次；目标6次，实际5次，得分50分。', '目标明确，实际完成13次，得分50分。']) expect(pairOf(said)).toEqual([null, null]);
});
