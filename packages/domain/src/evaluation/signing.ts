import { accept, refuse, type Decision } from '../refusals.js';
import type { SlotDefinition } from '../template.js';
import { unanswered } from './checks.js';
import type { EvaluationCommand } from './commands.js';
import { eligibleSigners, inPlaceOf, isMeant, isPreparer, peopleOf, signersBeside, signsAs, type Context } from './context.js';
import { isLastSlot, openSlots } from './demands.js';
import type { EvaluationEvent } from './events.js';
import { blockedBy } from './facts.js';
import { stageOf } from './state.js';

type Of<Type extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: Type }>;
type Outcome = Decision<EvaluationEvent>;

type SlotTurn = { readonly ok: true; readonly onBehalfOf: string | null; readonly acting: boolean } | { readonly ok: false; readonly refusal: Parameters<typeof refuse>[0] };

/** Whether it is this person's turn in this slot of the frozen revision. A preparer never signs what he prepared. */
function turnOf(context: Context, key: string): SlotTurn {
  const { state, actor } = context;
  const slot = stageOf(state).signing.flatMap((group) => group.slots).find((one) => one.key === key);
  if (slot === undefined || state.revision === null) return refuse({ code: 'slotUnknown', slot: key });
  if (state.revision.signatures.some((signature) => signature.slot === key)) return refuse({ code: 'alreadySigned', slot: key });
  if (!openSlots(state).some((open) => open.key === key)) return refuse({ code: 'notYourTurn', slot: key });
  const as = signsAs(context, slot);
  if (as === null) return refuse(holdsWithoutMembership(context, slot) ? { code: 'notInLeadingGroup' } : { code: 'notYourSlot', slot: key });
  if (isPreparer(state, actor.personId)) return refuse({ code: 'preparerCannotSign' });
  const beside = signersBeside(state, key).find((signature) => signature.person === actor.personId);
  if (beside !== undefined) return refuse({ code: 'alreadySigned', slot: beside.slot });
  return { ok: true, ...as };
}

/** He holds the post, and only the record of the leading group does not name him. */
function holdsWithoutMembership(context: Context, slot: SlotDefinition): boolean {
  return context.actor.duties.includes(slot.duty) && !context.state.acting.some((one) => one.slot === slot.key);
}

export function sign(context: Context, command: Of<'sign'>): Outcome {
  const { state, facts, actor, now } = context;
  const turn = turnOf(context, command.slot);
  if (!turn.ok) return turn;
  const { revision } = state;
  if (revision === null || revision.hash !== command.hash) return refuse({ code: 'revisionMoved', number: revision?.number ?? 0 });
  if (!state.rules.statements.every((statement) => command.statements.includes(statement))) return refuse({ code: 'statementsMissing' });
  const minutesNo = command.minutesNo?.trim() ?? '';
  const last = isLastSlot(state, command.slot);
  if (stageOf(state).minutesRequired && last && minutesNo === '') return refuse({ code: 'minutesRequired' });
  const blocked = last ? (blockedBy(facts) ?? unanswered(state, facts)) : null;
  if (blocked !== null) return refuse(blocked);
  if (facts.reauthenticatedFor !== revision.hash) return refuse({ code: 'reauthenticationRequired' });
  return accept([
    {
      type: 'signed',
      slot: command.slot,
      person: actor.personId,
      onBehalfOf: turn.onBehalfOf,
      ...(turn.acting ? { acting: true } : {}),
      revision: revision.number,
      hash: revision.hash,
      minutesNo: minutesNo === '' ? null : minutesNo,
      at: now,
    },
  ]);
}

/** A signer gives the version back: the named sections (or all) open again, and what was signed before is void. */
export function refuseToSign(context: Context, command: Of<'refuseToSign'>): Outcome {
  const { state, actor } = context;
  const turn = turnOf(context, command.slot);
  if (!turn.ok) return turn;
  const unknown = command.sections.find((key) => !state.sections.some((section) => section.key === key));
  if (unknown !== undefined) return refuse({ code: 'sectionUnknown', section: unknown });
  const absent = turn.onBehalfOf === null ? {} : { onBehalfOf: turn.onBehalfOf };
  return accept([
    { type: 'signingRefused', slot: command.slot, person: actor.personId, ...absent, sections: command.sections, reason: command.reason },
    { type: 'revisionVoided', number: state.revision?.number ?? 0, why: 'refused', by: actor.personId, ...absent, reason: command.reason },
    { type: 'stepEntered', step: 'fill' },
  ]);
}

/** The department takes its own submission back before the bureau has reviewed it. */
export function withdraw(context: Context, command: Of<'withdraw'>): Outcome {
  if (!isMeant(context, { duty: 'clerk' })) return refuse({ code: 'notYourTask' });
  return voidRevision(context, 'withdrawn', command.reason, inPlaceOf(context, { duty: 'clerk' }));
}

/** Opens a signed version again on record; its signatures stay as rows and are void. */
export function unlock(context: Context, command: Of<'unlock'>): Outcome {
  return voidRevision(context, 'unlocked', command.reason);
}

function voidRevision(context: Context, why: 'withdrawn' | 'unlocked', reason: string, inPlace: ReturnType<typeof inPlaceOf> = {}): Outcome {
  return accept([
    { type: 'revisionVoided', number: context.state.revision?.number ?? 0, why, by: context.actor.personId, ...inPlace, reason },
    { type: 'stepEntered', step: 'fill' },
  ]);
}

/** The administrator names a signer, only where nobody who holds the duty may sign. */
export function appointActing(context: Context, command: Of<'appointActing'>): Outcome {
  const { state, facts, today } = context;
  const slot = stageOf(state).signing.flatMap((group) => group.slots).find((one) => one.key === command.slot);
  if (slot === undefined) return refuse({ code: 'slotUnknown', slot: command.slot });
  if (eligibleSigners(state, facts, slot, today).length > 0) return refuse({ code: 'signerExists' });
  if (!peopleOf(facts, 'department').includes(command.person)) return refuse({ code: 'personUnknown', person: command.person });
  if (isPreparer(state, command.person)) return refuse({ code: 'preparerCannotSign' });
  const beside = signersBeside(state, command.slot).find((signature) => signature.person === command.person);
  if (beside !== undefined) return refuse({ code: 'alreadySigned', slot: beside.slot });
  return accept([{ type: 'actingAppointed', slot: command.slot, person: command.person, reason: command.reason }]);
}
