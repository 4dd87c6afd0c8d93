import { assertNever } from '../assertNever.js';
import type { PersonId } from '../identifiers.js';
import { recounted } from '../recount.js';
import { evolveTasks } from '../tasks.js';
import type { FindingEvent } from './events.js';
import type { FindingState } from './state.js';

type Raised = Extract<FindingEvent, { type: 'raised' }>;

function begin(event: Raised): FindingState {
  return {
    schema: 'hengji.finding/1',
    id: event.findingId,
    evaluationId: event.evaluationId,
    findingType: event.findingType,
    source: event.source,
    status: 'raised',
    version: 1,
    calendarId: event.calendarId,
    rules: event.rules,
    text: event.text,
    amountFen: event.amountFen,
    effect: event.effect,
    raisedBy: event.by,
    plan: null,
    planSignedBy: null,
    evidence: [],
    evidenceBy: [],
    verifiedBy: null,
    closedAt: null,
    returnReason: null,
    tasks: [],
    cycle: 0,
  };
}

function apply(state: FindingState, event: FindingEvent): FindingState {
  switch (event.type) {
    case 'raised':
      return state;
    case 'served':
      return { ...state, status: 'served', ...(event.objectUntil === undefined ? {} : { objectUntil: event.objectUntil }) };
    case 'acknowledged':
      return { ...state, status: 'acknowledged' };
    case 'objected':
      return { ...state, status: 'objected', objection: { daysLeft: event.daysLeft ?? null }, extension: null };
    case 'objectionRejected':
      return { ...state, status: 'acknowledged', cycle: state.cycle + 1 };
    case 'withdrawnByBureau':
      return { ...state, status: 'withdrawn' };
    case 'planned':
      // Who may sign is seen anew: whoever wrote this plan may be another.
      return { ...state, status: 'planned', plan: event.plan, returnReason: null, acting: null, slotsWithoutSigner: [], extension: null, evidenceDueOn: null, successors: [], cycle: state.plan === null ? state.cycle : state.cycle + 1 };
    case 'planSigned':
      return { ...state, status: 'planSigned', planSignedBy: event.person, slotsWithoutSigner: [] };
    case 'planAccepted':
      return { ...state, status: 'planAccepted' };
    case 'evidenceAdded':
      return {
        ...state,
        status: 'evidenced',
        returnReason: null,
        // What it was asked for has come.
        extension: null,
        evidence: [...state.evidence, ...event.blobs],
        evidenceBy: state.evidenceBy.includes(event.by) ? state.evidenceBy : [...state.evidenceBy, event.by],
      };
    case 'evidenceVerified':
      return { ...state, status: 'verified', verifiedBy: event.by };
    case 'findingReturned':
      return event.to === 'plan'
        ? { ...state, status: 'acknowledged', planSignedBy: null, acting: null, returnReason: event.reason, cycle: state.cycle + 1 }
        : { ...state, status: 'planAccepted', verifiedBy: null, returnReason: event.reason, cycle: state.cycle + 1 };
    case 'findingClosed':
      return { ...state, status: 'closed', closedAt: event.at };
    case 'handedOver':
      return { ...state, successors: [...(state.successors ?? []), event.to] };
    case 'extensionAsked':
      return { ...state, extension: event.request };
    case 'extensionGranted':
      return { ...state, extension: null, ...(state.status === 'planAccepted' ? { evidenceDueOn: event.until } : {}) };
    case 'extensionRefused':
      return { ...state, extension: null };
    case 'signerMissing':
      return { ...state, slotsWithoutSigner: event.slots };
    case 'actingAppointed':
      return { ...state, acting: { slot: event.slot, person: event.person, reason: event.reason }, slotsWithoutSigner: [] };
    case 'suspended':
      return { ...state, suspended: event.why };
    case 'resumed':
      return { ...state, suspended: null };
    case 'urged':
      return state;
    case 'calendarChanged':
      return { ...state, calendarId: event.to, tasks: recounted(state.tasks, event), ...(event.objectUntil === undefined ? {} : { objectUntil: event.objectUntil }) };
    case 'taskOpened':
    case 'taskClosed':
    case 'taskClaimed':
    case 'taskReleased':
    case 'taskReassigned':
    case 'taskRedated':
    case 'reminded':
      return { ...state, tasks: evolveTasks(state.tasks, event) };
    default:
      return assertNever(event);
  }
}

/** Who changed what the bureau judges: the objection, the plan, the proof, or what a colleague said of them. Null for other events. */
function authorOfJudged(event: FindingEvent): PersonId | null {
  const { type } = event;
  if (type === 'planned') return event.plan.preparedBy;
  const answered = type === 'objected' || type === 'evidenceAdded';
  const weighed = type === 'objectionRejected' || type === 'evidenceVerified' || type === 'findingReturned';
  return answered || weighed ? event.by : null;
}

/** The state after an event; only `raised` may meet none. */
export function evolveFinding(state: FindingState | null, event: FindingEvent): FindingState {
  if (state === null) {
    if (event.type !== 'raised') throw new Error(`a finding begins with "raised", not "${event.type}"`);
    return begin(event);
  }
  const version = state.version + 1;
  const author = authorOfJudged(event);
  return { ...apply(state, event), version, ...(author === null ? {} : { judged: { version, by: author } }) };
}

export function foldFinding(state: FindingState | null, events: readonly FindingEvent[]): FindingState | null {
  return events.reduce<FindingState | null>(evolveFinding, state);
}
