import { AbilityBuilder, createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import type { Duty, EvaluationCommandType, FindingCommandType } from '@hengji/domain';

/** What rows are asked about. Every one carries its county; those of a unit carry the unit. */
type Row = { readonly countyId: string; readonly unitId: string };
type CountyRow = { readonly countyId: string };

export type ReadAction = 'read';
export type ManageAction = 'write' | 'open' | 'advance' | 'manage' | 'raise' | 'verify' | 'reconcile' | 'examine';
export type PermissionAction = ReadAction | ManageAction | EvaluationCommandType | FindingCommandType;
export type PermissionSubject = 'Evaluation' | 'Finding' | 'Campaign' | 'Person' | 'Mail' | 'Audit' | 'Operations' | 'Document';
export type Ability = MongoAbility<[PermissionAction, PermissionSubject | (Row & { __caslSubjectType__?: PermissionSubject }) | (CountyRow & { __caslSubjectType__?: PermissionSubject })]>;
export type PermissionRule = RawRuleOf<Ability>;

/** A duty somebody holds today. */
export type HeldDuty = { readonly duty: Duty; readonly unitId: string; readonly countyId: string };

/**
 * Commands that a member of a department may send at all. Whether it is his section, his slot or his turn is the state's
 * to say, and `decide` says it; the two never answer the same question.
 */
const memberCommands = [
  'claim', 'release', 'submitSection', 'confirmSections', 'submitForSigning', 'withdraw', 'sign', 'refuseToSign',
  'answerCheck', 'overrideScore', 'askExtension', 'delegate', 'reviewSecrecy', 'publish', 'withholdPublication', 'proposeResultUse',
] as const satisfies readonly EvaluationCommandType[];
const memberFindingCommands = ['claim', 'release', 'acknowledge', 'object', 'plan', 'signPlan', 'addEvidence', 'askExtension'] as const satisfies readonly FindingCommandType[];

/** Commands that only certain duties may send, because no state ties them to a person. */
const dutyCommands: Readonly<Partial<Record<Duty, readonly EvaluationCommandType[]>>> = {
  clerk: ['assignSections', 'returnSection', 'correctPublication'],
  officeLead: ['assignSections', 'returnSection'],
  financeHead: ['assignSections', 'returnSection'],
  deputyLeader: ['assignSections', 'returnSection', 'handOver'],
  principal: ['assignSections', 'returnSection', 'handOver', 'unlock', 'correctPublication'],
};

/** As in an evaluation: whoever leads the people says who takes over. */
const dutyFindingCommands: Readonly<Partial<Record<Duty, readonly FindingCommandType[]>>> = { deputyLeader: ['handOver'], principal: ['handOver'] };

const deskCommands = [
  'claim', 'release', 'approve', 'accept', 'acceptWithConditions', 'returnToDepartment', 'warn', 'adviseSuspension', 'orderRectification',
  'adjustGoals', 'rescore', 'decideCheck', 'grantExtension', 'refuseExtension', 'movePhaseDate', 'registerPaper', 'urge', 'recordAccountsApproval', 'decideResultUse',
  'close', 'cancel', 'unlock', 'correctPublication',
] as const satisfies readonly EvaluationCommandType[];
const deskFindingCommands = ['claim', 'release', 'urge', 'serve', 'rejectObjection', 'upholdObjection', 'acceptPlan', 'verifyEvidence', 'returnFinding', 'closeFinding', 'grantExtension', 'refuseExtension'] as const satisfies readonly FindingCommandType[];

const administratorCommands = ['claim', 'release', 'appointActing', 'handOver', 'delegate', 'movePhaseDate', 'registerPaper', 'urge', 'cancel', 'resume'] as const satisfies readonly EvaluationCommandType[];

const administratorFindingCommands = ['claim', 'release', 'appointActing', 'handOver', 'urge', 'resume'] as const satisfies readonly FindingCommandType[];

/**
 * Role × unit, in one place for API and pages; what is not allowed here is denied. `units` names, for a unit in which a
 * duty is held, the units under it that its people may read (subordinate units today).
 */
export function abilityFor(held: readonly HeldDuty[], subordinates: Readonly<Record<string, readonly string[]>> = {}): Ability {
  const { can, build } = new AbilityBuilder<Ability>(createMongoAbility);
  for (const { duty, unitId, countyId } of held) {
    const own = { countyId, unitId };
    const county = { countyId };
    switch (duty) {
      case 'staff':
      case 'clerk':
      case 'accountant':
      case 'officeLead':
      case 'financeHead':
      case 'deputyLeader':
      case 'principal':
        can('read', ['Evaluation', 'Finding', 'Mail'], { countyId, unitId: { $in: [unitId, ...(subordinates[unitId] ?? [])] } });
        can('read', 'Campaign', county);
        can(['write', ...memberCommands, ...(dutyCommands[duty] ?? [])], 'Evaluation', own);
        can([...memberFindingCommands, ...(dutyFindingCommands[duty] ?? [])], 'Finding', own);
        // A document that is examined is nobody's row: the one that somebody has at hand, whoever wrote it.
        can('examine', 'Document', county);
        break;
      case 'performanceDesk':
        can('read', ['Evaluation', 'Finding', 'Mail', 'Person', 'Campaign'], county);
        can([...deskCommands], 'Evaluation', county);
        can(['raise', ...deskFindingCommands], 'Finding', county);
        can(['open', 'advance'], 'Campaign', county);
        can('examine', 'Document', county);
        break;
      case 'auditor':
        can('read', ['Evaluation', 'Finding', 'Mail', 'Person', 'Campaign', 'Audit', 'Operations'], county);
        can('verify', 'Audit', county);
        can('examine', 'Document', county);
        break;
      case 'administrator':
        can('read', ['Evaluation', 'Finding', 'Mail', 'Person', 'Campaign', 'Audit', 'Operations'], county);
        can([...administratorCommands], 'Evaluation', county);
        can([...administratorFindingCommands], 'Finding', county);
        can(['open', 'advance'], 'Campaign', county);
        can('manage', 'Person', county);
        can('verify', 'Audit', county);
        can('reconcile', 'Operations', county);
        break;
    }
  }
  return build({ detectSubjectType: (row) => row.__caslSubjectType__ ?? 'Evaluation' });
}

/** Rebuilds an ability from the rules the server sent; the pages use it for menus and routes only. */
export function abilityFromRules(rules: readonly PermissionRule[]): Ability {
  return createMongoAbility<Ability>([...rules]);
}

/** Names a row for a question: `ability.can('sign', row('Evaluation', {...}))`. */
export function row<Fields extends CountyRow>(type: PermissionSubject, fields: Fields): Fields & { __caslSubjectType__: PermissionSubject } {
  return { ...fields, __caslSubjectType__: type };
}

/** Units whose rows of a kind the person may read: null means the whole county. Lists filter by it in SQL. */
export function readableUnits(held: readonly HeldDuty[], subordinates: Readonly<Record<string, readonly string[]>> = {}): readonly string[] | null {
  const wide = held.some(({ duty }) => duty === 'performanceDesk' || duty === 'auditor' || duty === 'administrator');
  return wide ? null : [...new Set(held.flatMap(({ unitId }) => [unitId, ...(subordinates[unitId] ?? [])]))];
}
