import type { FindingCommandBody, FindingRecord } from '@hengji/contracts';
import { assertNever, partyOf } from '@hengji/domain';
import type { Choice, FieldSpec } from '../../forms/spec.js';
import type { Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { first } from '../../i18n/zh/first.js';

export type FindingCommand = FindingCommandBody['type'];

export function isFindingCommand(type: string): type is FindingCommand {
  return Object.hasOwn(first.commands.finding, type);
}

/** Commands of one task; the task list asks for them. */
export const aboutTasks: ReadonlySet<FindingCommand> = new Set(['claim', 'release', 'urge']);

/** Exactly the inputs of a command on a finding. `signPlan` and `addEvidence` have places of their own on the page. */
export function findingFields(type: FindingCommand, t: Translate, record: FindingRecord): readonly FieldSpec[] {
  const { duty } = words(t);
  // The plan's answer is the department's.
  const people: readonly Choice[] = record.people.filter((person) => person.duties.some((one) => partyOf[one] === 'department')).map((person) => ({ value: person.id, label: person.duties.length === 0 ? person.name : `${person.name}（${person.duties.map(duty).join('、')}）` }));
  const longText = (name: string, label: string, initial = ''): FieldSpec => ({ kind: 'text', name, label, required: true, multiline: true, initial });
  switch (type) {
    case 'acknowledge':
    case 'acceptPlan':
    case 'grantExtension':
    case 'signPlan':
      return [];
    case 'claim':
    case 'release':
    case 'urge':
      return [{ kind: 'choice', name: 'taskId', label: t('commands.field.task'), required: true, choices: record.tasks.map((one) => ({ value: one.taskId, label: words(t).task(one.kind, '') })) }];
    case 'appointActing':
      return [
        { kind: 'choice', name: 'slot', label: t('commands.field.slot'), required: true, choices: record.slotsWithoutSigner.map((slot) => ({ value: slot, label: duty(slot) })) },
        { kind: 'choice', name: 'person', label: t('commands.field.person'), required: true, choices: people.filter(({ value }) => value !== record.plan?.preparedBy.id) },
        longText('reason', t('commands.field.reason')),
      ];
    case 'serve':
      return [{ kind: 'text', name: 'documentNo', label: t('commands.field.documentNo'), required: true }];
    case 'object':
    case 'rejectObjection':
    case 'upholdObjection':
    case 'returnFinding':
    case 'refuseExtension':
    case 'resume':
      return [longText('reason', t('commands.field.reason'))];
    case 'handOver':
      return [{ kind: 'choice', name: 'to', label: t('commands.field.to'), required: true, choices: people.filter(({ value }) => value !== record.responsible?.id) }, longText('reason', t('commands.field.reason'))];
    case 'askExtension':
      return [{ kind: 'text', name: 'until', label: t('commands.field.until'), required: true, input: 'date' }, longText('reason', t('commands.field.reason'))];
    case 'verifyEvidence':
    case 'closeFinding':
      return [longText('reason', t('commands.field.opinion'))];
    case 'plan':
      return [
        longText('measure', t('commands.field.measure'), record.plan?.measure),
        longText('deliverable', t('commands.field.deliverable'), record.plan?.deliverable),
        { kind: 'choice', name: 'responsible', label: t('commands.field.responsible'), required: true, choices: people, ...(record.plan === null ? {} : { initial: record.plan.responsible.id }) },
        { kind: 'text', name: 'dueOn', label: t('commands.field.dueOn'), required: true, input: 'date', initial: record.plan?.dueOn ?? '' },
      ];
    case 'addEvidence':
      return [longText('text', t('commands.field.evidenceText'))];
    default:
      return assertNever(type);
  }
}
