import { describe, expect, test } from 'vitest';
import { mentionsOf } from './mentions.js';

function mentions(...lines: readonly string[]) {
  return mentionsOf(lines.map((text, index) => ({ text, location: { line: index + 1 } })));
}

/** What each amount was taken for: "total budget 320". */
function amounts(...lines: readonly string[]): readonly string[] {
  return mentions(...lines).flatMap((mention) => (mention.kind === 'amount' ? [`${mention.scope} ${mention.basis} ${mention.amount.text}`] : []));
}

function rates(...lines: readonly string[]): readonly string[] {
  return mentions(...lines).flatMap((mention) => (mention.kind === 'rate' ? [`${mention.scope} ${mention.percent}`] : []));
}

function lists(...lines: readonly string[]): readonly string[] {
  return mentions(...lines).flatMap((mention) => (mention.kind === 'list' ? [`${mention.whole.text} = ${mention.parts.map(({ amount }) => amount.text).join(' + ')}`] : []));
}

const twoLists = ['total budget 320', 'basic budget 240', 'project budget 80', 'total actual 312', 'basic actual 236', 'project actual 76'];

describe('the parts behind 其中 speak of the basis of their whole', () => {
  test.each([
    ['semicolon', '全年预算数320万元，其中：基本支出240万元，项目支出80万元；全年执行数312万元，其中：基本支出236万元，项目支出76万元，预算执行率97.5%。'],
    ['full stop', '全年预算数（调整后）320万元，其中基本支出240万元、项目支出80万元。全年实际支出312万元，其中基本支出236万元、项目支出76万元，执行率97.5%。'],
    ['comma', '2023年预算320万元，其中：基本支出240万元，项目支出80万元，全年执行数312万元，其中：基本支出236万元，项目支出76万元，预算执行率97.5%。'],
    ['words of their own', '部门预算批复320万元，其中：基本支出预算240万元，项目支出预算80万元。实际执行312万元，其中：基本支出执行236万元，项目支出执行76万元，执行率97.5%。'],
    ['parts after a semicolon', '支出总预算320万元，其中：基本支出240万元，占75%；项目支出80万元，占25%。支出总计312万元，其中基本支出236万元，占75.64%；项目支出76万元，占24.36%，预算执行率97.5%。'],
  ])('%s', (_, text) => {
    expect(amounts(text)).toEqual(twoLists);
    expect(rates(text)).toEqual(['total 97.5']);
    expect(lists(text)).toEqual(['320 = 240 + 80', '312 = 236 + 76']);
  });

  test('a list that begins the next sentence, or follows a rate', () => {
    expect(amounts('全年支出312万元，预算执行率97.5%，其中基本支出236万元，项目支出76万元。')).toEqual(['total actual 312', 'basic actual 236', 'project actual 76']);
    expect(amounts('决算支出312万元，完成年初预算的97.5%。其中：基本支出236万元、项目支出76万元。')).toEqual(['total actual 312', 'basic actual 236', 'project actual 76']);
  });

  test('parts of a part leave the list as it is', () => {
    const text = '全年支出312万元，其中：基本支出236万元（其中：人员经费200万元、公用经费36万元），项目支出76万元。';
    expect(amounts(text)).toEqual(['total actual 312', 'basic actual 236', 'project actual 76']);
    expect(lists(text)).toEqual(expect.arrayContaining(['312 = 236 + 76']));
  });

  test('a list in brackets ends with them, whatever it comes to', () => {
    expect(amounts('全年预算数320万元（其中财政拨款300万元、其他资金25万元），全年执行数312万元。')).toEqual(['total budget 320', 'appropriation budget 300', 'otherFunds budget 25', 'total actual 312']);
    expect(amounts('全年执行数312万元，其中：财政拨款290万元（其中：上年结转20万元），其他资金22万元，全年预算数320万元。')).toEqual(['total actual 312', 'appropriation actual 290', 'carriedOver actual 20', 'otherFunds actual 22', 'total budget 320']);
  });

  test('without 其中 only what makes up the whole has its basis', () => {
    expect(amounts('部门预算320万元，基本支出240万元，项目支出80万元。')).toEqual(twoLists.slice(0, 3));
    expect(amounts('部门预算320万元，项目支出76万元。')).toEqual(['total budget 320']);
    expect(amounts('基本支出预算240万元，基本支出236万元。')).toEqual(['basic budget 240', 'basic actual 236']);
  });
});

