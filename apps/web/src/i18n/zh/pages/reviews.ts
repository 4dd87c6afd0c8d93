/** Review, publication and use of results. */
export const reviews = {
  review: {
    title: '复核：%{unit} %{year} 年度%{phase}',
    verdict: '审核结论',
    verdictHelp: '请先看得分表和问题，再给结论。',
    noVerdict: '现在没有要您审核的内容。',
    revision: '部门报送的版本',
    findings: '这项评价的问题',
    noFindings: '没有问题。',
  },
  publication: {
    title: '结果公开：%{unit} %{year} 年度',
    steps: '公开前要办的事',
    secrecy: '保密审查',
    sign: '组长审签',
    accounts: '决算批复',
    publish: '公开',
    todo: '待办',
    done: '已办',
    legal: '决算批复后 20 天内公开。',
  },
  resultUse: {
    title: '结果应用：%{unit} %{year} 年度',
    proposed: '部门建议',
    decided: '财政局决定',
    none: '还没有提出。',
    line: '预算项目',
    outcome: '应用方式',
    note: '说明',
  },
} as const;
