import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { partyOf, type Duty } from '../duties.js';
import { Case } from '../testing/case.js';
import { findingStarts, tellFinding, type FindingMove, type May } from '../testing/findingStory.js';
import { people } from '../testing/story.js';
import { newWorld } from '../testing/world.js';
import { findingCommandTypes, type FindingCommandType } from './commands.js';
import { evolveFinding, foldFinding } from './evolve.js';

/** The unit tests tell the same stories each time; `HENGJI_MODEL_RUNS` tells that many new ones. */
const asked = process.env['HENGJI_MODEL_RUNS'];
const runs = asked === undefined ? { numRuns: 200, seed: 2023 } : { numRuns: Number(asked) };

const commandMove = fc.record({
  kind: fc.constant('command' as const),
  dice: fc.nat(999),
  anywhere: fc.nat(9).map((one) => one === 0),
  actor: fc.constantFrom(...people),
  usual: fc.nat(3).map((one) => one > 0),
  pick: fc.nat(11),
  nonsense: fc.nat(19).map((one) => one === 0),
});
const move: fc.Arbitrary<FindingMove> = fc.oneof(
  { arbitrary: commandMove, weight: 30 },
  { arbitrary: fc.record({ kind: fc.constant('clock' as const), alarms: fc.nat(4), days: fc.nat(30) }), weight: 6 },
  { arbitrary: fc.record({ kind: fc.constant('world' as const), what: fc.constantFrom('holiday', 'double', 'group', 'absence', 'proof'), pick: fc.nat(11) }), weight: 4 },
);

const oneOf = (...duties: readonly Duty[]) => (held: readonly Duty[]) => held.some((duty) => duties.includes(duty));
const ofDepartment = (held: readonly Duty[]) => held.some((duty) => partyOf[duty] === 'department');
const anybody = () => true;
const desk = oneOf('performanceDesk');
const either = oneOf('performanceDesk', 'administrator');

/** Who may send what at all, as role × unit has it; the long test asks the real table. */
const sender: Readonly<Record<FindingCommandType, (held: readonly Duty[]) => boolean>> = {
  raise: desk, serve: desk, rejectObjection: desk, upholdObjection: desk, acceptPlan: desk, verifyEvidence: desk, returnFinding: desk, closeFinding: desk, grantExtension: desk, refuseExtension: desk,
  acknowledge: ofDepartment, object: ofDepartment, plan: ofDepartment, signPlan: ofDepartment, addEvidence: ofDepartment, askExtension: ofDepartment,
  handOver: oneOf('deputyLeader', 'principal', 'administrator'), appointActing: oneOf('administrator'), resume: oneOf('administrator'), urge: either,
  claim: anybody, release: anybody, suspend: anybody, tick: anybody,
};
const may: May = (held, type) => sender[type](held);

describe('whatever people and the clock do to a finding', () => {
  it('the guarantees of the process hold', { timeout: 600_000 }, () => {
    const accepted = new Set<FindingCommandType>();
    const refused = new Set<string>();
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.constantFrom(...findingStarts), fc.array(move, { minLength: 30, maxLength: 70 }), (start, moves) => {
        tellFinding(start, moves, may, (before, type, refusal) => {
          if (refusal === null) accepted.add(type);
          else refused.add(refusal);
          seen.add(before.status);
        });
      }),
      runs,
    );
    // A model that gets nowhere proves nothing.
    expect([...accepted].sort()).toEqual(findingCommandTypes.filter((type) => type !== 'raise').sort());
    expect(seen.size).toBe(11);
    expect(refused.size).toBeGreaterThan(20);
  });

  it('any event on any state gives a state', () => {
    const told = [new Case(newWorld()).reach('closed'), new Case(newWorld()).reach('withdrawn')].map(({ events }) => events);
    const states = told.flatMap((events) => events.map((_, index) => foldFinding(null, events.slice(0, index + 1)))).filter((state) => state !== null);
    fc.assert(
      fc.property(fc.constantFrom(...states), fc.constantFrom(...told.flat()), (state, event) => {
        expect(evolveFinding(state, event).version).toBe(state.version + 1);
      }),
      { numRuns: 1_000 },
    );
  });
});
