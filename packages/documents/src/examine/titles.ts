import type { ReconcilingWay, Severity } from '@hengji/checks';

/** Most serious first. */
export const severities: readonly Severity[] = ['error', 'warning', 'note'];

export const severityTitles: Readonly<Record<Severity, string>> = { error: '错误', warning: '需要答复', note: '提示' };

export const wayTitles: Readonly<Record<ReconcilingWay, string>> = {
  deductions: '100 分减去各行扣分',
  capped: '各级得分不超过标明的分值',
  rescaled: '超出的部分按比例折算',
  normalised: '得分合计按分值合计折算成百分制',
};
