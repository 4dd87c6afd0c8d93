import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, civilDateOf, type CivilDate } from '../civilDate.js';
import { rulesWith, slot, stages, testRules } from '../testing/rules.js';
import { brokenInvariants } from '../testing/invariants.js';
import { sampleCommand } from '../testing/sample.js';
import { factsIn, newWorld, type World } from '../testing/world.js';
import { morning, openYear } from '../testing/year.js';
import { availableCommands } from './actions.js';
import { evaluationCommandTypes, type EvaluationCommand, type EvaluationCommandType } from './commands.js';
import { decide, precheck } from './decide.js';
import { openSlots } from './demands.js';
import type { EvaluationEvent } from './events.js';
import { evolve, fold } from './evolve.js';
import { nextInstant, phaseOf, positionOf, type EvaluationState } from './state.js';

/** The unit tests tell the same stories each time; `HENGJI_MODEL_RUNS` tells that many new ones. */
const asked = process.env['HENGJI_MODEL_RUNS'];
const runs = asked === undefined ? { numRuns: 200, seed: 2023 } : { numRuns: Number(asked) };

const people = ['clerk', 'accountant', 'lead', 'head', 'deputy', 'principal', 'colleague', 'desk', 'admin', 'auditor', 'stranger'] as const;
type Actor = (typeof people)[number];

/** Who usually gives a command, so that a random year gets somewhere. */
const usually: Partial<Record<EvaluationCommandType, readonly Actor[]>> = {
  submitForSigning: ['clerk'],
  withdraw: ['clerk'],
  publish: ['clerk'],
  proposeResultUse: ['clerk'],
  reviewSecrecy: ['deputy'],
  askExtension: ['clerk'],
  withholdPublication: ['principal'],
  appointActing: ['admin'],
};

/** Commands that move a year on come often; those that end or stop it seldom. */
const weights: Partial<Record<EvaluationCommandType, number>> = {
  submitSection: 14, confirmSections: 10, submitForSigning: 14, sign: 30, approve: 6, accept: 4, publish: 6, recordAccountsApproval: 5, reviewSecrecy: 5,
  proposeResultUse: 5, decideResultUse: 5, close: 3, correctPublication: 3, appointActing: 6, resume: 40, grantExtension: 5, refuseExtension: 5, askExtension: 6, withholdPublication: 6, orderRectification: 5, cancel: 0, suspend: 1, open: 1, withdraw: 1, unlock: 1, refuseToSign: 1,
};

/** A command for the position, or now and then one that does not belong there; `dice` is a number below a thousand. */
function commandType(state: EvaluationState, dice: number, anywhere: boolean): EvaluationCommandType {
  // Once in a while a year is cancelled, so that most go on.
  if (dice === 0) return 'cancel';
  const fitting = evaluationCommandTypes.filter((type) => anywhere || precheck(positionOf(state), type) === null);
  const urn = fitting.flatMap((type) => Array.from({ length: weights[type] ?? 2 }, () => type));
  return urn[dice % urn.length] ?? 'tick';
}

/** One step of a random story: a command by somebody, or something that happens beside it. */
type Move =
  | { readonly kind: 'command'; readonly dice: number; readonly anywhere: boolean; readonly actor: Actor | null; readonly usual: boolean; readonly pick: number; readonly nonsense: boolean }
  | { readonly kind: 'clock'; readonly alarms: number; readonly days: number }
  | { readonly kind: 'world'; readonly what: 'check' | 'contributor' | 'findings' | 'holiday' | 'group' | 'score' | 'missing'; readonly pick: number };

const commandMove = fc.record({
  kind: fc.constant('command' as const),
  dice: fc.nat(999),
  anywhere: fc.nat(9).map((one) => one === 0),
  actor: fc.option(fc.constantFrom(...people), { freq: 30 }),
  usual: fc.nat(3).map((one) => one > 0),
  pick: fc.nat(11),
  nonsense: fc.nat(19).map((one) => one === 0),
});
const move: fc.Arbitrary<Move> = fc.oneof(
  { arbitrary: commandMove, weight: 30 },
  { arbitrary: fc.record({ kind: fc.constant('clock' as const), alarms: fc.nat(4), days: fc.nat(30) }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constant('world' as const), what: fc.constantFrom('check', 'check', 'check', 'contributor', 'findings', 'holiday', 'group', 'score', 'missing'), pick: fc.nat(11) }), weight: 4 },
);