describe('a list that 合计 closes', () => {
  test.each([
    ['项目支出包括：农田建设600万元、质量监管310万元、其他项目553万元，合计1,463万元。', ['1463 = 600 + 310 + 553']],
    ['支出主要用于：道路修复20万元；路灯更换12.5万元；共计32.5万元。', ['32.5 = 20 + 12.5']],
    // Not introduced, told of another thing, a rate between, in another sentence.
    ['道路修复20万元、路灯更换12.5万元，合计40万元。', []],
    ['支出包括：道路修复20万元、路灯更换12.5万元，较上年合计增加4万元。', []],
    ['支出包括：道路修复20万元，比上年增加3万元，路灯更换12.5万元，合计32.5万元。', []],
    ['支出包括：道路修复20万元、路灯更换12.5万元。合计40万元。', []],
    ['项目支出包括：农田建设预算60万元、执行58万元，合计118万元。', []],
  ])('%s', (text, expected) => expect(lists(text)).toEqual(expected));
});

describe('words for the whole', () => {
  test.each(['全年执行数312万元', '2023年实际支出312万元', '决算支出312万元', '支出总计312万元', '全年累计支出312万元', '实际执行312万元', '部门决算总支出312万元'])('%s', (text) => {
    expect(amounts(`${text}。`)).toEqual(['total actual 312']);
  });

  test('are of something else where the sentence, or the row, speaks of that', () => {
    expect(amounts('库房改造工程全年预算数20万元，全年执行数18万元。')).toEqual([]);
    expect(amounts('项目支出年初预算80万元，全年预算数78万元，全年执行数76万元。')).toEqual(['project initial 80', 'project budget 78', 'project actual 76']);
    expect(amounts('“三公”经费控制率（5分）：全年预算数6万元，实际支出5万元。')).toEqual(['threePublic budget 6', 'threePublic actual 5']);
    expect(amounts('政府采购执行率（5分）：全年预算数60万元，实际支出50万元。')).toEqual([]);
    expect(amounts('培训费全年支出3万元。', '公用经费预算18万元，实际支出17万元。')).toEqual([]);
  });

  test('are of others where their clause says so, and of a kind of spending where it names one', () => {
    expect(amounts('我局所属水利站2023年全年支出12万元，预算执行率99%。', '全县水利资金预算总额5000万元，实际支出4800万元。')).toEqual([]);
    expect(amounts('我局及所属单位2023年全年支出312万元。')).toEqual(['total actual 312']);
    expect(amounts('基本支出中人员经费支出200万元。')).toEqual([]);
    expect(amounts('农林水支出年初预算为50万元，支出决算为48万元，完成年初预算的96%。')).toEqual([]);
    expect(amounts('收入决算330万元，支出决算312万元。')).toEqual(['total actual 312']);
  });

  test('are of what the heading names, on the line or above it', () => {
    const total = '（三）预算执行情况。全年预算320万元，支出312万元。';
    const both = ['total budget 320', 'total actual 312'];
    const threePublic = ['threePublic budget 6', 'threePublic actual 5'];
    expect(amounts(total, '（四）“三公”经费。全年预算6万元，支出5万元，其中：公务接待费2万元。')).toEqual([...both, ...threePublic]);
    expect(amounts(total, '（四）“三公”经费情况', '全年预算6万元，支出5万元。')).toEqual([...both, ...threePublic]);
    expect(amounts(total, '（四）“三公”经费情况', '1.全年预算6万元，支出5万元。', '（五）资金使用情况', '全年预算320万元。')).toEqual([...both, ...threePublic, 'total budget 320']);
    for (const name of ['政府采购情况', '机关运行经费', '政府采购预算执行情况']) expect(amounts(total, `（四）${name}。全年预算60万元，支出50万元，执行率83.33%。`, `（五）${name}`, '全年预算60万元，支出50万元。')).toEqual(both);
    expect(rates('（四）政府采购情况。全年预算60万元，支出50万元，执行率83.33%。')).toEqual([]);
  });

  test('are one project’s below its name, alone on the line or as a sentence before them', () => {
    const total = '全年预算1862.3万元，实际支出1760.15万元。';
    const both = ['total budget 1862.3', 'total actual 1760.15'];
    for (const name of ['老旧小区改造项目', '社区治理经费', '环境卫生整治', '道路硬化工程']) {
      expect(amounts(total, `（一）${name}。预算安排480万元，实际支出412.8万元，执行率86%。`, '全年预算执行率94.51%。')).toEqual(both);
      expect(rates(`（一）${name}。预算安排480万元，实际支出412.8万元，执行率86%。`, '全年预算执行率94.51%。')).toEqual(['total 94.51']);
    }
    expect(amounts(total, '（一）道路硬化项目', '预算安排480万元，实际支出412.8万元。', '（二）预算执行情况', total)).toEqual([...both, ...both]);
    expect(amounts('（一）法律援助项目。项目预算200万元，实际支出180万元。')).toEqual([]);
  });

  test('are the unit’s below a heading that names a kind of its spending, or no thing at all', () => {
    expect(amounts('（二）项目支出。预算安排480万元，实际支出412.8万元。')).toEqual(['project budget 480', 'project actual 412.8']);
    for (const name of ['部门预算', '资金安排', '预算执行', '年度经费', '财政资金', '本项目', '项目概况', '项目实施情况', '部门概况', '基本情况', '年度主要工作']) {
      expect(amounts(`（二）${name}。预算安排480万元，实际支出412.8万元。`)).toEqual(['total budget 480', 'total actual 412.8']);
      expect(amounts(`（二）${name}`, '预算安排480万元，实际支出412.8万元。')).toEqual(['total budget 480', 'total actual 412.8']);
    }
    expect(amounts('（三）厉行勤俭节约。全年支出312万元。')).toEqual(['total actual 312']);
    // On a line of its own an activity may be the chapter in which the year's work and money are told.
    expect(amounts('（二）环境卫生整治', '全年预算480万元。')).toEqual(['total budget 480']);
  });

  test('are the report’s own where it is about one project', () => {
    const lines = ['（一）老旧小区改造项目。预算安排480万元，实际支出412.8万元。', '本项目预算480万元。'].map((text, index) => ({ text, location: { line: index + 1 } }));
    expect(mentionsOf(lines, 'oneProject').flatMap((mention) => (mention.kind === 'amount' ? [`${mention.scope} ${mention.amount.text}`] : []))).toEqual(['total 480', 'total 412.8', 'project 480']);
  });

  test('are the unit’s below a heading that names the unit’s money too, and where their own words name it', () => {
    for (const heading of ['（二）部门收支情况', '（二）预算执行及“三公”经费情况', '二、支出情况', '（二）经费使用情况']) expect(amounts(heading, '全年预算320万元，支出312万元。')).toEqual(['total budget 320', 'total actual 312']);
    expect(amounts('（四）“三公”经费情况', '部门整体支出预算320万元。')).toEqual(['total budget 320']);
  });

  test('of spending behind the income of a budget nobody can tell', () => {
    expect(amounts('部门预算收入320万元，支出320万元。其中基本支出240万元，项目支出80万元。')).toEqual([]);
    expect(amounts('部门预算收入320万元，支出合计320万元。')).toEqual([]);
    expect(amounts('部门预算收入320万元，部门整体支出预算320万元，实际支出312万元。')).toEqual(['total budget 320', 'total actual 312']);
  });

  test('income, what is added and what is left are no spending', () => {
    expect(amounts('部门决算总收入330万元，总支出312万元，年末结转18万元。')).toEqual(['total actual 312']);
    expect(amounts('支出合计312万元，其中基本支出236万元、项目支出76万元，年末结转结余18万元。')).toEqual(['total actual 312', 'basic actual 236', 'project actual 76']);
    expect(lists('支出合计312万元，其中基本支出236万元、项目支出76万元，年末结转结余18万元。')).toEqual(['312 = 236 + 76']);
    expect(amounts('全年预算320万元，其中财政拨款300万元，上年结转20万元。')).toEqual(['total budget 320', 'appropriation budget 300', 'carriedOver budget 20']);
    expect(amounts('年初预算300万元，年中追加20万元，全年预算数320万元。')).toEqual(['total initial 300', 'total budget 320']);
    expect(amounts('项目支出执行率95%，主要是两个项目跨年实施，年末尚有4万元未支付。', '项目支出预算80万元，其中4万元尚未支付。')).toEqual(['project budget 80']);
  });
});

