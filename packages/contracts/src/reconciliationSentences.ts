import type { IrregularityCode, OutboxName, RepairOutcome } from '@hengji/domain';
import type { Language } from './sentences.js';

/** `what`: what is irregular; `todo`: what the operator does about it where nothing mended it. `{name}` is filled from the parameters. */
type Words = { readonly what: string; readonly todo: string };
type Catalogue = {
  readonly items: Readonly<Record<IrregularityCode, Words>>;
  readonly outboxes: Readonly<Record<OutboxName, Words>>;
  readonly outcomes: Readonly<Record<Exclude<RepairOutcome, 'none'>, string>>;
  readonly evaluation: string;
  readonly finding: string;
  readonly campaign: string;
  readonly rehearsal: string;
  readonly elsewhere: string;
};

const zh: Catalogue = {
  items: {
    shellMissing: { what: '{about}在流程引擎里没有对应的流程。', todo: '请确认 Temporal 和后台程序（worker）在运行，再核对一次；或执行 hengji repair {id}。' },
    shellOverslept: { what: '{about}的提醒时间已过 {minutes} 分钟，流程没有动作。', todo: '流程有应答，但到期处理没有成功。请查看后台程序（worker）的日志，排除原因后执行 hengji repair {id}。' },
    shellSurplus: { what: '{about}已经办结，流程引擎里还留着它的流程。', todo: '请确认 Temporal 在运行，再核对一次。' },
    shellStranger: { what: '流程引擎里有一个流程在数据库里找不到：{workflow}。', todo: '多半是数据库恢复到了较早的备份，或两套系统共用了一个命名空间。确认不再需要后，用 Temporal 的工具终止它。' },
    caseSuspended: { what: '{about}已经中止：到期处理反复失败{detail}。', todo: '请排除原因（必要时升级版本），再由系统管理员在评价页面选择“恢复”。' },
    campaignHalfway: { what: '年度“{about}”还有 {waiting} 件事没有办完，流程没有进展。', todo: '请确认 Temporal 和后台程序（worker）在运行，再核对一次。' },
    campaignPaused: { what: '年度“{about}”已暂停，还有 {waiting} 件事等着办。', todo: '如果不是有意暂停，请财政局绩效科在年度页面选择“恢复”。' },
    openingsFailed: { what: '年度“{about}”有 {count} 个单位没有开启成功。', todo: '请财政局绩效科在年度页面看原因，改正后选择“重新开启”。' },
    outboxStuck: { what: '{outbox}：有 {waiting} 条在等，最早的已等 {minutes} 分钟。', todo: '{outboxTodo}' },
    mailsFailed: { what: '发给{person}的邮件有 {count} 封退回，已不再重发。', todo: '请在“人员与岗位”核对他的邮箱地址。他的待办在系统里都看得到，不受影响。' },
    answerUnfounded: { what: '有 {count} 条已答复的操作在数据里找不到依据（{stream}:{id}）。', todo: '多半是数据库被恢复到较早的时间，或被人改动过。请执行 hengji verify，并查看最近的恢复记录。' },
  },
  outboxes: {
    workflowStart: { what: '待启动的流程', todo: '请确认后台程序（worker）在运行，并能连上 Temporal。' },
    workflowNudge: { what: '待唤醒的流程', todo: '请确认后台程序（worker）在运行，并能连上 Temporal。' },
    notice: { what: '待生成邮件的提醒', todo: '请确认后台程序（worker）在运行，并查看它的日志。' },
    circularDelivery: { what: '待生成邮件的布置通知', todo: '请确认后台程序（worker）在运行，并查看它的日志。' },
    mail: { what: '待发出的邮件', todo: '请确认邮件服务器能连上（SMTP_URL），可执行 hengji doctor 检查。' },
  },
  outcomes: { done: '已自动修复。', failed: '自动修复没有成功{detail}。' },
  evaluation: '“{name}”{year} 年度的评价',
  finding: '“{name}”{year} 年度的第 {number} 号问题',
  campaign: '{name}',
  rehearsal: '（演练）',
  elsewhere: '（不明）',
};

