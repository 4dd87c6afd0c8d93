import { compareCivilDates } from '../civilDate.js';
import { accept, refuse, type Decision, type Refusal } from '../refusals.js';
import type { EvaluationCommand } from './commands.js';
import { inPlaceOf, isMeant, type Context } from './context.js';
import type { EvaluationEvent } from './events.js';
import { blockedBy } from './facts.js';
import { advance } from './settle.js';
import type { ResultUseLine } from './state.js';

type Of<Type extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: Type }>;
type Outcome = Decision<EvaluationEvent>;

/** The bureau's approval of the accounts starts the legal clock of publication (预算法 §14: 20 days). */
export function recordAccountsApproval(context: Context, command: Of<'recordAccountsApproval'>): Outcome {
  const { state, actor, today } = context;
  if (state.accounts !== null) return refuse({ code: 'accountsAlreadyRecorded' });
  if (command.documentNo.trim() === '') return refuse({ code: 'documentNoRequired' });
  if (compareCivilDates(command.approvedOn, today) > 0) return refuse({ code: 'dateInFuture' });
  return accept([{ type: 'accountsApproved', approvedOn: command.approvedOn, documentNo: command.documentNo, by: actor.personId }]);
}

/** A second look with another result replaces the first, on record; the package may still be withheld or freed. */
export function reviewSecrecy(context: Context, command: Of<'reviewSecrecy'>): Outcome {
  if (!isMeant(context, { duty: 'deputyLeader' })) return refuse({ code: 'notYourTask' });
  if (context.state.secrecy?.result === command.result) return refuse({ code: 'alreadyDone' });
  if (command.result === 'withhold' && (command.basis ?? '').trim() === '') return refuse({ code: 'secrecyBasisRequired' });
  return accept([{ type: 'secrecyReviewed', result: command.result, basis: command.basis, by: context.actor.personId, ...inPlaceOf(context, { duty: 'deputyLeader' }) }]);
}

export function publish(context: Context): Outcome {
  const { state, actor, now } = context;
  if (!isMeant(context, { duty: 'clerk' })) return refuse({ code: 'notYourTask' });
  if (state.secrecy === null) return refuse({ code: 'secrecyNotReviewed' });
  if (state.secrecy.result === 'withhold') return refuse({ code: 'secrecyForbids' });
  if (state.accounts === null) return refuse({ code: 'accountsNotApproved' });
  if (state.revision === null) return refuse({ code: 'revisionMoved', number: 0 });
  const blocked = blockedBy(context.facts);
  if (blocked !== null) return refuse(blocked);
  return accept([
    { type: 'published', number: state.revision.number, hash: state.revision.hash, by: actor.personId, ...inPlaceOf(context, { duty: 'clerk' }), at: now },
    advance(state, now, 'published'),
  ]);
}

/** Ends publication without publishing, on the basis the secrecy review recorded (涉密). */
export function withholdPublication(context: Context): Outcome {
  const { state, actor, now } = context;
  if (!isMeant(context, { duty: 'principal' })) return refuse({ code: 'notYourTask' });
  if (state.secrecy === null) return refuse({ code: 'secrecyNotReviewed' });
  if (state.secrecy.result === 'publish' || state.secrecy.basis === null) return refuse({ code: 'secrecyAllows' });
  const blocked = blockedBy(context.facts);
  if (blocked !== null) return refuse(blocked);
  return accept([
    { type: 'publicationWithheld', by: actor.personId, ...inPlaceOf(context, { duty: 'principal' }), basis: state.secrecy.basis },
    { type: 'stageLeft', stage: state.stageIndex, outcome: 'withheld', at: now },
  ]);
}

/** Adds a public note of correction (更正说明); what was published stays readable. */
export function correctPublication(context: Context, command: Of<'correctPublication'>): Outcome {
  const { publication } = context.state;
  if (publication === null) return refuse({ code: 'notPublished' });
  return accept([{ type: 'publicationCorrected', number: publication.corrections + 1, by: context.actor.personId, reason: command.reason }]);
}

function invalidLines(context: Context, lines: readonly ResultUseLine[]): Refusal | null {
  if (lines.length === 0 || lines.some((line) => line.line.trim() === '')) return { code: 'resultUseIncomplete' };
  const known = context.state.rules.resultUses.map((use) => use.key);
  const unknown = lines.find((line) => !known.includes(line.outcome));
  return unknown === undefined ? null : { code: 'resultUseUnknown', outcome: unknown.outcome };
}

export function proposeResultUse(context: Context, command: Of<'proposeResultUse'>): Outcome {
  const invalid = invalidLines(context, command.lines);
  if (invalid !== null) return refuse(invalid);
  if (!isMeant(context, { duty: 'clerk' })) return refuse({ code: 'notYourTask' });
  return accept([{ type: 'resultUseProposed', lines: command.lines, by: context.actor.personId, ...inPlaceOf(context, { duty: 'clerk' }) }, advance(context.state, context.now)]);
}

export function decideResultUse(context: Context, command: Of<'decideResultUse'>): Outcome {
  const invalid = invalidLines(context, command.lines);
  if (invalid !== null) return refuse(invalid);
  return accept([{ type: 'resultUseDecided', lines: command.lines, by: context.actor.personId }, advance(context.state, context.now)]);
}
