import { addDays, type CivilDate } from '../civilDate.js';
import type { Duty } from '../duties.js';
import type { PersonId, UnitId } from '../identifiers.js';
import type { Template } from '../template.js';
import { sameTemplate } from '../templateChanges.js';
import type { HoldingFacts, LeadingGroupFacts, Term, UnitKind } from './events.js';

/**
 * Why a change of the registry was refused. `field` names the field it is about, where one can be named.
 * A refusal changes nothing.
 */
export type RegistryRefusalCode =
  | 'notOnOneself'
  | 'dutyNeedsBureau'
  | 'unitUnknown'
  | 'personNotFound'
  | 'accountDeactivated'
  | 'accountMissing'
  | 'accountUnchanged'
  | 'correctionNeedsReason'
  | 'endsBeforeStart'
  | 'holdingExists'
  | 'holdingUnchanged'
  | 'usernameTaken'
  | 'nameTaken'
  | 'unitCodeTaken'
  | 'parentNeeded'
  | 'parentNotAllowed'
  | 'parentIsBelow'
  | 'notOfUnit'
  | 'startsBeforeEarlier'
  | 'scanUnknown'
  | 'templateDefective'
  | 'templateUnchanged'
  | 'templateNumberTaken'
  | 'calendarDefective';
export type RegistryRefusal = { readonly code: RegistryRefusalCode; readonly field: string | null };

function refusal(code: RegistryRefusalCode, field: string | null = null): RegistryRefusal {
  return { code, field };
}

/** The duty that decides for the bureau belongs to the bureau alone: a department would review itself. */
export function dutyFitsUnit(duty: Duty, kind: string): boolean {
  return duty !== 'performanceDesk' || kind === 'bureau';
}

function overlaps(a: Term, b: Term): boolean {
  return (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until);
}

export type BeginHolding = {
  readonly actor: PersonId;
  readonly today: CivilDate;
  readonly asked: HoldingFacts;
  readonly unitKind: string | null;
  /** Of the person who is to hold it; null when there is no such person. */
  readonly deactivated: boolean | null;
  /** What the person holds and held. */
  readonly held: readonly HoldingFacts[];
  /** A reason was given: a correction of what should have been recorded earlier. */
  readonly reasoned: boolean;
};

/** Nobody gives himself a duty; none begins in the past without a reason; none is held twice at a time. */
export function refuseToBegin({ actor, today, asked, unitKind, deactivated, held, reasoned }: BeginHolding): RegistryRefusal | null {
  if (deactivated === null) return refusal('personNotFound');
  if (actor === asked.person) return refusal('notOnOneself');
  if (deactivated) return refusal('accountDeactivated');
  if (unitKind === null) return refusal('unitUnknown', 'unit');
  if (!dutyFitsUnit(asked.duty, unitKind)) return refusal('dutyNeedsBureau', 'duty');
  if (held.some((one) => one.unit === asked.unit && one.duty === asked.duty && overlaps(one, asked))) return refusal('holdingExists', 'duty');
  return asked.from < today && !reasoned ? refusal('correctionNeedsReason', 'reason') : null;
}

/** Closing or opening an account, setting its password: another administrator's to do, and only when it changes something. */
export function refuseAccountChange(change: { readonly actor: PersonId; readonly person: PersonId; readonly deactivated: boolean | null; readonly toDeactivated: boolean }): RegistryRefusal | null {
  if (change.deactivated === null) return refusal('personNotFound');
  if (change.actor === change.person) return refusal('notOnOneself');
  return change.deactivated === change.toDeactivated ? refusal('accountUnchanged') : null;
}

export type EndHolding = { readonly actor: PersonId; readonly today: CivilDate; readonly holding: HoldingFacts; readonly until: CivilDate; readonly reasoned: boolean };

/**
 * Nobody ends his own duty. The last day is yesterday at the earliest, and one that stands is not moved: everything else is a
 * correction and needs a reason.
 */
export function refuseToEnd({ actor, today, holding, until, reasoned }: EndHolding): RegistryRefusal | null {
  if (actor === holding.person) return refusal('notOnOneself');
  if (until < holding.from) return refusal('endsBeforeStart', 'endsOn');
  if (until === holding.until) return refusal('holdingUnchanged', 'endsOn');
  const correction = holding.until !== null || until < addDays(today, -1);
  return correction && !reasoned ? refusal('correctionNeedsReason', 'reason') : null;
}

