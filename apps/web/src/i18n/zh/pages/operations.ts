/** Mails and audit. */
export const operations = {
  mails: {
    title: '邮件记录',
    kind: '类别',
    recipient: '收件人',
    subject: '主题',
    status: '状态',
    date: '日期',
    noAddress: '没有邮箱地址，只留存',
    created: '生成于 %{time}',
    sent: '发送于 %{time}',
    items: '含 %{count} 件事',
    empty: '没有邮件',
    text: '正文',
  },
  audit: {
    title: '审计校验',
    intro: '逐条核对全部审计记录的链条。任何一条被改过或删掉，都会在这里指出来。',
    run: '开始校验',
    running: '正在校验…',
    ok: '全部 %{count} 条审计记录完好。',
    broken: '发现问题：%{stream} 的第 %{seq} 条，%{why}。',
    brokenTitle: '链条断开',
  },
} as const;
