import type { EvaluationEvent } from '../evaluation/events.js';
import { nextInstant, type EvaluationState } from '../evaluation/state.js';
import type { Instant, PersonId } from '../identifiers.js';

/** Everything that no sequence of commands may break (design §2), in words; empty when all hold. */
export function brokenInvariants(state: EvaluationState, events: readonly EvaluationEvent[], now: Instant): readonly string[] {
  return [...ofSignatures(state, events), ...ofWaiting(state, now), ...(state.version === events.length ? [] : [`version ${state.version} after ${events.length} events`])];
}

function ofSignatures(state: EvaluationState, events: readonly EvaluationEvent[]): readonly string[] {
  const broken: string[] = [];
  const preparers = new Map<number, readonly PersonId[]>();
  const voided = new Set<number>();
  for (const event of events) {
    if (event.type === 'revisionFrozen') preparers.set(event.number, event.preparers);
    if (event.type === 'revisionVoided') voided.add(event.number);
    if (event.type === 'signed') {
      if (preparers.get(event.revision)?.includes(event.person) ?? true) broken.push(`${event.person} signed what he prepared`);
      if (voided.has(event.revision)) broken.push(`revision ${event.revision} was signed after it was void`);
    }
  }
  const { revision } = state;
  if (revision === null) return broken;
  if (voided.has(revision.number)) broken.push(`revision ${revision.number} is void and still stands`);
  const valid = events.filter((event) => event.type === 'signed' && event.revision === revision.number && event.hash === revision.hash).length;
  if (valid !== revision.signatures.length) broken.push('a signature stands that was given for another version');
  return broken;
}

function ofWaiting(state: EvaluationState, now: Instant): readonly string[] {
  const broken: string[] = [];
  const ids = state.tasks.map((task) => task.id);
  if (new Set(ids).size !== ids.length) broken.push(`two tasks with one id: ${ids.join(', ')}`);
  if (state.status !== 'open') return state.status === 'suspended' || ids.length === 0 ? broken : [...broken, 'a finished case has open tasks'];
  if (nextInstant(state) === null) broken.push('it waits without a deadline');
  if (state.step !== 'waiting' && ids.length === 0) broken.push('nobody is asked to do anything');
  for (const task of state.tasks) if (task.next.at <= task.openedAt && task.next.at < now) broken.push(`${task.id} was due before it was opened`);
  return broken;
}
