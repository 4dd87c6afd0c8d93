import { civilDateOf, type CivilDate } from '../civilDate.js';
import type { Actor } from '../duties.js';
import { holdersOf, peopleOf } from '../evaluation/context.js';
import { delegatedTo } from '../evaluation/state.js';
import type { Instant, PersonId, SlotKey } from '../identifiers.js';
import { accept, refuse, type Decision } from '../refusals.js';
import type { FindingCommand } from './commands.js';
import type { FindingEvent } from './events.js';
import type { FindingFacts } from './facts.js';
import type { FindingState } from './state.js';

/** A plan has one signature, the principal's. */
export const planSlot: SlotKey = 'principal';
const slot = { duty: 'principal' } as const;

type Outcome = Decision<FindingEvent>;
type Of<Type extends FindingCommand['type']> = Extract<FindingCommand, { type: Type }>;
type SigningFacts = Pick<FindingFacts, 'holders' | 'delegations' | 'leadingGroup'>;

/** Whom the administrator appointed, or the principal of the recorded leading group. */
function signersOf(state: FindingState, facts: SigningFacts): readonly PersonId[] {
  return state.acting === undefined || state.acting === null ? holdersOf(facts, slot) : [state.acting.person];
}

/**
 * How a person may sign the plan: as himself, by appointment, or for an absent colleague; null when not at all. Whoever is barred because
 * he wrote the plan does not choose who signs in his place (as in an evaluation).
 */
export function signsPlanAs(state: FindingState, facts: SigningFacts, person: PersonId, today: CivilDate): { readonly onBehalfOf: PersonId | null; readonly acting: boolean } | null {
  const acting = state.acting !== undefined && state.acting !== null;
  const signers = signersOf(state, facts);
  if (signers.includes(person)) return { onBehalfOf: null, acting };
  const absent = delegatedTo(facts, person, today).find((one) => signers.includes(one) && one !== state.plan?.preparedBy);
  return absent === undefined ? null : { onBehalfOf: absent, acting };
}

/** People of the department who could sign the plan that lies there. */
export function eligiblePlanSigners(state: FindingState, facts: SigningFacts, today: CivilDate): readonly PersonId[] {
  return peopleOf(facts, 'department').filter((person) => person !== state.plan?.preparedBy && signsPlanAs(state, facts, person, today) !== null);
}

export function signPlan(state: FindingState, facts: FindingFacts, actor: Actor, command: Of<'signPlan'>, now: Instant): Outcome {
  const as = signsPlanAs(state, facts, actor.personId, civilDateOf(now));
  if (as === null) return refuse(actor.duties.includes(slot.duty) && (state.acting ?? null) === null ? { code: 'notInLeadingGroup' } : { code: 'notYourSlot', slot: planSlot });
  if (state.plan === null || state.plan.hash !== command.hash) return refuse({ code: 'planMoved' });
  if (state.plan.preparedBy === actor.personId) return refuse({ code: 'preparerCannotSign' });
  if (!state.rules.statements.every((statement) => command.statements.includes(statement))) return refuse({ code: 'statementsMissing' });
  if (facts.reauthenticatedFor !== state.plan.hash) return refuse({ code: 'reauthenticationRequired' });
  const { acting, onBehalfOf } = as;
  const minutesNo = command.minutesNo?.trim() ?? '';
  return accept([{ type: 'planSigned', person: actor.personId, onBehalfOf, ...(acting ? { acting: true } : {}), hash: state.plan.hash, minutesNo: minutesNo === '' ? null : minutesNo, at: now }]);
}

/** The administrator names a signer, only where nobody may sign. */
export function appointPlanSigner(state: FindingState, facts: FindingFacts, command: Of<'appointActing'>, now: Instant): Outcome {
  if (command.slot !== planSlot) return refuse({ code: 'slotUnknown', slot: command.slot });
  if (eligiblePlanSigners(state, facts, civilDateOf(now)).length > 0) return refuse({ code: 'signerExists' });
  if (!peopleOf(facts, 'department').includes(command.person)) return refuse({ code: 'personUnknown', person: command.person });
  if (state.plan?.preparedBy === command.person) return refuse({ code: 'preparerCannotSign' });
  return accept([{ type: 'actingAppointed', slot: command.slot, person: command.person, reason: command.reason }]);
}

/** Says, or takes back, that nobody may sign the plan; nothing where that has not changed. */
export function missingSigner(state: FindingState, facts: SigningFacts, now: Instant): readonly FindingEvent[] {
  if (state.status !== 'planned') return [];
  const slots = eligiblePlanSigners(state, facts, civilDateOf(now)).length === 0 ? [planSlot] : [];
  return slots.join() === (state.slotsWithoutSigner ?? []).join() ? [] : [{ type: 'signerMissing', slots }];
}
