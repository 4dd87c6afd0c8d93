import { describe, expect, test } from 'vitest';
import { htmlOf, type SketchTable } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

const indicators: SketchTable = [['一级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'], ['产出指标', '改造敬老院数量', '≥6所', '6所', '60', '60'], ['效益指标', '受益老人', '≥280人', '291人', '20', '20']];

async function read(...money: SketchTable) {
  const document = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', '预算数', '执行数', '执行率', '得分（20分×执行率）'], ...money], indicators]));
  return { items: document.items.map(({ name, weight, score, isExecution }) => [name, weight, score, isExecution]), money: document.money.map(({ scope, weight }) => [scope, weight]) };
}

const rows = [['改造敬老院数量', '60', '60', false], ['受益老人', '20', '20', false]];

describe('the points of execution', () => {
  test('are a row also where the money is called that of appropriations; the head says their weight', async () => {
    expect(await read(['年度财政资金总额', '320.00', '304.00', '95%', '19'])).toEqual({ items: [['预算执行率', '20', '19', true], ...rows], money: [['appropriation', '20']] });
  });

  test('are those of the whole where a row says that it is, and counted once', async () => {
    expect(await read(['年度资金总额', '320.00', '304.00', '95%', '19'], ['其中：财政拨款', '300.00', '284.00', '94.67%', ''])).toEqual({ items: [['预算执行率', '20', '19', true], ...rows], money: [['total', '20'], ['appropriation', null]] });
  });

  test('are no row of a table of 三公 with a score, nor of several sources that each have one', async () => {
    expect((await read(['三公经费', '3.20', '3.04', '95%', '19'])).items).toEqual(rows);
    expect((await read(['财政拨款', '320.00', '304.00', '95%', '9.5'], ['财政专户资金', '20.00', '20.00', '100%', '10'])).items).toEqual(rows);
  });
});

