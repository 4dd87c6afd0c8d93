import { evaluationCommandTypes, phaseOf, positionOf, precheck, type EvaluationCommandType, type EvaluationState } from '@hengji/domain';
import { expect, test } from 'vitest';
import { people, starts, tell, type Move } from '../../packages/domain/src/testing/story.js';
import { Dice } from '../chaos/dice.js';

/** How many commands are tried; `HENGJI_MODEL_COMMANDS` says otherwise. The seed is told, and repeats them. */
const commands = Number(process.env['HENGJI_MODEL_COMMANDS'] ?? 1_000_000);
const seed = process.env['HENGJI_MODEL_SEED'] ?? crypto.randomUUID().slice(0, 8);

const happenings = ['check', 'check', 'check', 'warning', 'contributor', 'findings', 'holiday', 'group', 'score', 'missing'] as const;

/** As the unit test's stories, thrown by dice of our own: a million of fast-check's would not fit into memory. */
function throwMove(dice: Dice): Move {
  const what = dice.below(40);
  if (what < 4) return { kind: 'world', what: dice.pick(happenings) ?? 'check', pick: dice.below(12) };
  if (what < 10) return { kind: 'clock', alarms: dice.below(5), days: dice.below(31) };
  return { kind: 'command', dice: dice.below(1000), anywhere: dice.below(10) === 0, actor: dice.below(30) === 0 ? null : (dice.pick(people) ?? null), usual: dice.below(4) > 0, pick: dice.below(12), nonsense: dice.below(20) === 0 };
}

type Cell = { accepted: number; refused: number };

/** A year is cancelled once in a thousand commands: after so many in one place it was, or never is. */
const enoughVisits = 8_000;

const visitsOf = (row: ReadonlyMap<EvaluationCommandType, Cell> | undefined) => [...(row?.values() ?? [])].reduce((sum, cell) => sum + cell.accepted + cell.refused, 0);

const placeOf = (state: EvaluationState) => (state.status === 'open' ? `${phaseOf(state)}/${state.step}` : state.status);

test(`${commands} random commands break no guarantee of the process`, () => {
  const cells = new Map<string, Map<EvaluationCommandType, Cell>>();
  /** Pairs that the position allows, so that they must have been tried. */
  const allowed = new Set<string>();
  let [tried, stories] = [0, 0];
  while (tried < commands) {
    const dice = new Dice(seed, String(stories));
    const start = dice.pick(starts);
    if (start === undefined) throw new Error('there is no position to start from');
    const story = Array.from({ length: 30 + dice.below(41) }, () => throwMove(dice));
    try {
      tell(start, story, (before, type, refusal) => {
        tried += 1;
        const place = placeOf(before);
        const row = cells.get(place) ?? new Map<EvaluationCommandType, Cell>();
        cells.set(place, row);
        const cell = row.get(type) ?? { accepted: 0, refused: 0 };
        row.set(type, cell);
        if (refusal === null) cell.accepted += 1;
        else cell.refused += 1;
        for (const one of row.size === 1 ? evaluationCommandTypes : []) if (precheck(positionOf(before), one) === null) allowed.add(`${place} ${one}`);
      });
    } catch (error) {
      throw new Error(`story ${stories} of seed ${seed}`, { cause: error });
    }
    stories += 1;
  }

  const lines = [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([place, row]) => {
    const all = [...row.values()];
    const accepted = all.filter((cell) => cell.accepted > 0).length;
    const fitting = evaluationCommandTypes.filter((type) => allowed.has(`${place} ${type}`));
    const never = fitting.filter((type) => (row.get(type)?.accepted ?? 0) === 0);
    return `${place.padEnd(28)} ${String(visitsOf(row)).padStart(8)} ${String(row.size).padStart(6)} ${String(accepted).padStart(9)}/${String(fitting.length).padEnd(4)} ${never.join(' ')}`;
  });
  console.log(`seed ${seed}: ${tried} commands in ${stories} stories\n${'position'.padEnd(28)} commands  kinds  accepted/fitting  fitting and never accepted\n${lines.join('\n')}`);

  const untried = [...allowed].filter((pair) => {
    const [place = '', type = ''] = pair.split(' ');
    const row = cells.get(place);
    return visitsOf(row) >= enoughVisits && ![...(row?.keys() ?? [])].some((one) => one === type) && type !== 'open';
  });
  expect(untried).toEqual([]);
  const accepted = new Set([...cells.values()].flatMap((row) => [...row].filter(([, cell]) => cell.accepted > 0).map(([type]) => type)));
  // No stage of these stories was done on paper.
  expect([...accepted].sort()).toEqual(evaluationCommandTypes.filter((type) => type !== 'open' && type !== 'registerPaper').sort());
}, 7_200_000);
