import type { CampaignState, MoveState, SubjectState } from './state.js';

/** What a campaign has still to carry out: evaluations to open, to withdraw, and to give another date. */
export type CampaignWork = {
  readonly openings: readonly SubjectState[];
  readonly withdrawals: readonly SubjectState[];
  readonly moves: readonly { readonly move: MoveState; readonly subject: MoveState['subjects'][number] }[];
};

function waiting({ subjects, moves }: CampaignState): CampaignWork {
  return {
    openings: subjects.filter(({ status }) => status === 'planned'),
    withdrawals: subjects.filter(({ withdrawal }) => withdrawal?.done === false),
    moves: moves.flatMap((move) => move.subjects.filter(({ outcome }) => outcome === 'pending').map((subject) => ({ move, subject }))),
  };
}

/** What may be carried out now. Nothing before the launch, while paused, and when it is over. */
export function workOf(state: CampaignState): CampaignWork {
  return state.status === 'launching' || state.status === 'running' ? waiting(state) : { openings: [], withdrawals: [], moves: [] };
}

export type CampaignRest = 'work' | 'paused' | 'nothing';

/** Whether the campaign's shell goes on, waits until it is woken, or may end. */
export function restOf(state: CampaignState): CampaignRest {
  const { openings, withdrawals, moves } = waiting(state);
  if (openings.length + withdrawals.length + moves.length === 0) return 'nothing';
  if (state.status === 'paused') return 'paused';
  return state.status === 'launching' || state.status === 'running' ? 'work' : 'nothing';
}

/** How many things a campaign has still to carry out, also while it is paused; none before the launch and when it is over. */
export function countLeft(state: CampaignState): number {
  if (restOf(state) === 'nothing') return 0;
  const { openings, withdrawals, moves } = waiting(state);
  return openings.length + withdrawals.length + moves.length;
}
