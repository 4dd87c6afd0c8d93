import { abilityFor, row } from '@hengji/contracts';
import { evaluationCommandTypes, findingCommandTypes, findingPositionOf, phaseOf, positionOf, precheck, precheckFinding, type Duty, type EvaluationState, type FindingCommandType, type FindingState } from '@hengji/domain';
import { expect, test } from 'vitest';
import { findingStarts, tellFinding, type FindingMove, type May } from '../../packages/domain/src/testing/findingStory.js';
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

/** What was tried where, and what came of it; `allowed` are the pairs that the position allows, so that they must have been tried. */
class Coverage<Type extends string> {
  readonly #cells = new Map<string, Map<Type, Cell>>();
  /** `place type`; no place has a space in its name. */
  readonly #allowed = new Set<string>();
  readonly #types: readonly Type[];
  tried = 0;

  constructor(types: readonly Type[]) {
    this.#types = types;
  }

  count(place: string, type: Type, refusal: string | null, fits: (type: Type) => boolean): void {
    this.tried += 1;
    const row = this.#cells.get(place) ?? new Map<Type, Cell>();
    this.#cells.set(place, row);
    const cell = row.get(type) ?? { accepted: 0, refused: 0 };
    row.set(type, cell);
    if (refusal === null) cell.accepted += 1;
    else cell.refused += 1;
    for (const one of row.size === 1 ? this.#types : []) if (fits(one)) this.#allowed.add(`${place} ${one}`);
  }

  #visitsOf(place: string): number {
    return [...(this.#cells.get(place)?.values() ?? [])].reduce((sum, cell) => sum + cell.accepted + cell.refused, 0);
  }

  table(stories: number): string {
    const lines = [...this.#cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([place, row]) => {
      const accepted = [...row.values()].filter((cell) => cell.accepted > 0).length;
      const fitting = this.#types.filter((type) => this.#allowed.has(`${place} ${type}`));
      const never = fitting.filter((type) => (row.get(type)?.accepted ?? 0) === 0);
      return `${place.padEnd(28)} ${String(this.#visitsOf(place)).padStart(8)} ${String(row.size).padStart(6)} ${String(accepted).padStart(9)}/${String(fitting.length).padEnd(4)} ${never.join(' ')}`;
    });
    return `seed ${seed}: ${this.tried} commands in ${stories} stories\n${'position'.padEnd(28)} commands  kinds  accepted/fitting  fitting and never accepted\n${lines.join('\n')}`;
  }

  /** Pairs that the position allows and that nobody tried in a place that was visited often enough. */
  untried(): readonly string[] {
    return [...this.#allowed].filter((pair) => {
      const [place = '', type = ''] = pair.split(' ');
      return this.#visitsOf(place) >= enoughVisits && ![...(this.#cells.get(place)?.keys() ?? [])].some((one) => one === type);
    });
  }

  accepted(): readonly Type[] {
    return [...new Set([...this.#cells.values()].flatMap((row) => [...row].filter(([, cell]) => cell.accepted > 0).map(([type]) => type)))].sort();
  }
}

const placeOf = (state: EvaluationState) => (state.status === 'open' ? `${phaseOf(state)}/${state.step}` : state.status);

/** Tells stories until so many commands were tried; a failure names the story. */
function tellMany(coverage: { readonly tried: number }, about: string, one: (dice: Dice) => void): number {
  let stories = 0;
  for (; coverage.tried < commands; stories += 1) {
    try {
      one(new Dice(seed, `${about}${stories}`));
    } catch (error) {
      throw new Error(`story ${about}${stories} of seed ${seed}`, { cause: error });
    }
  }
  return stories;
}

function startOf<Start>(dice: Dice, from: readonly Start[]): Start {
  const start = dice.pick(from);
  if (start === undefined) throw new Error('there is no position to start from');
  return start;
}

test(`${commands} random commands break no guarantee of the process`, () => {
  const coverage = new Coverage(evaluationCommandTypes);
  const stories = tellMany(coverage, '', (dice) => {
    const start = startOf(dice, starts);
    tell(start, Array.from({ length: 30 + dice.below(41) }, () => throwMove(dice)), (before, type, refusal) => coverage.count(placeOf(before), type, refusal, (one) => one !== 'open' && precheck(positionOf(before), one) === null));
  });
  console.log(coverage.table(stories));
  expect(coverage.untried()).toEqual([]);
  // No stage of these stories was done on paper.
  expect(coverage.accepted()).toEqual(evaluationCommandTypes.filter((type) => type !== 'open' && type !== 'registerPaper').sort());
}, 7_200_000);

const besideFindings = ['holiday', 'double', 'group', 'absence', 'proof'] as const;

function throwFindingMove(dice: Dice): FindingMove {
  const what = dice.below(40);
  if (what < 4) return { kind: 'world', what: dice.pick(besideFindings) ?? 'proof', pick: dice.below(12) };
  if (what < 10) return { kind: 'clock', alarms: dice.below(5), days: dice.below(31) };
  return { kind: 'command', dice: dice.below(1000), anywhere: dice.below(10) === 0, actor: dice.pick(people) ?? 'clerk', usual: dice.below(4) > 0, pick: dice.below(12), nonsense: dice.below(20) === 0 };
}

/** The table of permissions itself: what it lets nobody send is not sent here either. */
const abilities = new Map<string, ReturnType<typeof abilityFor>>();
const place = { countyId: 'county', unitId: 'unit' };

const may: May = (held: readonly Duty[], type: FindingCommandType) => {
  const key = held.join();
  const ability = abilities.get(key) ?? abilityFor(held.map((duty) => ({ duty, ...place })));
  abilities.set(key, ability);
  return ability.can(type, row('Finding', place));
};

const placeOfFinding = (state: FindingState) => (findingPositionOf(state).suspended === true ? `${state.status}/suspended` : state.status);

test(`${commands} random commands break no guarantee of a finding, sent by whom the permissions let`, () => {
  const coverage = new Coverage(findingCommandTypes);
  const stories = tellMany(coverage, 'finding ', (dice) => {
    const start = startOf(dice, findingStarts);
    tellFinding(start, Array.from({ length: 30 + dice.below(41) }, () => throwFindingMove(dice)), may, (before, type, refusal) => coverage.count(placeOfFinding(before), type, refusal, (one) => precheckFinding(findingPositionOf(before), one) === null));
  });
  console.log(coverage.table(stories));
  expect(coverage.untried()).toEqual([]);
  expect(coverage.accepted()).toEqual(findingCommandTypes.filter((type) => type !== 'raise').sort());
}, 7_200_000);
