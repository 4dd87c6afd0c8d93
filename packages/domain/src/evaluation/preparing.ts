import type { PersonId, SlotKey } from '../identifiers.js';
import type { Refusal } from '../refusals.js';
import { signsAs, type Context, type SignerContext } from './context.js';
import { preparingStages, stageOf, type EvaluationState } from './state.js';

/** Everybody who had a part in what the stage lays before its signers: `contributors` typed in it, the others handed it in. */
export function preparersOf(state: EvaluationState, contributors: readonly PersonId[]): readonly PersonId[] {
  const stages = preparingStages(state);
  const earlier = stages.flatMap((stage) => Object.values(state.stages[stage]?.submitters ?? {}));
  const answered = (state.checks ?? []).flatMap(({ stage, answer }) => (answer !== null && stages.includes(stage) ? [answer.by] : []));
  const set = (state.overrides ?? []).flatMap(({ stage, by }) => (stages.includes(stage) ? [by] : []));
  return [...new Set([...contributors, ...earlier, ...answered, ...set, ...state.sections.flatMap((section) => section.submittedBy ?? [])])].sort();
}

/**
 * The signing slots of the stage that the actor could fill today, by his post, by appointment or for an absent colleague, and would
 * lose by his first edit or submission. Empty for whoever is a preparer already: he has nothing left to lose.
 */
export function slotsLost(context: SignerContext, contributors: readonly PersonId[]): readonly SlotKey[] {
  const { state, actor } = context;
  if (preparersOf(state, contributors).includes(actor.personId)) return [];
  return stageOf(state)
    .signing.flatMap((group) => group.slots)
    .filter((slot) => signsAs(context, slot) !== null)
    .map((slot) => slot.key);
}

/** A signer who would bar himself from signing is told first, and goes on only when he says that he knows. */
export function disqualification(context: Context, command: { readonly acceptDisqualification?: boolean }): Refusal | null {
  const slots = command.acceptDisqualification === true ? [] : slotsLost(context, context.facts.content?.contributors ?? []);
  return slots.length === 0 ? null : { code: 'wouldDisqualify', slots };
}
