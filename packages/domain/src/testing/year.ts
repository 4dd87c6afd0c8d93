import { instantAt, type CivilDate } from '../civilDate.js';
import type { EvaluationCommand } from '../evaluation/commands.js';
import { decide } from '../evaluation/decide.js';
import { openSlots } from '../evaluation/demands.js';
import type { EvaluationEvent } from '../evaluation/events.js';
import { fold } from '../evaluation/evolve.js';
import { nextInstant, phaseOf, stageOf, stageStateOf, type EvaluationState } from '../evaluation/state.js';
import type { Instant, PersonId } from '../identifiers.js';
import type { Phase, Step } from '../phases.js';
import type { Refusal } from '../refusals.js';
import type { Task, TaskKind } from '../tasks.js';
import { brokenInvariants } from './invariants.js';
import { day, testDates, testRules } from './rules.js';
import { factsIn, newWorld, type World } from './world.js';

type Open = Extract<EvaluationCommand, { type: 'open' }>;

/** A year under test: gives commands, moves the clock, and checks the invariants after each step. */
export class Year {
  #state: EvaluationState;
  #now: Instant;
  readonly events: EvaluationEvent[];

  readonly world: World;

  constructor(world: World, terms: Partial<Open> = {}, openedOn: CivilDate = day('2022-11-01')) {
    this.world = world;
    this.#now = morning(openedOn);
    const command: Open = {
      type: 'open',
      evaluationId: 'evaluation-1',
      templateId: 'template-1',
      calendarId: world.calendar.id,
      rules: testRules,
      dates: testDates,
      startStage: 0,
      onPaper: [],
      owners: {},
      ...terms,
    };
    const decision = decide(null, factsIn(world, null, null), command, this.#now);
    if (!decision.ok) throw new Error(`not opened: ${decision.refusal.code}`);
    this.events = [...decision.events];
    this.#state = folded(this.events);
  }

  get state(): EvaluationState {
    return this.#state;
  }

  get now(): Instant {
    return this.#now;
  }

  /** What comes of a command; null person: the clock. Nothing is recorded. */
  ask(person: PersonId | null, command: EvaluationCommand): ReturnType<typeof decide> {
    return decide(this.#state, factsIn(this.world, this.#state, person), command, this.#now);
  }

  /** Gives a command that must be accepted; answers its events. */
  give(person: PersonId | null, command: EvaluationCommand): readonly EvaluationEvent[] {
    const decision = this.ask(person, command);
    if (!decision.ok) throw new Error(`${command.type} refused in ${phaseOf(this.#state)}/${this.#state.step}: ${JSON.stringify(decision.refusal)}`);
    this.events.push(...decision.events);
    const next = fold(this.#state, decision.events);
    if (next !== null) this.#state = next;
    const broken = brokenInvariants(this.#state, this.events, this.#now);
    if (broken.length > 0) throw new Error(`after ${command.type}: ${broken.join('; ')}`);
    return decision.events;
  }

  /** Gives a command that must be refused; answers why. */
  refusal(person: PersonId | null, command: EvaluationCommand): Refusal {
    const decision = this.ask(person, command);
    if (decision.ok) throw new Error(`${command.type} was accepted in ${phaseOf(this.#state)}/${this.#state.step}`);
    return decision.refusal;
  }

  /** Lets time pass as the durable shell does: one tick at each alarm until the moment is reached. */
  until(date: CivilDate, time = '09:00'): this {
    const target = morning(date, time);
    for (let alarm = nextInstant(this.#state); alarm !== null && alarm <= target; alarm = nextInstant(this.#state)) {
      this.#now = alarm > this.#now ? alarm : this.#now;
      this.give(null, { type: 'tick' });
    }
    this.#now = target > this.#now ? target : this.#now;
    return this;
  }

  /** Lets time pass while the clock is out of order: nothing fires. */
  sleepUntil(date: CivilDate, time = '09:00'): this {
    this.#now = morning(date, time);
    return this;
  }

  task(kind: TaskKind, key?: string): Task {
    const found = this.#state.tasks.find((task) => task.kind === kind && (key === undefined || task.section === key || task.slot === key));
    if (found === undefined) throw new Error(`no open task ${kind} ${key ?? ''}; open: ${this.#state.tasks.map((task) => task.id).join(', ')}`);
    return found;
  }

  sign(person: PersonId, slot: string, minutesNo: string | null = '纪要1号'): readonly EvaluationEvent[] {
    return this.give(person, signing(this.#state, slot, minutesNo));
  }

  /** Does what the step asks for, as the people of the cast would. */
  proceed(): void {
    const { world } = this;
    const state = this.#state;
    switch (state.step) {
      case 'waiting':
        this.until(stageStateOf(state).opensOn ?? day('2022-11-01'));
        return;
      case 'fill':
        this.#fill();
        return;
      case 'confirm':
        for (const { key, status } of state.sections) {
          if (status === 'submitted') this.give(key === 'budget' ? 'head' : 'lead', { type: 'confirmSections', sections: [key] });
        }
        return;
      case 'sign':
        for (let open = openSlots(state)[0]; open !== undefined && this.#state.step === 'sign'; open = openSlots(this.#state)[0]) {
          const { duty } = open;
          this.sign(Object.keys(world.people).find((person) => world.people[person]?.includes(duty)) ?? 'nobody', open.key);
        }
        return;
      case 'review':
        this.#review();
        return;
      case 'release':
        if (phaseOf(state) === 'resultUse') this.give('desk', { type: 'close' });
        else {
          if (state.accounts === null) this.give('desk', { type: 'recordAccountsApproval', approvedOn: day('2024-08-30'), documentNo: '财决〔2024〕1号' });
          this.give('clerk', { type: 'publish' });
        }
        return;
      case 'done':
        throw new Error('the year is over');
    }
  }

  #fill(): void {
    const phase = phaseOf(this.#state);
    if (phase === 'rectification') {
      this.world.findings = this.world.findings.map((finding) => ({ ...finding, status: 'planAccepted' }));
      this.give(null, { type: 'tick' });
      return;
    }
    if (phase === 'resultUse') {
      this.give('clerk', { type: 'proposeResultUse', lines: [{ line: '办公运行', outcome: 'keep', note: null }] });
      return;
    }
    if (phase === 'publication') {
      this.give('deputy', { type: 'reviewSecrecy', result: 'publish', basis: null });
      this.give('clerk', { type: 'submitForSigning' });
      return;
    }
    this.submitSections();
    if (this.#state.step === 'fill' && stageOf(this.#state).steps.includes('sign')) this.give('clerk', { type: 'submitForSigning' });
  }

  /** Hands in every section that is open, each by the holder of its duty. */
  submitSections(): void {
    for (const section of this.#state.sections) {
      if (section.status === 'submitted' || section.status === 'confirmed') continue;
      this.give(section.owner ?? (section.key === 'budget' ? 'accountant' : 'clerk'), { type: 'submitSection', section: section.key, acceptDisqualification: true });
    }
  }

  #review(): void {
    const phase = phaseOf(this.#state);
    if (phase === 'resultUse') this.give('desk', { type: 'decideResultUse', lines: [{ line: '办公运行', outcome: 'keep', note: null }] });
    else this.give('desk', phase === 'draft' ? { type: 'approve' } : { type: 'accept' });
  }

  /** Goes on until the case stands there. */
  reach(stage: number, step: Step): this {
    for (let left = 80; left > 0; left -= 1) {
      if (this.#state.stageIndex === stage && this.#state.step === step) return this;
      this.proceed();
    }
    throw new Error(`never reached ${stage}/${step}`);
  }

  position(): readonly [Phase, Step] {
    return [phaseOf(this.#state), this.#state.step];
  }
}

export function openYear(world: Partial<World> = {}, terms: Partial<Open> = {}, openedOn?: CivilDate): Year {
  return new Year(newWorld(world), terms, openedOn);
}

/** Signing the version that lies there, with everything a signature needs. */
export function signing(state: EvaluationState, slot: string, minutesNo: string | null = '纪要1号'): EvaluationCommand {
  return { type: 'sign', slot, hash: state.revision?.hash ?? 'none', statements: state.rules.statements, minutesNo };
}

export function morning(date: CivilDate, time = '09:00'): Instant {
  return new Date(instantAt(date, time)).toISOString();
}

function folded(events: readonly EvaluationEvent[]): EvaluationState {
  const state = fold(null, events);
  if (state === null) throw new Error('no events');
  return state;
}
