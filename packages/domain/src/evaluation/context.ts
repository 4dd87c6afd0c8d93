import { civilDateOf, type CivilDate } from '../civilDate.js';
import { duties, partyOf, type Actor, type Party, type Recipient } from '../duties.js';
import type { Instant, PersonId, SlotKey } from '../identifiers.js';
import type { Refusal } from '../refusals.js';
import type { Task, TaskKind } from '../tasks.js';
import type { SlotDefinition } from '../template.js';
import type { EvaluationFacts } from './facts.js';
import { delegatedTo, stageOf, type EvaluationState, type SignatureState } from './state.js';

/** What a rule sees when a person gives a command: the state, the facts, who, and when (process time). */
export type Context = {
  readonly state: EvaluationState;
  readonly facts: EvaluationFacts;
  readonly actor: Actor;
  readonly now: Instant;
  readonly today: CivilDate;
};

/** What tells who acts for whom today, of an evaluation and of a finding alike. */
export type Presence = { readonly state: Pick<EvaluationState, 'delegations'>; readonly facts: Pick<EvaluationFacts, 'holders'>; readonly actor: Actor; readonly today: CivilDate };

/** Why a person may not do a kind of task though it waits for his duty; null when he may: nobody signs or judges what he prepared. */
export type BarredFrom = (kind: TaskKind) => Refusal | null;

/** What tells who may fill a slot: nothing of the content. */
export type SignerContext = Pick<Context, 'state' | 'actor' | 'today'> & { readonly facts: Pick<EvaluationFacts, 'holders' | 'leadingGroup'> };

export function contextOf(state: EvaluationState, facts: EvaluationFacts, actor: Actor, now: Instant): Context {
  return { state, facts, actor, now, today: civilDateOf(now) };
}

/** The absent colleagues the actor stands in for today who hold what is asked. */
export function standsInFor(context: Presence, recipient: Recipient): PersonId | null {
  const { state, facts, actor, today } = context;
  const holders = 'person' in recipient ? [recipient.person] : (facts.holders[recipient.duty] ?? []);
  return delegatedTo(state, actor.personId, today).find((person) => holders.includes(person)) ?? null;
}

/** Whether the actor is meant: by name, by duty, or in the place of an absent colleague. */
export function isMeant(context: Presence, recipient: Recipient): boolean {
  return isMeantHimself(context, recipient) || standsInFor(context, recipient) !== null;
}

function isMeantHimself({ actor }: Presence, recipient: Recipient): boolean {
  return 'person' in recipient ? recipient.person === actor.personId : actor.duties.includes(recipient.duty);
}

/** Whom a task waits for: the one who claimed it, as long as it is still his to do; a claim ends with the absence it was taken in. */
export function recipientOf({ state, facts, today }: Omit<Presence, 'actor'>, { assignee, claimedBy }: Task): Recipient {
  if (claimedBy === null || 'person' in assignee) return assignee;
  const holders = facts.holders[assignee.duty] ?? [];
  const entitled = holders.includes(claimedBy) || delegatedTo(state, claimedBy, today).some((absent) => holders.includes(absent));
  return entitled ? { person: claimedBy } : assignee;
}

/** Whether the actor may do a task: he claimed it, or is meant and nobody claimed it; or he stands in for the one who may. */
export function mayActOn(context: Presence, task: Task): boolean {
  return isMeant(context, recipientOf(context, task));
}

/** Whose place the actor takes, for the record; nothing when he acts as himself. */
export function inPlaceOf(context: Presence, recipient: Recipient): { readonly onBehalfOf?: PersonId } {
  if (isMeantHimself(context, recipient)) return {};
  const absent = standsInFor(context, recipient);
  return absent === null ? {} : { onBehalfOf: absent };
}

/** Everybody who holds a duty of one side of this case: work of the department is never given to the bureau. */
export function peopleOf(facts: Pick<EvaluationFacts, 'holders'>, party: Party): readonly PersonId[] {
  return duties.filter((duty) => partyOf[duty] === party).flatMap((duty) => facts.holders[duty] ?? []);
}

/** Who fills a slot by his post: 分管领导 and 组长 only as members of the recorded leading group. */
export function holdersOf(facts: SignerContext['facts'], slot: Pick<SlotDefinition, 'duty'>): readonly PersonId[] {
  const holders = facts.holders[slot.duty] ?? [];
  if (slot.duty !== 'principal' && slot.duty !== 'deputyLeader') return holders;
  return holders.filter((person) => facts.leadingGroup?.members.includes(person));
}

/** Whether the person had a part in preparing the version that lies before the signers. */
export function isPreparer(state: EvaluationState, person: PersonId): boolean {
  return state.revision?.preparers.includes(person) ?? false;
}

/** Whether a person prepared or signed the version that is looked at: he does not judge it as well, whatever else he holds. */
export function hasPart(state: EvaluationState, person: PersonId): boolean {
  return isPreparer(state, person) || (state.revision?.signatures.some((signature) => signature.person === person) ?? false);
}

/** What a person may not take on with a task of this case. */
export function barredFrom(state: EvaluationState, person: PersonId): BarredFrom {
  return (kind) => {
    if (kind === 'sign') return isPreparer(state, person) ? { code: 'preparerCannotSign' } : null;
    return (kind === 'review' || kind === 'decideResultUse') && hasPart(state, person) ? { code: 'preparerCannotReview' } : null;
  };
}

/**
 * How the actor may fill a slot: as himself, as acting signer, or for an absent colleague; null when not at all. A signer who is
 * barred because he prepared the version does not choose who signs in his place: the administrator appoints, on record.
 */
export function signsAs(context: SignerContext, slot: SlotDefinition): { readonly onBehalfOf: PersonId | null; readonly acting: boolean } | null {
  const { state, facts, actor, today } = context;
  const acting = state.acting.find((appointment) => appointment.slot === slot.key);
  const holders = acting === undefined ? holdersOf(facts, slot) : [acting.person];
  if (holders.includes(actor.personId)) return { onBehalfOf: null, acting: acting !== undefined };
  const absent = delegatedTo(state, actor.personId, today).find((person) => holders.includes(person) && !isPreparer(state, person));
  return absent === undefined ? null : { onBehalfOf: absent, acting: acting !== undefined };
}

/** People who could fill a slot now: of the department, not a preparer of the revision, not yet a signer of the same group. */
export function eligibleSigners(state: EvaluationState, facts: SignerContext['facts'], slot: SlotDefinition, today: CivilDate): readonly PersonId[] {
  const acting = state.acting.find((appointment) => appointment.slot === slot.key);
  const holders = acting === undefined ? holdersOf(facts, slot) : [acting.person];
  const delegates = state.delegations.filter((one) => holders.includes(one.from) && !isPreparer(state, one.from) && one.startsOn <= today && today <= one.endsOn).map((one) => one.to);
  const present = peopleOf(facts, 'department');
  const barred = [...(state.revision?.preparers ?? []), ...signersBeside(state, slot.key).map((signature) => signature.person)];
  return [...holders, ...delegates].filter((person) => present.includes(person) && !barred.includes(person));
}

/** Signatures in the slots that are signed in parallel with this one: a quorum of two is two people. */
export function signersBeside(state: EvaluationState, key: SlotKey): readonly SignatureState[] {
  const group = stageOf(state).signing.find((one) => one.slots.some((slot) => slot.key === key));
  return (state.revision?.signatures ?? []).filter((signature) => signature.slot !== key && group?.slots.some((slot) => slot.key === signature.slot));
}
