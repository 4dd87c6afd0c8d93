import type { CampaignState, MoveState, OrderState, SubjectState, TemplateMoveState } from './state.js';

/** What a campaign has still to carry out: evaluations to open, to withdraw, to give another date or another version of the template. */
export type CampaignWork = {
  readonly openings: readonly SubjectState[];
  readonly withdrawals: readonly SubjectState[];
  readonly moves: readonly Pending<MoveState>[];
  readonly templateMoves: readonly Pending<TemplateMoveState>[];
};

type Pending<Order extends OrderState> = { readonly move: Order; readonly subject: Order['subjects'][number] };

function pending<Order extends OrderState>(orders: readonly Order[]): readonly Pending<Order>[] {
  return orders.flatMap((move) => move.subjects.filter(({ outcome }) => outcome === 'pending').map((subject) => ({ move, subject })));
}

const nothing: CampaignWork = { openings: [], withdrawals: [], moves: [], templateMoves: [] };

function count({ openings, withdrawals, moves, templateMoves }: CampaignWork): number {
  return openings.length + withdrawals.length + moves.length + templateMoves.length;
}

function waiting({ subjects, moves, templateMoves = [] }: CampaignState): CampaignWork {
  return {
    openings: subjects.filter(({ status }) => status === 'planned'),
    withdrawals: subjects.filter(({ withdrawal }) => withdrawal?.done === false),
    moves: pending(moves),
    templateMoves: pending(templateMoves),
  };
}

/** What may be carried out now. Nothing before the launch, while paused, and when it is over. */
export function workOf(state: CampaignState): CampaignWork {
  return state.status === 'launching' || state.status === 'running' ? waiting(state) : nothing;
}

export type CampaignRest = 'work' | 'paused' | 'nothing';

/** Whether the campaign's shell goes on, waits until it is woken, or may end. */
export function restOf(state: CampaignState): CampaignRest {
  if (count(waiting(state)) === 0) return 'nothing';
  if (state.status === 'paused') return 'paused';
  return state.status === 'launching' || state.status === 'running' ? 'work' : 'nothing';
}

/** How many things a campaign has still to carry out, also while it is paused; none before the launch and when it is over. */
export function countLeft(state: CampaignState): number {
  return restOf(state) === 'nothing' ? 0 : count(waiting(state));
}
