/** What can be asked of an evaluation or a finding: the button, what will happen, and the names of the boxes. */
export const commands = {
  evaluation: {
    assignSections: {
      title: '分派各部分',
      effect: '各部分的待办会转给选定的人，并发邮件告诉他们。',
    },
    claim: {
      title: '认领待办',
      effect: '认领后由您办理，其他人不再看到可认领。',
    },
    release: {
      title: '放弃认领',
      effect: '待办回到大家手里，别人可以认领。',
    },
    submitSection: {
      title: '提交本部分',
      effect: '提交后这个部分不能再改；需要修改时由负责人退回。',
    },
    returnSection: {
      title: '退回某一部分',
      effect: '这个部分重新打开，填报人会收到退回原因。',
    },
    confirmSections: {
      title: '确认各部分数据',
      effect: '确认后，全部部分确认完毕即进入下一阶段。',
    },
    submitForSigning: {
      title: '送审',
      effect: '全部内容冻结成新的一版，按顺序送审签人。您作为填报人声明：内容真实、完整。',
    },
    withdraw: {
      title: '撤回',
      effect: '这一版作废，已有签字不再有效，各部分可以继续修改。',
    },
    unlock: {
      title: '解锁',
      effect: '这一版作废，已有签字不再有效，签过字的人会收到通知。',
    },
    sign: {
      title: '去审签',
      effect: '',
    },
    refuseToSign: {
      title: '退回不签',
      effect: '这一版作废，已有签字不再有效；选中的部分（不选就是全部）重新打开。',
    },
    approve: {
      title: '批复绩效目标',
      effect: '目标生效，进入下一阶段。',
    },
    accept: {
      title: '审核通过',
      effect: '审核结束，进入下一阶段。',
    },
    acceptWithConditions: {
      title: '有条件通过',
      effect: '审核结束并附上条件，进入下一阶段。',
    },
    returnToDepartment: {
      title: '退回部门',
      effect: '签字作废，部门要在期限内重报。',
    },
    warn: {
      title: '预警',
      effect: '给出预警，监控结束，部门照常进入下一阶段。',
    },
    adviseSuspension: {
      title: '建议暂缓拨款',
      effect: '记录建议，监控结束。',
    },
    orderRectification: {
      title: '责令整改',
      effect: '同时登记一个问题，由部门整改。',
    },
    adjustGoals: {
      title: '调整绩效目标',
      effect: '填写了新目标的指标会改过来，原来的目标留在原版本里。',
    },
    rescore: {
      title: '扣分',
      effect: '复核得分会重新计算；填 0 表示取消原来的扣分。',
    },
    answerCheck: {
      title: '答复提示',
      effect: '理由随这一版冻结，审签人和财政局都能看到。',
    },
    overrideScore: {
      title: '改动计算得分',
      effect: '改动和理由在得分旁边显示，随这一版冻结，审签时会提示。数据变了，改动自动失效。分数不填，恢复计算得分。',
    },
    decideCheck: {
      title: '认定提示',
      effect: '认定的理由记录在案。',
    },
    askExtension: {
      title: '申请延期',
      effect: '申请送财政局绩效科，答复前期限不变。',
    },
    grantExtension: {
      title: '同意延期',
      effect: '本环节各项待办的期限改到申请的日期，原来的期限仍然保留可查。',
    },
    refuseExtension: {
      title: '不同意延期',
      effect: '期限不变，申请人会看到理由。',
    },
    movePhaseDate: {
      title: '调整阶段日期',
      effect: '还没有开始的阶段改为新的日期开始。',
    },
    registerPaper: {
      title: '补登纸质材料',
      effect: '给纸质办理的阶段补上扫描件，记录在案；已有的扫描件不会去掉。',
    },
    delegate: {
      title: '委托代办',
      effect: '在这段时间里，被委托人可以代办，记录里保留两个人的姓名。',
    },
    handOver: {
      title: '移交',
      effect: '这个人名下的部分和待办全部转给接手的人，他负责整改的问题也一并转交。',
    },
    appointActing: {
      title: '指定代签人',
      effect: '这个环节由指定的人审签，记录在案；这一版被退回或撤回后，指定随之失效。尽量选不审签其他环节的人。',
    },
    urge: {
      title: '催办',
      effect: '给办理人发一封催办邮件，并记入时间线。',
    },
    recordAccountsApproval: {
      title: '登记决算批复',
      effect: '从批复日起计算公开期限（20 天）。',
    },
    reviewSecrecy: {
      title: '保密审查',
      effect: '结论会记录在案。',
    },
    publish: {
      title: '公开结果',
      effect: '评价结果在公众网站上公开，不能撤回，只能发更正说明。',
    },
    withholdPublication: {
      title: '按不公开办理',
      effect: '公开阶段结束，结果不公开。',
    },
    correctPublication: {
      title: '发布更正说明',
      effect: '更正说明会公开显示，原来公开的内容保留。',
    },
    proposeResultUse: {
      title: '提出结果应用建议',
      effect: '建议送财政局决定。',
    },
    decideResultUse: {
      title: '决定结果应用',
      effect: '决定记入档案，部门会收到通知。',
    },
    close: {
      title: '归档',
      effect: '全年办理结束，内容不再变动。',
    },
    cancel: {
      title: '取消评价',
      effect: '这项评价停止办理，记录保留。',
    },
    resume: {
      title: '恢复办理',
      effect: '从中止的地方继续办理。',
    },
  },
  finding: {
    serve: {
      title: '下发',
      effect: '问题送达部门，开始计算整改期限。',
    },
    acknowledge: {
      title: '签收',
      effect: '表示部门已经看到这个问题。',
    },
    object: {
      title: '提出异议',
      effect: '异议送财政局答复。',
    },
    rejectObjection: {
      title: '异议不成立',
      effect: '部门继续制定整改计划。',
    },
    upholdObjection: {
      title: '异议成立，撤销问题',
      effect: '问题撤销，不再整改。',
    },
    plan: {
      title: '报送整改计划',
      effect: '计划送组长审签。',
    },
    signPlan: {
      title: '审签整改计划',
      effect: '签字后送财政局审核。',
    },
    acceptPlan: {
      title: '整改计划通过',
      effect: '部门按计划整改，到期提交佐证。',
    },
    addEvidence: {
      title: '提交整改佐证',
      effect: '佐证送财政局验收。',
    },
    verifyEvidence: {
      title: '验收通过',
      effect: '验收意见会记录在案。',
    },
    returnFinding: {
      title: '退回',
      effect: '退回计划或佐证，要求部门补充。',
    },
    closeFinding: {
      title: '销号',
      effect: '问题整改完成，从台账销号。',
    },
    askExtension: {
      title: '申请延期',
      effect: '申请送财政局绩效科，答复前期限不变。',
    },
    grantExtension: {
      title: '同意延期',
      effect: '计划或佐证的期限改到申请的日期，原来的期限仍然保留可查。',
    },
    refuseExtension: {
      title: '不同意延期',
      effect: '期限不变，申请人会看到理由。',
    },
    handOver: {
      title: '移交责任',
      effect: '整改责任和佐证任务转给接手的人，计划保留签字时的样子。',
    },
    claim: {
      title: '认领',
      effect: '这项待办由您办理，别人不再办理。',
    },
    release: {
      title: '放回',
      effect: '这项待办放回，同岗位的人都可以办理。',
    },
    urge: {
      title: '催办',
      effect: '给办理人发一封催办邮件。',
    },
    appointActing: {
      title: '指定代签人',
      effect: '没有人可以审签时，由指定的人代签，记录在案。',
    },
    resume: {
      title: '恢复办理',
      effect: '从中止的地方继续办理。',
    },
  },
  field: {
    signsToo: '本版还要签“%{slots}”',
    reason: '原因',
    conditions: '通过的条件',
    warning: '预警内容',
    advice: '建议内容',
    correction: '更正说明',
    opinion: '意见',
    documentNo: '文号',
    until: '延期到',
    returnUntil: '重报期限',
    approvedOn: '批复日期',
    section: '部分',
    sections: '部分',
    reopened: '要重填的部分（不选就是全部）',
    task: '待办',
    slot: '审签环节',
    phase: '退回到',
    stage: '阶段',
    date: '新的开始日期',
    from: '由谁',
    handFrom: '谁的',
    to: '交给谁',
    person: '代签人',
    startsOn: '开始日期',
    endsOn: '结束日期',
    findingType: '问题类别',
    indicator: '指标',
    points: '扣分',
    overrideScore: '改为（分）',
    changes: '新的目标（只填要改的）',
    assignments: '各部分交给谁',
    result: '审查结论',
    resultPublish: '可以公开',
    resultWithhold: '不予公开',
    basis: '不予公开的依据',
    basisWhen: '不予公开时必填',
    lines: '结果应用',
    line: '预算项目',
    outcome: '应用方式',
    note: '说明',
    measure: '整改措施',
    deliverable: '要交的成果',
    responsible: '责任人',
    dueOn: '完成期限',
    evidence: '佐证材料',
    evidenceText: '整改情况说明',
    minutesNo: '会议纪要号',
    addLine: '再加一行',
    lineNumber: '第 %{number} 行',
    removeLine: '删去第 %{number} 行',
    currentTarget: '现在：%{target}',
    unchanged: '不变',
    choose: '请选择',
    notAssigned: '不指定',
    extensionAsked: '%{who}申请延期到 %{date}，理由：%{reason}',
  },
} as const;