export type RecordLeadingGroup = {
  readonly today: CivilDate;
  readonly asked: LeadingGroupFacts;
  readonly unitKind: string | null;
  /** Who holds any post of the unit, or of the units below it. */
  readonly ofUnit: readonly PersonId[];
  /** The unit's latest group on record. */
  readonly earlier: LeadingGroupFacts | null;
  readonly reasoned: boolean;
};

/**
 * Leader and members are people of the unit. A new group follows the earlier one, which ends the day before; taking days of the past
 * away from it is a correction. The first group may date back: its founding document does.
 */
export function refuseLeadingGroup({ today, asked, unitKind, ofUnit, earlier, reasoned }: RecordLeadingGroup): RegistryRefusal | null {
  if (unitKind === null) return refusal('unitUnknown', 'unit');
  if (!ofUnit.includes(asked.leader)) return refusal('notOfUnit', 'leader');
  if (asked.members.some((member) => !ofUnit.includes(member))) return refusal('notOfUnit', 'members');
  if (asked.until !== null && asked.until < asked.from) return refusal('endsBeforeStart', 'endsOn');
  if (earlier === null) return null;
  if (asked.from <= earlier.from) return refusal('startsBeforeEarlier', 'startsOn');
  const takesAway = asked.from < today && (earlier.until === null || earlier.until >= asked.from);
  return takesAway && !reasoned ? refusal('correctionNeedsReason', 'reason') : null;
}

/** The last day of the group before one that begins on `from`: the day before it, or its own earlier last day. */
export function lastDayBefore(earlier: Term, from: CivilDate): CivilDate {
  const dayBefore = addDays(from, -1);
  return earlier.until !== null && earlier.until < dayBefore ? earlier.until : dayBefore;
}

export type PlaceUnit = {
  readonly today: CivilDate;
  readonly unit: UnitId;
  readonly kind: string;
  readonly parent: { readonly id: UnitId; readonly kind: string | null; readonly from: CivilDate } | null;
  /** Units below `unit`, at any depth. */
  readonly below: readonly UnitId[];
  /** The relation that stands. */
  readonly earlier: (Term & { readonly parent: UnitId }) | null;
  readonly reasoned: boolean;
};

/** A subordinate unit and a project hang under something; offices and departments do not. No unit is below itself. */
export function refusePlace({ today, unit, kind, parent, below, earlier, reasoned }: PlaceUnit): RegistryRefusal | null {
  const hangs = kind === 'subordinate' || kind === 'project';
  if (parent === null) return hangs ? refusal('parentNeeded', 'parent') : null;
  if (!hangs) return refusal('parentNotAllowed', 'parent');
  if (parent.kind === null) return refusal('unitUnknown', 'parent');
  // Whoever runs a project is evaluated himself; the bureau and the offices are not.
  const holds = kind === 'project' ? parent.kind === 'department' || parent.kind === 'subordinate' : parent.kind !== 'project';
  if (!holds) return refusal('parentNotAllowed', 'parent');
  if (parent.id === unit || below.includes(parent.id)) return refusal('parentIsBelow', 'parent');
  if (earlier === null) return null;
  if (parent.from <= earlier.from) return refusal('startsBeforeEarlier', 'from');
  return parent.from < today && !reasoned ? refusal('correctionNeedsReason', 'reason') : null;
}

/** Kinds of unit that an administrator adds; the bureau and the offices come with the county. */
export const addableUnitKinds = ['department', 'subordinate', 'project'] as const satisfies readonly UnitKind[];

/**
 * Whether a template may be released: without an error of its own, under the number after the newest of its key (1 for a new key), and
 * saying something else than that one. `newest`: null where its key is new.
 */
export function refuseTemplate(asked: { readonly template: Template; readonly releasable: boolean }, newest: Template | null): RegistryRefusal | null {
  const { template, releasable } = asked;
  if (!releasable) return refusal('templateDefective');
  if (newest !== null && sameTemplate(template, newest)) return refusal('templateUnchanged');
  return template.version === (newest?.version ?? 0) + 1 ? null : refusal('templateNumberTaken');
}
