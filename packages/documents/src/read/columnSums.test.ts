import { describe, expect, test } from 'vitest';
import { htmlOf, type SketchTable } from '../../test/containers.js';
import { readDocument } from './readDocument.js';

const indicators = [['一级指标', '二级指标', '三级指标', '指标值', '权重'], ['产出指标', '数量指标', '巡检泵站', '≥12座', '100']];

async function lists(...rows: SketchTable) {
  const { mentions } = await readDocument(htmlOf(['部门整体支出绩效目标申报表', '（2024年度）', [...rows, ...indicators]]));
  return mentions.flatMap((mention) => (mention.kind === 'list' ? [`${mention.whole.text} = ${mention.parts.map(({ amount }) => amount.text).join(' + ')}`] : []));
}

const margin = (text: string, rows: number) => ({ text, rows });

describe('合计 below its rows', () => {
  const sources = (sum: string, before = '3290'): SketchTable => [[margin('资金情况（万元）', 4), '构成', '项目', '当年金额', '占比', '2023年'], [margin('收入构成', 3), '财政拨款', '3240', '90%', '3010'], ['其他资金', '380', '10%', '280'], ['合计', sum, '100%', before]];

  test('is held to them where another column adds up', async () => {
    expect(await lists(...sources('3600'))).toEqual(['3600 = 3240 + 380', '3290 = 3010 + 280']);
    expect(await lists(...sources('3620'))).toEqual(['3620 = 3240 + 380', '3290 = 3010 + 280']);
  });

  test('is held to nothing where none does', async () => expect(await lists(...sources('3600', '3300'))).toEqual([]));

  test('of tasks', async () => {
    const tasks = (sum: string, ...rest: readonly string[]): SketchTable => [['任务名称', '主要内容', '总额（万元）', '财政拨款', '其他资金'], ['优抚安置', '发放补助', '1260', '1260', '0'], ['就业创业', '组织培训', '85', '80', '5'], ...(rest.length > 0 ? [rest] : []), ['金额合计', '', sum, '1340', '5']];
    expect(await lists(...tasks('1435'))).toEqual(['1435 = 1260 + 85', '1340 = 1260 + 80']);
    expect(await lists(['部门名称', '', '云溪县退役军人事务局', '', ''], ...tasks('1435'))).toHaveLength(2);
    // A task whose amount is not printed may be the rest.
    expect(await lists(...tasks('1435', '其他任务', '维修', '', '', ''))).toEqual([]);
  });

  test('of people and rates is none of money', async () => {
    expect(await lists(['科室', '人数', '预算（万元）', '完成率'], ['一科', '12', '30', '95'], ['二科', '8', '20', '96'], ['合计', '21', '50', '97'])).toEqual(['50 = 30 + 20']);
  });
});