const en: Catalogue = {
  items: {
    shellMissing: { what: '{about} has no workflow in the process engine.', todo: 'See that Temporal and the worker run, then compare again; or run "hengji repair {id}".' },
    shellOverslept: { what: '{about}: its next date passed {minutes} minutes ago and its workflow did nothing.', todo: 'The workflow answers, but what was due did not succeed. See the log of the worker, mend the cause, then run "hengji repair {id}".' },
    shellSurplus: { what: '{about} is over, and its workflow still runs.', todo: 'See that Temporal runs, then compare again.' },
    shellStranger: { what: 'A workflow runs that no row knows: {workflow}.', todo: 'Most likely an older backup was restored, or two systems share a namespace. When it is not needed, terminate it with Temporal’s own tools.' },
    caseSuspended: { what: '{about} is suspended: what was due failed again and again{detail}.', todo: 'Mend the cause (upgrade where needed); then the administrator chooses “Resume” on its page.' },
    campaignHalfway: { what: 'The year “{about}” does not move; left to carry out: {waiting}.', todo: 'See that Temporal and the worker run, then compare again.' },
    campaignPaused: { what: 'The year “{about}” is paused; left to carry out: {waiting}.', todo: 'If that is not meant, the bureau’s desk chooses “Resume” on its page.' },
    openingsFailed: { what: 'Units that could not be opened in the year “{about}”: {count}.', todo: 'The bureau’s desk reads why on its page, mends it and chooses “Try again”.' },
    outboxStuck: { what: '{outbox}: {waiting}, the oldest for {minutes} minutes.', todo: '{outboxTodo}' },
    mailsFailed: { what: 'Mails to {person} came back and are not sent again: {count}.', todo: 'Check the mail address under People and posts. The person’s tasks are all in the inbox.' },
    answerUnfounded: { what: 'Answers were given that the rows do not bear out ({stream}:{id}): {count}.', todo: 'Most likely the database was restored to an earlier time, or changed by hand. Run "hengji verify" and look at the last restore.' },
  },
  outboxes: {
    workflowStart: { what: 'Workflows to start', todo: 'See that the worker runs and reaches Temporal.' },
    workflowNudge: { what: 'Workflows to wake', todo: 'See that the worker runs and reaches Temporal.' },
    notice: { what: 'Notices to make mails of', todo: 'See that the worker runs, and read its log.' },
    circularDelivery: { what: 'Circulars to make mails of', todo: 'See that the worker runs, and read its log.' },
    mail: { what: 'Mails to send', todo: 'See that the mail server answers (SMTP_URL); "hengji doctor" tells.' },
  },
  outcomes: { done: 'Mended.', failed: 'Could not be mended{detail}.' },
  evaluation: 'The evaluation of “{name}” {year}',
  finding: 'Finding {number} of “{name}” {year}',
  campaign: '{name}',
  rehearsal: ' (practice)',
  elsewhere: '(unknown)',
};

/** What of an item its sentences need; the database's item fits. */
export type IrregularityView = {
  readonly irregularity: { readonly code: IrregularityCode; readonly case?: { readonly kind: 'evaluation' | 'finding'; readonly id: string }; readonly outbox?: OutboxName; readonly workflowId?: string; readonly id?: string; readonly stream?: string; readonly waiting?: number; readonly minutes?: number; readonly count?: number };
  readonly about: { readonly name: string; readonly nameEn: string; readonly year: number; readonly rehearsal: boolean; readonly number: number | null } | null;
  readonly person: string | null;
  readonly outcome: RepairOutcome;
  readonly detail: string | null;
};

function fill(template: string, params: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}

function aboutOf({ irregularity, about }: IrregularityView, words: Catalogue, language: Language): string {
  if (about === null) return words.elsewhere;
  const kind = irregularity.case === undefined ? 'campaign' : irregularity.case.kind;
  const name = language === 'en' ? about.nameEn : about.name;
  return fill(words[kind], { name, year: about.year, number: about.number ?? '' }) + (about.rehearsal ? words.rehearsal : '');
}

/** What is irregular, and what became of it or what is to be done, in the reader's language. */
export function irregularitySentences(item: IrregularityView, language: Language): { readonly what: string; readonly todo: string } {
  const words = language === 'en' ? en : zh;
  const { irregularity, outcome, person } = item;
  const outbox = irregularity.outbox === undefined ? { what: '', todo: '' } : words.outboxes[irregularity.outbox];
  const detail = item.detail === null ? '' : language === 'en' ? ` (${item.detail})` : `（${item.detail}）`;
  const params = {
    about: aboutOf(item, words, language), detail, person: person ?? words.elsewhere, outbox: outbox.what, outboxTodo: outbox.todo, id: irregularity.case?.id ?? irregularity.id ?? '', workflow: irregularity.workflowId ?? '',
    stream: irregularity.stream ?? '', waiting: irregularity.waiting ?? 0, minutes: irregularity.minutes ?? 0, count: irregularity.count ?? 0,
  };
  const { what, todo } = words.items[irregularity.code];
  const space = language === 'en' ? ' ' : '';
  const next = fill(todo, params);
  return { what: fill(what, params), todo: outcome === 'done' ? words.outcomes.done : outcome === 'failed' ? `${fill(words.outcomes.failed, params)}${space}${next}` : next };
}