describe('a rate', () => {
  test('behind a list is the whole’s, behind budget and outturn of a part the part’s', () => {
    expect(rates('全年支出312万元，其中：基本支出236万元，项目支出76万元。预算执行率97.5%。')).toEqual(['total 97.5']);
    expect(rates('实际支出312万元，执行率97.5%。其中：基本支出预算240万元，支出236万元，执行率98.33%；项目支出预算80万元，支出76万元，执行率95%。')).toEqual(['total 97.5', 'basic 98.33', 'project 95']);
    expect(rates('实际支出312万元，其中：项目支出76万元，执行率95%。')).toEqual(['project 95']);
    expect(rates('全年执行数312万元，其中：基本支出236万元，项目支出76万元，预算执行率97.5%，项目支出执行率95%。')).toEqual(['total 97.5', 'project 95']);
  });

  test('of a contract or a single project is none of the department’s', () => {
    expect(rates('二期平台合同总价120万元，已支付105万元，支付率87.5%。', '监控改造工程支付率80%。')).toEqual([]);
    expect(rates('全年预算320万元，支出312万元，年末结余8万元，执行率97.5%。')).toEqual(['total 97.5']);
  });
});

describe('money said to be spent without remainder', () => {
  const claims = (text: string) => mentions(text).flatMap((mention) => (mention.kind === 'absolute' ? [`${mention.scope} ${mention.text}`] : []));

  test.each([
    ['年度预算资金已全部支付完毕。', 'total 全部支付'],
    ['所有资金均已按规定全额支付。', 'total 全额支付'],
    ['部门预算320万元，支出312万元，已全部完成支付。', 'total 全部完成支付'],
    ['各项资金管理规范，截至年底已全部支付。', 'total 全部支付'],
    ['全额拨付财政资金。', 'total 全额拨付'],
    ['项目资金已全部支付。', 'project 全部支付'],
    ['财政资金支付率达100%，足额拨付到位。', 'total 财政资金支付率达100%'],
  ])('%s', (text, claim) => {
    expect(claims(`全年预算320万元。${text}`)).toEqual([claim]);
  });

  test.each(['工资和津补贴全额发放，合同款按进度支付。', '惠农补贴资金全部发放到户。', '二期工程款全部支付，资金使用规范。', '物资全部使用完毕。', '预算执行率100%。', '年度目标：财政资金支付率100%。', '资金支付率（5分）：资金支付率达100%，得5分。', '监控改造资金支付率达100%。'])('not %s', (text) => {
    expect(claims(text)).toEqual([]);
  });

  test('a rate of all funds is told once, as the claim', () => {
    expect(rates('财政资金支付率达100%，预算执行率97%。')).toEqual(['total 97']);
  });
});