test('the reason beside the points of execution is that of their row', async () => {
  const reasonsBeside = async (head: string, text: string) => (await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', '全年预算数', '全年执行数', '执行率', '分值', '得分', head], ['年度资金总额', '320.00', '304.00', '95%', '20', '19', text]], indicators]))).items.map(({ name, reason }) => [name, reason]);
  const others = [['改造敬老院数量', null], ['受益老人', null]];
  expect(await reasonsBeside('未执行完毕原因', '质保金未到期')).toEqual([['预算执行率', '质保金未到期'], ...others]);
  expect(await reasonsBeside('原因', '')).toEqual([['预算执行率', null], ...others]);
  expect(await reasonsBeside('经办人', '李某')).toEqual([['预算执行率', null], ...others]);
});

describe('income', () => {
  const table = async (...rows: SketchTable) => {
    const { money, unread } = await readDocument(htmlOf(['2023年度部门整体支出绩效自评报告', [['科目', '年初预算数（万元）', '决算数（万元）'], ...rows]]));
    return { money: money.map(({ scope, label, actual }) => [scope, label, actual?.text]), unread: unread.map(({ reason }) => reason) };
  };
  const spending = [['total', '本年支出', '990'], ['basic', '基本支出', '690'], ['project', '项目支出', '300']];

  test('is no outturn, nor are its kinds, and said to be unread', async () => {
    for (const name of ['本年收入', '收入总计', '一、收入', '收入合计']) expect(await table([name, '1000', '1010'], ['其中：财政拨款', '900', '905'], ['其他收入', '100', '105'], ['本年支出', '1000', '990'], ['其中：基本支出', '700', '690'], ['项目支出', '300', '300'])).toEqual({ money: spending, unread: ['unreadIncome'] });
    expect(await table(['本年收入', '1000', '1010'])).toEqual({ money: [], unread: ['unreadIncome'] });
  });

  test('as a source of what is spent stays one', async () => {
    expect(await table(['资金总额', '1000', '990'], ['其中：财政拨款收入', '900', '900'], ['事业收入', '100', '90'])).toEqual({ money: [['total', '资金总额', '990'], ['appropriation', '财政拨款收入', '900'], ['part', '事业收入', '90']], unread: [] });
  });

  test('of running text is said to be unread, once', async () => {
    const unreadOf = async (...lines: readonly string[]) => (await readDocument(new TextEncoder().encode(['云溪县水文站2023年度部门整体支出绩效自评报告', ...lines].join('\n')))).unread.map(({ reason }) => reason);
    expect(await unreadOf('2023年收入总计1010万元，其中本年收入1000万元。支出总计990万元。', '本年收入1000万元。')).toEqual(['unreadIncome']);
    expect(await unreadOf('2023年支出总计990万元，非税收入征收1200万元，人均收入1.2万元。')).toEqual([]);
  });
});

describe('labels with their amounts', () => {
  const goals = async (...rows: SketchTable) => {
    const { money, unread } = await readDocument(htmlOf(['部门整体支出绩效目标申报表', '（2024年度）', [...rows, ['一级指标', '二级指标', '三级指标', '指标值', '权重'], ['产出指标', '数量指标', '巡检泵站', '≥12座', '100']]]));
    return { money: money.map(({ scope, budget, actual }) => [scope, budget?.text ?? null, actual?.text ?? null]), unread: unread.map(({ reason }) => reason) };
  };

  test('parts below the total are its parts', async () => {
    const rows = [[{ text: '部门整体支出（万元）', rows: 3 }, { text: '资金总额', columns: 2 }, { text: '960.00', columns: 2 }], [{ text: '其中：基本支出', columns: 2 }, { text: '700.00', columns: 2 }], [{ text: '项目支出', columns: 2 }, { text: '260.00', columns: 2 }]];
    expect(await goals(...rows)).toEqual({ money: [['total', '960.00', null], ['basic', '700.00', null], ['project', '260.00', null]], unread: [] });
  });

  test('are told apart where they are divided twice', async () => {
    const divided = async (...rows: SketchTable) => (await readDocument(htmlOf(['部门整体支出绩效目标申报表', '（2024年度）', [...rows, ['一级指标', '二级指标', '三级指标', '指标值', '权重'], ['产出指标', '数量指标', '巡检泵站', '≥12座', '100']]]))).money.map(({ scope, label, budget, division }) => [scope, label, budget?.text, division]);
    const total = [{ text: '部门预算申请（万元）', rows: 5 }, { text: '资金总额', columns: 2 }, { text: '960.00', columns: 2 }];
    const inRows = [total, [{ text: '按收入性质分：财政拨款', columns: 2 }, { text: '900.00', columns: 2 }], [{ text: '事业收入', columns: 2 }, { text: '60.00', columns: 2 }], [{ text: '按支出性质分：基本支出', columns: 2 }, { text: '700.00', columns: 2 }], [{ text: '项目支出', columns: 2 }, { text: '260.00', columns: 2 }]];
    const [whole, sources, spending] = [['total', '资金总额', '960.00', undefined], [['appropriation', '财政拨款', '900.00', 0], ['part', '事业收入', '60.00', 0]], [['basic', '基本支出', '700.00', 1], ['project', '项目支出', '260.00', 1]]];
    expect(await divided(...inRows)).toEqual([whole, ...sources, ...spending]);
    const across = (...cells: readonly string[]) => cells.map((text) => ({ text, columns: 2 }));
    expect(await divided([{ text: '部门预算申请（万元）', rows: 4 }, { text: '资金总额：960.00', columns: 4 }], across('按收入性质分：', '按支出性质分：'), across('其中：财政拨款：900.00', '其中：基本支出：700.00'), across('事业收入：60.00', '项目支出：260.00'))).toEqual([whole, ...sources, ...spending]);
    // 事业收入 below a total is a part of it only where the total is divided.
    expect(await divided(total, [{ text: '事业收入', columns: 2 }, { text: '60.00', columns: 2 }])).toEqual([whole]);
  });

  test('without a total above they may be anything; a part of it that is not known is said to be unread', async () => {
    expect((await goals(['预算单位（万元）', '云溪县水务局', '', '', ''], ['项目支出', '260.00', '', '', ''])).money).toEqual([]);
    expect(await goals(['资金总额（万元）', '960.00', '', '', ''], ['其中：人员机构', '700.00', '', '', ''])).toEqual({ money: [['total', '960.00', null]], unread: ['unreadMoney'] });
  });

  test('by whatever source are parts of the total that they stand directly below', async () => {
    const named = async (...rows: SketchTable) => (await readDocument(htmlOf(['项目支出绩效目标申报表', '（2024年度）', [...rows, ['一级指标', '二级指标', '三级指标', '指标值', '权重'], ['产出指标', '数量指标', '巡检泵站', '≥12座', '100']]]))).money.map(({ scope, label, budget }) => [scope, label, budget?.text]);
    const block = (margin: string, ...parts: readonly (readonly [string, string])[]): SketchTable => [[{ text: margin, rows: parts.length + 1 }, { text: '年度资金总额：', columns: 2 }, { text: '960.00', columns: 2 }], ...parts.map(([label, amount]) => [{ text: label, columns: 2 }, { text: amount, columns: 2 }])];
    const total = ['total', '年度资金总额', '960.00'];
    expect(await named(...block('项目资金（万元）', ['其中：财政拨款', '500.00'], ['上级补助', '400.00'], ['其他资金', '60.00']))).toEqual([total, ['appropriation', '财政拨款', '500.00'], ['part', '上级补助', '400.00'], ['otherFunds', '其他资金', '60.00']]);
    for (const label of ['上级转移支付', '社会资本', '中央补助', '地方资金', '省级补助资金', '县级配套资金', '政府性基金', '单位自筹', '单位资金', '自有资金', '专项债券资金', '银行贷款', '人员机构经费']) {
      expect(await named(...block('项目资金（万元）', ['其中：一般公共预算', '900.00'], [label, '60.00']))).toEqual([total, ['appropriation', '一般公共预算', '900.00'], ['part', label, '60.00']]);
    }
    // The block's own name in the margin names none of its rows.
    expect(await named(...block('年度预算（万元）', ['其中：财政拨款', '900.00'], ['上级补助', '60.00'], ['基本支出', '700.00'], ['项目支出', '260.00']))).toEqual([total, ['appropriation', '财政拨款', '900.00'], ['part', '上级补助', '60.00'], ['basic', '基本支出', '700.00'], ['project', '项目支出', '260.00']]);
    // What is counted is no money, and what stands further off may be anything.
    expect(await named(...block('项目资金（万元）', ['其中：财政拨款', '960.00'], ['项目个数', '3'], ['争取上级补助', '60.00']))).toEqual([total, ['appropriation', '财政拨款', '960.00']]);
  });
});

describe('budget and outturn as labels over the indicators', () => {
  const rows: SketchTable = [['一级指标', '二级指标', '三级指标', '指标值', '完成值', '权重', '得分'], ['产出', '数量', '管护林地', '≥80公顷', '82公顷', '60', '60'], ['效益', '生态', '林木保存率', '≥90%', '92%', '30', '30']];
  const form = async (...above: SketchTable) => {
    const { items, money, unread } = await readDocument(htmlOf(['部门整体绩效自评表', '（2023年度）', [...above, ...rows]]));
    return { items: items.map(({ name, weight, score }) => [name, weight, score]), money: money.map(({ scope, initial, budget, actual, rate, weight, score }) => [scope, initial?.text, budget?.text, actual?.text, rate, weight, score]), unread: unread.map(({ reason }) => reason) };
  };
  const items = [['管护林地', '60', '60'], ['林木保存率', '30', '30']];

  test('are no head of a table: the rows below are no money', async () => {
    const [first, second, third] = ['部门年初预算（万元）', '部门调整后预算（万元）', '部门决算支出（万元）'];
    expect(await form([{ text: first, columns: 2 }, '310.00', second, '342.50', third, '339.10'])).toEqual({ items, money: [['total', '310.00', '342.50', '339.10', null, null, null]], unread: [] });
    expect((await form([{ text: '整体支出预算（万元）', columns: 2 }, { text: '342.50', columns: 2 }, '实际支出（万元）', { text: '339.10', columns: 2 }])).money).toEqual([['total', undefined, '342.50', '339.10', null, null, null]]);
  });

  test('have the points of execution in the row below, beside its rate; without 分值 a score is that of the form', async () => {
    const amounts = ['年初预算数（万元）', '310.00', '全年预算数（万元）', '342.50', '全年执行数（万元）', '339.10', ''];
    expect(await form(amounts, ['预算执行率', '99.01%', '分值', '10', '得分', '9.9', ''])).toEqual({ items: [['预算执行率', '10', '9.9'], ...items], money: [['total', '310.00', '342.50', '339.10', '99.01', '10', '9.9']], unread: [] });
    expect(await form(amounts, ['预算执行率', '99.01%', '自评得分', '90', '', '', ''])).toEqual({ items, money: [['total', '310.00', '342.50', '339.10', '99.01', null, null]], unread: [] });
    expect((await form(amounts, ['项目个数', '3', '分值', '100', '得分', '90', ''])).items).toEqual(items);
  });
});

describe('several tables of money', () => {
  const threePublic: SketchTable = [['项目', '预算数', '决算数'], ['合计', '17.00', '15.30'], ['公务用车运行维护费', '13.00', '12.10'], ['公务接待费', '4.00', '3.20']];
  const block: SketchTable = [['资金来源（万元）', '全年预算数', '全年执行数'], ['年度资金总额', '640.00', '627.20'], ['其中：财政拨款', '640.00', '627.20']];
  const tablesOf = async (...tables: readonly SketchTable[]) => (await readDocument(htmlOf(['云溪县水务局2023年度部门整体支出绩效自评报告', ...tables.flatMap((table) => ['（单位：万元）', table])]))).money.map(({ scope, table }) => `${scope} ${table}`);
  const expected = ['threePublic 0', 'part 0', 'part 0', 'total 1', 'appropriation 1'];

  test('are told apart, also where one stands below the other', async () => {
    expect(await tablesOf(threePublic, block)).toEqual(expected);
    expect(await tablesOf([...threePublic, ...block])).toEqual(expected);
  });

  test('are one where the head is printed again', async () => {
    expect(await tablesOf([...block, block[0] ?? [], ['其他资金', '0.00', '0.00']])).toEqual(['total 0', 'appropriation 0', 'otherFunds 0']);
  });
});

describe('sums and their parts across', () => {
  const unreadIn = async (...tables: readonly SketchTable[]) => (await readDocument(htmlOf(['云溪县水务局2023年度部门整体支出绩效自评报告', ...tables]))).unread.map(({ reason }) => reason);

  test('are said to be unread, each table', async () => {
    const income = [['机构名称', '收入合计', '其中：上年结转', '财政拨款', '其他收入'], ['局机关', '820.00', '20.00', '780.00', '20.00']];
    const spending = [[{ text: '机构名称', rows: 2 }, { text: '支出合计', rows: 2 }, { text: '其中：基本支出', columns: 2 }, { text: '项目支出', rows: 2 }], ['人员支出', '公用支出'], ['局机关', '800', '400', '100', '300']];
    const threePublic = [['机构名称', '“三公”经费合计', '公务接待费', '公务用车运维费'], ['局机关', '6.50', '1.50', '5']];
    expect(await unreadIn(income, spending, threePublic)).toEqual(['unreadSums', 'unreadSums', 'unreadSums']);
  });

  test('are nothing where the table is no money, is empty, or was read', async () => {
    expect(await unreadIn([['年度', '培训合计', '其中：干部', '其他'], ['2023', '820', '20', '800']], [['机构名称', '支出合计', '基本支出', '项目支出'], ['局机关', '', '', '']])).toEqual([]);
    expect(await unreadIn([['支出（万元）', '年初预算数', '全年预算数', '全年执行数'], ['支出合计', '820.00', '800.00', '780.00'], ['基本支出', '500.00', '500.00', '490.00']])).toEqual([]);
  });
});

test('the rate stands under 支出率 or 资金使用率 as well; what was spent does not, nor its points', async () => {
  const ratesUnder = async (...heads: readonly string[]) => (await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', '全年预算数', ...heads], ['年度资金总额', '600.00', '570.00', '85%', '9.5']]]))).money.map(({ actual, rate, score }) => [actual?.text, rate, score]);
  for (const head of ['支出率', '资金使用率', '实际支出率', '执行率']) expect(await ratesUnder('实际支出', head, '得分')).toEqual([['570.00', '85', '9.5']]);
  expect(await ratesUnder('支出数', '支出率（%）', '执行率得分')).toEqual([['570.00', '85', '9.5']]);
});

test('得分率 is how much of the points was got, and neither the score nor the rate of spending', async () => {
  const pointsUnder = async (heads: readonly string[], ...cells: readonly string[]) => (await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', '全年预算数', '全年执行数', ...heads], ['年度资金总额', '600.00', '570.00', ...cells]]]))).money.map(({ weight, rate, score }) => [weight, rate, score]);
  expect(await pointsUnder(['执行率', '分值', '得分率', '得分'], '95%', '20', '95%', '19')).toEqual([['20', '95', '19']]);
  expect(await pointsUnder(['分值', '得分率'], '20', '95%')).toEqual([['20', null, null]]);
});

describe('a head of two rows', () => {
  const under = async (upper: SketchTable[number], lower: readonly string[], ...cells: readonly string[]) => (await readDocument(htmlOf(['2023年度部门整体支出绩效自评表', [upper, ['', ...lower], ['年度资金总额', ...cells]]]))).money.map(({ initial, budget, actual, weight, rate, score }) => [initial?.text, budget?.text, actual?.text, weight, rate, score]);
  const [spent, got] = [{ text: '执行情况', columns: 2 }, { text: '评分', columns: 2 }];

  test('is read also where the lower one has but short words', async () => {
    expect(await under(['资金来源', { text: '预算数（万元）', columns: 2 }, spent, got], ['年初', '调整后', '执行数（万元）', '执行率', '分值', '得分'], '510.00', '540.00', '513.00', '95%', '10', '9.5')).toEqual([['510.00', '540.00', '513.00', '10', '95', '9.5']]);
    expect(await under(['项目', { text: '2023年预算（万元）', columns: 2 }, { text: '2023年决算（万元）', columns: 2 }, { text: '自评', columns: 2 }], ['年初数', '调整数', '决算数', '完成率', '满分', '得分'], '510.00', '540.00', '513.00', '95%', '10', '9.5')).toEqual([['510.00', '540.00', '513.00', '10', '95', '9.5']]);
  });

  test('has in 调整数 beside 调整后 the adjustment, and no budget', async () => {
    expect(await under(['资金来源', { text: '预算数（万元）', columns: 3 }, spent, got], ['年初数', '调整数', '调整后', '执行数（万元）', '执行率', '分值', '得分'], '510.00', '30.00', '540.00', '513.00', '95%', '10', '9.5')).toEqual([['510.00', '540.00', '513.00', '10', '95', '9.5']]);
  });
});

describe('the unit of an amount', () => {
  const read = async (...table: SketchTable) => {
    const { money, unread } = await readDocument(htmlOf(['2023年度部门整体支出绩效自评表', table]));
    return { money: money.map(({ label, budget, actual, rate }) => [label, budget?.fen, actual?.fen, rate]), unread: unread.map(({ reason }) => reason) };
  };

  test('stands in a column of its own for each row, behind the amounts or beside the label', async () => {
    const rows = [['基本支出', 400_000_000n, 390_000_000n, null], ['印刷费', 25_000_000n, 24_000_000n, null]];
    expect(await read(['支出内容', '全年预算数', '全年执行数', '单位'], ['基本支出', '400', '390', '万元'], ['印刷费', '250000', '240000', '元'])).toEqual({ money: rows, unread: [] });
    expect(await read(['支出内容', '计量单位', '全年预算数', '全年执行数'], ['基本支出', '万元', '400', '390'], ['印刷费', '元', '250000', '240000'])).toEqual({ money: rows, unread: [] });
  });

  test('is a guess only where an amount has none', async () => {
    const mixed = [['支出内容', '全年预算数', '全年执行数', '执行率'], ['基本支出', '400万元', '3900000元', '97.5%']];
    expect((await read(...mixed)).unread).toEqual([]);
    expect((await read(...mixed, ['印刷费', '25', '24', '96%'])).unread).toEqual(['assumedUnit']);
    expect((await read(['全年预算数', '400万元', '全年执行数', '390万元'])).unread).toEqual([]);
    expect((await read(['全年预算数', '400', '全年执行数', '390'])).unread).toEqual(['assumedUnit']);
  });

  test('is none where 单位 names who spends', async () => {
    expect(await read(['单位', '全年预算数（万元）', '全年执行数'], ['局机关', '400', '390'], ['县水质站', '25', '24'])).toEqual({ money: [['局机关', 400_000_000n, 390_000_000n, null], ['县水质站', 25_000_000n, 24_000_000n, null]], unread: [] });
  });
});

describe('the columns of money', () => {
  const table = async (...heads: readonly string[]) => {
    const { money, items } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', ...heads, '执行率', '得分'], ['年度资金总额', '300.00', '320.00', '304.00', '10', '95%', '9.5']], indicators]));
    return [...money.map(({ initial, budget, actual, weight, score }) => [initial?.text, budget?.text, actual?.text, weight, score]), items.length];
  };
  const whole = [['300.00', '320.00', '304.00', '10', '9.5'], 3];

  test.each(['全年支出', '全年支出数', '累计支出数', '实际支出数', '全年执行数', '全年完成数', '累计支付金额', '全年预算执行数'])('for the outturn: %s', async (head) => expect(await table('年初预算数', '全年预算数', head, '分值')).toEqual(whole));
  test.each(['年初批复数', '预算数（年初）', '期初预算数', '年初预算数', '年初安排数', '年初下达数', '批复数（年初）'])('for the first budget: %s', async (head) => expect(await table(head, '全年预算数', '全年执行数', '分值')).toEqual(whole));
  test.each(['全年下达数', '年末预算', '调整后预算数', '预算数（调整后）', '预算数（全年）'])('for the budget: %s', async (head) => expect(await table('年初预算数', head, '全年执行数', '分值')).toEqual(whole));
  test('for the first budget beside the adjusted one', async () => expect(await table('年度预算数', '调整预算数', '全年执行数', '分数')).toEqual(whole));

  test('how far it is spent is a rate', async () => {
    const { money } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', '年度预算数', '累计支出数', '分值', '支出进度', '得分'], ['年度资金总额', '320.00', '304.00', '10', '95%', '9.5']], indicators]));
    expect(money.map(({ actual, rate }) => [actual?.text, rate])).toEqual([['304.00', '95']]);
  });

  test('of indicators are none of money', async () => {
    const { money, items } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['一级指标', '三级指标', '年初安排数', '全年完成数', '分值', '得分'], ['产出指标', '改造敬老院数量', '6', '6', '60', '60']]]));
    expect([money, items.map(({ name }) => name)]).toEqual([[], ['改造敬老院数量']]);
  });

  test('年度预算数 alone is the budget', async () => {
    const { money } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', '年度预算数', '全年执行数', '分值', '执行率', '得分'], ['年度资金总额', '320.00', '304.00', '10', '95%', '9.5']], indicators]));
    expect(money.map(({ initial, budget }) => [initial, budget?.text])).toEqual([[null, '320.00']]);
  });
});

