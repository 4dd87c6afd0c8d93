import type { EvaluationCommandBody, EvaluationRecord, ScoreSheetRecord } from '@hengji/contracts';
import { assertNever, findingTypes, partyOf, type Party } from '@hengji/domain';
import type { Choice, FieldSpec } from '../../forms/spec.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import type { commands } from '../../i18n/zh/commands.js';
import type { Translate } from '../../i18n/useT.js';
import { taskName, words } from '../../i18n/words.js';
import { effectFields } from '../findings/effectFields.js';

export type EvaluationCommand = EvaluationCommandBody['type'];

/** What the dialogs choose from. */
export type FormContext = {
  readonly t: Translate;
  readonly english: boolean;
  readonly record: EvaluationRecord;
  /** Needed by the commands on indicators; null for the others. */
  readonly sheet: ScoreSheetRecord | null;
  readonly me: string | null;
};

/** Commands whose dialog needs the score sheet. */
export const needsSheet: ReadonlySet<EvaluationCommand> = new Set(['rescore', 'adjustGoals', 'overrideScore', 'orderRectification']);

/** Commands that cannot be taken back, or that void what others did: their button is red. */
export const dangerous: ReadonlySet<EvaluationCommand> = new Set(['refuseToSign', 'unlock', 'withdraw', 'cancel', 'withholdPublication', 'returnToDepartment', 'returnSection']);

function reason({ t }: FormContext, label = t('commands.field.reason')): FieldSpec {
  return { kind: 'text', name: 'reason', label, required: true, multiline: true };
}

function documentNo({ t }: FormContext): FieldSpec {
  return { kind: 'text', name: 'documentNo', label: t('commands.field.documentNo'), required: true };
}

function day(name: string, label: string, initial = ''): FieldSpec {
  return { kind: 'text', name, label, required: true, input: 'date', initial };
}

type Person = EvaluationRecord['people'][number];

/** People with their duties; only those whom the command would take. */
function peopleOf({ t, record }: FormContext, pick: (person: Person) => boolean, note: (person: Person) => string = () => ''): readonly Choice[] {
  const { duty } = words(t);
  return record.people.filter(pick).map((person) => ({ value: person.id, label: `${person.name}${person.duties.length === 0 ? '' : `（${person.duties.map(duty).join(t('app.listSeparator'))}）`}${note(person)}` }));
}

function isOf(party: Party): (person: Person) => boolean {
  return (person) => person.duties.some((duty) => partyOf[duty] === party);
}

function isAdministrator({ record, me }: FormContext): boolean {
  return record.people.some((person) => person.id === me && person.duties.includes('administrator'));
}

/** Whom the reader may pass work to: his own side; the administrator anybody. */
function ownSide(context: FormContext): (person: Person) => boolean {
  if (isAdministrator(context)) return () => true;
  const { record, me } = context;
  const mine = record.people.find((person) => person.id === me)?.duties ?? [];
  return (person) => person.duties.some((duty) => mine.some((own) => partyOf[own] === partyOf[duty]));
}

/** Who holds work that can be handed over: his own side, and whoever has left his post and still owns a section or a task. */
function holdersOfWork(context: FormContext): readonly Choice[] {
  const { record } = context;
  const known = new Set(record.people.map(({ id }) => id));
  const owners = [...record.sections.flatMap(({ owner }) => owner ?? []), ...record.tasks.flatMap(({ claimedBy, assignee }) => [...(claimedBy === null ? [] : [claimedBy]), ...('person' in assignee ? [assignee.person] : [])])];
  const gone = new Map(owners.filter(({ id }) => !known.has(id)).map(({ id, name }) => [id, name]));
  return [...peopleOf(context, ownSide(context)), ...[...gone].map(([value, label]) => ({ value, label }))];
}

