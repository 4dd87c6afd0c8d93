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