test('a list of the three kinds of “三公” is all of it; what is called otherwise, or lacks one of them, is not', () => {
  const exhaustive = (...lines: readonly string[]) => mentions(...lines).flatMap((mention) => (mention.kind === 'list' ? [mention.exhaustive] : []));
  const kinds = '公务接待费2.1万元、公务用车购置及运行维护费7.2万元、因公出国（境）费0万元';
  expect(exhaustive(`“三公”经费支出9.3万元，其中：${kinds}。`)).toEqual([true]);
  expect(exhaustive(`“三公”经费支出9.3万元，包括${kinds}。`)).toEqual([true]);
  expect(exhaustive(`公用经费支出19.3万元，包括${kinds}。`)).toEqual([]);
  expect(exhaustive(`公用经费支出19.3万元，其中：${kinds}。`)).toEqual([false]);
  expect(exhaustive('“三公”经费支出9.3万元，其中：公务接待费2.1万元、公务用车运行维护费7.2万元。')).toEqual([false]);
  expect(exhaustive(`“三公”经费支出9.3万元，其中：${kinds}、会议费1万元。`)).toEqual([false]);
});

describe('what a sentence balances', () => {
  test.each([
    ['年初预算300万元，年中追加20万元，调整后预算320万元。', ['320 = 300 + 20']],
    ['2023年年初部门预算为300万元，调整预算增加20万元，全年预算数320万元。', ['320 = 300 + 20']],
    ['年初预算300万元，年中追加预算20万元，追加后全年预算为320万元，其中：基本支出240万元，项目支出80万元。', ['320 = 240 + 80', '320 = 300 + 20']],
    ['年初预算300万元，年中追加20万元。调整后预算330万元。', ['330 = 300 + 20']],
    ['2023年年初预算300万元。年中追加20万元。2023年调整后预算330万元。', ['330 = 300 + 20']],
    ['2023年年初预算300万元。年中追加20万元。2024年调整后预算330万元。', []],
    ['年初预算300万元。年中追加20万元。项目支出调整后预算330万元。', []],
    ['年初预算300万元。年中追加20万元。调整后预算330万元。其中上年结转10万元。', []],
    ['调整后预算330万元，其中：年初预算300万元，年中追加20万元。', ['330 = 300 + 20']],
    ['年初预算300万元，上年结转10万元，年中追加20万元，调整后预算330万元。', []],
    ['年初预算300万元，年中追加20万元，调整后预算330万元，含上年结转10万元。', []],
    ['年初预算300万元，增加20万元，全年预算310万元。', []],
    ['年初预算300万元，项目追加20万元，调整后预算330万元。', []],
    ['全年预算320万元，实际支出312万元，年末结转结余8万元。', ['320 = 312 + 8']],
    ['全年预算320万元，实际支出312万元，同比增加8万元。', []],
    ['基本支出预算320万元，项目支出312万元，年末结余8万元。', []],
  ])('%s', (text, expected) => {
    expect([...lists(text)].sort()).toEqual([...expected].sort());
  });
});