/** Other slots of the version that a person signs or has signed: a second signature of his is worth less than it looks. */
function otherSlots({ t, record, english }: FormContext, person: Person): string {
  const others = record.signatures.filter((slot) => (slot.person === null ? (slot.appointed === null ? person.duties.includes(slot.duty) : slot.appointed.id === person.id) : slot.person.id === person.id));
  return others.length === 0 ? '' : ` · ${t('commands.field.signsToo', { slots: others.map((slot) => inLanguage(slot, english)).join(t('app.listSeparator')) })}`;
}

function sectionsOf({ record, english }: FormContext, pick: (section: EvaluationRecord['sections'][number]) => boolean): readonly Choice[] {
  return record.sections.filter(pick).map((section) => ({ value: section.key, label: inLanguage(section, english) }));
}

function slotsOf({ record, english }: FormContext, pick: (slot: EvaluationRecord['signatures'][number]) => boolean): readonly Choice[] {
  return record.signatures.filter(pick).map((slot) => ({ value: slot.slot, label: inLanguage(slot, english) }));
}

function tasksOf({ t, record, english }: FormContext, pick: (task: EvaluationRecord['tasks'][number]) => boolean): readonly Choice[] {
  return record.tasks.filter(pick).map((one) => ({ value: one.taskId, label: taskName(t, one, english) }));
}

/** The phase a return goes to: the one under review, or the self-assessment that the bureau reviews. */
function returnPhase(record: EvaluationRecord): EvaluationRecord['phase'] {
  return record.phase === 'financeReview' ? 'selfAssessment' : record.phase;
}

function resultLines({ t, record, english }: FormContext, initial: NonNullable<EvaluationRecord['resultUse']['proposed']> | null): FieldSpec {
  return {
    kind: 'rows',
    name: 'lines',
    label: t('commands.field.lines'),
    columns: [
      { name: 'line', label: t('commands.field.line'), required: true, choices: null },
      { name: 'outcome', label: t('commands.field.outcome'), required: true, choices: record.resultUse.outcomes.map((one) => ({ value: one.key, label: inLanguage(one, english) })) },
      { name: 'note', label: t('commands.field.note'), required: false, choices: null },
    ],
    initial: initial === null || initial.length === 0 ? [{ line: '', outcome: '', note: '' }] : initial.map(({ line, outcome, note }) => ({ line, outcome, note: note ?? '' })),
  };
}