function happen(world: World, what: Extract<Move, { kind: 'world' }>['what'], pick: number): void {
  switch (what) {
    case 'check':
      world.blockingChecks = pick < 6 ? [{ code: 'W1', section: null }] : [];
      return;
    case 'contributor': {
      const person = people[pick % 8] ?? 'clerk';
      if (pick > 7) world.contributors = ['clerk'];
      else world.contributors = world.contributors.includes(person) ? world.contributors.filter((one) => one !== person) : [...world.contributors, person];
      return;
    }
    case 'findings':
      world.findings = [[], [{ id: 'finding-1', status: 'served' as const }], [{ id: 'finding-1', status: 'planAccepted' as const }]][pick % 3] ?? [];
      return;
    case 'holiday': {
      // Somebody leaves his post, or comes back to it.
      const person = people[pick % 8] ?? 'head';
      const { [person]: duties, ...others } = world.people;
      if (pick > 7) world.people = newWorld().people;
      else world.people = duties === undefined || duties.length === 0 ? { ...others, [person]: newWorld().people[person] ?? [] } : { ...others, [person]: [] };
      return;
    }
    case 'group':
      world.leadingGroup = world.leadingGroup === null || pick % 3 > 0 ? newWorld().leadingGroup : pick === 0 ? null : { documentNo: '2', members: ['principal'] };
      return;
    case 'score':
      world.selfScore = world.selfScore === null || pick > 2 ? '98.28' : null;
      return;
    case 'missing':
      world.missingFields = pick === 0 ? { budget: ['outturn'] } : {};
  }
}

/** The sample command bent towards another section, slot, task, person or phase. */
function varied(state: EvaluationState, now: string, type: EvaluationCommandType, { pick, nonsense }: Extract<Move, { kind: 'command' }>): EvaluationCommand {
  const command = sampleCommand(type, state, now);
  const at = <One>(list: readonly One[], otherwise: One): One => (nonsense ? otherwise : (list[pick % Math.max(1, list.length)] ?? otherwise));
  const today = civilDateOf(now);
  const person = at(people, 'nobody');
  const date: CivilDate = addDays(today, nonsense ? -pick : pick * 9);
  switch (command.type) {
    case 'claim':
    case 'release':
    case 'urge':
      return { ...command, taskId: at(state.tasks.map((task) => task.id), '__proto__') };
    case 'submitSection':
    case 'returnSection':
      return { ...command, section: at(state.sections.map((section) => section.key), 'constructor') };
    case 'confirmSections':
      return { ...command, sections: nonsense ? Array.from({ length: pick }, () => 'budget') : state.sections.map((section) => section.key).slice(pick % 2) };
    case 'sign':
    case 'refuseToSign':
    case 'appointActing': {
      const key = at(openSlots(state).map((open) => open.key), 'toString');
      return command.type === 'appointActing' ? { ...command, slot: key, person } : command.type === 'sign' ? { ...command, slot: key, hash: nonsense ? 'h' : command.hash } : { ...command, slot: key, sections: state.sections.slice(0, pick % 3).map((section) => section.key) };
    }
    case 'assignSections':
      return { ...command, assignments: [{ section: at(Object.keys(state.rules.sectionRoles), 'constructor'), person }] };
    case 'returnToDepartment':
      return { ...command, sections: [], until: date };
    case 'askExtension':
      return { ...command, until: date };
    case 'movePhaseDate':
      return { ...command, stage: nonsense ? -1 : pick, date };
    case 'delegate':
      return { ...command, from: person, to: people[(pick + 3) % people.length] ?? 'clerk', endsOn: addDays(today, 40) };
    case 'handOver':
      return { ...command, from: person, to: people[(pick + 5) % people.length] ?? 'clerk' };
    case 'rescore':
      return { ...command, indicator: at(['fundUse', 'archive', 'carryOver'], '__proto__'), points: ['0', '1.00', '1.33', '6.00', '-1', 'x', '0.001'][pick % 7] ?? '0' };
    case 'reviewSecrecy':
      return pick < 4 ? { ...command, result: 'withhold', basis: nonsense ? null : 'input-7' } : command;
    case 'recordAccountsApproval':
      return { ...command, approvedOn: addDays(today, nonsense ? 3 : -pick) };
    case 'open':
    case 'submitForSigning':
    case 'withdraw':
    case 'unlock':
    case 'approve':
    case 'accept':
    case 'acceptWithConditions':
    case 'warn':
    case 'adviseSuspension':
    case 'orderRectification':
    case 'adjustGoals':
    case 'grantExtension':
    case 'refuseExtension':
    case 'publish':
    case 'withholdPublication':
    case 'correctPublication':
    case 'proposeResultUse':
    case 'decideResultUse':
    case 'close':
    case 'cancel':
    case 'suspend':
    case 'resume':
    case 'tick':
      return command;
  }
}

