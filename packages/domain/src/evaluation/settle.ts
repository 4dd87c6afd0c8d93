import { civilDateOf } from '../civilDate.js';
import type { Instant } from '../identifiers.js';
import type { Step } from '../phases.js';
import { opensAt, settleTasks } from '../tasks.js';
import { hasAcceptedPlan } from '../finding/state.js';
import { sectionsToAnswer } from './checks.js';
import { eligibleSigners } from './context.js';
import { demandsOf, openSlots, signaturesLeft } from './demands.js';
import type { EvaluationEvent } from './events.js';
import { evolve } from './evolve.js';
import { blockedBy, type EvaluationFacts } from './facts.js';
import { allSubmitted, phaseOf, stageOf, stageStateOf, type EvaluationState, type StageOutcome } from './state.js';

/** Collects events and keeps the state they lead to, so that a later rule sees what an earlier one did. */
export type Recorder = { readonly emit: (...events: readonly EvaluationEvent[]) => void; readonly state: () => EvaluationState; readonly events: () => readonly EvaluationEvent[] };

export function recorder(initial: EvaluationState): Recorder {
  let state = initial;
  const recorded: EvaluationEvent[] = [];
  return {
    emit: (...events) => {
      for (const event of events) {
        state = evolve(state, event);
        recorded.push(event);
      }
    },
    state: () => state,
    events: () => recorded,
  };
}

/** The step after the current one in the stage's cycle, or null at its end. */
export function stepAfter(state: EvaluationState): Step | null {
  const { steps } = stageOf(state);
  return steps[steps.indexOf(state.step) + 1] ?? null;
}

/** Goes to the next step, or leaves the stage when its cycle is through. */
export function advance(state: EvaluationState, now: Instant, outcome: StageOutcome = 'done'): EvaluationEvent {
  const next = stepAfter(state);
  return next === null ? { type: 'stageLeft', stage: state.stageIndex, outcome, at: now } : { type: 'stepEntered', step: next };
}

function transition(state: EvaluationState, facts: EvaluationFacts, now: Instant): readonly EvaluationEvent[] {
  if (state.status !== 'open') return [];
  const phase = phaseOf(state);
  switch (state.step) {
    case 'waiting': {
      const { opensOn } = stageStateOf(state);
      if (stageOf(state).opens === 'date' && opensOn !== null && opensAt(opensOn) > now) return [];
      const first = stageOf(state).steps[0] ?? 'done';
      const entered: readonly EvaluationEvent[] = [
        { type: 'stageEntered', stage: state.stageIndex, at: now },
        { type: 'stepEntered', step: first },
      ];
      return phase === 'closed' ? [...entered, { type: 'closed', by: facts.actor?.personId ?? 'clock' }] : entered;
    }
    case 'fill':
      if (phase === 'rectification') return blockedBy(facts) === null && facts.findings.every((finding) => hasAcceptedPlan(finding.status)) ? [advance(state, now)] : [];
      return stepAfter(state) === 'confirm' && allSubmitted(state) ? [advance(state, now)] : [];
    case 'confirm':
      if (!allSubmitted(state)) return [{ type: 'stepEntered', step: 'fill' }];
      return state.sections.every((section) => section.status === 'confirmed') ? [advance(state, now)] : [];
    case 'sign': {
      if (openSlots(state).length === 0) return [advance(state, now)];
      const open = openSlots(state);
      const empty = open.filter((slot) => eligibleSigners(state, facts, slot, civilDateOf(now)).length === 0).map((slot) => slot.key);
      // Others who can still make the quorum need no appointment.
      const missing = open.length - empty.length >= signaturesLeft(state) ? [] : empty;
      return missing.join() === state.slotsWithoutSigner.join() ? [] : [{ type: 'signerMissing', slots: missing }];
    }
    case 'review':
    case 'release':
    case 'done':
      return [];
  }
}

/**
 * Draws every consequence of what a command did: phases end and begin, and the open tasks become exactly those the
 * position demands. A suspended case keeps its tasks and their dates. Ends because each transition moves the case forward or leaves nothing to say.
 */
export function settle(record: Recorder, facts: EvaluationFacts, now: Instant): void {
  if (record.state().status === 'suspended') return;
  for (let events = transition(record.state(), facts, now); events.length > 0; events = transition(record.state(), facts, now)) record.emit(...events);
  const state = record.state();
  record.emit(...settleTasks(state.tasks, demandsOf(state, () => sectionsToAnswer(state, facts)), state.rules, facts.calendar, now));
}
