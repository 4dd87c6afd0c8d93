import { campaignScopes } from '../campaign/commands.js';
import { campaignStatuses } from '../campaign/state.js';
import { commandScopes, evaluationCommandTypes } from '../evaluation/commands.js';
import { findingCommandTypes, findingScopes } from '../finding/commands.js';
import { findingStatuses } from '../finding/state.js';
import { cycleOf, phases, phaseTitle, type Phase, type Step } from '../phases.js';
import { allDeadlines, type Deadline, type ProcessRules } from '../template.js';
import { campaignCommandWords, campaignStatusWords, commandWords, deadlineWords, findingCommandWords, findingStatusWords, refusalWords, rungWords, stepWords } from './processWords.js';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function words<Key extends string>(record: Readonly<Record<Key, string>>): string {
  return table(['key', 'means'], Object.entries<string>(record).map(([key, text]) => [`\`${key}\``, text]));
}

function term(deadline: Deadline): string {
  return 'workingDays' in deadline ? `${deadline.workingDays} 个工作日 working days` : `${deadline.calendarDays} 个自然日 calendar days`;
}

function commandsAt(phase: Phase, step: Step): string {
  return evaluationCommandTypes
    .filter((type) => {
      const { phases: inPhases, steps: inSteps } = commandScopes[type];
      return !(inPhases === 'any' && inSteps === 'any') && (inPhases === 'any' || inPhases.includes(phase)) && (inSteps === 'any' || inSteps.includes(step));
    })
    .map((type) => `\`${type}\``)
    .join(' ');
}

const everywhere = evaluationCommandTypes.filter((type) => commandScopes[type].phases === 'any' && commandScopes[type].steps === 'any');

/** The process in words and tables, from the code alone; `rules` of the template shown supply deadlines, ladder and slots. */
export function processDocument(rules: ProcessRules): string {
  const stageRows = rules.stages.map((stage, index) => [
    String(index),
    `\`${stage.phase}\`${stage.checkpoint === null ? '' : ` (${stage.checkpoint})`} ${phaseTitle(stage.phase)}`,
    stage.opens === 'date' ? '按日期 on its date' : '即时 on receipt',
    stage.steps.join(' → '),
    stage.signing.map((group) => (group.slots.length === 1 ? group.slots.map((slot) => slot.title) : [`${group.slots.map((slot) => slot.title).join('、')} (${group.quorum} of ${group.slots.length})`])).flat().join(' → ') || '–',
    stage.minutesRequired ? '会议纪要号 required' : '–',
  ]);
  const commandRows = phases.filter((phase) => phase !== 'closed').flatMap((phase) => (['waiting', ...cycleOf[phase]] satisfies Step[]).filter((step) => step !== 'done').map((step) => [`${phaseTitle(phase)} \`${phase}\``, `\`${step}\``, commandsAt(phase, step)]));
  const statusRows = findingStatuses.map((status) => [
    `\`${status}\``,
    findingStatusWords[status],
    findingCommandTypes.filter((type) => { const scope = findingScopes[type]; return scope !== 'any' && scope.includes(status); }).map((type) => `\`${type}\``).join(' ') || '–',
  ]);
  const campaignRows = campaignStatuses.map((status) => [
    `\`${status}\``,
    campaignStatusWords[status],
    Object.entries(campaignScopes).filter(([, statuses]) => statuses.includes(status)).map(([type]) => `\`${type}\``).join(' ') || '–',
  ]);
  return `<!-- Generated from packages/domain by packages/domain/scripts/process-doc.ts; a test fails when it differs. -->
# 绩效自评的流程 The process

One evaluation goes through its stages in order. Each stage is the same small cycle, fill → confirm or sign → review, with the
parts its template names. Every rule is in \`packages/domain\`: \`decide\` answers events or a refusal, \`evolve\` makes the state.
Who may give a command at all is role × unit, in \`packages/contracts\` (permissions); what the state allows is here.

## 阶段 Stages of the department's template

${table(['no.', 'phase', 'opens', 'steps', 'signed by', 'minutes'], stageRows)}

## 步骤 Steps

${words(stepWords)}

## 何时可以做什么 Commands by phase and step

${everywhere.map((type) => `\`${type}\``).join(', ')} are not bound to a phase. \`correctPublication\` is also taken by a closed year. A suspended year takes \`resume\` and \`cancel\` only.

${table(['phase', 'step', 'commands'], commandRows)}

${words(commandWords)}

## 期限 Deadlines

Counted on the work calendar from the day after a task opens; a date past the calendar's coverage says so,
and is counted again, by an event that names both dates, when the county releases the next year. Nothing waits without one.

${table(['for', 'term'], Object.entries(allDeadlines(rules.deadlines)).map(([key, deadline]) => [deadlineName(key), term(deadline)]))}

## 催办阶梯 Ladder

Working days before (−) and after the due date, at nine in the morning. After the last rung it repeats every ${rules.repeatEveryWorkingDays} working days.
The bureau's own lateness stays in the bureau and then goes to the administrator.

${table(['day', 'told'], rules.ladder.map((rung) => [rung.offset < 0 ? `−${-rung.offset}` : rung.offset === 0 ? '0' : `+${rung.offset}`, rungWords[rung.to]]))}

## 问题整改 Findings

A finding lives in its own workflow. The phase \`rectification\` ends when every finding has an accepted plan; open ones live on.

${table(['status', 'means', 'commands'], statusRows)}

${words(findingCommandWords)}

## 年度任务 Campaigns

A campaign opens a year for many subjects. A dry run tells what stands in the way; the launch opens the others, each once, whatever
is killed meanwhile. What is ordered for all is carried out one evaluation after the other, and what each answered is kept.

${table(['status', 'means', 'commands'], campaignRows)}

${words(campaignCommandWords)}

## 拒绝 Refusals

A refused command changes nothing. The sentences people read are in the catalogues.

${words(refusalWords)}
`;
}

function deadlineName(key: string): string {
  return Object.entries(deadlineWords).find(([name]) => name === key)?.[1] ?? key;
}
