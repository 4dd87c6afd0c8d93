import type { Mention } from '../readDocument.js';

const ownProject = /(?:^|[^\p{Script=Han}]|[和及与为含中有用年度门位体按排]|全部|所有|各类|[我本](?:局|委|办|厅|处|院|所|站|校|会|镇|乡|街道|中心))项目(?:支出|经费|资金|预算)(?!.*项目(?:支出|经费|资金|预算))/u;

/** One project's money is not the department's: 改造项目资金 names one, 项目支出 all of them. */
export function namesWholeScope({ scope, before }: Pick<Extract<Mention, { kind: 'amount' | 'rate' | 'absolute' }>, 'scope' | 'before'>): boolean {
  return scope !== 'project' || ownProject.test(before);
}
