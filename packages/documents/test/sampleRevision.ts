import type { IndicatorDefinition, RevisionContent, Template } from '@hengji/domain';

/** A small invented department, for tests of documents and pages. */
const hash = 'a'.repeat(64);

function indicator(key: string, dimension: string, subDimension: string | null, name: string, nameEn: string, weight: string): IndicatorDefinition {
  return { key, dimension, subDimension, name, nameEn, weight, measureKind: 'quantitative', target: '100%', scoringRule: { kind: 'entered' } };
}

export const sampleTemplate: Template = {
  schema: 'hengji.template/1',
  key: 'department',
  version: 2,
  title: '部门整体支出绩效自评表',
  titleEn: 'Departmental self-evaluation form',
  sections: [
    {
      key: 'budget',
      title: '预算与执行',
      titleEn: 'Budget and outturn',
      ownerDuty: 'accountant',
      leadDuty: 'financeHead',
      fields: [
        { key: 'budget', label: '全年预算数', labelEn: 'Budget', type: 'money', required: true },
        { key: 'outturn', label: '全年执行数', labelEn: 'Outturn', type: 'money', required: true },
        { key: 'survey', label: '满意度', labelEn: 'Satisfaction', type: 'percent', required: true },
        { key: 'staff', label: '在职人数', labelEn: 'Staff', type: 'count', required: true, unit: '人' },
        { key: 'kept', label: '有台账', labelEn: 'Register kept', type: 'boolean', required: true },
        { key: 'cause', label: '偏差类型', labelEn: 'Kind of variance', type: 'choice', required: false, choices: [{ value: 'plan', label: '计划调整', labelEn: 'Plan changed' }] },
        { key: 'note', label: '说明', labelEn: 'Note', type: 'longText', required: false },
      ],
    },
    { key: 'goals', title: '绩效目标', titleEn: 'Targets', ownerDuty: 'clerk', leadDuty: 'officeLead', fields: [{ key: 'overall', label: '总体目标', labelEn: 'Overall', type: 'longText', required: true }] },
  ],
  indicators: [
    indicator('execution', '预算执行', null, '预算执行率', 'Execution rate', '40'),
    indicator('carryOver', '部门管理', '资金投入', '结转结余变动率', 'Change in carry-over', '10'),
    indicator('bookkeeping', '部门管理', '财务管理', '资金使用规范性', 'Compliance in the use of funds', '20'),
    indicator('archive', '部门管理', '财务管理', '存档及时率', 'Timely filing', '30'),
  ],
  grades: { excellent: '90', good: '80', fair: '60' },
  process: {
    stages: [
      {
        phase: 'selfAssessment',
        checkpoint: null,
        period: 'yearEnd',
        sections: ['budget'],
        steps: ['fill', 'sign'],
        signing: [{ slots: [{ key: 'principal', duty: 'principal', title: '组长', titleEn: 'Head of the leading group' }], quorum: 1 }],
        opens: 'date',
        minutesRequired: true,
      },
    ],
    deadlines: {
      fill: { workingDays: 10 },
      confirm: { workingDays: 3 },
      sign: { workingDays: 3 },
      review: { workingDays: 10 },
      decision: { workingDays: 3 },
      plan: { workingDays: 10 },
      evidence: { workingDays: 20 },
      verification: { workingDays: 10 },
      publication: { calendarDays: 20 },
      release: { workingDays: 3 },
    },
    ladder: [],
    repeatEveryWorkingDays: 5,
    sectionRoles: {},
    statements: [],
    resultUses: [],
  },
};

type RowChanges = { score?: string | null; notApplicable?: boolean; entered?: { score: string; reason: string } | null; varianceReason?: string; improvementAction?: string; deduction?: string | null; target?: string; actual?: string };

function row(key: string, weight: string, changes: RowChanges) {
  return { indicator: key, weight, target: '100%', actual: '', score: null, notApplicable: false, entered: null, varianceReason: '', improvementAction: '', deduction: null, ...changes };
}

/** Small enough to add by hand: 38.00 + 20.00 + 30.00 = 88.00 of 90, and 87.00 after the bureau took 1.00. */
export const sampleRevision: RevisionContent = {
  schema: 'hengji.revision/1',
  evaluation: 'e',
  unit: 'u',
  year: 2023,
  phase: 'selfAssessment',
  checkpoint: null,
  period: 'yearEnd',
  template: { id: 't', sha256: hash },
  calendar: { id: 'c', sha256: hash },
  figures: {
    budget: { budget: '175200770', outturn: '-12345', survey: '92.5', staff: '13', kept: 'true', cause: 'plan', note: '第一行\n第二行' },
  },
  indicators: [
    row('execution', '40', { actual: '95%', score: '38.00', varianceReason: '公积金未配套', improvementAction: '三月底前落实' }),
    row('carryOver', '10', { notApplicable: true }),
    row('bookkeeping', '20', { actual: '规范', score: '20.00', entered: { score: '20.00', reason: '全年无违规' }, deduction: '1.00' }),
    row('archive', '30', { actual: '全部', score: '30.00' }),
  ],
  evidence: [{ section: 'assessment', indicator: 'archive', name: '移交清单.pdf', sha256: 'c'.repeat(64), bytes: 4096 }, { section: 'budget', name: '决算批复.pdf', sha256: 'b'.repeat(64), bytes: 2048 }],
  score: { self: '97.78', reviewed: '96.67', grade: 'excellent' },
};
