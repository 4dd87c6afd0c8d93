import { assertNever } from '../assertNever.js';
import type { EvaluationId, PersonId } from '../identifiers.js';
import type { CampaignEvent } from './events.js';
import type { CampaignState, CampaignStatus, OrderState, SubjectPlan, SubjectState, TemplateMoveState, MoveState } from './state.js';

function planned({ subjectId, unitId, kind, evaluationId }: SubjectPlan, orderedBy: PersonId | null): SubjectState {
  return { subjectId, unitId, kind, evaluationId, status: 'planned', why: [], orderedBy, withdrawal: null };
}

/** A live campaign is launching as long as a subject waits to be opened. */
function liveStatus(subjects: readonly SubjectState[]): CampaignStatus {
  return subjects.some(({ status }) => status === 'planned') ? 'launching' : 'running';
}

/** The same campaign with other subjects; a paused one stays paused. */
function withSubjects(state: CampaignState, subjects: readonly SubjectState[]): CampaignState {
  return { ...state, subjects, status: state.status === 'launching' || state.status === 'running' ? liveStatus(subjects) : state.status };
}

function patched(state: CampaignState, patches: ReadonlyMap<EvaluationId, Partial<SubjectState>>): readonly SubjectState[] {
  return state.subjects.map((subject) => ({ ...subject, ...patches.get(subject.evaluationId) }));
}

type Results = Extract<CampaignEvent, { type: 'datesMoved' | 'templatesMoved' }>;

/** The orders of a kind after some of their evaluations answered. */
function answered<Order extends OrderState>(orders: readonly Order[], { number, results }: Results): readonly Order[] {
  const known = new Map(results.map(({ evaluationId, refusal }) => [evaluationId, refusal]));
  return orders.map((order) => {
    if (order.number !== number) return order;
    const subjects = order.subjects.map((subject): OrderState['subjects'][number] => {
      const refusal = known.get(subject.evaluationId);
      return refusal === undefined ? subject : { ...subject, refusal, outcome: refusal === null ? 'moved' : 'refused' };
    });
    return { ...order, subjects };
  });
}

type Ordered = Extract<CampaignEvent, { type: 'moveOrdered' | 'templateMoveOrdered' }>;

function orderOf({ number, documentNo, forAll, by, at, subjects }: Ordered): OrderState {
  return { number, documentNo, forAll, orderedBy: by, orderedAt: at, subjects: subjects.map((subject) => ({ ...subject, outcome: 'pending', refusal: null })) };
}

function apply(state: CampaignState, event: CampaignEvent): CampaignState {
  switch (event.type) {
    case 'drafted':
    case 'adopted':
      return state;
    case 'revised':
      return { ...state, plan: event.plan, subjects: event.subjects.map((subject) => planned(subject, null)) };
    case 'discarded':
      return { ...state, status: 'discarded' };
    case 'launched':
      return { ...state, status: liveStatus(state.subjects), subjects: state.subjects.map((subject) => ({ ...subject, orderedBy: event.by })) };
    case 'subjectsOpened':
      return withSubjects(state, patched(state, new Map(event.evaluations.map((id) => [id, { status: 'opened', why: [] }]))));
    case 'subjectsFailed':
      return withSubjects(state, patched(state, new Map(event.failures.map(({ evaluationId, problems }) => [evaluationId, { status: 'failed', why: problems }]))));
    case 'launchCompleted':
      return state;
    case 'paused':
      return { ...state, status: 'paused' };
    case 'resumed':
      return { ...state, status: liveStatus(state.subjects) };
    case 'subjectsAdded': {
      const again = new Set(event.subjects.map(({ subjectId }) => subjectId));
      return withSubjects(state, [...state.subjects.filter(({ subjectId }) => !again.has(subjectId)), ...event.subjects.map((subject) => planned(subject, event.by))]);
    }
    case 'subjectCancelled':
      return withSubjects(
        state,
        state.subjects.map((subject) => (subject.subjectId === event.subjectId ? { ...subject, status: 'cancelled', why: [], withdrawal: event.open ? { by: event.by, reason: event.reason, done: false } : null } : subject)),
      );
    case 'subjectsWithdrawn':
      return {
        ...state,
        subjects: state.subjects.map((subject) => (subject.withdrawal !== null && event.evaluations.includes(subject.evaluationId) ? { ...subject, withdrawal: { ...subject.withdrawal, done: true } } : subject)),
      };
    case 'subjectsRetried':
      return withSubjects(state, state.subjects.map((subject) => (event.subjects.includes(subject.subjectId) ? planned(subject, event.by) : subject)));
    case 'moveOrdered': {
      const { stage, date, forAll } = event;
      const move: MoveState = { ...orderOf(event), stage, date };
      const dates = state.plan.dates.map((planDate, index) => (index === stage ? date : planDate));
      return { ...state, plan: forAll ? { ...state.plan, dates } : state.plan, moves: [...state.moves, move] };
    }
    case 'datesMoved':
      return { ...state, moves: answered(state.moves, event) };
    case 'templateMoveOrdered': {
      const { from, to, toNumber, rows, reason, forAll } = event;
      const move: TemplateMoveState = { ...orderOf(event), from, to, toNumber, rows, reason };
      return { ...state, plan: forAll ? { ...state.plan, templateId: to } : state.plan, templateMoves: [...(state.templateMoves ?? []), move] };
    }
    case 'templatesMoved':
      return { ...state, templateMoves: answered(state.templateMoves ?? [], event) };
    case 'moveCompleted':
    case 'templateMoveCompleted':
      return state;
    case 'closed':
      return { ...state, status: 'closed' };
    default:
      return assertNever(event);
  }
}

/** What an event makes of a campaign. Null only before `drafted` or `adopted`. */
export function evolveCampaign(state: CampaignState | null, event: CampaignEvent): CampaignState {
  if (event.type === 'drafted' || event.type === 'adopted') {
    const subjects = event.type === 'drafted' ? event.subjects.map((subject) => planned(subject, null)) : event.subjects;
    return { schema: 'hengji.campaign/1', id: event.campaignId, status: event.type === 'drafted' ? 'draft' : liveStatus(subjects), version: 1, plan: event.plan, subjects, moves: [] };
  }
  if (state === null) throw new Error(`a campaign begins with drafted, not with ${event.type}`);
  const version = state.version + 1;
  return { ...apply(state, event), version, ...(event.type === 'revised' ? { revised: { version, by: event.by } } : {}) };
}

export function foldCampaign(events: readonly CampaignEvent[], initial: CampaignState | null = null): CampaignState | null {
  return events.reduce<CampaignState | null>(evolveCampaign, initial);
}
