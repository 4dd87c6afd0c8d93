import { checkpointMonths, formatCivilDateZh, isCheckpoint, phaseTitle, type CivilDate, type FindingType, type NewsKind, type NoticeKind, type Phase, type TaskKind } from '@hengji/domain';

const subjects: Readonly<Record<NoticeKind, string>> = {
  assigned: '待办',
  dueSoon: '即将到期',
  overdue: '逾期',
  escalated: '逾期上报',
  returned: '退回',
  toSign: '待审签',
  signed: '已审签',
  reviewed: '财政局决定',
  findingServed: '整改通知',
  closed: '办结',
  published: '已公开',
  digest: '今日动态',
};

const leads: Readonly<Record<NoticeKind, string>> = {
  assigned: '以下待办等您办理：',
  dueSoon: '以下待办即将到期，请按时办理：',
  overdue: '以下待办已经逾期，请尽快办理：',
  escalated: '以下事项需要您过问：',
  returned: '以下内容有退回，理由请登录查看：',
  toSign: '以下内容等您审签：',
  signed: '以下内容已有人审签：',
  reviewed: '财政局已作出决定，意见请登录查看：',
  findingServed: '财政局下达了整改通知，请登录签收，并按期提出整改措施：',
  closed: '以下事项已经结束，不再需要办理：',
  published: '以下绩效自评结果已经公开：',
  digest: '以下事项有新的变化，详情请登录查看：',
};

const tasks: Readonly<Record<TaskKind, string>> = {
  fillSection: '填报',
  answerChecks: '答复检查提示',
  submitForSigning: '核对全部内容并送审',
  confirmSections: '确认数据',
  sign: '审签',
  appointActing: '指定代签人',
  review: '审核',
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

const findingTypes: Readonly<Record<FindingType, string>> = {
  lateBookkeeping: '未及时做账',
  withholding: '截留',
  crowdingOut: '挤占',
  diversion: '挪用',
  fictitiousRecording: '虚列',
  goalDeviation: '偏离目标',
  slowExecution: '执行缓慢',
  other: '其他',
};

/** What news may name: `by` who, `on` which day, `section` which part; empty where there is none. */
type NewsParams = { readonly by: string; readonly on: string; readonly section: string };

const news: Readonly<Record<NewsKind, (params: NewsParams) => string>> = {
  urged: ({ by }) => `${by}催您办理`,
  sectionReturned: ({ by, section }) => `${by}退回「${section}」，请修改后再提交`,
  signingRefused: ({ by }) => `${by}审签时退回，请修改后重新送审`,
  returned: ({ by, on }) => `财政局（${by}）退回，请在${on}前修改并重新送审`,
  signatureVoid: ({ by }) => `您签过的这一版由${by}退回或撤回，您的签字不再有效`,
  signed: ({ by }) => `${by}已审签`,
  approved: () => '批复绩效目标',
  accepted: () => '通过',
  acceptedWithConditions: () => '有条件通过，条件请登录查看',
  warned: () => '预警，要求请登录查看',
  suspensionAdvised: () => '建议暂缓拨款，理由请登录查看',
  rectificationOrdered: () => '责令整改',
  published: () => '结果已公开',
  publicationWithheld: ({ by }) => `${by}决定不予公开`,
  publicationCorrected: ({ by }) => `${by}发布了更正说明`,
  closed: () => '本年度评价已归档',
  cancelled: ({ by }) => `${by}取消了这项评价`,
  suspended: () => '系统处理出错，这项评价已暂停，需要系统管理员处理',
  extensionGranted: ({ on }) => `延期申请已同意，期限改到${on}`,
  extensionRefused: ({ by }) => `延期申请没有同意（${by}），原期限不变`,
  taskRedated: ({ on }) => `期限改到${on}`,
  goalsAdjusted: ({ by }) => `${by}批准调整了绩效目标`,
  templateMoved: ({ by }) => `${by}下文换用新版模板，未签字的阶段按新版办理`,
  phaseDateMoved: ({ on }) => `阶段开始日期改到${on}`,
  accountsApproved: ({ on }) => `决算已于${on}批复，请在法定期限内公开`,
  delegated: ({ by, on }) => `${by}不在期间由您代办，到${on}为止`,
  absenceRecorded: ({ by, on }) => `管理员登记了${by}外出，到${on}为止由他人代办`,
  handedOver: ({ by }) => `${by}的工作已移交给您`,
  handedOverFrom: ({ by }) => `原来的工作已移交给${by}`,
  actingAppointed: () => '指定您代签',
  resultUseDecided: () => '财政局已决定结果应用，内容请登录查看',
  findingServed: () => '财政局下达，请签收并提出整改计划',
  planReturned: ({ by }) => `整改计划由财政局（${by}）退回，请修改后重新提出`,
  evidenceReturned: ({ by }) => `整改佐证由财政局（${by}）退回，请补充`,
  planSigned: ({ by }) => `${by}已审签整改计划`,
  planAccepted: () => '整改计划已通过，请按期整改并提交佐证',
  findingClosed: () => '已验收销号',
  findingWithdrawn: () => '异议成立，财政局撤销了这个问题',
};

const checkpointTitle = (checkpoint: string | null) => (checkpoint !== null && isCheckpoint(checkpoint) ? `（1–${checkpointMonths[checkpoint]}月）` : '');

/** The words of the mails. This is the source catalogue; the others have its shape. */
export const zh = {
  rehearsal: '【演练】',
  rehearsalNote: '【演练】这是演练邮件，不涉及真实业务。',
  greeting: (name: string) => `${name}，您好：`,
  subject: (kind: NoticeKind) => subjects[kind],
  lead: (kind: NoticeKind) => leads[kind],
  /** 某某局2023年度运行监控（1–6月） */
  about: (unit: string, year: number, phase: Phase, checkpoint: string | null) =>
    `${unit}${year}年度${phaseTitle(phase)}${checkpointTitle(checkpoint)}`,
  /** 某某局问题2023-002（未及时做账）: the number of the register and of the pages. */
  aboutFinding: (unit: string, number: string, type: FindingType) => `${unit}问题${number}（${findingTypes[type]}）`,
  news,
  day: (date: CivilDate) => formatCivilDateZh(date),
  urged: '催办',
  withdrawn: '撤销',
  urgedLead: '请尽快办理以下事项：',
  /** What is to be done now, behind what happened. */
  next: (task: string, until: string) => `接下来：${task}。${until}`,
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
  notCovered: '节假日安排未录入，按周末计算',
  openCase: '打开办理页面',
  circularSubject: { issued: '布置通知', amended: '通知有修改', reminder: '请阅通知' },
  circularLead: {
    issued: '财政局印发了以下通知，请登录阅读并确认已阅：',
    amended: '以下通知有新的一版，请登录阅读并确认已阅：',
    reminder: '以下通知您还没有确认已阅，请登录阅读：',
  },
  circularAbout: (title: string, documentNo: string) => `《${title}》（${documentNo}）`,
  openCircular: '打开通知',
  openInbox: '打开我的待办',
  linkLine: (label: string, url: string) => `${label}：${url}`,
  footer: '本邮件由衡绩自动发出，请勿回复。',
};

export type Catalogue = typeof zh;
