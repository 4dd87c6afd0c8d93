import { assertNever } from '../assertNever.js';
import { addDays } from '../civilDate.js';
import type { Recipient } from '../duties.js';
import type { SectionKey } from '../identifiers.js';
import type { SlotDefinition } from '../template.js';
import type { TaskDemand } from '../tasks.js';
import { ownerOf } from './checks.js';
import { allSubmitted, phaseOf, stageOf, stageStateOf, type EvaluationState } from './state.js';

const desk: Recipient = { duty: 'performanceDesk' };
const clerk: Recipient = { duty: 'clerk' };
const principal: Recipient = { duty: 'principal' };
const administrator: Recipient = { duty: 'administrator' };

/** Publication is due so many calendar days after the accounts were approved; the template's deadline holds the number (预算法 §14). */
function publicationDue(state: EvaluationState): TaskDemand['due'] {
  const rule = state.rules.deadlines.publication;
  if (state.accounts !== null && 'calendarDays' in rule) return { on: addDays(state.accounts.approvedOn, rule.calendarDays) };
  return rule;
}

/**
 * The fill step of a stage has one date: so long after it opened, or what the bureau set with a return or granted. Everything that is
 * asked in the step is due on it, also a section that came back and the declaration at the end. What opens when that date has come or
 * gone gets the days of a confirmation, so that lateness never earns a whole new term.
 */
function fillDueOf(state: EvaluationState): TaskDemand['due'] {
  const { fillDueOn } = stageStateOf(state);
  const { fill, confirm } = state.rules.deadlines;
  return fillDueOn === null ? fill : { on: fillDueOn, whenPassed: confirm };
}

/**
 * What waits for whom, derived from where the case stands. Every demand carries a deadline, so that nothing can wait
 * without one; tasks are opened and closed only by comparing this list with the open ones. `unanswered`: sections with warnings that
 * their owners have to answer before anybody signs; asked only where that is what the case waits for.
 */
