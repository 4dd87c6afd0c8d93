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
  expect(pairOf('目标100%，完成95%。得分47.5分。')).toEqual(['100%', '95%']);
  expect(pairOf('计划数12次，完成数11次，得分45分。')).toEqual(['12次', '11次']);
  for (const said of ['目标2023年12月底前，实际11月完成，得分50分。', '目标95%，比上年提高，实际81%，得分50分。', '甲站目标12次，实际12次；乙站目标6次，实际5次，得分50分。', '目标12次，实际12次；目标6次，实际5次，得分50分。', '目标明确，实际完成13次，得分50分。']) expect(pairOf(said)).toEqual([null, null]);
});

test('a target in words and what it came to are a pair where the same word answers it, or both have their label', () => {
  const pairOf = (said: string) => {
    const { items } = understand(flowOfText(['云溪县水文站2023年度部门整体支出绩效自评报告', `1.管理制度健全性（50分）。${said}`].join('\n')));
    return [items[0]?.target, items[0]?.actual];
  };
  expect(pairOf('目标值健全，实际完成健全，得50分。')).toEqual(['健全', '健全']);
  expect(pairOf('年度指标值：健全；实际完成值：健全；得50分。')).toEqual(['健全', '健全']);
  expect(pairOf('目标值：按期完成；实际完成值：部分延期；得40分。')).toEqual(['按期完成', '部分延期']);
  expect(pairOf('目标值健全，实际基本健全，得45分。')).toEqual(['健全', '基本健全']);
  for (const said of ['目标值合理，实际完成任务，得50分。', '目标明确，实际明确，得50分。', '目标值设置科学合理，实际工作中严格执行，得50分。', '目标值健全，实际完成健全；目标值有效，实际完成有效，得50分。', '目标值健全，实际完成健全；目标12次，实际12次，得50分。', '目标值：健全，得50分。']) expect(pairOf(said)).toEqual([null, null]);
});

describe('rows whose points stand behind their names without a mark', () => {
  const lines = ['预算执行率10分，实得9.5分。', '测站巡检50分，目标12次，实际12次，实得50分。', '水情报汛40分，目标≥95%，实际97.1%，实得40分。'];

  test('are read where several lines are written so', () => {
    expect(read(...lines, '自评总分99.5分，等级“优”。')).toMatchObject({ rows: ['||预算执行率|10|9.5', '||测站巡检|50|50', '||水情报汛|40|40'], claims: ['99.5'], unread: [] });
  });

  test('are none one by one, nor where what was got is more, or was taken off', () => {
    expect(read(lines[0] ?? '', '党建考核20分，实得19.5分。').rows).toEqual([]);
    expect(read('党建考核扣2分，得98分。', '安全考核扣1分，得99分。', '信访考核扣3分，得97分。').rows).toEqual([]);
  });
});

test('a bullet is no part of a name', () => {
  expect(read('● 预算执行率：权重10，得分9.5', '◆测站巡检（90分）：巡检12次，得分90分。').rows).toEqual(['||预算执行率|10|9.5', '||测站巡检|90|90']);
});

describe('the parts of a total in one sentence', () => {
  const total = '项目自评得分98.5分，自评等级为“优”。其中：';
  const rows = ['||预算执行率|10|9.5', '||产出指标|50|50', '||效益指标|30|30', '||满意度指标|10|10'];

  test.each([
    '预算执行率10分，得9.5分；产出指标50分，得50分；效益指标30分，得30分；满意度指标10分，得10分。',
    '预算执行率（10分）得9.5分，产出指标（50分）得50分，效益指标（30分）得30分，满意度指标（10分）得10分。',
    '预算执行率满分10分，自评得分9.5分；产出指标满分50分，自评得分50分；效益指标满分30分，自评得分30分；满意度指标满分10分，自评得分10分。',
    '预算执行率（9.5/10）、产出指标（50/50）、效益指标（30/30）、满意度指标（10/10）。',
  ])('are rows where no other stand: %s', (parts) => {
    expect(read('二、绩效自评结论', `${total}${parts}`)).toMatchObject({ rows, claims: ['98.5'], totals: { weight: '100', score: '99.5' } });
  });

  test('are none beside rows of their own, nor where they are not all of it', () => {
    expect(read('1.测站巡检（90分）：巡检12次，得分89分。', `${total}预算执行率10分，得9.5分；产出指标50分，得49分；效益指标40分，得40分。`).rows).toEqual(['||测站巡检|90|89']);
    expect(read(`${total}预算执行率10分，得9.5分；产出指标50分，得50分。`).rows).toEqual([]);
    expect(read('考核中，党建20分，得19分；信访30分，得29分；安全50分，得50分。').rows).toEqual([]);
  });
});

