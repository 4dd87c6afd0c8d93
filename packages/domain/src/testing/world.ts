import type { Duty } from '../duties.js';
import type { ContentFacts, EvaluationFacts, TemplateMoveFacts } from '../evaluation/facts.js';
import type { EvaluationState } from '../evaluation/state.js';
import type { PersonId } from '../identifiers.js';
import { duties } from '../duties.js';
import type { ProcessRules, Template } from '../template.js';
import { planTemplateMove } from '../templateMove/plan.js';
import { testCalendar } from './rules.js';

/** What lies beside the state in a test: people, content, findings. Tests change it as they go. */
export type World = {
  people: Readonly<Record<PersonId, readonly Duty[]>>;
  leadingGroup: EvaluationFacts['leadingGroup'];
  findings: EvaluationFacts['findings'];
  contributors: readonly PersonId[];
  missingFields: ContentFacts['missingFields'];
  disagreements: ContentFacts['disagreements'];
  blockingChecks: ContentFacts['blockingChecks'];
  warnings: ContentFacts['warnings'];
  computedScores: ContentFacts['computedScores'];
  selfScore: string | null;
  rowScores: ContentFacts['rowScores'];
  calendar: EvaluationFacts['calendar'];
  newerCalendar?: NonNullable<EvaluationFacts['newerCalendar']>;
  /** Null: the actor proved himself for the version that lies before him. */
  reauthenticatedFor: string | null;
};

/** A department, its bureau and the county's own people; everybody is named after what he does. */
const cast: World['people'] = {
  clerk: ['clerk'],
  accountant: ['accountant'],
  lead: ['officeLead'],
  head: ['financeHead'],
  deputy: ['deputyLeader'],
  principal: ['principal'],
  colleague: ['staff'],
  desk: ['performanceDesk'],
  auditor: ['auditor'],
  admin: ['administrator'],
};

export function newWorld(changes: Partial<World> = {}): World {
  return {
    people: cast,
    leadingGroup: { documentNo: '示发〔2022〕1号', members: ['principal', 'deputy', 'all'] },
    findings: [{ id: 'finding-1', status: 'served' }],
    contributors: ['clerk', 'accountant'],
    missingFields: {},
    disagreements: {},
    blockingChecks: [],
    warnings: [],
    computedScores: { archive: { score: '1.33', weight: '2.00' } },
    selfScore: '98.28',
    rowScores: { fundUse: '6.00', archive: '1.33' },
    calendar: testCalendar,
    reauthenticatedFor: null,
    ...changes,
  };
}

/** A version of a template with two rows; every version asks one more field of the budget and gives the archive another weight. */
export function templateNumbered(version: number, process: ProcessRules): Template {
  const row = (key: string, weight: string) => ({
    key, dimension: '产出', subDimension: null, name: key, nameEn: key, weight, measureKind: 'quantitative' as const, target: '8 项', scoringRule: { kind: 'entered' as const },
  });
  const fields = Array.from({ length: version }, (_, index) => ({ key: `field${index}`, label: `栏${index}`, labelEn: `Field ${index}`, type: 'text' as const, required: false }));
  return {
    schema: 'hengji.template/1', key: 'test', version, title: '示例', titleEn: 'Sample',
    sections: Object.entries(process.sectionRoles).map(([key, roles]) => ({ key, title: key, titleEn: key, fields: key === 'budget' ? fields : [], ...roles })),
    indicators: [row('fundUse', '6.00'), row('archive', `${version}.00`)],
    grades: { excellent: '90', good: '80', fair: '60' },
    process,
  };
}

/** The move to the next version; each version's id has one mark more than the one before. */
function moveFacts(state: EvaluationState): TemplateMoveFacts {
  const version = 1 + (state.templateId.match(/\+/g)?.length ?? 0);
  const answer = planTemplateMove(state, templateNumbered(version, state.rules), templateNumbered(version + 1, state.rules), [], { entries: [], figures: {}, files: [] });
  return { answer, checks: [], lost: null, findingRows: [] };
}

function holdersIn(world: World): EvaluationFacts['holders'] {
  return Object.fromEntries(duties.map((duty) => [duty, Object.keys(world.people).filter((person) => world.people[person]?.includes(duty))]));
}

/** The facts as the database would gather them for a person, or for the clock. */
export function factsIn(world: World, state: EvaluationState | null, person: PersonId | null): EvaluationFacts {
  const number = (state?.revisionCount ?? 0) + 1;
  const facts: EvaluationFacts = {
    actor: person === null ? null : { personId: person, duties: world.people[person] ?? [] },
    calendar: world.calendar,
    ...(world.newerCalendar === undefined ? {} : { newerCalendar: world.newerCalendar }),
    content: {
      hash: `hash-${number}`,
      contributors: world.contributors,
      missingFields: world.missingFields,
      disagreements: world.disagreements,
      blockingChecks: world.blockingChecks,
      warnings: world.warnings,
      computedScores: world.computedScores,
      selfScore: world.selfScore,
      rowScores: world.rowScores,
      weights: { ...world.rowScores, carryOver: '4.00' },
      targets: Object.fromEntries([...Object.keys(world.rowScores), 'carryOver'].map((indicator) => [indicator, '8 项'])),
      scoreAfter: (deductions) => (world.selfScore === null ? null : { total: deductions.length === 0 ? world.selfScore : '97.23', grade: 'excellent' }),
    },
    holders: holdersIn(world),
    leadingGroup: world.leadingGroup,
    reauthenticatedFor: world.reauthenticatedFor ?? state?.revision?.hash ?? null,
    findings: world.findings,
  };
  // Asked by one command alone.
  return state === null ? facts : Object.defineProperty(facts, 'templateMove', { get: () => moveFacts(state), enumerable: true });
}
