import { assertNever } from '../assertNever.js';
import type { Recipient } from '../duties.js';
import type { TaskDemand, TaskKind } from '../tasks.js';
import { responsibleOf, type FindingState } from './state.js';

const desk: Recipient = { duty: 'performanceDesk' };
const clerk: Recipient = { duty: 'clerk' };
const principal: Recipient = { duty: 'principal' };
const administrator: Recipient = { duty: 'administrator' };

/** The plan's days: a rejected objection leaves those that were left when it was raised, and time enough to write a plan at all. */
function planDue({ objection, plan, rules }: FindingState): TaskDemand['due'] {
  const { confirm } = rules.deadlines;
  const daysLeft = plan === null ? (objection?.daysLeft ?? null) : null;
  if (daysLeft === null) return rules.deadlines.plan;
  return 'workingDays' in confirm ? { workingDays: Math.max(daysLeft, confirm.workingDays) } : { workingDays: Math.max(daysLeft, 1) };
}

/** The plan says until when, or the day granted since; evidence that came back has the days of a second try, if those end later. */
function evidenceDue({ plan, evidence, evidenceDueOn, rules }: FindingState): TaskDemand['due'] {
  const on = evidenceDueOn ?? plan?.dueOn;
  if (on === undefined) return rules.deadlines.evidence;
  return evidence.length > 0 ? { on, atLeast: rules.deadlines.evidence } : { on };
}

/** What waits for whom on a finding; every status but the last two demands something with a deadline. */
export function findingDemands(state: FindingState): readonly TaskDemand[] {
  const { deadlines } = state.rules;
  const demand = (kind: TaskKind, assignee: Recipient, due: TaskDemand['due'], lead: Recipient = assignee === desk ? desk : principal, slot: TaskDemand['slot'] = null): TaskDemand => ({
    id: `${state.cycle}.${kind}`,
    kind,
    assignee,
    lead,
    section: null,
    slot,
    due,
  });
  const responsible = responsibleOf(state);
  const extension = (state.extension ?? null) === null ? [] : [demand('decideExtension', desk, deadlines.decision)];
  switch (state.status) {
    case 'raised':
      return [demand('serveFinding', desk, deadlines.decision)];
    case 'served':
      return [demand('acknowledgeFinding', clerk, deadlines.sign), demand('planFinding', clerk, deadlines.plan), ...extension];
    case 'acknowledged':
      return [demand('planFinding', clerk, planDue(state)), ...extension];
    case 'objected':
      return [demand('answerObjection', desk, deadlines.decision)];
    case 'planned':
      return [
        demand('signPlan', state.acting === undefined || state.acting === null ? principal : { person: state.acting.person }, deadlines.sign),
        ...(state.slotsWithoutSigner ?? []).map((slot) => demand('appointActing', administrator, deadlines.sign, administrator, slot)),
      ];
    case 'planSigned':
      return [demand('acceptPlan', desk, deadlines.review)];
    case 'planAccepted':
      return [demand('provideEvidence', responsible === null ? clerk : { person: responsible }, evidenceDue(state), clerk), ...extension];
    case 'evidenced':
      return [demand('verifyEvidence', desk, deadlines.verification)];
    case 'verified':
      return [demand('closeFinding', desk, deadlines.decision)];
    case 'closed':
    case 'withdrawn':
      return [];
    default:
      return assertNever(state.status);
  }
}
