import { addDays, civilDateOf } from '../civilDate.js';
import type { Duty } from '../duties.js';
import type { Delegation } from '../evaluation/state.js';
import { availableFindingCommands } from '../finding/actions.js';
import { findingCommandTypes, type FindingCommand, type FindingCommandType } from '../finding/commands.js';
import { decideFinding } from '../finding/decide.js';
import { precheckFinding } from '../finding/precheck.js';
import type { FindingEvent } from '../finding/events.js';
import { foldFinding } from '../finding/evolve.js';
import type { FindingFacts } from '../finding/facts.js';
import { findingPositionOf, findingStatuses, isFindingOver, isSuspended, nextFindingInstant, responsibleOf, type FindingState } from '../finding/state.js';
import type { Instant, PersonId } from '../identifiers.js';
import { Case } from './case.js';
import { brokenFindingInvariants } from './findingInvariants.js';
import { sampleFindingCommand } from './sample.js';
import { people, type Actor } from './story.js';
import { factsIn, newWorld, type World } from './world.js';
import { morning } from './year.js';

/** Commands that move a finding on come often; those that end or stop it seldom. */
const weights: Partial<Record<FindingCommandType, number>> = {
  acknowledge: 6, plan: 8, signPlan: 20, acceptPlan: 10, addEvidence: 10, verifyEvidence: 10, returnFinding: 6, closeFinding: 2, upholdObjection: 1, rejectObjection: 8, object: 5,
  askExtension: 8, grantExtension: 12, refuseExtension: 6, handOver: 5, appointActing: 10, resume: 40, suspend: 1, raise: 1,
};

/** Whether role × unit lets somebody send a command at all; the API asks before the process does. */
export type May = (held: readonly Duty[], type: FindingCommandType) => boolean;

/** One step of a random story: a command by somebody, or something that happens beside it. */
export type FindingMove =
  | { readonly kind: 'command'; readonly dice: number; readonly anywhere: boolean; readonly actor: Actor; readonly usual: boolean; readonly pick: number; readonly nonsense: boolean }
  | { readonly kind: 'clock'; readonly alarms: number; readonly days: number }
  | { readonly kind: 'world'; readonly what: 'holiday' | 'double' | 'group' | 'absence' | 'proof'; readonly pick: number };

type Asked = Extract<FindingMove, { kind: 'command' }>;

function commandType(state: FindingState, { dice, anywhere }: Asked): FindingCommandType {
  const fitting = findingCommandTypes.filter((type) => anywhere || precheckFinding(findingPositionOf(state), type) === null);
  const urn = fitting.flatMap((type) => Array.from({ length: weights[type] ?? 3 }, () => type));
  return urn[dice % urn.length] ?? 'tick';
}

/** Who usually gives a command, so that a random finding gets somewhere. */
function usualActor(state: FindingState, type: FindingCommandType, pick: number): PersonId {
  switch (type) {
    case 'acknowledge':
    case 'object':
    case 'plan':
    case 'askExtension':
      // Where he holds both duties the principal writes the plan himself.
      return pick % 4 === 0 ? 'principal' : 'clerk';
    case 'addEvidence':
      return pick % 3 === 0 ? 'clerk' : (responsibleOf(state) ?? 'clerk');
    case 'signPlan':
      return state.acting?.person ?? 'principal';
    case 'handOver':
      return 'principal';
    case 'appointActing':
    case 'resume':
      return 'admin';
    case 'claim':
    case 'release':
      return pick % 2 === 0 ? 'clerk' : 'desk';
    case 'acceptPlan':
    case 'verifyEvidence':
    case 'closeFinding':
    case 'grantExtension':
    case 'refuseExtension':
      // Whom the bureau has borrowed judges too, and perhaps his own work.
      return pick % 4 === 0 ? 'clerk' : 'desk';
    case 'raise':
    case 'serve':
    case 'rejectObjection':
    case 'upholdObjection':
    case 'returnFinding':
    case 'urge':
    case 'suspend':
    case 'tick':
      return 'desk';
  }
}

/** The sample command bent towards another task, person, day or hash. */
function varied(state: FindingState, now: Instant, type: FindingCommandType, { pick, nonsense }: Asked): FindingCommand {
  const command = sampleFindingCommand(type, state, now);
  const person = nonsense ? 'nobody' : (people[pick % people.length] ?? 'clerk');
  const date = addDays(civilDateOf(now), nonsense ? -pick : 1 + pick * 9);
  switch (command.type) {
    case 'claim':
    case 'release':
    case 'urge':
      return { ...command, taskId: nonsense ? '__proto__' : (state.tasks[pick % Math.max(1, state.tasks.length)]?.id ?? 'none') };
    case 'plan':
      return { ...command, responsible: person, dueOn: date, hash: `plan-${state.version}` };
    case 'signPlan':
      return nonsense ? { ...command, ...(pick % 2 === 0 ? { hash: 'h' } : { statements: [] }) } : command;
    case 'addEvidence':
      return nonsense ? { ...command, blobs: [] } : command;
    case 'appointActing':
      return { ...command, person, slot: nonsense ? 'toString' : command.slot };
    case 'handOver':
      return { ...command, to: person };
    case 'askExtension':
      return { ...command, until: date };
    case 'serve':
      return nonsense ? { ...command, documentNo: ' ' } : command;
    case 'raise':
    case 'acknowledge':
    case 'object':
    case 'rejectObjection':
    case 'upholdObjection':
    case 'acceptPlan':
    case 'verifyEvidence':
    case 'returnFinding':
    case 'closeFinding':
    case 'grantExtension':
    case 'refuseExtension':
    case 'suspend':
    case 'resume':
    case 'tick':
      return command;
  }
}

