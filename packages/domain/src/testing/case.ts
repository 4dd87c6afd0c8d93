import { addDays, civilDateOf, type CivilDate } from '../civilDate.js';
import { availableFindingCommands } from '../finding/actions.js';
import { findingCommandTypes, type FindingCommand, type FindingCommandType } from '../finding/commands.js';
import { decideFinding } from '../finding/decide.js';
import type { FindingEvent } from '../finding/events.js';
import { foldFinding } from '../finding/evolve.js';
import { isSuspended, nextFindingInstant, type FindingState, type FindingStatus } from '../finding/state.js';
import type { Delegation } from '../evaluation/state.js';
import type { Instant, PersonId } from '../identifiers.js';
import type { Refusal } from '../refusals.js';
import type { Task, TaskKind } from '../tasks.js';
import type { Deadlines } from '../template.js';
import { day } from './rules.js';
import { sampleFindingCommand } from './sample.js';
import { factsIn, type World } from './world.js';
import { morning } from './year.js';

/** A finding under test, as `Year` is an evaluation. */
export class Case {
  #state: FindingState;
  #now: Instant = morning(day('2024-01-08'));
  readonly events: FindingEvent[] = [];
  delegations: readonly Delegation[] = [];

  readonly world: World;

  constructor(world: World, deadlines: Pick<Deadlines, 'objection'> = {}) {
    this.world = world;
    const sample = sampleFindingCommand('raise', null, this.#now);
    const command = sample.type === 'raise' ? { ...sample, rules: { ...sample.rules, deadlines: { ...sample.rules.deadlines, ...deadlines } } } : sample;
    const raise = decideFinding(null, this.facts('desk'), command, this.#now);
    if (!raise.ok) throw new Error(`not raised: ${raise.refusal.code}`);
    this.events.push(...raise.events);
    const begun = foldFinding(null, raise.events);
    if (begun === null) throw new Error('no events');
    this.#state = begun;
  }

  /** What lies beside the state for a person, or for the clock. */
  facts(person: PersonId | null): Parameters<typeof decideFinding>[1] {
    const { actor, calendar, newerCalendar, holders, leadingGroup } = factsIn(this.world, null, person);
    const hash = this.events.length === 0 ? null : (this.#state.plan?.hash ?? null);
    return { actor, calendar, ...(newerCalendar === undefined ? {} : { newerCalendar }), holders, leadingGroup, delegations: this.delegations, reauthenticatedFor: this.world.reauthenticatedFor ?? hash, weights: this.world.rowScores };
  }

  get state(): FindingState {
    return this.#state;
  }

  get now(): Instant {
    return this.#now;
  }

  /** What the pages would offer a person now. */
  offered(person: PersonId): readonly FindingCommandType[] {
    const facts = this.facts(person);
    return facts.actor === null ? [] : availableFindingCommands(this.#state, facts, facts.actor, this.#now);
  }

  ask(person: PersonId | null, command: FindingCommand): ReturnType<typeof decideFinding> {
    return decideFinding(this.#state, this.facts(person), command, this.#now);
  }

  give(person: PersonId | null, command: FindingCommand): readonly FindingEvent[] {
    const decision = this.ask(person, command);
    if (!decision.ok) throw new Error(`${command.type} refused when ${this.#state.status}: ${JSON.stringify(decision.refusal)}`);
    this.events.push(...decision.events);
    this.#state = foldFinding(this.#state, decision.events) ?? this.#state;
    if (this.#state.version !== this.events.length) throw new Error(`version ${this.#state.version} after ${this.events.length} events`);
    if ((nextFindingInstant(this.#state) === null) !== (this.#state.status === 'closed' || this.#state.status === 'withdrawn' || isSuspended(this.#state))) throw new Error('it waits without a deadline');
    return decision.events;
  }

  /** The sensible command of a kind, with what the test says otherwise. */
  do(person: PersonId | null, type: FindingCommandType): readonly FindingEvent[] {
    return this.give(person, sampleFindingCommand(type, this.#state, this.#now));
  }

  refusal(person: PersonId | null, command: FindingCommand): Refusal {
    const decision = this.ask(person, command);
    if (decision.ok) throw new Error(`${command.type} was accepted when ${this.#state.status}`);
    return decision.refusal;
  }

  until(date: CivilDate): this {
    const target = morning(date);
    for (let alarm = nextFindingInstant(this.#state); alarm !== null && alarm <= target; alarm = nextFindingInstant(this.#state)) {
      this.#now = alarm > this.#now ? alarm : this.#now;
      this.give(null, { type: 'tick' });
    }
    this.#now = target > this.#now ? target : this.#now;
    return this;
  }

  task(kind: TaskKind): Task {
    const found = this.#state.tasks.find((task) => task.kind === kind);
    if (found === undefined) throw new Error(`no open task ${kind}; open: ${this.#state.tasks.map((task) => task.id).join(', ')}`);
    return found;
  }

  inDays(days: number): CivilDate {
    return addDays(civilDateOf(this.#now), days);
  }

  /** Goes on as the people of the cast would until the finding stands there. */
  reach(status: FindingStatus): this {
    for (const [type, person] of road[status]) this.do(person, type);
    if (this.#state.status !== status) throw new Error(`stands at ${this.#state.status}, not ${status}`);
    return this;
  }

  /** What each command would come to, given by one person. */
  outcomes(person: PersonId): Record<string, string> {
    return Object.fromEntries(
      findingCommandTypes.map((type) => {
        const decision = this.ask(person, sampleFindingCommand(type, this.#state, this.#now));
        return [type, decision.ok ? 'accepted' : decision.refusal.code];
      }),
    );
  }
}

type Road = readonly (readonly [FindingCommandType, PersonId])[];
const served: Road = [['serve', 'desk']];
const acknowledged: Road = [...served, ['acknowledge', 'clerk']];
const planned: Road = [...acknowledged, ['plan', 'clerk']];
const planSigned: Road = [...planned, ['signPlan', 'principal']];
const planAccepted: Road = [...planSigned, ['acceptPlan', 'desk']];
const evidenced: Road = [...planAccepted, ['addEvidence', 'clerk']];
const verified: Road = [...evidenced, ['verifyEvidence', 'desk']];

const road: Readonly<Record<FindingStatus, Road>> = {
  raised: [],
  served,
  acknowledged,
  objected: [...served, ['object', 'clerk']],
  planned,
  planSigned,
  planAccepted,
  evidenced,
  verified,
  closed: [...verified, ['closeFinding', 'desk']],
  withdrawn: [...served, ['object', 'clerk'], ['upholdObjection', 'desk']],
};
