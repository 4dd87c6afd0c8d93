import { civilDateOf, type CivilDate } from '../civilDate.js';
import type { Actor, Recipient } from '../duties.js';
import type { Instant, PersonId } from '../identifiers.js';
import { mayAct, type Task } from '../tasks.js';
import type { SlotDefinition } from '../template.js';
import type { EvaluationFacts } from './facts.js';
import { delegatedTo, type EvaluationState } from './state.js';

/** What a rule sees when a person gives a command: the state, the facts, who, and when (process time). */
export type Context = {
  readonly state: EvaluationState;
  readonly facts: EvaluationFacts;
  readonly actor: Actor;
  readonly now: Instant;
  readonly today: CivilDate;
};

export function contextOf(state: EvaluationState, facts: EvaluationFacts, actor: Actor, now: Instant): Context {
  return { state, facts, actor, now, today: civilDateOf(now) };
}

/** The absent colleagues the actor stands in for today who hold what is asked. */
export function standsInFor(context: Pick<Context, 'state' | 'facts' | 'actor' | 'today'>, recipient: Recipient): PersonId | null {
  const { state, facts, actor, today } = context;
  const holders = 'person' in recipient ? [recipient.person] : (facts.holders[recipient.duty] ?? []);
  return delegatedTo(state, actor.personId, today).find((person) => holders.includes(person)) ?? null;
}

/** Whether the actor is meant: by name, by duty, or in the place of an absent colleague. */
export function isMeant(context: Context, recipient: Recipient): boolean {
  const direct = 'person' in recipient ? recipient.person === context.actor.personId : context.actor.duties.includes(recipient.duty);
  return direct || standsInFor(context, recipient) !== null;
}

export function mayActOn(context: Context, task: Task): boolean {
  return mayAct(task, context.actor.personId, (recipient) => isMeant(context, recipient)) || (task.claimedBy === null && isMeant(context, task.assignee));
}

/** How the actor may fill a slot: as himself, as acting signer, or for an absent colleague; null when not at all. */
export function signsAs(context: Context, slot: SlotDefinition): { readonly onBehalfOf: PersonId | null } | null {
  const acting = context.state.acting.find((appointment) => appointment.slot === slot.key);
  if (acting !== undefined) return acting.person === context.actor.personId ? { onBehalfOf: null } : null;
  if (context.actor.duties.includes(slot.duty)) return { onBehalfOf: null };
  const absent = standsInFor(context, { duty: slot.duty });
  return absent === null ? null : { onBehalfOf: absent };
}

/** People who hold a slot's duty and did not prepare the revision. */
export function eligibleSigners(state: EvaluationState, facts: EvaluationFacts, slot: SlotDefinition, today: CivilDate): readonly PersonId[] {
  const acting = state.acting.find((appointment) => appointment.slot === slot.key);
  const holders = acting === undefined ? (facts.holders[slot.duty] ?? []) : [acting.person];
  const delegates = state.delegations.filter((one) => holders.includes(one.from) && one.startsOn <= today && today <= one.endsOn).map((one) => one.to);
  const preparers = state.revision?.preparers ?? [];
  return [...holders, ...delegates].filter((person) => !preparers.includes(person));
}