test('a balance goes on in the next paragraph, where nothing else stands between', () => {
  expect(lists('2023年年初预算300万元。', '年中追加20万元。', '调整后预算330万元。')).toEqual(['330 = 300 + 20']);
  expect(lists('2023年年初预算300万元。', '年中追加20万元。', '（二）项目支出', '调整后预算330万元。')).toEqual([]);
});

describe('the whole of a list is no change, no rest and no other amount between', () => {
  test.each([
    ['“三公”经费支出5.6万元，比上年减少0.4万元，其中：公务用车运行维护费4.8万元，公务接待费0.8万元。', ['5.6 = 4.8 + 0.8']],
    ['全年支出2350万元，比上年增加150万元，增长6.82%，其中：基本支出1450万元，项目支出900万元。', ['2350 = 1450 + 900']],
    ['全年支出2350万元，预算执行率94%，结余150万元，其中基本支出1450万元，项目支出900万元。', ['2350 = 1450 + 900']],
    ['全年支出2350万元，比上年增加150万元，其中：基本支出1450万元，项目支出910万元。', ['2350 = 1450 + 910']],
    ['全年支出2350万元，完成全年预算2500万元的94%，其中：基本支出1450万元，项目支出900万元。', ['2350 = 1450 + 900']],
    ['全年支出2350万元，年末结余150万元，其中：财政拨款结余100万元，其他资金50万元。', []],
    ['年末结转150万元，其中：财政拨款100万元，其他资金60万元。', ['150 = 100 + 60']],
    ['收入2500万元，其中：财政拨款收入2400万元，其他收入110万元。', ['2500 = 2400 + 110']],
  ])('%s', (text, expected) => expect(lists(text)).toEqual(expected));
});

