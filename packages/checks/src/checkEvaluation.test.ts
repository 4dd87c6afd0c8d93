import { readFileSync } from 'node:fs';
import { scoreSheet, type Figures, type IndicatorEntry, type Template } from '@hengji/domain';
import { describe, expect, it } from 'vitest';
import { checkEvaluation, type EvaluationFinding } from './checkEvaluation.js';

const read = (name: string) => JSON.parse(readFileSync(new URL(`../../../prisma/seed/${name}`, import.meta.url), 'utf8'));
const template: Template = read('template.department.json');
type Case = { readonly periods: { readonly yearEnd: Record<string, Record<string, { readonly value: string }>> }; readonly entries: readonly IndicatorEntry[] };
const demo: Case = read('case-2023.json');
const figures: Figures = Object.fromEntries(Object.entries(demo.periods.yearEnd).map(([section, fields]) => [section, Object.fromEntries(Object.entries(fields).map(([key, { value }]) => [key, value]))]));

type Changes = { readonly figures?: Readonly<Record<string, Readonly<Record<string, string>>>>; readonly entries?: Readonly<Record<string, Partial<IndicatorEntry>>>; readonly evidence?: readonly (string | { readonly section: string; readonly indicator: string })[]; readonly phase?: 'draft' | 'selfAssessment'; readonly ofProject?: boolean };

/** The year of the demo department as it is checked before it is signed. */
function checked(changes: Changes = {}): readonly EvaluationFinding[] {
  const own: Figures = Object.fromEntries(Object.entries(figures).map(([section, fields]) => [section, { ...fields, ...changes.figures?.[section] }]));
  const entries = demo.entries.map((entry) => ({ ...entry, ...changes.entries?.[entry.indicator] }));
  const sheet = scoreSheet(template, own, entries);
  return checkEvaluation({ template, phase: changes.phase ?? 'selfAssessment', year: 2023, unit: '县委编办', ofProject: changes.ofProject ?? false, sheet, figures: own, evidence: (changes.evidence ?? []).map((one) => ({ indicator: null, ...(typeof one === 'string' ? { section: one } : one), name: '佐证.pdf' })) });
}

const rulesOf = (findings: readonly EvaluationFinding[], severity: EvaluationFinding['severity']) => findings.filter((one) => one.severity === severity).map(({ rule }) => rule);

describe('an evaluation under the rules of any report', () => {
  it('has no error as the demo department hands it in, and warnings where a full score rests on words', () => {
    const findings = checked();
    expect(rulesOf(findings, 'error')).toEqual([]);
    expect(findings.filter(({ rule }) => rule === 'E2').map(({ place }) => place)).toEqual(
      ['fundUseCompliance', 'procurementCompliance', 'assetManagement', 'workEfficiency', 'socialImpact', 'talentPool'].map((indicator) => ({ indicator })),
    );
    expect(findings.find(({ rule }) => rule === 'X2')).toMatchObject({ severity: 'warning', place: { section: 'assessment', field: 'otherMatters' }, params: { problem: '做账不及时' } });
    expect(new Set(rulesOf(findings, 'warning'))).toEqual(new Set(['E2', 'X2']));
  });

  it('says nothing of a row whose section has a file that names no row', () => {
    expect(rulesOf(checked({ evidence: ['budget', 'assets', 'outcomes'] }), 'warning')).toEqual(['X2']);
  });

  it('asks for proof of every row that the files of its section leave to others', () => {
    const bare = (evidence: Changes['evidence']) => checked({ evidence: evidence ?? [] }).flatMap(({ rule, place }) => (rule === 'E2' && place !== null && 'indicator' in place ? [place.indicator] : []));
    const file = (section: string, indicator: string) => ({ section, indicator });
    expect(bare(['budget', file('assets', 'assetManagement'), 'outcomes'])).toEqual(['procurementCompliance']);
    // From whatever section a file names the row.
    expect(bare(['budget', file('assessment', 'procurementCompliance'), file('assets', 'assetManagement'), 'outcomes'])).toEqual([]);
    // A file of the table of rows that names none proves none of them.
    expect(bare(['budget', 'assessment', 'outcomes'])).toEqual(['procurementCompliance', 'assetManagement']);
    // One that nobody can place stands for all of its section, whatever others name.
    expect(bare(['budget', file('assets', 'assetManagement'), 'assets', 'outcomes'])).toEqual([]);
  });

  it('holds what is written to the figures: 全部完成支付 beside 95.87 %, 元 labelled 万元, another grade', () => {
    const written = (text: string) => checked({ figures: { assessment: { goalCompletion: text } } });
    expect(written('全年预算资金全部完成支付。').find(({ rule }) => rule === 'X1')).toMatchObject({ severity: 'error', expected: '95.87%', place: { section: 'assessment', field: 'goalCompletion' } });
    expect(written('全年部门整体支出1679584.48万元。').find(({ rule }) => rule === 'U1')).toMatchObject({ severity: 'error', proposal: '167.958448万元' });
    expect(rulesOf(written('部门整体支出自评结果为良。'), 'warning')).toContain('G2');
    expect(rulesOf(written('预算执行率 95.87%，部门整体支出自评得分98.28分，自评结果为优。'), 'error')).toEqual([]);
  });

  it('takes what stands in the box for measures for one, and asks for owner and date where the chapter names none', () => {
    expect(checked({ figures: { assessment: { improvements: '加强预算管理，提高资金使用效益。' } } }).map(({ rule }) => rule)).toEqual(expect.arrayContaining(['R3']));
    expect(rulesOf(checked({ figures: { assessment: { improvements: '加强预算管理，提高资金使用效益。' } } }), 'warning')).not.toContain('R2');
  });

  it('judges a project as the form of a project: which units a report covers is asked of a department alone', () => {
    const written = { assessment: { overview: '本年度由所属事业单位具体实施。' } };
    expect(checked({ figures: written }).map(({ rule }) => rule)).toContain('C6');
    expect(checked({ figures: written, ofProject: true }).map(({ rule }) => rule)).not.toContain('C6');
    // What holds for every report holds for it.
    expect(checked({ figures: { assessment: { goalCompletion: '全年预算资金全部完成支付。' } }, ofProject: true }).map(({ rule }) => rule)).toContain('X1');
  });

  it('finds a claim beside a row as well', () => {
    expect(checked({ entries: { fundUseCompliance: { actual: '资金已全部支付完毕' } } }).find(({ rule }) => rule === 'X1')).toMatchObject({ place: { indicator: 'fundUseCompliance' } });
  });

  it('reads the figures that a finding is about, so that others make it another', () => {
    const of = (actual: string) => checked({ entries: { talentPool: { actual } } }).find(({ place }) => place !== null && 'indicator' in place && place.indicator === 'talentPool')?.read;
    expect(of('已入库')).toEqual(['3', '后备人才及时入库', '已入库', '3.00']);
    expect(of('全部入库')).not.toEqual(of('已入库'));
  });

  it('has nothing to say of goals that are being set', () => {
    expect(checked({ phase: 'draft' })).toEqual([]);
  });
});
