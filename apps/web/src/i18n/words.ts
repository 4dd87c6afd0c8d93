import type { TaskRecord } from '@hengji/contracts';
import { inLanguage } from './inLanguage.js';
import type { MessageParams, Translate } from './useT.js';
import { first } from './zh/first.js';

/** The known words of one table of the catalogue, by code. */
export function known<Table extends Readonly<Record<string, string>>>(table: Table, code: string): code is Extract<keyof Table, string> {
  return Object.hasOwn(table, code);
}

/**
 * Words for codes that arrive as text (a newer server may know more of them than this page): the code itself where the
 * catalogue has none.
 */
export function words(t: Translate) {
  const { process, campaigns, reads } = first;
  return {
    checkpoint: (code: string) => (known(process.checkpoint, code) ? t(`process.checkpoint.${code}`) : code),
    outcome: (code: string) => (known(process.outcome, code) ? t(`process.outcome.${code}`) : code),
    task: (code: string, section: string) => (known(process.task, code) ? t(`process.task.${code}`, { section }) : code),
    duty: (code: string) => (known(process.duty, code) ? t(`process.duty.${code}`) : code),
    phase: (code: string) => (known(process.phase, code) ? t(`process.phase.${code}`) : code),
    step: (code: string) => (known(process.step, code) ? t(`process.step.${code}`) : code),
    findingType: (code: string) => (known(process.findingType, code) ? t(`process.findingType.${code}`) : code),
    voidedWhy: (code: string) => (known(process.voidedWhy, code) ? t(`process.voidedWhy.${code}`) : code),
    statement: (code: string) => (known(process.statement, code) ? t(`process.statement.${code}`) : code),
    campaignStatus: (code: string) => (known(campaigns.status, code) ? t(`campaigns.status.${code}`) : code),
    /** Whether it is said of campaigns alone. */
    isCampaignEvent: (code: string) => known(campaigns.history, code) && !known(process.event, code),
    campaignEvent: (code: string, params: MessageParams) => (known(campaigns.history, code) ? t(`campaigns.history.${code}`, params) : code),
    readOperation: (code: string) => (known(reads.operation, code) ? t(`reads.operation.${code}`) : code),
    unitKind: (code: string) => (known(process.unitKind, code) ? t(`process.unitKind.${code}`) : code),
    scoreStep: (code: string, params: Readonly<Record<string, string>>) => (known(process.score.step, code) ? t(`process.score.step.${code}`, params) : t('process.score.step.other', { code })),
    scoreOutcome: (code: string) => (known(process.score.outcome, code) ? t(`process.score.outcome.${code}`) : code),
    /** 运行监控（1–6月） */
    stage: (phase: string, checkpoint: string | null) => {
      const name = known(process.phase, phase) ? t(`process.phase.${phase}`) : phase;
      if (checkpoint === null) return name;
      return `${name} ${known(process.checkpoint, checkpoint) ? t(`process.checkpoint.${checkpoint}`) : checkpoint}`;
    },
  };
}

/** What a task is called in a list: two leads confirm, each the sections of his own people. */
export function taskName(t: Translate, { kind, section, assignee }: Pick<TaskRecord, 'kind' | 'section' | 'assignee'>, english: boolean): string {
  const { task, duty } = words(t);
  if (kind === 'confirmSections' && 'duty' in assignee) return t('process.confirmOf', { duty: duty(assignee.duty) });
  return task(kind, section === null || section === undefined ? '' : inLanguage(section, english));
}