/** Somebody who could be meant, so that most commands are not refused for the person alone. */
function actorFor(state: EvaluationState, type: EvaluationCommandType, asked: Extract<Move, { kind: 'command' }>): string | null {
  if (type === 'suspend') return null;
  if (type === 'tick' || !asked.usual) return asked.actor;
  const known = usually[type];
  if (known !== undefined) return known[0] ?? null;
  if (type === 'submitSection') return state.sections[asked.pick % Math.max(1, state.sections.length)]?.owner ?? (asked.pick % 2 === 0 ? 'accountant' : 'clerk');
  if (type === 'sign' || type === 'refuseToSign') return { financeHead: 'head', deputyLeader: 'deputy', principal: 'principal', m1: 'lead', m2: 'deputy', m3: 'principal' }[openSlots(state)[0]?.key ?? ''] ?? 'deputy';
  if (type === 'confirmSections') return asked.pick % 2 === 0 ? 'head' : 'lead';
  return 'desk';
}

const committee = [{ slots: [slot('m1', 'officeLead'), slot('m2', 'deputyLeader'), slot('m3', 'principal')], quorum: 2 }];
const rules = rulesWith({ [stages.selfAssessment]: { signing: committee } });

/** Every position of a year, so that no phase is left to the luck of the dice. */
const starts = testRules.stages.flatMap(({ steps }, stage) => steps.filter((step) => step !== 'done').map((step) => openYear({ contributors: ['clerk'] }, { rules }).reach(stage, step)));

describe('whatever people and the clock do', () => {
  it('the guarantees of the process hold', { timeout: 600_000 }, () => {
    const accepted = new Set<EvaluationCommandType>();
    const refused = new Set<string>();
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...starts).map(({ state, now, events }) => ({ state, now, events })), fc.array(move, { minLength: 30, maxLength: 70 }), (start, story) => {
        const world = newWorld();
        let { state, now } = start;
        const events: EvaluationEvent[] = [...start.events];

        const attempt = (actor: string | null, command: EvaluationCommand): void => {
          const facts = factsIn(world, state, actor);
          const before = JSON.stringify(state);
          const decision = decide(state, facts, command, now);
          expect(JSON.stringify(state)).toBe(before);
          if (!decision.ok) {
            refused.add(decision.refusal.code);
            return;
          }
          accepted.add(command.type);
          if (facts.actor !== null && command.type !== 'tick' && command.type !== 'suspend') {
            expect(availableCommands(state, facts, facts.actor, now), `${command.type} was accepted and not offered`).toContain(command.type);
          }
          const checked = decision.events.some((event) => event.type === 'stageLeft');
          if (checked) expect(world.blockingChecks).toEqual([]);
          events.push(...decision.events);
          state = fold(state, decision.events) ?? state;
          seen.add(`${phaseOf(state)}/${state.step}`);
          expect(brokenInvariants(state, events, now)).toEqual([]);
          if (command.type === 'tick' && state.status === 'open') expect((nextInstant(state) ?? '') > now).toBe(true);
        };

        for (const one of story) {
          if (one.kind === 'world') happen(world, one.what, one.pick);
          else if (one.kind === 'command') {
            const type = commandType(state, one.dice, one.anywhere);
            attempt(actorFor(state, type, one), varied(state, now, type, one));
          }
          else {
            for (let left = one.alarms, alarm = nextInstant(state); left > 0 && alarm !== null; left -= 1, alarm = nextInstant(state)) {
              if (alarm > now) now = alarm;
              attempt(null, { type: 'tick' });
            }
            // A clock that slept: one tick for everything that was due meanwhile.
            const later = morning(addDays(civilDateOf(now), one.alarms === 0 ? one.days : 0), '09:30');
            if (later > now) now = later;
            attempt(null, { type: 'tick' });
          }
        }
        expect(fold(null, events)).toEqual(state);
      }),
      runs,
    );
    // A model that gets nowhere proves nothing.
    expect([...accepted].sort()).toEqual(evaluationCommandTypes.filter((type) => type !== 'open').sort());
    expect(seen.size).toBeGreaterThan(18);
    expect(refused.size).toBeGreaterThan(25);
  });

  it('any event on any state gives a state', () => {
    const year = openYear();
    while (year.state.status === 'open') year.proceed();
    const { events } = year;
    const states = events.map((_, index) => fold(null, events.slice(0, index + 1))).filter((state) => state !== null);
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.constantFrom(...events), (state, event) => {
        expect(evolve(state, event).version).toBe(state.version + 1);
      }),
      { numRuns: 2_000 },
    );
  });
});
