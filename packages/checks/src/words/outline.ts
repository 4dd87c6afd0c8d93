/** A chapter of a report: its usual title, and the words of which one stands in some heading of a report that has it. */
export type OutlineChapter = { readonly title: string; readonly words: readonly string[] };

/** 自评报告提纲: six chapters, by whichever words other places call them (domain.md C5; 郫都 附件7). */
export const countyOutline: readonly OutlineChapter[] = [
  { title: '部门概况', words: ['概况', '基本情况', '概述'] },
  { title: '绩效管理情况', words: ['绩效管理', '工作开展', '自评工作', '评价工作', '组织实施', '组织情况', '预算管理', '预算编制', '资金使用', '支出管理'] },
  { title: '绩效目标完成情况分析', words: ['完成情况', '评价结论', '自评结论', '绩效分析', '绩效情况', '履职绩效', '目标实现', '评价结果', '综合评价', '评价情况'] },
  { title: '偏离绩效目标的原因和改进措施', words: ['原因', '问题', '不足', '改进', '措施', '建议'] },
  { title: '自评结果应用和公开情况', words: ['应用', '公开'] },
  { title: '其他需要说明的问题', words: ['其他', '其它', '需要说明'] },
];