test('权重分值 heads the points of indicators', async () => {
  const { items } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['一级指标', '三级指标', '年度指标值', '实际完成值', '权重分值', '得分'], ['产出指标', '改造敬老院数量', '≥6所', '6所', '60', '60']]]));
  expect(items.map(({ weight }) => weight)).toEqual(['60']);
});

test('points in one cell over several indicators are theirs together, and counted once', async () => {
  const head = ['一级指标', '三级指标', '年度指标值', '实际完成值', '分值', '得分'];
  const over = (text: string) => ({ text, rows: 2 });
  const { items, totals, unread } = await readDocument(htmlOf(['2023年度项目支出绩效自评表', [head, ['产出指标', '培训农民人数', '≥120人', '126人', over('60'), over('59')], ['产出指标', '发放技术资料', '≥500份', '520份'], ['效益指标', '受益老人', '≥280人', '291人', '40', '40'], ['总分', '', '', '', '100', '99']]]));
  expect(items.map(({ name, weight, score }) => [name, weight, score])).toEqual([['培训农民人数', '60', '59'], ['发放技术资料', null, null], ['受益老人', '40', '40']]);
  expect([totals.weight, totals.score, totals.claimedTotal, unread]).toEqual(['100', '99', '99', []]);
});

test('other funds that are none close the list of sources, as a row without amounts', async () => {
  const block = async (...rows: SketchTable) => (await readDocument(htmlOf(['2023年度项目支出绩效自评表', [['项目资金（万元）', '全年预算数', '全年执行数', '执行率'], ...rows], indicators]))).money.map(({ scope, budget, actual }) => [scope, budget?.text ?? null, actual?.text ?? null]);
  const total = ['年度资金总额', '92.00', '88.00', '95.65%'];
  const filled = ['其中：当年财政拨款', '80.00', '78.00', ''];
  const known = [['total', '92.00', '88.00'], ['appropriation', '80.00', '78.00']];
  for (const none of ['', '—', '——', '－', '/', '无']) expect(await block(total, filled, ['其他资金', none, none, none])).toEqual([...known, ['otherFunds', null, null]]);
  // What is not understood may be an amount, in its own row or in another that it would close the list of.
  expect(await block(total, filled, ['其他资金', '详见附件', '—', '—'])).toEqual(known);
  expect(await block(total, filled, ['上年结转', '12左右', '10', ''], ['其他资金', '—', '—', '—'])).toEqual([...known, ['carriedOver', null, '10']]);
  const goals = [['年度总体目标', { text: '预期目标', columns: 2 }, '实际完成情况'], ['', { text: '改造敬老院6所，其他设施同步更新', columns: 2 }, '全部完成']];
  expect(await block(total, filled, ['其他资金', '—', '—', '—'], ...goals)).toEqual([...known, ['otherFunds', null, null]]);
  // The list goes on behind it, in figures or in words.
  expect(await block(total, filled, ['其他资金', '—', '—', '—'], ['自筹资金', '12左右', '', ''])).toEqual(known);
  expect(await block(total, ['其他资金', '—', '—', '—'], filled)).toEqual(known);
  // A blank form has no money.
  expect(await block(['年度资金总额', '', '', ''], ['其中：当年财政拨款', '', '', ''], ['其他资金', '', '', ''])).toEqual([]);
});
