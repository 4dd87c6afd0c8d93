/** The pages' own words, by page. */
export const pages = {
  app: {
    name: '衡绩', tagline: '部门整体支出绩效自评', errorPrefix: '错误：', chinese: '中文', english: 'English', portal: '公众网站', changePassword: '修改密码', updated: '系统已更新，请重新载入。',
    offline: '网络断开了。已填的内容还在，恢复后会继续保存。', loading: '正在加载…', retry: '重试', close: '关闭', cancel: '取消', save: '保存', more: '更多操作', none: '无', all: '全部', 
    unknownPerson: '（已不在名单里的人）', nobody: '未指定', system: '系统', keepTyped: '填写的内容都在，可以直接重试。', unreachable: '连不上服务器。请检查网络后重试，填写的内容都在。', requestId: '编号 %{id}', details: '查看', open: '打开', total: '共 %{count} 项', listSeparator: '、',
    filters: '筛选', clear: '清除', optional: '选填', of: '%{part} / %{whole}', noAccessTitle: '没有权限', noAccess: '您没有查看这个页面的权限。需要时请联系系统管理员。',
    notFoundTitle: '没有找到', notFound: '这项内容不存在，或不在您能看的范围内。', errorTitle: '页面出错了', errorText: '刚才的操作没有完成，已保存的内容不受影响。请重新载入；如仍不行，请联系系统管理员。', reload: '重新载入', loadFailed: '内容没有取到', navigation: '主菜单', 
  },
  nav: { inbox: '我的待办', evaluations: '评价', findings: '整改台账', campaigns: '年度与演练', people: '人员与岗位', leadingGroups: '领导小组', mails: '邮件记录', audit: '审计校验', waiting: '%{count} 项待办' },
  rehearsal: { mark: '演练', banner: '这是演练，不是正式评价。演练日期：%{date}。邮件只留存、不发送，结果不会正式公开。', bannerShort: '这是演练，不是正式评价。' },
  validation: {
    summary: '有 %{count} 处需要改正', summaryHelp: '点一下可以跳到对应的地方。', required: '请填写%{label}。', choose: '请选择%{label}。', date: '请填写正确的日期，例如 2026-11-23。', money: '%{label}要填金额，例如 1752007.70。', moneyTooFine: '%{label}最多精确到分。',
    decimal: '%{label}要填数字，最多六位小数。', percent: '%{label}要填不小于 0 的数字，例如 95.5。', count: '%{label}要填整数。', score: '得分要填 0 到 %{weight} 之间的数，最多两位小数。', scoreReason: '评定得分要写明理由。', scoreFirst: '写了评分理由，还要评定得分。', tooLong: '文字太长，请控制在 %{max} 个字以内。', passwordTooShort: '密码至少 12 位。', usernameInvalid: '用户名用小写字母开头，只能有字母、数字、点、横线，3 到 40 位。',
    wrongPassword: '密码不对，请再输一次。', passwordsDiffer: '两次输入的新密码不一样。', lines: '每一行都要填写。', statements: '请逐条勾选声明。', other: '这里的内容不符合要求。', fileEmpty: '文件是空的。', fileTooLarge: '“%{name}”超过 50 MB，请压缩或分开上传。', email: '邮箱地址不对。', malformed: '内容格式有误。', evidence: '请先上传佐证材料。',
  },
  signIn: { title: '登录', username: '用户名', password: '密码', submit: '登录', intro: '请用单位分配的账号登录。', show: '显示密码', hide: '隐藏密码', working: '正在登录…' },
  password: { title: '修改密码', current: '现在的密码', next: '新密码（至少 12 位）', again: '再输一次新密码', submit: '修改密码', done: '密码已修改。下次登录请用新密码。' },
  inbox: {
    title: '我的待办', overdue: '逾期', today: '今天', week: '本周', later: '以后', empty: '现在没有要您办的事。', emptyHelp: '有新的待办会出现在这里，并发邮件提醒。', returned: '被退回', returnedReason: '退回原因：%{reason}',
    due: '期限 %{date}', daysLeft: '还剩 %{count} 个工作日（%{date}）', dueToday: '今天到期（%{date}）', daysOver: '已逾期 %{count} 个工作日（%{date}）', overNoDays: '已过期限（%{date}）', notCovered: '节假日安排未公布，暂按周末计算', claim: '认领', release: '放弃认领', claimedBy: '%{who}已认领', mineClaimed: '您已认领',
    group: '%{duty}均可办理', groupCount: '%{count} 项', claimed: '已认领。', released: '已放弃认领。', keys: '快捷键', keysHelp: 'J、K 上下移动，回车打开。', keysOn: '使用快捷键', earlier: '原期限 %{dates}', showing: '%{unit} · %{year} 年度', loadFailed: '待办没有取到', hideRehearsals: '不看演练', openedOn: '%{date} 交办',
  },
  evaluations: {
    title: '评价', one: '评价', unit: '单位', year: '年度', phase: '阶段', status: '状态', urgency: '进度', due: '期限', self: '自评得分', reviewed: '复核得分', tasks: '待办', findings: '问题', rehearsal: '演练', formal: '正式', search: '单位名称', empty: '没有评价', kind: '性质',
  },
  evaluation: {
    title: '%{unit} %{year} 年度绩效评价', tabs: { overview: '办理', scores: '得分表', findings: '问题', timeline: '时间线' }, holder: '当前处理人', due: '期限', score: '得分', selfScore: '自评 %{score}', reviewedScore: '复核 %{score}', noScore: '还没有得分', progress: '进度', progressNow: '现在', progressDone: '完成', progressNext: '未到', plannedOn: '计划 %{date} 开始',
    onReceipt: '收到即办', enteredOn: '%{date} 开始', leftOn: '%{date} 结束', daysUsed: '用时 %{count} 天', returns: '退回或重开 %{count} 次', sections: '各部分', missing: '还缺 %{count} 项', tasks: '待办事项', noTasks: '没有待办事项。', task: '事项', assignee: '办理人',
    actions: '操作', urge: '催办', review: '开始复核', publication: '结果公开', resultUse: '结果应用', revision: '送审版本', revisionNumber: '第 %{number} 版', viewRevision: '查看这一版', preparers: '参与填报：%{names}', sender: '送审人', notSigned: '未签', signedOn: '%{date} 签', onBehalf: '代%{name}', accounts: '决算批复：%{date}，文号 %{documentNo}',
    noAccounts: '决算批复还没有登记', secrecyPublish: '保密审查：可以公开（%{who}）', secrecyWithhold: '保密审查：不予公开（%{who}）', noSecrecy: '还没有做保密审查', published: '已于 %{date} 公开', corrections: '更正 %{count} 次', viewPublished: '看公开页', done: '已办理：%{title}', cancelledNote: '这项评价已取消。', suspendedNote: '这项评价已中止，要由管理员恢复。', closedNote: '这项评价已归档。', noTaskHolder: '没有待办', returnReason: '退回原因：%{reason}', missingSigners: '这些环节没有人可以审签：%{slots}',
    statistics: '运行统计', statisticsText: '流程编号 %{workflowId}；历史事件 %{events}，动作 %{actions}，邮件 %{mails}，审计记录 %{audit}。', stageOf: '第 %{number} 步，共 %{total} 步',
  },
  timeline: { title: '时间线', empty: '还没有记录。', reason: '说明：%{reason}', showAll: '显示全部变动（含待办和提醒）', more: '更早的记录' },
  section: {
    title: '%{section} – %{unit} %{year} 年度', saved: '已保存 %{time}', saving: '正在保存…', unsaved: '有内容还没有保存', notSavable: '%{count} 处填写的内容还不能保存', version: '第 %{version} 次保存', saveFailed: '没有保存成功', readOnly: '这个部分现在不能修改。', submitted: '已提交，不能修改。', confirmed: '已确认，不能修改。', moneyUnit: '金额单位', yuan: '元', wanyuan: '万元', earlier: '以前填报', earlierValue: '%{period}：%{value}',
    submit: '提交本部分', submitConfirm: '提交后不能再改。确定提交“%{section}”吗？', submittedDone: '“%{section}”已提交。', evidence: '佐证材料', evidenceHelp: '把文件拖到这里，或点“选择文件”。可以传 PDF、图片、Word、Excel、文本，每个不超过 50 MB。', choose: '选择文件', uploading: '正在上传“%{name}”…', uploaded: '“%{name}”已上传。', uploadFailed: '“%{name}”没有传上：%{reason}', noEvidence: '还没有佐证材料。', by: '%{who}，%{time}',
    disqualifyTitle: '修改后您就不能审签', disqualifyText: '您是本阶段的审签人。修改这里的内容后，您就成了填报人，不能再审签这一版。', disqualifyAccept: '仍要修改', conflictTitle: '别人刚改过这里', conflictText: '下面几项在您填写的时候被别人改过。请逐项选择保留哪一个。', mine: '我填的', theirs: '对方填的', keepMine: '保留我填的', keepTheirs: '用对方的', apply: '按选择保存',
    returned: '被退回', rows: '指标', indicator: '指标', weight: '分值', target: '年度目标值', actual: '实际完成值', score: '得分', auto: '自动', enteredScore: '评定得分', enteredReason: '评分理由', varianceReason: '偏差原因', improvementAction: '改进措施', how: '计算过程', lost: '少得 %{points} 分', completed: '必填项都已填好', missing: '还有 %{count} 项必填没有填', yes: '是', no: '否', empty: '未填', goals: '绩效指标', backToEvaluation: '回到评价', restored: '已找回上次没有保存的内容。', warnLeave: '有内容还没有保存。', unitWithLabel: '%{label}（%{unit}）',
    sameAs: '与%{period}相同',
  },
  scores: {
    title: '得分表', dimension: '一级指标', subDimension: '二级指标', name: '三级指标', weight: '分值', target: '年度目标值', actual: '实际完成值', self: '自评得分', deduction: '财政扣分', reviewed: '复核得分', reason: '偏差原因与改进', how: '计算过程', total: '合计', rebased: '折算后得分', rebaseNote: '折算 = 得分合计 ÷ 适用分值 %{weight} × 100', sum: '%{sum} / %{weight}', notApplicable: '不适用', auto: '自动', entered: '评定', deductionReason: '扣分理由：%{reason}（%{who}）', rescore: '扣分', improvement: '改进：%{text}', grade: '等级：%{grade}', 
  },
  sign: {
    title: '审签：%{unit} %{year} 年度%{phase}', what: '您要审签的内容', version: '第 %{number} 版', frozenAt: '冻结于 %{time}', fingerprint: '内容指纹（SHA-256）', showFull: '显示完整指纹', hideFull: '只看前 12 位', preparers: '参与填报的人（不能审签）：%{names}', noSignatures: '还没有人签字。', slots: '审签顺序', statements: '声明', statementsHelp: '请逐条确认后勾选。', minutes: '集体决策会议纪要号', minutesHelp: '例如：某某局党组会纪要〔2024〕3 号',
    password: '请再输一次您的登录密码', passwordHelp: '用来确认是您本人，只对这一版有效。', submit: '签字确认', refuse: '退回不签', notYours: '现在没有轮到您审签。', doneTitle: '已签字', doneText: '您已审签第 %{number} 版（%{slot}），指纹 %{hash}。', nextText: '下一位：%{who}，期限 %{date}。', nextNobody: '审签已经完成，进入下一环节。', backToInbox: '回到我的待办', backToEvaluation: '看这项评价', report: '冻结的报告', reportTitle: '第 %{number} 版报告', slotLabel: '您审签的环节', voided: '（已失效）', signing: '正在签字…', minutesNo: '会议纪要 %{number}',
  },
  revision: { title: '第 %{number} 版', canonical: '看原始数据（JSON）', hash: 'SHA-256', signatures: '签字', created: '形成于 %{time}' },
  review: { title: '复核：%{unit} %{year} 年度%{phase}', verdict: '审核结论', verdictHelp: '请先看得分表和问题，再给结论。', noVerdict: '现在没有要您审核的内容。', revision: '部门报送的版本', findings: '这项评价的问题', noFindings: '没有问题。' },
  publication: { title: '结果公开：%{unit} %{year} 年度', steps: '公开前要办的事', secrecy: '保密审查', sign: '组长审签', accounts: '决算批复', publish: '公开', todo: '待办', done: '已办', legal: '决算批复后 20 天内公开。' },
  resultUse: { title: '结果应用：%{unit} %{year} 年度', proposed: '部门建议', decided: '财政局决定', none: '还没有提出。', line: '预算项目', outcome: '应用方式', note: '说明' },
  findings: {
    title: '整改台账', number: '编号', unit: '责任单位', type: '类别', source: '来源', description: '问题描述', amount: '金额（元）', status: '状态', due: '期限', year: '年度', empty: '没有问题', basis: '依据', effect: '对得分的影响', effectText: '%{indicator}扣 %{points} 分', noEffect: '不影响得分：%{reason}', raisedBy: '登记人', plan: '整改计划', measure: '整改措施', deliverable: '要交的成果', responsible: '责任人', dueOn: '完成期限', planSigned: '%{who}已审签', noPlan: '还没有整改计划。',
    evidence: '佐证材料', verifiedBy: '验收人', steps: '整改进度', evaluation: '所属评价', raise: '登记问题', raised: '问题已登记。', unknownAmount: '未知', amountLabel: '涉及金额（不知道可以不填）', hasEffect: '影响哪个指标', noEffectReason: '不影响得分的理由', points: '建议扣分', selected: '已上传 %{count} 个文件', planHash: '计划指纹', pageTitle: '问题 %{number}',
  },
  campaigns: {
    title: '年度与演练', name: '名称', year: '年度', kind: '性质', processDate: '当前日期', next: '下一个日期', closedCount: '已归档', open: '开启年度', openTitle: '开启年度或演练', formal: '正式', rehearsal: '演练', units: '参加单位', selectAll: '全选', selectNone: '全不选', dates: '各阶段开始日期', datesHelp: '空着就是“收到即办”。', startsOn: '演练从哪天开始', startStage: '从哪个阶段开始', startStageHelp: '年中启用时，以前的阶段登记为纸质办理。', paper: '以前阶段的文件', paperNo: '“%{stage}”的文号', submit: '开启',
    opened: '已开启，共 %{count} 项评价。', advance: '到下一个日期', advanced: '已到 %{date}。', advanceHelp: '把演练的日期推进到下一件会自动发生的事（例如期限提醒、阶段开始）。', nothing: '没有会自动发生的事了。', progress: '%{closed} / %{total} 已归档', people: '评价清单', titleDefault: '%{year} 年度绩效评价', titleRehearsal: '%{year} 年度演练', stageN: '%{number}. %{stage}', empty: '还没有年度任务',
  },
  people: {
    title: '人员与岗位', name: '姓名', username: '用户名', mail: '邮箱', noMail: '无邮箱', active: '在用', inactive: '停用', posts: '岗位', create: '添加人员', createTitle: '添加人员', firstPassword: '初始密码（至少 12 位）', created: '已添加。', give: '任命岗位', giveTitle: '任命岗位：%{name}', unit: '单位', duty: '职责', postTitle: '职务名称', startsOn: '从哪天起', given: '已任命。', end: '结束', endTitle: '结束岗位：%{post}', endsOn: '到哪天止', ended: '已结束。', since: '%{date} 起', until: '%{from} 至 %{to}', search: '姓名或用户名', noPosts: '没有岗位', empty: '没有人员',
    status: '账号',
  },
  leadingGroups: { title: '领导小组', unit: '单位', documentNo: '成立文件', leader: '组长', members: '成员', period: '起止', empty: '没有领导小组' },
  mails: { title: '邮件记录', kind: '类别', recipient: '收件人', subject: '主题', status: '状态', date: '日期', noAddress: '没有邮箱地址，只留存', created: '生成于 %{time}', sent: '发送于 %{time}', items: '含 %{count} 件事', empty: '没有邮件', text: '正文' },
  audit: { title: '审计校验', intro: '逐条核对全部审计记录的链条。任何一条被改过或删掉，都会在这里指出来。', run: '开始校验', running: '正在校验…', ok: '全部 %{count} 条审计记录完好。', broken: '发现问题：%{stream} 的第 %{seq} 条，%{why}。', brokenTitle: '链条断开' },
} as const;
