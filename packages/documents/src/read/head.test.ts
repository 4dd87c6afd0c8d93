import { expect, test } from 'vitest';
import { headOf } from './head.js';

const head = (...texts: readonly string[]) => {
  const { title, unit, year } = headOf(texts.map((text, index) => ({ kind: 'line' as const, text, location: { line: index + 1 } })), []);
  return [title, unit, year];
};

const report = '2023年度部门整体支出绩效自评报告';

test('a title that is broken over two lines is one', () => {
  expect(head('云溪县自然资源局', report)).toEqual([`云溪县自然资源局${report}`, '云溪县自然资源局', 2023]);
  expect(head('云溪县城市管理监督', `指挥中心${report}`)).toEqual([`云溪县城市管理监督指挥中心${report}`, '云溪县城市管理监督指挥中心', 2023]);
  expect(head('云溪县人民政府', `办公室${report}`)).toEqual([`云溪县人民政府办公室${report}`, '云溪县人民政府办公室', 2023]);
  expect(head('云溪县卫生健康局', `社区卫生服务中心${report}`)).toEqual([`云溪县卫生健康局社区卫生服务中心${report}`, '云溪县卫生健康局社区卫生服务中心', 2023]);
});

test('a title with its unit stands alone: what is above it is the unit once more, or a page’s head', () => {
  expect(head('云溪县自然资源局', `云溪县自然资源局${report}`)).toEqual([`云溪县自然资源局${report}`, '云溪县自然资源局', 2023]);
  expect(head('自然资源局', `云溪县自然资源局${report}`)).toEqual([`云溪县自然资源局${report}`, '云溪县自然资源局', 2023]);
  expect(head('云溪县自然资源局', `沅水市城市管理监督指挥中心${report}`)).toEqual([`沅水市城市管理监督指挥中心${report}`, '沅水市城市管理监督指挥中心', 2023]);
  expect(head('政务公开', '云溪县水利局水库管理股项目支出绩效自评表')[0]).toBe('云溪县水利局水库管理股项目支出绩效自评表');
  expect(head('云溪县自然资源局文件', `2023年度云溪县档案馆部门整体支出绩效自评报告`)[1]).toBe('云溪县档案馆');
});

test('the year is the one reported on, not the one in which the report is written', () => {
  expect(head('云溪县档案馆关于2024年开展2023年度部门整体支出绩效自评的报告')[2]).toBe(2023);
  expect(head('云溪县档案馆2023年部门整体支出绩效自评报告')[2]).toBe(2023);
  expect(head('部门整体支出绩效自评表', '填报日期：2024年3月1日　年度：2023　金额单位：元', '2022年起试行，2022年修订。')[2]).toBe(2023);
  expect(head('部门整体支出绩效自评表', '年度：2023', '2022年起试行，2022年修订。')[2]).toBe(2023);
});

test('the unit stands in a cell with its label, beside it, or in a line; other labels name none', () => {
  const unitOf = (...rows: readonly (readonly string[])[]) => headOf([{ kind: 'line', text: '2023年度部门整体支出绩效自评表', location: { line: 1 } }], rows).unit;
  expect(unitOf(['部门名称:云溪县图书馆'])).toBe('云溪县图书馆');
  expect(unitOf(['填报单位(盖章):云溪县图书馆 填报日期:2024年3月1日', ''])).toBe('云溪县图书馆');
  expect(unitOf(['项目名称', '图书采购'], ['主管部门:云溪县文化局', '实施单位:云溪县图书馆'])).toBe('云溪县图书馆');
  expect(unitOf(['部门名称', '云溪县图书馆'])).toBe('云溪县图书馆');
  expect(unitOf(['部门名称及代码', '云溪县图书馆(218001)'])).toBe('云溪县图书馆');
  expect(unitOf(['一级预算部门', '云溪县文化局'])).toBe('云溪县文化局');
  expect(unitOf(['部门单位名称', '', '云溪县图书馆', '', '填报日期'])).toBe('云溪县图书馆');
  expect(unitOf(['部门(单位)名称', '部门(单位)名称', '云溪县图书馆'])).toBe('云溪县图书馆');
  expect(unitOf(['项目单位：　　云溪县图书馆　　　年度：2024'])).toBe('云溪县图书馆');
  expect(unitOf(['主管部门', '', '项目负责人'])).toBeNull();
  expect(unitOf(['申报单位：云溪县图书馆　　填报日期：2024年3月1日'])).toBe('云溪县图书馆');
  expect(unitOf(['部门名称:'], ['单位:万元'], ['合作单位:云溪县剧院'])).toBeNull();
});

