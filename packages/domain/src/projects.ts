import type { DutyHolders } from './evaluation/state.js';
import type { PersonId, SectionKey } from './identifiers.js';
import type { Template } from './template.js';

/**
 * 项目负责人: whoever holds the clerk's duty of the project itself; null where it has none. Of several, the first. He belongs to the unit
 * that runs the project and answers for what it achieves (财预〔2020〕10号); declaring and signing stay with that unit.
 */
export function projectLeader(holders: DutyHolders): PersonId | null {
  return holders.clerk?.[0] ?? null;
}

/** The sections he fills in: those that the form gives to its clerk. */
export function leaderSections(template: Pick<Template, 'sections'>, leader: PersonId): Readonly<Record<SectionKey, PersonId>> {
  return Object.fromEntries(template.sections.filter(({ ownerDuty }) => ownerDuty === 'clerk').map(({ key }) => [key, leader]));
}
