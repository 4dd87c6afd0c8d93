import { canonicalJson, parseCivilDate, revisionJson, type CivilDate, type RevisionContent } from '@hengji/domain';
import { expect, test } from 'vitest';
import { sampleRevision, sampleTemplate } from '../test/sampleRevision.js';
import { readRevision, UnreadableRevisionError } from './revision.js';
import { reportHtml, revisionReport, type ReportContext } from './revisionReport.js';

function date(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

const chinese: ReportContext = {
  template: sampleTemplate,
  unitName: '示范局',
  language: 'zh-CN',
  signatures: [{ slot: 'principal', signerName: '李四', onBehalfOfName: '王五', acting: false, signedOn: date('2024-01-19'), minutesNumber: '纪要〔2024〕3号' }],
};

/** The table's cells as text, row by row. */
function rowsIn(html: string, caption: string): string[][] {
  const table = html.split('<table>').find((part) => part.startsWith(`<caption>${caption}</caption>`)) ?? '';
  return [...table.matchAll(/<tr>(.*?)<\/tr>/g)].map((row) => [...(row[1] ?? '').matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map((cell) => (cell[1] ?? '').replaceAll(/<[^>]+>/g, '')));
}

test('the score table groups its indicators, takes the deduction off and ends with both totals', () => {
  const html = reportHtml(sampleRevision, chinese);
  expect(rowsIn(html, '指标得分表')).toEqual([
    ['维度', '分类', '指标', '指标值', '实际完成值', '分值', '得分', '复核扣分', '复核得分'],
    ['预算执行', '预算执行率', '100%', '95%', '40', '38.00', '', '38.00'],
    ['部门管理', '资金投入', '结转结余变动率', '100%', '', '10', '不适用', '', '—'],
    ['财务管理', '资金使用规范性', '100%', '规范', '20', '20.00', '−1.00', '19.00'],
    ['存档及时率', '100%', '全部', '30', '30.00', '', '30.00'],
    ['合计', '100', '88.00', '−1.00', '87.00'],
    ['折算得分（满分100）', '100', '97.78', '', '96.67'],
  ]);
  expect(html).toContain('<th scope="row" colspan="2">预算执行</th>');
  expect(html).toContain('<th scope="rowgroup" rowspan="3">部门管理</th>');
  expect(html).toContain('<th scope="rowgroup" rowspan="2">财务管理</th>');
});

test('money is exact in 万元, with 元 on pointing; other values keep their units', () => {
  const html = reportHtml(sampleRevision, chinese);
  expect(rowsIn(html, '预算与执行').slice(1)).toEqual([
    ['全年预算数', '175.20077', '万元'],
    ['全年执行数', '-0.012345', '万元'],
    ['满意度', '92.5', '%'],
    ['在职人数', '13', '人'],
    ['有台账', '是', ''],
    ['偏差类型', '计划调整', ''],
  ]);
  expect(html).toContain('<span title="1,752,007.70元">175.20077</span>');
  expect(html).toContain('<td class="numeric" data-label="数值">13</td>');
  expect(html).toContain('<td data-label="数值">计划调整</td>');
  expect(html).toContain('<dt>说明</dt><dd>第一行\n第二行</dd>');
  // A section that the revision does not hold is no empty table.
  expect(html).not.toContain('绩效目标</h2>');
});

test('reasons, evidence and signatures are there, and only the rows that have a reason', () => {
  const html = reportHtml(sampleRevision, chinese);
  expect(rowsIn(html, '评分理由、偏差原因和改进措施').slice(1)).toEqual([
    ['预算执行率', '—', '公积金未配套', '三月底前落实'],
    ['资金使用规范性', '全年无违规', '—', '—'],
  ]);
  expect(rowsIn(html, '佐证材料').slice(1)).toEqual([
    ['移交清单.pdf', expect.any(String), '存档及时率', '4096', 'c'.repeat(64)],
    ['决算批复.pdf', '预算与执行', '—', '2048', 'b'.repeat(64)],
  ]);
  expect(rowsIn(html, '审签').slice(1)).toEqual([['组长', '李四（代王五）', '2024-01-19', '纪要〔2024〕3号']]);
});

test('without names the signatures show offices alone', () => {
  const html = reportHtml(sampleRevision, { ...chinese, signatures: chinese.signatures.map((one) => ({ ...one, signerName: null })) });
  expect(rowsIn(html, '审签')).toEqual([
    ['岗位', '日期', '会议纪要号'],
    ['组长', '2024-01-19', '纪要〔2024〕3号'],
  ]);
  expect(html).not.toMatch(/李四|王五/);
});

test('before the year’s end there are targets and no scores', () => {
  const content: RevisionContent = {
    ...sampleRevision,
    phase: 'draft',
    period: 'goals',
    score: null,
    evidence: [],
    indicators: sampleTemplate.indicators.map(({ key, weight }) => ({ indicator: key, weight, target: '完成', actual: '', score: null, notApplicable: false, entered: null, varianceReason: '', improvementAction: '', deduction: null })),
  };
  const html = reportHtml(content, { ...chinese, signatures: [] });
  expect(rowsIn(html, '绩效指标表').slice(0, 2)).toEqual([
    ['维度', '分类', '指标', '指标值', '分值'],
    ['预算执行', '预算执行率', '完成', '40'],
  ]);
  expect(rowsIn(html, '绩效指标表').at(-1)).toEqual(['合计', '100']);
  expect(html).not.toMatch(/得分|佐证|审签/);
});

test('in English the labels are English, and what the county wrote is marked as Chinese', () => {
  const html = reportHtml(sampleRevision, { ...chinese, language: 'en', unitName: 'Model Bureau', signatures: [] });
  expect(revisionReport(sampleRevision, { ...chinese, language: 'en', unitName: 'Model Bureau' }).title).toBe('Model Bureau, 2023: self-assessment');
  expect(rowsIn(html, 'Scores by indicator').slice(1, 3)).toEqual([
    ['预算执行', 'Execution rate', '100%', '95%', '40', '38.00', '', '38.00'],
    ['部门管理', '资金投入', 'Change in carry-over', '100%', '', '10', 'not applicable', '', '—'],
  ]);
  expect(html).toContain('<span lang="zh-CN">预算执行</span>');
  const outside = html.replaceAll(/<span lang="zh-CN">[^<]*<\/span>|data-label="[^"]*"/g, '');
  expect(outside).not.toMatch(/\p{Script=Han}/u);
});

test('figures and reasons become text and never markup', () => {
  const hostile = '<img src=x onerror=alert(1)>';
  const html = reportHtml({ ...sampleRevision, figures: { budget: { budget: hostile, note: hostile } } }, { ...chinese, unitName: hostile });
  expect(html).not.toContain('<img');
  expect(html.match(/&lt;img src=x/g)).toHaveLength(3);
  expect(html).not.toMatch(/<script|style=|onerror="/);
});

test('a stored revision is read back as it was frozen; anything else is refused without repeating it', () => {
  expect(readRevision(canonicalJson(revisionJson(sampleRevision)))).toEqual(sampleRevision);
  for (const text of ['', '{}', 'secret', JSON.stringify({ ...sampleRevision, schema: 'hengji.revision/2' }), JSON.stringify({ ...sampleRevision, year: '2023' })]) {
    expect(() => readRevision(text)).toThrow(UnreadableRevisionError);
    expect(() => readRevision(text)).not.toThrow(/secret/);
  }
  expect(() => reportHtml({ ...sampleRevision, indicators: [{ indicator: 'x' }] }, chinese)).toThrow(UnreadableRevisionError);
});

test('a signature by appointment says so', () => {
  const html = reportHtml(sampleRevision, { ...chinese, signatures: chinese.signatures.map((one) => ({ ...one, onBehalfOfName: null, acting: true })) });
  expect(html).toContain('李四（代签）');
});

test('warnings of the checker stand there with what was said to them; a version without any says nothing of them', () => {
  const check = { rule: 'X2', place: '自评结论 · 其他', said: '监督发现“做账不及时”。', hash: 'c'.repeat(64), answer: '没有按月做账。', effect: { indicator: 'bookkeeping', points: '1.00' }, decision: { accepted: true, reason: '属实' } };
  const html = reportHtml({ ...sampleRevision, checks: [check, { ...check, rule: 'E2', effect: null, decision: null }] }, chinese);
  expect(rowsIn(html, '检查提示与答复（2 条）').slice(1)).toEqual([
    ['X2', '自评结论 · 其他', '监督发现“做账不及时”。', '没有按月做账。 （建议“资金使用规范性”扣 1.00 分）', '认可：属实'],
    ['E2', '自评结论 · 其他', '监督发现“做账不及时”。', '没有按月做账。', '—'],
  ]);
  expect(reportHtml(sampleRevision, chinese)).not.toContain('检查提示');
  const frozen = canonicalJson(revisionJson({ ...sampleRevision, checks: [check] }));
  expect(readRevision(frozen).checks).toEqual([check]);
});

test('rows under their warning line stand there with the line', () => {
  const html = reportHtml({ ...sampleRevision, warned: [{ indicator: 'execution', rate: '0.272727', below: '0.5' }] }, chinese);
  expect(rowsIn(html, '预警（1 项）').slice(1)).toEqual([['预算执行率', '27.27%', '50.00%']]);
});
