import { assertNever } from '../assertNever.js';
import type { Recipient } from '../duties.js';
import type { TaskDemand, TaskKind } from '../tasks.js';
import type { FindingState } from './state.js';

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
  switch (state.status) {
    case 'raised':
      return [demand('serveFinding', desk, deadlines.decision)];
    case 'served':
      return [demand('acknowledgeFinding', clerk, deadlines.sign), demand('planFinding', clerk, deadlines.plan)];
    case 'acknowledged':
      return [demand('planFinding', clerk, planDue(state))];
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
      if (state.plan === null) return [demand('provideEvidence', clerk, deadlines.evidence)];
      // The plan names who answers for it and until when; evidence that came back has the days of a second try, if those end later.
      return [demand('provideEvidence', { person: state.plan.responsible }, state.evidence.length > 0 ? { on: state.plan.dueOn, atLeast: deadlines.evidence } : { on: state.plan.dueOn }, clerk)];
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
