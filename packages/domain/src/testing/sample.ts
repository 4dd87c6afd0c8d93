import { addDays, civilDateOf } from '../civilDate.js';
import type { EvaluationCommand, EvaluationCommandType } from '../evaluation/commands.js';
import { openSlots } from '../evaluation/demands.js';
import type { ContentWarning } from '../evaluation/facts.js';
import { phaseOf, type EvaluationState } from '../evaluation/state.js';
import type { FindingCommand, FindingCommandType } from '../finding/commands.js';
import type { FindingState } from '../finding/state.js';
import type { Instant } from '../identifiers.js';
import { testCalendar, testDates, testRules } from './rules.js';
import { signing } from './year.js';

/** A warning of the checker as it stands open in a test that says so. */
export const sampleWarning: ContentWarning = { hash: 'warning-1', rule: 'E2', section: 'budget', place: '资金使用规范性', asksEffect: false };

/** One sensible command of each kind for where a case stands: what a person who knows his work would send. */
export function sampleCommand(type: EvaluationCommandType, state: EvaluationState, now: Instant): EvaluationCommand {
  const reason = 'input-1';
  const today = civilDateOf(now);
  const taskId = state.tasks[0]?.id ?? 'none';
  const open = state.sections.find((section) => section.status === 'open' || section.status === 'returned')?.key ?? state.sections[0]?.key ?? 'goals';
  const submitted = state.sections.find((section) => section.status === 'submitted')?.key ?? open;
  const slot = openSlots(state)[0]?.key ?? 'principal';
  const lines = [{ line: '办公运行', outcome: 'keep', note: null }];
  switch (type) {
    case 'open':
      return { type, evaluationId: 'evaluation-1', templateId: 't', calendarId: 'c', rules: testRules, dates: testDates, startStage: 0, onPaper: [], owners: {} };
    case 'assignSections':
      return { type, assignments: [{ section: 'budget', person: 'colleague' }] };
    case 'claim':
    case 'release':
    case 'urge':
      return { type, taskId };
    case 'submitSection':
      return { type, section: open, acceptDisqualification: true };
    case 'returnSection':
      return { type, section: submitted, reason };
    case 'confirmSections':
      return { type, sections: [submitted] };
    case 'sign':
      return signing(state, slot);
    case 'refuseToSign':
      return { type, slot, sections: [], reason };
    case 'returnToDepartment':
      return { type, phase: phaseOf(state) === 'financeReview' ? 'selfAssessment' : phaseOf(state), sections: [], until: addDays(today, 14), reason };
    case 'orderRectification':
      return { type, findingId: 'finding-9', findingType: 'slowExecution', reason, text: 'input-2', effect: null };
    case 'adjustGoals':
      return { type, changes: [{ indicator: 'fundUse', target: '10 项' }], documentNo: '1', reason };
    case 'rescore':
      return { type, indicator: 'fundUse', points: '1.00', reason };
    case 'answerCheck':
      return { type, check: sampleWarning.hash, reason, effect: null, acceptDisqualification: true };
    case 'overrideScore':
      return { type, indicator: 'archive', score: '2.00', reason, acceptDisqualification: true };
    case 'decideCheck':
      return { type, check: sampleWarning.hash, accepted: true, reason };
    case 'askExtension':
      return { type, until: addDays(today, 60), reason };
    case 'movePhaseDate': {
      const stage = state.stages.findIndex((one, index) => one.opensOn !== null && index > state.stageIndex);
      return { type, stage: stage < 0 ? 0 : stage, date: addDays(today, 200), documentNo: '1' };
    }
    case 'moveTemplate':
      return { type, from: state.templateId, to: `${state.templateId}+`, rows: [], documentNo: '1', reason };
    case 'registerPaper':
      return { type, stage: 0, documentNo: '示发〔2022〕3号', scans: ['a'.repeat(64)] };
    case 'delegate':
      return { type, from: 'head', to: 'colleague', startsOn: today, endsOn: addDays(today, 5), reason };
    case 'handOver':
      return { type, from: 'clerk', to: 'colleague', reason };
    case 'appointActing':
      return { type, slot, person: 'colleague', reason };
    case 'recordAccountsApproval':
      return { type, approvedOn: today, documentNo: '1' };
    case 'reviewSecrecy':
      return { type, result: 'publish', basis: null };
    case 'proposeResultUse':
    case 'decideResultUse':
      return { type, lines };
    case 'suspend':
      return { type, why: 'clockFailed' };
    case 'withdraw':
    case 'unlock':
    case 'acceptWithConditions':
    case 'warn':
    case 'adviseSuspension':
    case 'refuseExtension':
    case 'correctPublication':
    case 'cancel':
    case 'resume':
      return { type, reason };
    case 'submitForSigning':
    case 'approve':
    case 'accept':
    case 'grantExtension':
    case 'publish':
    case 'withholdPublication':
    case 'close':
    case 'tick':
      return { type };
  }
}

/** The same for a finding. */
export function sampleFindingCommand(type: FindingCommandType, state: FindingState | null, now: Instant): FindingCommand {
  const reason = 'input-1';
  switch (type) {
    case 'raise':
      return {
        type,
        findingId: 'finding-1',
        evaluationId: 'evaluation-1',
        findingType: 'lateBookkeeping',
        source: 'fiscalSupervision',
        calendarId: testCalendar.id,
        rules: { deadlines: testRules.deadlines, ladder: testRules.ladder, repeatEveryWorkingDays: testRules.repeatEveryWorkingDays, statements: testRules.statements },
        text: 'input-1',
        amountFen: null,
        effect: { indicator: 'fundUse', points: '1.00' },
      };
    case 'serve':
      return { type, documentNo: '示财监〔2024〕3号' };
    case 'plan':
      return { type, text: 'input-2', responsible: 'accountant', dueOn: addDays(civilDateOf(now), 30), hash: `plan-${(state?.cycle ?? 0) + 1}` };
    case 'signPlan':
      return { type, hash: state?.plan?.hash ?? 'none', statements: testRules.statements, minutesNo: null };
    case 'addEvidence':
      return { type, blobs: ['blob-1'], text: 'input-3' };
    case 'askExtension':
      return { type, until: addDays(civilDateOf(now), 60), reason };
    case 'handOver':
      return { type, to: 'colleague', reason };
    case 'claim':
    case 'release':
    case 'urge':
      return { type, taskId: state?.tasks[0]?.id ?? 'none' };
    case 'appointActing':
      return { type, slot: 'principal', person: 'colleague', reason };
    case 'suspend':
      return { type, why: 'tickFailed' };
    case 'resume':
    case 'object':
    case 'rejectObjection':
    case 'upholdObjection':
    case 'verifyEvidence':
    case 'returnFinding':
    case 'closeFinding':
    case 'refuseExtension':
      return { type, reason };
    case 'acknowledge':
    case 'grantExtension':
    case 'acceptPlan':
    case 'tick':
      return { type };
  }
}