describe('points are read', () => {
  const rowsOf = (line: string) => read('1.测站巡检（50分）：巡检12次，得分50分。', line).rows.slice(1);

  test.each(['（9.7/10）', '（9.7/10分）', '（9.7分/10分）', '（得分9.7/10）', '（自评得分：9.7/10）', '（满分10分，得9.7分）', '（满分10分，得分9.7分）', '（得分9.7分，满分10分）', '（自评9.7分/满分10分）'])('in %s behind the name', (points) => {
    expect(rowsOf(`2.预算执行率${points}：执行率97%。`)).toEqual(['||预算执行率|10|9.7']);
  });

  test.each(['（分值：10；得分：9.7）：执行率97%。', '：9.7/10分，执行率97%。', '。权重10%，执行率97%，评分9.7。', '，执行率97%。（满分10分，自评9.7分）'])('as 预算执行率%s', (said) => {
    expect(rowsOf(`2.预算执行率${said}`)).toEqual(['||预算执行率|10|9.7']);
  });

  test('behind a number that calls it an indicator', () => {
    expect(read('指标1：预算执行率，指标分值10分，年度指标值100%，实际完成值95%，自评得分9.5分。', '指标2：测站巡检，指标分值90分，年度指标值12次，实际完成值12次，自评得分90分。', '自评得分99.5分。')).toMatchObject({ rows: ['||预算执行率|10|9.5', '||测站巡检|90|90'], claims: ['99.5'] });
  });

  test('where the score stands on a line of its own', () => {
    const lines = (name: string, score: string) => [name, '目标100%，实际完成95%。', score];
    expect(read(...lines('1.预算执行率（10分）', '自评得分：9.5分'), ...lines('2.测站巡检（90分）', '得分：90'), '综合得分99.5分。')).toMatchObject({ rows: ['||预算执行率|10|9.5', '||测站巡检|90|90'], levels: [], claims: ['99.5'] });
    // It is the heading's where rows stand below it, and nobody's below no points.
    expect(read(...lines('（一）产出（90分）', '自评得分：90分'), '1.测站巡检（90分）：巡检12次，得分90分。').rows).toEqual(['产出||测站巡检|90|90']);
    expect(read('（一）产出', '自评得分：90分').rows).toEqual([]);
    expect(read('（一）产出（90分）', '1.测站巡检（90分）：巡检12次，得分90分。', '自评得分：90分').rows).toEqual(['产出||测站巡检|90|90']);
  });

  test('as what was taken off the weight', () => {
    for (const taken of ['扣0.3分', '扣减0.3分', '扣分0.3分', '自评扣0.3分']) expect(rowsOf(`2.预算执行率（10分）：全年预算执行率97%，因工程尾款未支付，${taken}。`)).toEqual(['||预算执行率|10|9.7']);
    expect(rowsOf('2.预算执行率（10分）：全年预算执行率100%，不扣分。')).toEqual(['||预算执行率|10|10']);
  });

  test('where nothing else could be meant', () => {
    for (const line of ['2.预算执行率（10分）：执行率低于90%的，扣2分；每再低1个百分点，扣0.5分。', '2.办结重点工作（共13项，完成率12/13）。', '2.站点改造（2023/2024）进展顺利。', '2.站点改造（13/12）进展顺利。', '2.预算执行率（10分）：每低1个百分点扣0.3分。']) expect(rowsOf(line)).toEqual([]);
    const twice = read('1.测站巡检（50分）：巡检12次，得分50分。', '2.预算执行率（10分）：执行慢，扣0.3分；尾款未付，扣0.2分。');
    expect([twice.rows.length, twice.unread.map(({ reason }) => reason)]).toEqual([1, ['unreadRow']]);
  });
});

describe('a declaration that lists its goals', () => {
  const goals = ['一、产出指标', '（一）数量指标', '1.改造测站    ≥12座', '2.校准仪器：40台套', '（二）时效指标', '1.完成时间  2024年10月31日前', '二、满意度指标', '（一）服务对象满意度指标', '1.用户满意度  ≥90%'];
  const declared = (title: string, ...lines: readonly string[]) => understand(flowOfText([title, ...lines].join('\n'))).items.map(({ level1, level2, name, target }) => [level1, level2, name, target].join('|'));

  test('has them as rows', () => {
    expect(declared('水文项目绩效目标申报表', '（2024年度）', '绩效指标：', ...goals)).toEqual(['产出指标|数量指标|改造测站|≥12座', '产出指标|数量指标|校准仪器|40台套', '产出指标|时效指标|完成时间|2024年10月31日前', '满意度指标|服务对象满意度指标|用户满意度|≥90%']);
  });

  test('is no report, which lists what it has scored elsewhere; nor are the measures below another heading goals', () => {
    expect(declared('水文项目2024年度绩效自评报告', ...goals)).toEqual([]);
    expect(declared('水文项目绩效目标申报表', '（2024年度）', '一、项目概况', '1.建设地点：云溪县', '2.建设工期：12个月')).toEqual([]);
  });
});