type Around = { readonly world: World; delegations: readonly Delegation[] };

function happen(around: Around, { what, pick }: Extract<FindingMove, { kind: 'world' }>, now: Instant): void {
  const { world } = around;
  const person = people[pick % 8] ?? 'clerk';
  const held = world.people[person] ?? [];
  const second: Duty = held.includes('clerk') || pick % 2 === 0 ? 'performanceDesk' : 'clerk';
  switch (what) {
    case 'holiday':
      // Somebody leaves his post, or everybody is back.
      world.people = pick > 7 ? newWorld().people : { ...world.people, [person]: held.length === 0 ? (newWorld().people[person] ?? []) : [] };
      return;
    case 'double':
      // Small offices: the bureau borrows people, or somebody is the clerk too; and back again.
      world.people = { ...world.people, [person]: held.includes(second) ? held.filter((duty) => duty !== second) : [...held, second] };
      return;
    case 'group':
      world.leadingGroup = world.leadingGroup === null || pick % 3 > 0 ? newWorld().leadingGroup : pick === 0 ? null : { documentNo: '2', members: ['deputy'] };
      return;
    case 'absence': {
      const today = civilDateOf(now);
      around.delegations = pick > 8 ? [] : [...around.delegations, { from: person, to: people[(pick + 3) % people.length] ?? 'clerk', startsOn: today, endsOn: addDays(today, 20) }];
      return;
    }
    case 'proof':
      world.reauthenticatedFor = pick > 8 ? 'another' : null;
  }
}

/** Every status, so that none is left to the luck of the dice. */
export const findingStarts = findingStatuses.filter((status) => !isFindingOver(status)).map((status) => new Case(newWorld()).reach(status));

/** What was asked where, and what came of it: null when it was accepted. */
export type FindingHeard = (before: FindingState, type: FindingCommandType, refusal: string | null) => void;

/** What only the bureau says. */
const ofBureau: ReadonlySet<FindingEvent['type']> = new Set(['served', 'objectionRejected', 'withdrawnByBureau', 'planAccepted', 'evidenceVerified', 'findingReturned', 'findingClosed', 'extensionGranted', 'extensionRefused']);

function saidByBureau(events: readonly FindingEvent[]): readonly PersonId[] {
  return events.flatMap((event) => (ofBureau.has(event.type) && 'by' in event ? [event.by] : []));
}

/**
 * Tells a story of a finding from a status on, and holds every step to the guarantees of the process; see `tell`. What role × unit does not
 * let somebody send is not sent. Throws an Error that says which guarantee is broken.
 */
export function tellFinding(start: Pick<Case, 'state' | 'now' | 'events'>, story: readonly FindingMove[], may: May, hear: FindingHeard): void {
  const around: Around = { world: newWorld(), delegations: [] };
  const { world } = around;
  let { state, now } = start;
  const events: FindingEvent[] = [...start.events];

  const attempt = (actor: string | null, command: FindingCommand): void => {
    const { actor: who, calendar, holders, leadingGroup } = factsIn(world, null, actor);
    const facts: FindingFacts = { actor: who, calendar, holders, leadingGroup, delegations: around.delegations, reauthenticatedFor: world.reauthenticatedFor ?? state.plan?.hash ?? null, weights: world.rowScores };
    const byClock = command.type === 'tick' || command.type === 'suspend';
    if (who !== null && !byClock && !may(who.duties, command.type)) return;
    const before = state;
    const text = JSON.stringify(before);
    const decision = decideFinding(before, facts, command, now);
    if (JSON.stringify(before) !== text) throw new Error(`${command.type} changed the state it was decided on`);
    if (!decision.ok) return hear(before, command.type, decision.refusal.code);
    if (who !== null && !byClock && !availableFindingCommands(before, facts, who, now).includes(command.type)) throw new Error(`${command.type} was accepted and not offered`);
    events.push(...decision.events);
    state = foldFinding(state, decision.events) ?? state;
    hear(before, command.type, null);
    const stranger = saidByBureau(decision.events).find((person) => !world.people[person]?.includes('performanceDesk'));
    if (stranger !== undefined) throw new Error(`${stranger} is not of the bureau and did ${command.type}`);
    const broken = brokenFindingInvariants(state, events);
    if (broken.length > 0) throw new Error(`after ${command.type}: ${broken.join('; ')}`);
    if (command.type === 'tick' && !isFindingOver(state.status) && !isSuspended(state) && (nextFindingInstant(state) ?? '') <= now) throw new Error('a tick changed nothing');
  };

  for (const one of story) {
    if (one.kind === 'world') happen(around, one, now);
    else if (one.kind === 'command') {
      const type = commandType(state, one);
      attempt(type === 'suspend' || type === 'tick' ? null : one.usual ? usualActor(state, type, one.pick) : one.actor, varied(state, now, type, one));
    } else {
      for (let left = one.alarms, alarm = nextFindingInstant(state); left > 0 && alarm !== null; left -= 1, alarm = nextFindingInstant(state)) {
        if (alarm > now) now = alarm;
        attempt(null, { type: 'tick' });
      }
      // A clock that slept: one tick for everything that was due meanwhile.
      const later = morning(addDays(civilDateOf(now), one.alarms === 0 ? one.days : 0), '09:30');
      if (later > now) now = later;
      attempt(null, { type: 'tick' });
    }
  }
  if (JSON.stringify(foldFinding(null, events)) !== JSON.stringify(state)) throw new Error('the state is not the fold of its events');
}

