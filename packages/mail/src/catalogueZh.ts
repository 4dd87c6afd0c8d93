import { formatCivilDateZh, phaseTitle, type CivilDate, type NoticeKind, type Phase, type TaskKind } from '@hengji/domain';

const subjects: Readonly<Record<NoticeKind, string>> = {
  assigned: '待办',
  dueSoon: '即将到期',
  overdue: '逾期',
  escalated: '逾期上报',
  returned: '退回',
  toSign: '待审签',
  signed: '已审签',
  reviewed: '已复核',
  findingServed: '整改通知',
  closed: '办结',
  published: '已公开',
  digest: '今日动态',
};

const leads: Readonly<Record<NoticeKind, string>> = {
  assigned: '以下待办等您办理：',
  dueSoon: '以下待办即将到期，请按时办理：',
  overdue: '以下待办已经逾期，请尽快办理：',
  escalated: '以下待办逾期未办，现向您报告：',
  returned: '以下内容已退回修改，理由请登录查看。已有的审签不再有效，修改后须重新审签：',
  toSign: '以下内容等您审签：',
  signed: '以下内容已有人审签，进展请登录查看：',
  reviewed: '财政局已对以下事项作出复核决定，意见请登录查看：',
  findingServed: '财政局下达了整改通知，请登录签收，并按期提出整改措施：',
  closed: '以下事项已经办结，不再需要办理：',
  published: '以下绩效自评结果已经公开：',
  digest: '以下事项有新的变化，详情请登录查看：',
};

const tasks: Readonly<Record<TaskKind, string>> = {
  fillSection: '填报',
  submitForSigning: '汇总送审',
  confirmSections: '确认数据',
  sign: '审签',
  appointActing: '指定代签人',
  review: '复核',
  settleFindings: '落实整改方案',
  recordAccounts: '登记决算批复',
  secrecyReview: '保密审查',
  preparePublication: '准备公开材料',
  publish: '公开结果',
  proposeResultUse: '提出结果应用建议',
  decideResultUse: '确定结果应用',
  archive: '归档',
  decideExtension: '答复延期申请',
  serveFinding: '下达整改通知',
  acknowledgeFinding: '签收整改通知',
  answerObjection: '答复异议',
  planFinding: '提出整改措施',
  signPlan: '审签整改方案',
  acceptPlan: '审定整改方案',
  provideEvidence: '提交整改佐证',
  verifyEvidence: '核实整改佐证',
  closeFinding: '销号',
};

const checkpoints: Readonly<Record<string, string>> = { throughJune: '（上半年）', throughSeptember: '（前三季度）' };

/** The words of the mails. This is the source catalogue; the others have its shape. */
export const zh = {
  rehearsal: '【演练】',
  rehearsalNote: '【演练】这是演练邮件，不涉及真实业务。',
  greeting: (name: string) => `${name}，您好：`,
  subject: (kind: NoticeKind) => subjects[kind],
  lead: (kind: NoticeKind) => leads[kind],
  /** 某某局2023年度运行监控（上半年） */
  about: (unit: string, year: number, phase: Phase, checkpoint: string | null) =>
    `${unit}${year}年度${phaseTitle(phase)}${checkpoint === null ? '' : (checkpoints[checkpoint] ?? '')}`,
  several: (count: number) => `共${count}项`,
  task: (kind: TaskKind, section: string | null) => (section === null ? tasks[kind] : `${tasks[kind]}「${section}」`),
  /** Behind what was said before, on one line. */
  joined: (about: string, task: string) => `${about}：${task}`,
  until: (date: CivilDate) => `截止日期：${formatCivilDateZh(date)}`,
  daysLeft: (days: number) => `还有${days}个工作日`,
  dueToday: '今天到期',
  pastDue: '已过期限',
  daysOverdue: (days: number) => `已逾期${days}个工作日`,
  bracketed: (note: string) => `（${note}）`,
  notCovered: '节假日安排未公布，暂按周末计算',
  openCase: '打开办理页面',
  openInbox: '打开我的待办',
  linkLine: (label: string, url: string) => `${label}：${url}`,
  footer: '本邮件由衡绩自动发出，请勿回复。',
};

export type Catalogue = typeof zh;
