/** The words of the process: phases, states, duties, what happened. */
export const process = {
  phase: {
    draft: '绩效目标编制', dataCollection: '数据采集', monitoring: '运行监控', selfAssessment: '绩效自评', financeReview: '财政复核',
    rectification: '问题整改', publication: '结果公开', resultUse: '结果应用', closed: '归档',
  },
  checkpoint: { throughJune: '1–6月', throughSeptember: '1–9月' },
  period: { goals: '绩效目标', baseline: '年初', throughJune: '1–6月', throughSeptember: '1–9月', yearEnd: '全年' },
  step: { waiting: '等待开始', fill: '填报', confirm: '确认', sign: '审签', review: '审核', release: '办结', done: '完成' },
  status: { open: '办理中', suspended: '已中止', cancelled: '已取消', closed: '已归档' },
  urgency: { onTime: '按时', dueSoon: '快到期', overdue: '逾期', escalated: '逾期已上报' },
  sectionStatus: { notStarted: '未开始', inProgress: '进行中', returned: '被退回', submitted: '已提交', confirmed: '已确认' },
  task: {
    fillSection: '填报“%{section}”', submitForSigning: '核对全部内容并送审', confirmSections: '确认各部分数据', sign: '审签', appointActing: '指定代签人',
    review: '审核', settleFindings: '答复各项问题', recordAccounts: '登记决算批复', secrecyReview: '保密审查', preparePublication: '准备公开材料并送审',
    publish: '公开结果', proposeResultUse: '提出结果应用建议', decideResultUse: '决定结果应用', archive: '归档', decideExtension: '答复延期申请',
    serveFinding: '下发问题', acknowledgeFinding: '签收问题', answerObjection: '答复异议', planFinding: '制定整改计划', signPlan: '审签整改计划',
    acceptPlan: '审核整改计划', provideEvidence: '提交整改佐证', verifyEvidence: '验收整改结果', closeFinding: '销号',
  },
  duty: {
    staff: '干部职工', clerk: '填报人', accountant: '会计', officeLead: '股室负责人', financeHead: '财务负责人', deputyLeader: '分管领导', principal: '组长',
    performanceDesk: '财政局绩效科', auditor: '审计人员', administrator: '系统管理员',
  },
  unitKind: { department: '部门', subordinateUnit: '下属单位', financeBureau: '财政局', county: '县', other: '单位' },
  grade: { excellent: '优', good: '良', fair: '中', poor: '差' },
  outcome: {
    approved: '已批复', accepted: '通过', acceptedWithConditions: '有条件通过', warned: '预警', suspensionAdvised: '建议暂缓拨款',
    rectificationOrdered: '责令整改', published: '已公开', withheld: '不予公开', done: '完成', onPaper: '纸质办理',
  },
  findingType: {
    lateBookkeeping: '未及时做账', withholding: '截留', crowdingOut: '挤占', diversion: '挪用', fictitiousRecording: '虚列', goalDeviation: '偏离目标',
    slowExecution: '执行缓慢', other: '其他',
  },
  findingSource: {
    monitoring: '运行监控', selfAssessment: '绩效自评', departmentEvaluation: '部门评价', financeReview: '财政复核', fiscalSupervision: '财会监督',
    externalAudit: '审计', inspection: '巡察检查',
  },
  findingStatus: {
    raised: '待下发', served: '已下发', acknowledged: '已签收', objected: '有异议', planned: '计划待审签', planSigned: '计划待审核', planAccepted: '整改中',
    evidenced: '待验收', verified: '已验收', closed: '已销号', withdrawn: '已撤销',
  },
  noticeKind: {
    assigned: '任务分派', dueSoon: '到期提醒', overdue: '逾期提醒', escalated: '逾期上报', returned: '退回', toSign: '请审签', signed: '已审签', reviewed: '审核结果',
    findingServed: '问题下发', closed: '办结', published: '已公开', digest: '每日汇总',
  },
  mailStatus: { pending: '待发送', sent: '已发送', kept: '只留存', failed: '发送失败' },
  voidedWhy: { withdrawn: '部门撤回', unlocked: '解锁', refused: '审签退回', returned: '财政退回', replaced: '被新版本替换' },
  event: {
    opened: '评价开始', stageEntered: '进入“%{stage}”', stepEntered: '进入“%{step}”环节', stageLeft: '“%{stage}”结束：%{outcome}',
    taskOpened: '产生待办“%{task}”，交给%{who}，期限 %{date}', taskClosed: '待办办结', taskClaimed: '认领待办', taskReleased: '放弃认领', taskReassigned: '待办转给%{who}',
    taskRedated: '期限改为 %{date}', reminded: '提醒%{who}', sectionsAssigned: '分派各部分', sectionSubmitted: '提交“%{section}”', sectionReturned: '退回“%{section}”',
    sectionConfirmed: '确认“%{section}”', revisionFrozen: '送审，形成第 %{number} 版', revisionVoided: '第 %{number} 版作废（%{why}），签字不再有效',
    signed: '审签第 %{revision} 版（%{slot}）', signingRefused: '审签退回', signerMissing: '没有人可以审签，请管理员指定代签人', reviewed: '审核结论：%{verdict}',
    returnedToDepartment: '退回部门，%{date} 前重报', goalsAdjusted: '批复调整绩效目标，文号 %{documentNo}', rescored: '“%{indicator}”扣 %{points} 分', extensionAsked: '申请延期到 %{date}',
    extensionGranted: '同意延期到 %{date}', extensionRefused: '不同意延期', phaseDateMoved: '“%{stage}”开始日期改为 %{date}，文号 %{documentNo}',
    delegated: '%{from}委托%{to}，%{startsOn} 至 %{endsOn}', handedOver: '%{from}移交给%{to}', actingAppointed: '指定%{who}代签', urged: '催办，对象%{who}',
    rectificationOrdered: '责令整改：%{findingType}', accountsApproved: '登记决算批复，%{date}，文号 %{documentNo}', secrecyReviewedPublish: '保密审查：可以公开', secrecyReviewedWithhold: '保密审查：不予公开',
    published: '公开结果（第 %{number} 版）', publicationWithheld: '不予公开', publicationCorrected: '发布第 %{number} 次更正说明', resultUseProposed: '提出结果应用建议，共 %{count} 项',
    resultUseDecided: '决定结果应用，共 %{count} 项', closed: '归档', cancelled: '取消评价', resumed: '恢复办理', suspended: '中止办理',
    raised: '登记问题', served: '下发，文号 %{documentNo}', acknowledged: '签收', objected: '提出异议', objectionRejected: '异议不成立', withdrawnByBureau: '异议成立，问题撤销',
    planned: '报送整改计划，%{date} 前完成', planSigned: '审签整改计划', planAccepted: '整改计划通过', evidenceAdded: '提交整改佐证', evidenceVerified: '验收通过',
    findingReturnedPlan: '退回整改计划', findingReturnedEvidence: '退回佐证，要求补充', findingClosed: '销号', other: '其他变动（%{type}）',
  },
  statement: { read: '我已阅读上面的全部内容。', agree: '我同意报送，并对审签内容负责。' },
  score: {
    step: {
      ratio: '比率 = %{numerator} ÷ %{denominator} = %{rate}', changeRate: '变动率 =（%{current} − %{previous}）÷ %{previous} = %{rate}',
      targetReached: '比率 %{rate} 达到目标 %{target}，得满分 %{weight}', belowTarget: '比率 %{rate} 低于目标 %{target}，得分 = %{weight} × %{rate} ÷ %{target}',
      withinLimit: '比率 %{rate} 没有超过上限 %{target}，得满分 %{weight}', aboveLimit: '比率 %{rate} 超过上限 %{target}，得分 = %{weight} × %{target} ÷ %{rate}',
      notRisen: '变动率 %{rate} 没有上升，得满分 %{weight}', risen: '变动率 %{rate} 上升，得分 = %{weight} ×（1 − %{rate}），最低 0',
      entered: '评定 %{score} 分，理由：%{reason}', rounded: '%{value} 四舍五入到两位小数，得 %{score} 分', other: '%{code}',
    },
    outcome: {
      ratioOfNothing: '分子分母都是 0，这一项不适用', nothingCarriedOver: '两年都没有结转结余，这一项不适用', notApplicable: '不适用', missing: '缺少数据，还算不出来',
      weightInvalid: '分值设置有误，请告诉管理员', targetInvalid: '目标值设置有误，请告诉管理员', operandNotDecimal: '有数据不是数字', operandNegative: '有数据是负数',
      enteredScoreRequired: '请评定得分', enteredScoreNotDecimal: '得分要是最多两位小数的数', enteredScoreOutOfRange: '得分要在 0 和分值之间', enteredReasonRequired: '请写明评分理由', invalid: '得分还算不出来',
    },
  },
} as const;
