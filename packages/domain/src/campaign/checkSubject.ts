import { compareCivilDates, type CivilDate } from '../civilDate.js';
import { duties, partyOf, type Duty } from '../duties.js';
import type { PersonId, SectionKey } from '../identifiers.js';
import type { SigningGroup, SlotDefinition, StageDefinition, Template } from '../template.js';
import { projectLeader } from '../projects.js';
import type { CheckFacts, UnitFacts } from './facts.js';
import { problem, type CampaignProblem, type ProblemDetail } from './problems.js';
import type { CampaignPlan, SubjectPlan } from './state.js';

type Around = { readonly plan: CampaignPlan; readonly template: Template | null; readonly facts: CheckFacts };

/** The problems of one subject. One with a blocking problem is left out of the opening. */
export function checkSubject(subject: SubjectPlan, around: Around): readonly CampaignProblem[] {
  return details(subject, around).map((detail) => problem(subject.subjectId, detail));
}

function details(subject: SubjectPlan, { plan, template, facts }: Around): readonly ProblemDetail[] {
  const unit = facts.units[subject.subjectId];
  if (unit === undefined) return [{ code: 'unitUnknown' }];
  if (unit.kind !== subject.kind) return [{ code: 'unitKindWrong', kind: unit.kind }];
  const responsible = facts.units[subject.unitId];
  // A department does its own work; a subordinate unit its own, or the unit above it does it; a project has no people but its leader.
  const fits = subject.kind === 'project' ? unit.parentId === subject.unitId : subject.unitId === subject.subjectId || (subject.kind === 'subordinate' && unit.parentId === subject.unitId);
  if (responsible === undefined || !fits) return [{ code: 'responsibleUnitWrong' }];
  const leader = subject.kind === 'project' ? projectLeader(unit.holders) : null;
  const evaluationId = facts.existing[subject.subjectId];
  return [
    ...(evaluationId === undefined || evaluationId === subject.evaluationId ? [] : [{ code: 'evaluationExists' as const, evaluationId }]),
    ...(leader === null || everybodyOf(responsible).includes(leader) ? [] : [{ code: 'projectLeaderOutside' as const, people: [leader] }]),
    ...groupProblems(responsible, plan, facts.today),
    ...(template === null ? [] : staffProblems({ ...responsible, leader }, template.process.stages.slice(plan.startStage), template, facts.today)),
    ...reachProblems(responsible, facts),
  ];
}

/** The leading group that is in force on a date. */
function groupOn(unit: UnitFacts, on: CivilDate): UnitFacts['leadingGroups'][number] | null {
  const inForce = unit.leadingGroups.filter(({ from, until }) => from <= on && (until === null || on <= until));
  return inForce.reduce<UnitFacts['leadingGroups'][number] | null>((latest, group) => (latest === null || latest.from < group.from ? group : latest), null);
}

function groupProblems(unit: UnitFacts, { dates }: CampaignPlan, today: CivilDate): readonly ProblemDetail[] {
  const group = groupOn(unit, today);
  if (group === null) {
    const ended = unit.leadingGroups.flatMap(({ until }) => (until !== null && until < today ? [until] : [])).sort(compareCivilDates);
    const endedOn = ended[ended.length - 1];
    return [endedOn === undefined ? { code: 'leadingGroupMissing' } : { code: 'leadingGroupEnded', endedOn }];
  }
  const lastDate = dates.reduce<CivilDate | null>((last, date) => (date !== null && (last === null || date > last) ? date : last), null);
  const { until: endsOn } = group;
  return endsOn !== null && lastDate !== null && endsOn < lastDate && groupOn(unit, lastDate) === null ? [{ code: 'leadingGroupEnds', endsOn, lastDate }] : [];
}

/** The unit that does the work; `leader`: of a project, who fills in what the form gives to its clerk. */
type Working = UnitFacts & { readonly leader: PersonId | null };

const everybodyOf = ({ holders }: UnitFacts): readonly PersonId[] => sorted(duties.filter((duty) => partyOf[duty] === 'department').flatMap((duty) => holders[duty] ?? []));

const sorted = (people: Iterable<PersonId>): readonly PersonId[] => [...new Set(people)].sort();

function staffProblems(unit: Working, stages: readonly StageDefinition[], template: Template, today: CivilDate): readonly ProblemDetail[] {
  const members = groupOn(unit, today)?.members ?? null;
  const signing = stages.flatMap((stage) => stage.signing.flatMap((group) => signingProblems(unit, members, stage, group, template)));
  // The same slot is signed in several stages; what is wrong with it is said once.
  const bySlot = new Map(signing.map((detail) => [`${detail.code} ${'slot' in detail ? detail.slot : ''}`, detail]));
  return [...dutyProblems(unit, stages, template), ...bySlot.values()];
}