/** Exactly the inputs of a command, as questions. Every command of the contract is here. */
export function fieldsOf(type: EvaluationCommand, context: FormContext): readonly FieldSpec[] {
  const { t, record, sheet, me, english } = context;
  const { stage, findingType } = words(t);
  const field = (name: keyof typeof commands.field) => t(`commands.field.${name}`);
  switch (type) {
    case 'submitForSigning':
    case 'approve':
    case 'accept':
    case 'publish':
    case 'withholdPublication':
    case 'close':
    case 'grantExtension':
    case 'sign':
      return [];
    case 'assignSections':
      return [
        {
          kind: 'perItem',
          name: 'assignments',
          label: field('assignments'),
          required: true,
          keyName: 'section',
          valueName: 'person',
          choices: peopleOf(context, isOf('department')),
          items: record.sections.map((section) => ({ key: section.key, label: inLanguage(section, english), hint: section.owner === null ? t('app.nobody') : section.owner.name })),
        },
      ];
    case 'claim':
      return [{ kind: 'choice', name: 'taskId', label: field('task'), required: true, choices: tasksOf(context, (task) => 'duty' in task.assignee && task.claimedBy === null) }];
    case 'release':
      return [{ kind: 'choice', name: 'taskId', label: field('task'), required: true, choices: tasksOf(context, (task) => task.claimedBy?.id === me) }];
    case 'urge':
      return [{ kind: 'choice', name: 'taskId', label: field('task'), required: true, choices: tasksOf(context, () => true) }];
    case 'submitSection':
      return [{ kind: 'choice', name: 'section', label: field('section'), required: true, choices: sectionsOf(context, (section) => section.mine) }];
    case 'returnSection':
      return [{ kind: 'choice', name: 'section', label: field('section'), required: true, choices: sectionsOf(context, (section) => section.status === 'submitted' || section.status === 'confirmed') }, reason(context)];
    case 'confirmSections': {
      const choices = sectionsOf(context, (section) => section.confirmable);
      return [{ kind: 'many', name: 'sections', label: field('sections'), required: true, choices, initial: choices.map(({ value }) => value) }];
    }
    case 'answerCheck':
    case 'decideCheck':
    case 'withdraw':
    case 'unlock':
    case 'adviseSuspension':
    case 'refuseExtension':
    case 'cancel':
    case 'resume':
      return [reason(context)];
    case 'acceptWithConditions':
      return [reason(context, field('conditions'))];
    case 'warn':
      return [reason(context, field('warning'))];
    case 'correctPublication':
      return [reason(context, field('correction'))];
    case 'refuseToSign':
      return [
        { kind: 'choice', name: 'slot', label: field('slot'), required: true, choices: slotsOf(context, (slot) => slot.mine) },
        ...(record.sections.length === 0 ? [] : [{ kind: 'many', name: 'sections', label: field('reopened'), required: false, choices: sectionsOf(context, () => true) } as const]),
        reason(context),
      ];
    case 'returnToDepartment': {
      const phase = returnPhase(record);
      const reopened = record.stages.find((one) => (phase === record.phase ? one.index === record.stageIndex : one.phase === phase))?.sections ?? [];
      const choices = record.formSections.filter((section) => reopened.includes(section.key)).map((section) => ({ value: section.key, label: inLanguage(section, english) }));
      return [
        { kind: 'choice', name: 'phase', label: field('phase'), required: true, choices: [{ value: phase, label: stage(phase, phase === record.phase ? record.checkpoint : null) }] },
        ...(choices.length === 0 ? [] : [{ kind: 'many', name: 'sections', label: field('reopened'), required: false, choices } as const]),
        day('until', field('returnUntil')),
        reason(context),
      ];
    }
    case 'orderRectification':
      return [{ kind: 'choice', name: 'findingType', label: field('findingType'), required: true, choices: findingTypes.map((value) => ({ value, label: findingType(value) })) }, reason(context), ...effectFields(t, sheet, english)];
    case 'adjustGoals':
      return [
        {
          kind: 'perItem',
          name: 'changes',
          label: field('changes'),
          required: true,
          keyName: 'indicator',
          valueName: 'target',
          choices: null,
          items: (sheet?.rows ?? []).map((row) => ({ key: row.indicator, label: inLanguage(row, english), hint: t('commands.field.currentTarget', { target: row.target }) })),
        },
        documentNo(context),
        reason(context),
      ];
    case 'rescore':
      return [
        { kind: 'choice', name: 'indicator', label: field('indicator'), required: true, choices: (sheet?.rows ?? []).map((row) => ({ value: row.indicator, label: `${inLanguage(row, english)}（${row.outcome.score ?? '–'}）` })) },
        { kind: 'text', name: 'points', label: field('points'), required: true, input: 'decimal' },
        reason(context),
      ];
    case 'overrideScore':
      return [
        { kind: 'choice', name: 'indicator', label: field('indicator'), required: true, choices: (sheet?.rows ?? []).filter(({ judged, outcome }) => !judged && outcome.score !== null).map((row) => ({ value: row.indicator, label: `${inLanguage(row, english)}（${row.override?.computed ?? row.outcome.score ?? '–'}）` })) },
        { kind: 'text', name: 'score', label: field('overrideScore'), required: false, input: 'decimal', empty: 'null' },
        reason(context),
      ];
    case 'askExtension':
      return [day('until', field('until')), reason(context)];
    case 'movePhaseDate': {
      const movable = record.stages.filter((one) => one.opensOn !== null && (one.index > record.stageIndex || (one.index === record.stageIndex && record.step === 'waiting')));
      return [
        { kind: 'choice', name: 'stage', label: field('stage'), required: true, numeric: true, choices: movable.map((one) => ({ value: String(one.index), label: `${stage(one.phase, one.checkpoint)}（${one.opensOn ?? ''}）` })) },
        day('date', field('date')),
        documentNo(context),
      ];
    }
    case 'registerPaper':
      return [
        {
          kind: 'choice', name: 'stage', label: field('stage'), required: true, numeric: true,
          choices: record.stages.filter((one) => one.paper !== null).map((one) => ({ value: String(one.index), label: `${stage(one.phase, one.checkpoint)}（${one.paper?.documentNo ?? ''}）` })),
        },
        documentNo(context),
      ];
    case 'delegate':
      return [
        { kind: 'choice', name: 'from', label: field('from'), required: true, choices: peopleOf(context, isAdministrator(context) ? () => true : (person) => person.id === me), ...(record.people.some((one) => one.id === me) ? { initial: me ?? '' } : {}) },
        { kind: 'choice', name: 'to', label: field('to'), required: true, choices: peopleOf(context, (person) => ownSide(context)(person) && (isAdministrator(context) || person.id !== me)) },
        day('startsOn', field('startsOn')),
        day('endsOn', field('endsOn')),
        reason(context),
      ];
    case 'handOver':
      return [
        { kind: 'choice', name: 'from', label: field('handFrom'), required: true, choices: holdersOfWork(context) },
        { kind: 'choice', name: 'to', label: field('to'), required: true, choices: peopleOf(context, ownSide(context)) },
        reason(context),
      ];
    case 'appointActing': {
      const missing = slotsOf(context, (slot) => record.slotsWithoutSigner.includes(slot.slot));
      return [
        { kind: 'choice', name: 'slot', label: field('slot'), required: true, choices: missing.length > 0 ? missing : slotsOf(context, (slot) => slot.signedAt === null) },
        { kind: 'choice', name: 'person', label: field('person'), required: true, choices: peopleOf(context, (person) => isOf('department')(person) && record.revision?.preparers.some((one) => one.id === person.id) !== true, (person) => otherSlots(context, person)) },
        reason(context),
      ];
    }
    case 'recordAccountsApproval':
      return [day('approvedOn', field('approvedOn')), documentNo(context)];
    case 'reviewSecrecy':
      return [
        { kind: 'radio', name: 'result', label: field('result'), required: true, choices: [{ value: 'publish', label: field('resultPublish') }, { value: 'withhold', label: field('resultWithhold') }] },
        { kind: 'text', name: 'basis', label: field('basis'), required: false, asked: field('basisWhen'), multiline: true, empty: 'null' },
      ];
    case 'proposeResultUse':
      return [resultLines(context, record.resultUse.proposed)];
    case 'decideResultUse':
      return [resultLines(context, record.resultUse.decided ?? record.resultUse.proposed)];
    default:
      return assertNever(type);
  }
}

/** What a person most likely came to do, best first; the rest stands in the menu. */
const primaries: readonly EvaluationCommand[] = ['sign', 'submitForSigning', 'confirmSections', 'reviewSecrecy', 'publish', 'withholdPublication', 'proposeResultUse', 'decideResultUse', 'close', 'grantExtension', 'recordAccountsApproval', 'appointActing', 'resume'];

/** Commands with a place of their own on the page (task list, sections) are not repeated as buttons. */
const elsewhere: ReadonlySet<EvaluationCommand> = new Set(['claim', 'release', 'answerCheck', 'decideCheck', 'overrideScore']);

export type Arranged = { readonly primary: EvaluationCommand | null; readonly others: readonly EvaluationCommand[] };

/** Allowed commands as one primary button and a menu. */
export function arrange(allowed: readonly string[], isCommand: (type: string) => type is EvaluationCommand): Arranged {
  const commands = allowed.filter(isCommand);
  const primary = primaries.find((type) => commands.includes(type)) ?? null;
  return { primary, others: commands.filter((type) => type !== primary && !elsewhere.has(type)) };
}