export function demandsOf(state: EvaluationState, unanswered: () => readonly SectionKey[]): readonly TaskDemand[] {
  if (state.status !== 'open' || state.step === 'waiting' || state.step === 'done') return [];
  const { cycle } = stageStateOf(state);
  const deadlines = state.rules.deadlines;
  const phase = phaseOf(state);
  const fillDue = fillDueOf(state);
  const demand = (
    kind: TaskDemand['kind'],
    assignee: Recipient,
    due: TaskDemand['due'],
    more: { key?: string; section?: string; slot?: string; lead?: Recipient } = {},
  ): TaskDemand => ({
    id: [state.stageIndex, cycle, kind, more.key ?? more.section ?? more.slot].filter((part) => part !== undefined).join('.'),
    kind,
    assignee,
    lead: more.lead ?? (('duty' in assignee && assignee.duty === 'performanceDesk') ? desk : principal),
    section: more.section ?? null,
    slot: more.slot ?? null,
    due,
  });

  const leadOf = (section: SectionKey): Recipient => ({ duty: state.rules.sectionRoles[section]?.leadDuty ?? 'principal' });

  const fillDemands = (): readonly TaskDemand[] => {
    switch (phase) {
      case 'draft':
      case 'dataCollection':
      case 'monitoring':
      case 'selfAssessment':
        if (allSubmitted(state)) {
          // Whoever has his section still open sees its warnings there.
          const answers = unanswered().map((section) => demand('answerChecks', ownerOf(state, section), fillDue, { section, lead: leadOf(section) }));
          return [demand('submitForSigning', clerk, fillDue, { lead: { duty: 'deputyLeader' } }), ...answers];
        }
        return state.sections
          .filter((section) => section.status === 'open' || section.status === 'returned')
          .map((section) => {
            const roles = state.rules.sectionRoles[section.key];
            const assignee: Recipient = section.owner === null ? { duty: roles?.ownerDuty ?? 'clerk' } : { person: section.owner };
            const key = section.returns === 0 ? section.key : `${section.key}~${section.returns}`;
            return demand('fillSection', assignee, fillDue, { key, section: section.key, lead: leadOf(section.key) });
          });
      case 'rectification':
        return [demand('settleFindings', clerk, deadlines.plan)];
      case 'publication':
        return [
          ...(state.secrecy === null ? [demand('secrecyReview', { duty: 'deputyLeader' }, fillDue)] : [demand('preparePublication', state.secrecy.result === 'publish' ? clerk : principal, fillDue)]),
          ...legalDemand(),
        ];
      case 'resultUse':
        return [demand('proposeResultUse', clerk, fillDue)];
      case 'financeReview':
      case 'closed':
        return [];
      default:
        return assertNever(phase);
    }
  };

  /**
   * The bureau records the approval on the day the plan expects it; from then on publication has its legal date, whatever
   * the package still lacks.
   */
  const legalDemand = (): readonly TaskDemand[] => {
    if (state.accounts !== null) return state.secrecy?.result === 'withhold' ? [] : [demand('publish', clerk, publicationDue(state))];
    const expectedOn = stageStateOf(state).opensOn;
    return [demand('recordAccounts', desk, expectedOn === null ? deadlines.decision : { on: expectedOn })];
  };

  const releaseDemands = (): readonly TaskDemand[] =>
    phase === 'publication' ? legalDemand() : [demand('archive', desk, deadlines.release)];

  const stepDemands = (): readonly TaskDemand[] => {
    switch (state.step) {
      case 'fill':
        return fillDemands();
      case 'confirm': {
        const leads = new Map<string, Recipient>();
        for (const section of state.sections) {
          const lead = state.rules.sectionRoles[section.key]?.leadDuty ?? 'officeLead';
          if (section.status !== 'confirmed') leads.set(lead, { duty: lead });
        }
        return [...leads].map(([key, assignee]) => demand('confirmSections', assignee, deadlines.confirm, { key }));
      }
      case 'sign':
        return [
          ...openSlots(state).map((slot) => demand('sign', signerOf(state, slot), deadlines.sign, { slot: slot.key })),
          ...state.slotsWithoutSigner.map((slot) => demand('appointActing', administrator, deadlines.sign, { slot, lead: administrator })),
          ...(phase === 'publication' ? legalDemand() : []),
        ];
      case 'review':
        return phase === 'resultUse' ? [demand('decideResultUse', desk, deadlines.review)] : [demand('review', desk, deadlines.review)];
      case 'release':
        return releaseDemands();
      case 'waiting':
      case 'done':
        return [];
      default:
        return assertNever(state.step);
    }
  };

  const extension = state.extension === null ? [] : [demand('decideExtension', desk, deadlines.decision)];
  return [...stepDemands(), ...extension];
}

type OpenGroup = { readonly slots: readonly SlotDefinition[]; readonly left: number };

/** The first group whose quorum is not reached: its unsigned slots, and how many signatures it still needs. */
function openGroup(state: EvaluationState): OpenGroup {
  const signed = new Set(state.revision?.signatures.map((signature) => signature.slot) ?? []);
  for (const group of stageOf(state).signing) {
    const slots = group.slots.filter((slot) => !signed.has(slot.key));
    const left = Math.min(group.quorum, group.slots.length) - (group.slots.length - slots.length);
    if (left > 0) return { slots, left };
  }
  return { slots: [], left: 0 };
}

/** Slots that may be signed now: those of the first group whose quorum is not reached. */
export function openSlots(state: EvaluationState): readonly SlotDefinition[] {
  return openGroup(state).slots;
}

/** How many of the open slots must be signed before the next group's turn comes. */
export function signaturesLeft(state: EvaluationState): number {
  return openGroup(state).left;
}

/** Whether a signature in this slot leaves nothing to sign: it completes the quorum of the last group. */
export function isLastSlot(state: EvaluationState, slot: string): boolean {
  const groups = stageOf(state).signing;
  const last = groups[groups.length - 1];
  if (last === undefined || !last.slots.some((candidate) => candidate.key === slot)) return false;
  const others = state.revision?.signatures.filter((signature) => signature.slot !== slot && last.slots.some((one) => one.key === signature.slot)) ?? [];
  return others.length + 1 >= Math.min(last.quorum, last.slots.length);
}

function signerOf(state: EvaluationState, slot: SlotDefinition): Recipient {
  const acting = state.acting.find((appointment) => appointment.slot === slot.key);
  return acting === undefined ? { duty: slot.duty } : { person: acting.person };
}