/** Duties that the stages ask work of and that nobody holds, each with the sections it is for. */
function dutyProblems({ holders }: UnitFacts, stages: readonly StageDefinition[], template: Template): readonly ProblemDetail[] {
  // Whatever the template says, the clerk hands in, and 分管领导 reviews secrecy before publication.
  const needed = new Map<Duty, SectionKey[]>([['clerk', []]]);
  if (stages.some(({ phase }) => phase === 'publication')) needed.set('deputyLeader', []);
  for (const stage of stages) {
    for (const { key, ownerDuty, leadDuty } of template.sections.filter((section) => stage.sections.includes(section.key))) {
      for (const duty of stage.steps.includes('confirm') ? [ownerDuty, leadDuty] : [ownerDuty]) needed.set(duty, [...new Set([...(needed.get(duty) ?? []), key])]);
    }
  }
  return [...needed].flatMap(([duty, sections]): ProblemDetail[] => ((holders[duty] ?? []).length > 0 ? [] : [{ code: 'dutyVacant', duty, sections }]));
}

/** Who may sign a slot by his post: 分管领导 and 组长 only as members of the leading group (as `decide` rules). */
function candidates({ holders }: UnitFacts, members: readonly PersonId[] | null, { duty }: SlotDefinition): readonly PersonId[] {
  const holding = holders[duty] ?? [];
  return (duty === 'principal' || duty === 'deputyLeader') && members !== null ? holding.filter((person) => members.includes(person)) : holding;
}

function signingProblems(unit: Working, members: readonly PersonId[] | null, stage: StageDefinition, group: SigningGroup, template: Template): readonly ProblemDetail[] {
  const slots = group.slots.map((slot) => ({ slot, able: candidates(unit, members, slot) }));
  const filled = slots.filter(({ able }) => able.length > 0);
  const needed = Math.min(group.quorum, group.slots.length);
  const empty = slots.filter(({ able }) => able.length === 0);
  // As long as the others make the quorum, an empty slot needs nobody.
  const vacancies = filled.length >= needed ? [] : empty.map(({ slot }): ProblemDetail => {
    const people = sorted(unit.holders[slot.duty] ?? []);
    return people.length === 0 ? { code: 'slotVacant', slot: slot.key, duty: slot.duty } : { code: 'slotOutsideGroup', slot: slot.key, people };
  });
  const present = sorted(filled.flatMap(({ able }) => able)).length;
  const quorum: readonly ProblemDetail[] = filled.length >= needed && present < needed ? [{ code: 'quorumImpossible', slots: slots.map(({ slot }) => slot.key), needed, present }] : [];
  return [...vacancies, ...quorum, ...filled.flatMap(({ slot, able }) => preparerProblems(unit, stage, slot, able, template))];
}

/** Whoever prepares a version never signs it: a slot whose every candidate has to prepare has nobody left. */
function preparerProblems(unit: Working, stage: StageDefinition, { key: slot }: SlotDefinition, able: readonly PersonId[], template: Template): readonly ProblemDetail[] {
  const clerks = unit.holders.clerk ?? [];
  const everybody = everybodyOf(unit);
  const people = sorted(able);
  // The clerk hands the whole version in; sections may be assigned to anybody else of the unit.
  const onlyClerk = clerks.length === 1 && able.every((person) => clerks.includes(person));
  if (onlyClerk || everybody.every((person) => able.includes(person))) return [{ code: 'nobodyElseSigns', slot, people }];
  const ownersOf = (duty: Duty) => (duty === 'clerk' && unit.leader !== null ? [unit.leader] : (unit.holders[duty] ?? []));
  const forced = template.sections.filter(({ key, ownerDuty }) => stage.sections.includes(key) && ownersOf(ownerDuty).length === 1);
  const preparing = new Set([...forced.flatMap(({ ownerDuty }) => ownersOf(ownerDuty)), ...(clerks.length === 1 ? clerks : [])]);
  if (!able.every((person) => preparing.has(person))) return [];
  const sections = forced.filter(({ ownerDuty }) => ownersOf(ownerDuty).some((person) => able.includes(person))).map(({ key }) => key);
  return [{ code: 'signerMustPrepare', slot, people, sections }];
}

/** Nobody is kept from working by a missing address or account, but whoever opens the year should know. */
function reachProblems({ holders }: UnitFacts, { withoutAddress, withoutAccount }: CheckFacts): readonly ProblemDetail[] {
  const working = sorted(duties.filter((duty) => partyOf[duty] === 'department' && duty !== 'staff').flatMap((duty) => holders[duty] ?? []));
  const noMailAddress = working.filter((person) => withoutAddress.includes(person));
  const noAccount = working.filter((person) => withoutAccount.includes(person));
  return [
    ...(noMailAddress.length === 0 ? [] : [{ code: 'noMailAddress' as const, people: noMailAddress }]),
    ...(noAccount.length === 0 ? [] : [{ code: 'noAccount' as const, people: noAccount }]),
  ];
}
