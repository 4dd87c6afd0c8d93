import { civilDateOf, compareCivilDates } from '../civilDate.js';
import { extendTasks, extensionRefusal } from '../extensions.js';
import type { Instant, PersonId } from '../identifiers.js';
import { accept, refuse, type Decision } from '../refusals.js';
import type { Task } from '../tasks.js';
import type { FindingCommand } from './commands.js';
import type { FindingEvent } from './events.js';
import type { FindingFacts } from './facts.js';
import type { FindingState } from './state.js';

type Outcome = Decision<FindingEvent>;
type Of<Type extends FindingCommand['type']> = Extract<FindingCommand, { type: Type }>;

/** What the department may be given more time for: its plan, or the evidence. A signature and the receipt take days, no more. */
function extensible(state: FindingState): readonly Task[] {
  return state.tasks.filter(({ kind }) => kind === 'planFinding' || kind === 'provideEvidence');
}

/** Who may ask was looked at before. */
export function askExtension(state: FindingState, { by, ...inPlace }: { readonly by: PersonId; readonly onBehalfOf?: PersonId }, command: Of<'askExtension'>, now: Instant): Outcome {
  if ((state.extension ?? null) !== null) return refuse({ code: 'extensionPending' });
  const refusal = extensionRefusal(command.until, extensible(state), civilDateOf(now));
  if (refusal !== null) return refuse(refusal);
  return accept([{ type: 'extensionAsked', request: { askedBy: by, until: command.until, reason: command.reason, askedAt: now }, ...inPlace }]);
}

/** The bureau gives the day that was asked for; the old ones stay beside it. */
export function grantExtension(state: FindingState, facts: Pick<FindingFacts, 'calendar'>, by: PersonId, now: Instant): Outcome {
  const { extension = null } = state;
  if (extension === null) return refuse({ code: 'noExtensionPending' });
  const { until } = extension;
  if (compareCivilDates(until, civilDateOf(now)) <= 0) return refuse({ code: 'dateInPast' });
  return accept([{ type: 'extensionGranted', until, by }, ...extendTasks(extensible(state), until, state.rules, facts.calendar, now)]);
}

export function refuseExtension({ extension = null }: FindingState, by: PersonId, command: Of<'refuseExtension'>): Outcome {
  return extension === null ? refuse({ code: 'noExtensionPending' }) : accept([{ type: 'extensionRefused', by, reason: command.reason }]);
}
