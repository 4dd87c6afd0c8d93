import { assertNever } from '../assertNever.js';
import type { Recipient } from '../duties.js';
import type { TaskDemand, TaskKind } from '../tasks.js';
import type { FindingState } from './state.js';

const desk: Recipient = { duty: 'performanceDesk' };
const clerk: Recipient = { duty: 'clerk' };
const principal: Recipient = { duty: 'principal' };

/** What waits for whom on a finding; every status but the last two demands something with a deadline. */
export function findingDemands(state: FindingState): readonly TaskDemand[] {
  const { deadlines } = state.rules;
  const demand = (kind: TaskKind, assignee: Recipient, due: TaskDemand['due'], lead: Recipient = assignee === desk ? desk : principal): TaskDemand => ({
    id: `${state.cycle}.${kind}`,
    kind,
    assignee,
    lead,
    section: null,
    slot: null,
    due,
  });
  switch (state.status) {
    case 'raised':
      return [demand('serveFinding', desk, deadlines.decision)];
    case 'served':
      return [demand('acknowledgeFinding', clerk, deadlines.sign), demand('planFinding', clerk, deadlines.plan)];
    case 'acknowledged':
      return [demand('planFinding', clerk, deadlines.plan)];
    case 'objected':
      return [demand('answerObjection', desk, deadlines.decision)];
    case 'planned':
      return [demand('signPlan', principal, deadlines.sign)];
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
