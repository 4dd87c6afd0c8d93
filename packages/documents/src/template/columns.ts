import { checkpointMonths, checkpoints, isCheckpoint, type Checkpoint, type Deadline, type DeadlineKey, type Period } from '@hengji/domain';

/** The sheet of the tree, by part: its heading, and how wide it is. A heading is what a column is found by when a file comes back. */
export const columns = {
  key: ['代码', 22],
  dimension: ['一级指标', 14],
  dimensionWeight: ['一级分值', 9],
  subDimension: ['二级指标', 16],
  subDimensionWeight: ['二级分值', 9],
  name: ['三级指标', 26],
  weight: ['分值', 7],
  measureKind: ['性质', 7],
  symbol: ['符号', 6],
  target: ['目标值', 26],
  unit: ['单位', 7],
  rule: ['评分规则', 12],
  direction: ['方向', 10],
  measure: ['计算方式', 10],
  first: ['分子（本年数、数值）', 34],
  second: ['分母（上年数）', 34],
  limit: ['达标线', 9],
  step: ['每偏离', 9],
  points: ['每次扣分', 9],
  counting: ['不足一次', 10],
  bands: ['分档', 18],
  times: ['超目标倍数', 10],
  excess: ['超过的部分', 12],
  notApplicable: ['无可比数据时', 12],
  warning: ['预警线', 16],
  ownerSection: ['责任部分', 14],
  evidence: ['佐证', 26],
  source: ['依据', 40],
  dimensionEn: ['一级指标（英文）', 18],
  subDimensionEn: ['二级指标（英文）', 18],
  nameEn: ['三级指标（英文）', 26],
  targetEn: ['目标值（英文）', 26],
  unitEn: ['单位（英文）', 10],
  evidenceEn: ['佐证（英文）', 26],
} as const satisfies Readonly<Record<string, readonly [heading: string, width: number]>>;
export type Column = keyof typeof columns;

export const columnNames: readonly Column[] = Object.keys(columns).filter((name): name is Column => Object.hasOwn(columns, name));

/** A warning line as people write it, one in a line of the cell: “1–6月：40%”. Null where it is drawn for no checkpoint. */
export function lineCell(period: Period, rate: string): string | null {
  return isCheckpoint(period) ? `1–${checkpointMonths[period]}月：${rate}` : null;
}

export const lineExamples = '1–6月：40%';

/** The checkpoint and what stands behind it; null where it reads otherwise. */
export function lineIn(text: string): { readonly period: Checkpoint; readonly rate: string } | null {
  const [, month, rate] = /^1[–—\-~至](\d{1,2})月[:：](\S+)$/.exec(text.normalize('NFKC').replaceAll(/\s/g, '')) ?? [];
  const period = checkpoints.find((one) => checkpointMonths[one] === Number(month));
  return period === undefined || rate === undefined ? null : { period, rate };
}

export const sheetNames = { tree: '指标', settings: '说明', fields: '填报项' } as const;

/** Numbers in the sheet; everything else is text, whatever it begins with. */
export const numbers: ReadonlySet<Column> = new Set<Column>(['dimensionWeight', 'subDimensionWeight', 'weight', 'points']);

/** Words of the form for what a template says by a code. */
export const words = {
  measureKind: { quantitative: '定量', qualitative: '定性' },
  // A half-width = would begin a formula for whoever types it.
  symbol: { '≥': '≥', '≤': '≤', '=': '＝', qualitative: '定性' },
  rule: { ratio: '比率', changeRate: '变动率', stepDeduction: '逐次扣分', bands: '分档', allOrNothing: '全得或不得', allYes: '各项都是', threeBands: '定性三档', entered: '评定' },
  direction: { up: '越高越好', down: '越低越好' },
  measure: { ratio: '比率', changeRate: '变动率', figure: '数值' },
  counting: { begun: '按一次计', whole: '不计' },
  excess: { reduce: '按比例扣减', explain: '说明原因' },
  notApplicable: { rebase: '折算', full: '满分' },
} as const;
export type WordList = keyof typeof words;

/** Labels in 说明 beside which a value of the whole template stands. */
export const settings = { key: '模板代码', version: '版本', title: '名称', titleEn: '英文名称', excellent: '优（不低于）', good: '良（不低于）', fair: '中（不低于）', places: '小数位', mode: '取舍' } as const;
export type Setting = keyof typeof settings;
export const roundingModes = { halfUp: '四舍五入', down: '去掉尾数' } as const;

/** Labels of the deadlines in 说明; a sheet without one leaves it as it was. */
export const deadlineLabels: Readonly<Record<DeadlineKey, string>> = {
  fill: '填报期限', confirm: '确认期限', sign: '审签期限', review: '审核期限', decision: '决定期限', plan: '整改计划期限', objection: '异议期限', evidence: '补交佐证期限', verification: '验收期限', publication: '公开期限', release: '归档期限',
};

/** A deadline as people write it: “10 个工作日”, “20 个自然日”; a number alone counts working days. */
export function deadlineCell(deadline: Deadline): string {
  return 'workingDays' in deadline ? `${deadline.workingDays} 个工作日` : `${deadline.calendarDays} 个自然日`;
}

export const deadlineExamples = '10 个工作日、20 个自然日';

export function deadlineIn(text: string): Deadline | null {
  const [, digits, unit] = /^([1-9]\d{0,2})\s*(个工作日|工作日|个自然日|自然日)?$/.exec(text.normalize('NFKC').trim()) ?? [];
  if (digits === undefined) return null;
  return unit?.endsWith('自然日') === true ? { calendarDays: Number(digits) } : { workingDays: Number(digits) };
}

/** For whoever edits the file; nothing here is read back. */
export const guidance: readonly string[] = [
  '在“指标”表里修改，每行一个三级指标；改完存盘，在“模板”页上传，系统先检查，再由有权限的人发布。',
  '代码是指标的身份，改名称时不要改代码；新增的指标起一个新的代码（字母开头，只用字母和数字）。',
  '一级、二级指标的名称空着，就是和上一行相同；它们的分值写在第一行就可以。没有二级指标的，只写一级指标。',
  '三级指标的分值合计为 100；写了级别分值的，下一级的合计要等于它。',
  '评分规则：比率、变动率、逐次扣分、分档、全得或不得、各项都是、定性三档、评定。',
  '逐次扣分、分档、全得或不得要写计算方式：比率、变动率或数值。',
  '分子、分母用“部分：填报项”写，可以用的都列在“填报项”表里；几项相加的每项写一行（Alt+Enter 换行）。',
  '达标线、每偏离：比率和变动率写百分数（如 100%、5%），数值照原单位写。',
  '分档每档写一行，从低到高，如“≤10%：75%”，最后一行写“其余：0%”。',
  '期限在“说明”表里改，写“10 个工作日”或“20 个自然日”。',
  '预警线每行写一个节点，如“1–6月：40%”：到该节点进度低于它的指标会标出，要填原因和措施；只用于越高越好的比率，空着就是没有。',
  '无可比数据时（分母为 0）：折算（不适用，其余折算到 100 分），或满分。',
];