test('单位 that heads a column of a table is nobody’s label', () => {
  const unitOf = (...rows: readonly (readonly string[])[]) => headOf([{ kind: 'line', text: '2023年度项目支出绩效自评表', location: { line: 1 } }], rows).unit;
  const carriedOut = ['主管部门', '云溪县文化局', '实施单位', '云溪县图书馆'];
  for (const head of [['一级指标', '二级指标', '三级指标', '指标值', '单位', '完成值', '得分'], ['指标名称', '分值', '单位', '完成情况'], ['绩效指标', '目标值', '单位', '全年实际完成值'], ['序号', '品名', '单位', '数量说明', '单价']]) {
    expect(unitOf(carriedOut, head)).toBe('云溪县图书馆');
    expect(unitOf(head)).toBeNull();
  }
  expect(unitOf(['单位', '云溪县图书馆', '项目名称', '图书采购'])).toBe('云溪县图书馆');
  expect(unitOf(['部门', '云溪县图书馆', '自评得分', '98'])).toBe('云溪县图书馆');
  expect(unitOf(['一级指标', '单位', '完成值'], ['单位', '云溪县图书馆'])).toBe('云溪县图书馆');
});

test('what is approved or published as goals is a declaration', () => {
  const kindOfTitle = (title: string) => headOf([{ kind: 'line', text: title, location: { line: 1 } }], []).kind;
  for (const title of ['财政项目支出绩效目标批复表', '项目绩效目标公开表', '部门整体支出绩效目标申报表', '项目支出绩效目标表']) expect(kindOfTitle(title)).toBe('goalDeclaration');
  for (const title of ['项目支出绩效目标完成情况自评表', '项目支出绩效自评表', '项目支出绩效目标自评表']) expect(kindOfTitle(title)).toBe('projectSelfEvaluation');
});

test('a code before the name of the unit is no part of it', () => {
  const unitOf = (...rows: readonly (readonly string[])[]) => headOf([{ kind: 'line', text: '2023年度项目支出绩效自评表', location: { line: 1 } }], rows).unit;
  for (const name of ['[218001]云溪县图书馆', '【218001】云溪县图书馆', '(218001)云溪县图书馆', '218001-云溪县图书馆']) expect(unitOf(['主管部门及代码', '[218]云溪县文化局', '实施单位', name])).toBe('云溪县图书馆');
  expect(head('2023年项目支出绩效自评表', '预算单位：[218001]云溪县图书馆本级')[1]).toBe('云溪县图书馆本级');
});

test('the word of the next label is no part of the unit, however a scan spaced the line', () => {
  const title = '项目支出绩效自评表';
  expect(head(title, '主管部门 ： 云溪县文化局 实施单位 ： 云溪县 图书馆')[1]).toBe('云溪县图书馆');
  expect(head(title, '主管部门：云溪县文化局实施单位：云溪县图书馆')[1]).toBe('云溪县文化局');
  expect(head(title, '主管部门 云溪县文化 旅游局 实施单位 云溪县 图书馆')[1]).toBe('云溪县图书馆');
  expect(head(title, '主管部门 云溪县教育 局 实施单位 云溪县 第三 中学')[1]).toBe('云溪县第三中学');
  expect(head(title, '主管部门 云溪县文化局 项目负责人 张三')[1]).toBe('云溪县文化局');
  // Two words that are labels, and no name behind them.
  expect(head(title, '主管部门 实施单位 金额')[1]).toBeNull();
  expect(head(title, '单位 万元 数量')[1]).toBeNull();
});

test('the unit may stand alone below the title, or above the date at the end', () => {
  expect(head(report, '云溪县残疾人联合会', '一、单位概况')[1]).toBe('云溪县残疾人联合会');
  expect(head(report, '（2023年度）', '云溪县残疾人联合会')[1]).toBe('云溪县残疾人联合会');
  expect(head(report, '一、基本情况', '本单位为正科级行政单位。', '云溪县残疾人联合会', '2024年4月15日')[1]).toBe('云溪县残疾人联合会');
  // To whom it goes, a heading, and a unit within the text name nobody.
  for (const other of ['云溪县财政局：', '单位概况', '向云溪县财政局', '二、乡镇财政所']) expect(head(report, other)[1]).toBeNull();
  expect(head(report, '一、基本情况', '云溪县财政局', '下达预算指标。')[1]).toBeNull();
});

test('the unit before the name of its project in a title', () => {
  expect(head('云溪县水务局农村供水工程维修养护项目绩效自评表')[1]).toBe('云溪县水务局');
  for (const title of ['云溪县图书馆建设项目绩效自评表', '学校食堂改造项目绩效自评表', '中小学教师局域网项目绩效自评表']) expect(head(title)[1]).toBeNull();
});

test('a township in the title is the government that its label names', () => {
  const rows = [['部门名称', '田心乡人民政府']];
  const unitOf = (title: string, cells: readonly (readonly string[])[]) => headOf([{ kind: 'line', text: title, location: { line: 1 } }], cells).unit;
  expect(unitOf('田心乡部门整体支出绩效自评表', rows)).toBe('田心乡人民政府');
  expect(unitOf('田心乡部门整体支出绩效自评表', [['部门名称', '云溪县财政局']])).toBe('田心乡');
  expect(unitOf('云溪县水利局部门整体支出绩效自评表', [['部门名称', '云溪县水利局水库管理站']])).toBe('云溪县水利局');
});
