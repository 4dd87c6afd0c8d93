import type { Duty } from '../duties.js';
import type { SectionKey } from '../identifiers.js';
import { accept, refuse, type Decision } from '../refusals.js';
import { maximumSections } from '../template.js';
import { unanswered } from './checks.js';
import type { EvaluationCommand } from './commands.js';
import { inPlaceOf, isMeant, mayActOn, peopleOf, recipientOf, type Context } from './context.js';
import type { EvaluationEvent } from './events.js';
import { blockedBy } from './facts.js';
import { disqualification, preparersOf } from './preparing.js';
import { allSubmitted, phaseOf, type SectionState } from './state.js';

type Of<Type extends EvaluationCommand['type']> = Extract<EvaluationCommand, { type: Type }>;
type Outcome = Decision<EvaluationEvent>;

function sectionOf(context: Context, key: SectionKey): SectionState | undefined {
  return context.state.sections.find((section) => section.key === key);
}

/** Assigns sections in bulk; open tasks follow their new owners when the case settles. */
export function assignSections(context: Context, command: Of<'assignSections'>): Outcome {
  const { state } = context;
  if (command.assignments.length > maximumSections) return refuse({ code: 'tooManySections', maximum: maximumSections });
  const unknown = command.assignments.find((one) => !Object.hasOwn(state.rules.sectionRoles, one.section));
  if (unknown !== undefined) return refuse({ code: 'sectionUnknown', section: unknown.section });
  const people = peopleOf(context.facts, 'department');
  const stranger = command.assignments.find((one) => !people.includes(one.person));
  if (stranger !== undefined) return refuse({ code: 'personUnknown', person: stranger.person });
  return accept([{ type: 'sectionsAssigned', assignments: command.assignments }]);
}

/** Hands a section in. Whoever holds its task may, once every required field is filled. */
export function submitSection(context: Context, command: Of<'submitSection'>): Outcome {
  const section = sectionOf(context, command.section);
  if (section === undefined) return refuse({ code: 'sectionUnknown', section: command.section });
  if (section.status === 'submitted' || section.status === 'confirmed') return refuse({ code: 'sectionNotOpen', section: section.key });
  const task = context.state.tasks.find((one) => one.kind === 'fillSection' && one.section === section.key);
  if (task === undefined || !mayActOn(context, task)) return refuse({ code: 'notYourSection', section: section.key });
  const missing = context.facts.content?.missingFields[section.key] ?? [];
  if (missing.length > 0) return refuse({ code: 'sectionIncomplete', section: section.key, fields: missing });
  const [wrong] = context.facts.content?.disagreements[section.key] ?? [];
  if (wrong !== undefined) return refuse({ code: 'fieldsDisagree', section: section.key, ...wrong });
  const lost = disqualification(context, command);
  if (lost !== null) return refuse(lost);
  return accept([{ type: 'sectionSubmitted', section: section.key, by: context.actor.personId, ...inPlaceOf(context, recipientOf(context, task)) }]);
}

/** Gives one section back to its owner with a reason; the others stay as they are. */
export function returnSection(context: Context, command: Of<'returnSection'>): Outcome {
  const section = sectionOf(context, command.section);
  if (section === undefined) return refuse({ code: 'sectionUnknown', section: command.section });
  if (section.status === 'open' || section.status === 'returned') return refuse({ code: 'sectionNotSubmitted', section: section.key });
  return accept([{ type: 'sectionReturned', section: section.key, by: context.actor.personId, reason: command.reason }]);
}

function leadOf({ state }: Context, section: SectionKey): Duty {
  return state.rules.sectionRoles[section]?.leadDuty ?? 'officeLead';
}

/** Whether the section was handed in, waits for confirmation, and the actor leads the people who filled it. */
export function mayConfirm(context: Context, section: SectionState): boolean {
  return phaseOf(context.state) === 'dataCollection' && section.status === 'submitted' && isMeant(context, { duty: leadOf(context, section.key) });
}

/** The lead confirms what his people handed in; this is no signature, so a preparer may confirm. */
export function confirmSections(context: Context, command: Of<'confirmSections'>): Outcome {
  const keys = [...new Set(command.sections)];
  if (keys.length > maximumSections) return refuse({ code: 'tooManySections', maximum: maximumSections });
  if (keys.length === 0) return refuse({ code: 'sectionsMissing', sections: [] });
  for (const key of keys) {
    const section = sectionOf(context, key);
    if (section === undefined) return refuse({ code: 'sectionUnknown', section: key });
    if (section.status === 'confirmed') return refuse({ code: 'alreadyDone' });
    if (section.status !== 'submitted') return refuse({ code: 'sectionNotSubmitted', section: key });
    if (!isMeant(context, { duty: leadOf(context, key) })) return refuse({ code: 'notYourSection', section: key });
  }
  const last = context.state.sections.every((section) => section.status === 'confirmed' || keys.includes(section.key));
  const blocked = last ? blockedBy(context.facts) : null;
  if (blocked !== null) return refuse(blocked);
  return accept(keys.map((section): EvaluationEvent => ({ type: 'sectionConfirmed', section, by: context.actor.personId, ...inPlaceOf(context, { duty: leadOf(context, section) }) })));
}

/** 填报人 declares the version: it is frozen and goes to the signers. */
export function submitForSigning(context: Context, command: Of<'submitForSigning'>): Outcome {
  const { state, facts, actor } = context;
  if (!isMeant(context, { duty: 'clerk' })) return refuse({ code: 'notYourTask' });
  if (phaseOf(state) === 'publication') {
    if (state.secrecy === null) return refuse({ code: 'secrecyNotReviewed' });
    if (state.secrecy.result === 'withhold') return refuse({ code: 'secrecyForbids' });
  }
  if (!allSubmitted(state)) {
    return refuse({ code: 'sectionsMissing', sections: state.sections.filter((one) => one.status === 'open' || one.status === 'returned').map((one) => one.key) });
  }
  if (facts.leadingGroup === null) return refuse({ code: 'leadingGroupMissing' });
  const { content } = facts;
  if (content === null) return refuse({ code: 'scoreMissing' });
  const blocked = blockedBy(facts);
  if (blocked !== null) return refuse(blocked);
  const open = unanswered(state, facts);
  if (open !== null) return refuse(open);
  // What was complete when it was handed in may lack a reason since another section came back with other figures.
  const outdated = state.sections.find((section) => (content.missingFields[section.key] ?? []).length > 0);
  if (outdated !== undefined) return refuse({ code: 'sectionOutdated', section: outdated.key, fields: content.missingFields[outdated.key] ?? [] });
  const selfAssessed = phaseOf(state) === 'selfAssessment';
  if (selfAssessed && content.selfScore === null) return refuse({ code: 'scoreMissing' });
  const lost = disqualification(context, command);
  if (lost !== null) return refuse(lost);
  const preparers = preparersOf(state, [...content.contributors, actor.personId]);
  return accept([
    {
      type: 'revisionFrozen',
      number: state.revisionCount + 1,
      hash: content.hash,
      preparers,
      declaredBy: actor.personId,
      ...inPlaceOf(context, { duty: 'clerk' }),
      score: selfAssessed ? content.selfScore : null,
    },
    { type: 'stepEntered', step: 'sign' },
  ]);
}
