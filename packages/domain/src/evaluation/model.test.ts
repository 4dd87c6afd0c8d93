import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { people, starts, tell, type Move } from '../testing/story.js';
import { openYear } from '../testing/year.js';
import { evaluationCommandTypes, type EvaluationCommandType } from './commands.js';
import { evolve, fold } from './evolve.js';
import { phaseOf } from './state.js';

/** The unit tests tell the same stories each time; `HENGJI_MODEL_RUNS` tells that many new ones. */
const asked = process.env['HENGJI_MODEL_RUNS'];
const runs = asked === undefined ? { numRuns: 200, seed: 2023 } : { numRuns: Number(asked) };

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
  { arbitrary: fc.record({ kind: fc.constant('world' as const), what: fc.constantFrom('check', 'check', 'check', 'warning', 'contributor', 'findings', 'holiday', 'group', 'score', 'missing'), pick: fc.nat(11) }), weight: 4 },
);

describe('whatever people and the clock do', () => {
  it('the guarantees of the process hold', { timeout: 600_000 }, () => {
    const accepted = new Set<EvaluationCommandType>();
    const refused = new Set<string>();
    const seen = new Set<string>();
    const story = fc.array(move, { minLength: 30, maxLength: 70 });
    fc.assert(
      fc.property(fc.constantFrom(...starts), story, (start, moves) => {
        tell(start, moves, (_, type, refusal, after) => {
          if (refusal !== null) refused.add(refusal);
          else accepted.add(type);
          seen.add(`${phaseOf(after)}/${after.step}`);
        });
      }),
      runs,
    );
    // A model that gets nowhere proves nothing.
    // No stage of these years was done on paper.
    expect([...accepted].sort()).toEqual(evaluationCommandTypes.filter((type) => type !== 'open' && type !== 'registerPaper').sort());
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
