import type { EvaluationCommandBody, EvaluationRecord, FindingCommandBody, FindingRecord } from '@hengji/contracts';
import { addDays, civilDateOf, type CivilDate } from '@hengji/domain';

type Bodies<Body extends { type: string }> = { readonly [Type in Body['type']]: Extract<Body, { type: Type }> };

const hash = 'a'.repeat(64);
const reason = '理由';
const lines = [{ line: '基本支出', outcome: 'keep' }];

/**
 * A body for every command, as well filled as a person on the page could: tasks, slots and hashes are those of the record, so
 * that what is refused is refused for what it is and not for a slip. `people`: somebody of the department, and another.
 */
export function evaluationBodies(evaluation: EvaluationRecord | null, people: readonly [string, string]): Bodies<EvaluationCommandBody> {
  const today: CivilDate = civilDateOf(evaluation?.processNow ?? new Date().toISOString());
  const taskId = evaluation?.tasks[0]?.taskId ?? '0.0.fill';
  const section = evaluation?.sections[0]?.key ?? 'goals';
  const slot = evaluation?.signatures.find((one) => one.open)?.slot ?? 'principal';
  const stage = evaluation?.stages.find((one) => one.opensOn !== null && one.enteredAt === null)?.index ?? 9;
  const later = addDays(today, 90);
  return {
    assignSections: { type: 'assignSections', assignments: [{ section, person: people[0] }] },
    claim: { type: 'claim', taskId },
    release: { type: 'release', taskId },
    submitSection: { type: 'submitSection', section },
    returnSection: { type: 'returnSection', section, reason },
    confirmSections: { type: 'confirmSections', sections: [section] },
    submitForSigning: { type: 'submitForSigning' },
    withdraw: { type: 'withdraw', reason },
    unlock: { type: 'unlock', reason },
    sign: { type: 'sign', slot, hash: evaluation?.revision?.hash ?? hash, statements: [...(evaluation?.statements ?? [])], minutesNo: '〔2024〕3号' },
    refuseToSign: { type: 'refuseToSign', slot, sections: [], reason },
    approve: { type: 'approve' },
    accept: { type: 'accept' },
    acceptWithConditions: { type: 'acceptWithConditions', reason },
    returnToDepartment: { type: 'returnToDepartment', phase: evaluation?.phase ?? 'draft', sections: [], until: later, reason },
    warn: { type: 'warn', reason },
    adviseSuspension: { type: 'adviseSuspension', reason },
    orderRectification: { type: 'orderRectification', findingType: 'other', reason, effect: null, noEffectReason: reason },
    adjustGoals: { type: 'adjustGoals', changes: [{ indicator: 'budgetExecution', target: '100%' }], documentNo: '财〔2024〕1号', reason },
    rescore: { type: 'rescore', indicator: 'fundUseCompliance', points: '1', reason },
    answerCheck: { type: 'answerCheck', check: hash, effect: null, reason },
    overrideScore: { type: 'overrideScore', indicator: 'reformCompletion', score: '15', reason },
    decideCheck: { type: 'decideCheck', check: hash, accepted: true, reason },
    askExtension: { type: 'askExtension', until: later, reason },
    grantExtension: { type: 'grantExtension' },
    refuseExtension: { type: 'refuseExtension', reason },
    movePhaseDate: { type: 'movePhaseDate', stage, date: later, documentNo: '财〔2024〕1号' },
    registerPaper: { type: 'registerPaper', stage: 0, documentNo: '财〔2024〕1号', scans: [crypto.randomUUID()] },
    delegate: { type: 'delegate', from: people[0], to: people[1], startsOn: today, endsOn: later, reason },
    handOver: { type: 'handOver', from: people[0], to: people[1], reason },
    appointActing: { type: 'appointActing', slot, person: people[0], reason },
    urge: { type: 'urge', taskId },
    recordAccountsApproval: { type: 'recordAccountsApproval', approvedOn: today, documentNo: '财〔2024〕1号' },
    reviewSecrecy: { type: 'reviewSecrecy', result: 'publish', basis: null },
    publish: { type: 'publish' },
    withholdPublication: { type: 'withholdPublication' },
    correctPublication: { type: 'correctPublication', reason },
    proposeResultUse: { type: 'proposeResultUse', lines },
    decideResultUse: { type: 'decideResultUse', lines },
    close: { type: 'close' },
    cancel: { type: 'cancel', reason },
    resume: { type: 'resume', reason },
  };
}

export function findingBodies(finding: FindingRecord | null, responsible: string): Bodies<FindingCommandBody> {
  const dueOn = addDays(civilDateOf(finding?.processNow ?? new Date().toISOString()), 90);
  return {
    serve: { type: 'serve', documentNo: '财监〔2024〕1号' },
    acknowledge: { type: 'acknowledge' },
    object: { type: 'object', reason },
    rejectObjection: { type: 'rejectObjection', reason },
    upholdObjection: { type: 'upholdObjection', reason },
    plan: { type: 'plan', measure: '补做账目', deliverable: '凭证', responsible, dueOn },
    signPlan: { type: 'signPlan', hash: finding?.plan?.hash ?? hash, statements: [...(finding?.statements ?? [])], minutesNo: null },
    acceptPlan: { type: 'acceptPlan' },
    addEvidence: { type: 'addEvidence', evidence: [finding?.evidence[0]?.id ?? crypto.randomUUID()], text: reason },
    verifyEvidence: { type: 'verifyEvidence', reason },
    returnFinding: { type: 'returnFinding', reason },
    closeFinding: { type: 'closeFinding', reason },
    handOver: { type: 'handOver', to: responsible, reason },
    askExtension: { type: 'askExtension', until: addDays(dueOn, 60), reason },
    grantExtension: { type: 'grantExtension' },
    refuseExtension: { type: 'refuseExtension', reason },
    claim: { type: 'claim', taskId: finding?.tasks[0]?.taskId ?? '0.fill' },
    release: { type: 'release', taskId: finding?.tasks[0]?.taskId ?? '0.fill' },
    urge: { type: 'urge', taskId: finding?.tasks[0]?.taskId ?? '0.fill' },
    appointActing: { type: 'appointActing', slot: 'principal', person: responsible, reason },
    resume: { type: 'resume', reason },
  };
}