describe('what is left of a total for its last part', () => {
  const closed = (...lines: readonly string[]) => mentions(...lines).flatMap((mention) => (mention.kind === 'list' ? [`${mention.whole.text} = ${mention.parts.map(({ amount }) => amount.text).join(' + ')}${mention.exhaustive ? '' : ' + …'}`] : []));

  test.each([
    ['项目支出5200万元，其中：公路养护2100万元，桥梁加固1200万元，其余1300万元用于应急储备。', ['5200 = 2100 + 1200 + 1300']],
    ['项目支出5200万元，其中：公路养护2100万元，桥梁加固1200万元。其余1300万元用于应急储备。', ['5200 = 2100 + 1200 + 1300']],
    ['项目支出5200万元。其中：公路养护2100万元，桥梁加固1200万元。其余资金1300万元。', ['5200 = 2100 + 1200 + 1300']],
    ['本年支出合计5200万元。其中基本支出3000万元。剩余1300万元为项目支出。', ['5200 = 3000 + 1300']],
    ['支出：799.12万元。其中：人员经费支出434.89万元，公用经费支出87.4万元，项目支出286.83万元。', ['799.12 = 434.89 + 87.4 + 286.83']],
    ['收入356.42万元，支出356.42万元。其中基本支出266.42万元，占73.9%；项目支出100万元。', ['356.42 = 266.42 + 100']],
    ['支出312万元，年末结转18万元。其中基本支出236万元，项目支出76万元。', ['312 = 236 + 76']],
    ['支出312万元，收入330万元。其中财政拨款300万元，事业收入30万元。', ['330 = 300 + 30 + …']],
    ['收入330万元，支出312万元。其中财政拨款收入300万元，事业收入30万元。', ['330 = 300 + 30 + …']],
    ['收入330万元，支出312万元。其中财政拨款收入290万元，事业收入30万元。', []],
    ['收入总计330万元。其中：财政拨款收入290万元，事业收入20万元，其他收入30万元。', ['330 = 290 + 20 + 30']],
    // What was not spent is no part of what was; another sentence between; another year.
    ['项目支出5200万元，其中：公路养护2100万元，桥梁加固1200万元。剩余1300万元未支付。', ['5200 = 2100 + 1200 + …']],
    ['项目支出5200万元，其中：公路养护2100万元，桥梁加固1200万元。项目均已完工。其余1300万元用于应急储备。', ['5200 = 2100 + 1200 + …']],
    ['项目支出5200万元，其中：公路养护2100万元，桥梁加固1200万元。2024年其余1300万元用于应急储备。', ['5200 = 2100 + 1200 + …']],
    ['项目支出5200万元，其中：公路养护2100万元，桥梁加固1200万元。其余项目预算1300万元。', ['5200 = 2100 + 1200 + …']],
  ])('%s', (text, expected) => expect(closed(text)).toEqual(expected));

  test('may stand in the next paragraph', () => {
    expect(closed('项目支出5200万元，其中：公路养护2100万元，桥梁加固1200万元。', '其余1300万元用于应急储备。')).toEqual(['5200 = 2100 + 1200 + 1300']);
    expect(closed('项目支出5200万元。', '其中：公路养护2100万元，桥梁加固1200万元。')).toEqual(['5200 = 2100 + 1200 + …']);
  });
});

describe('two kinds that are named before one amount', () => {
  test.each([
    ['全年预算数1480.2万元，其中基本支出680.2万元，项目支出800万元。对全部基本支出和项目支出1480.2万元开展了1—6月绩效运行监控。', ['total budget 1480.2', 'basic budget 680.2', 'project budget 800']],
    ['监控覆盖基本支出、项目支出，涉及资金1120万元。', []],
    ['监控包括基本支出、项目支出共计1120万元。', []],
    // Named one after the other, each with its own.
    ['基本支出680.2万元、项目支出800万元。', ['basic actual 680.2', 'project actual 800']],
  ])('%s', (text, expected) => expect(amounts(text)).toEqual(expected));
});

test('the year’s budget in a row about the execution of the whole is the whole’s', () => {
  const read = ['total budget 1120', 'total actual 1045.6'];
  expect(amounts('年度预算执行情况（10分）：2022年预算1120万元，实际支出1045.6万元，执行率93%，得分9分。')).toEqual(read);
  expect(amounts('预算执行率（10分）：2022年我局预算为1120万元，实际支出1045.6万元，得9分。')).toEqual(read);
  expect(amounts('库房改造工程（10分）：2022年预算1120万元，实际支出1045.6万元，得9分。')).toEqual([]);
});
