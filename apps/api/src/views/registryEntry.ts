import type { RegistryEntryRecord } from '@hengji/contracts';
import type { RegistryEntry } from '@hengji/database';
import type { CivilDate, RegistryEvent } from '@hengji/domain';

type Parts = Omit<RegistryEntryRecord, 'seq' | 'type' | 'at' | 'actor'>;

const nothing: Parts = { person: null, unit: null, parent: null, duty: null, title: null, members: [], old: null, new: null, reason: null };

const term = ({ from, until }: { readonly from: CivilDate; readonly until: CivilDate | null }) => ({ startsOn: from, endsOn: until });

/** What an event says, with names for ids. */
function partsOf(event: RegistryEvent, nameOf: (id: string | null) => string | null): Parts {
  switch (event.type) {
    case 'registryTakenOver':
      return nothing;
    case 'unitAdded':
    case 'unitChanged':
      return { ...nothing, unit: nameOf(event.unit) };
    case 'unitPlaced':
      return { ...nothing, unit: nameOf(event.unit), parent: nameOf(event.parent), new: term(event), reason: nameOf(event.reason) };
    case 'unitReleased':
      return { ...nothing, unit: nameOf(event.unit), parent: nameOf(event.parent), new: term(event) };
    case 'personAdded':
    case 'personChanged':
    case 'accountGiven':
    case 'passwordReset':
    case 'passwordChanged':
    case 'identityLinked':
    case 'secondFactorAdded':
    case 'recoveryCodesRenewed':
    case 'secondFactorRemoved':
      return { ...nothing, person: nameOf(event.person) };
    case 'secondFactorReset':
    case 'personDeactivated':
    case 'personReactivated':
      return { ...nothing, person: nameOf(event.person), reason: nameOf(event.reason) };
    case 'holdingBegun':
      return { ...nothing, person: nameOf(event.new.person), unit: nameOf(event.new.unit), duty: event.new.duty, title: nameOf(event.title), new: term(event.new), reason: nameOf(event.reason) };
    case 'holdingChanged':
      return { ...nothing, person: nameOf(event.new.person), unit: nameOf(event.new.unit), duty: event.new.duty, old: term(event.old), new: term(event.new), reason: nameOf(event.reason) };
    case 'leadingGroupRecorded':
    case 'leadingGroupChanged':
      return {
        ...nothing,
        person: nameOf(event.new.leader),
        unit: nameOf(event.new.unit),
        title: event.new.documentNo,
        members: event.new.members.flatMap((member) => nameOf(member) ?? []),
        old: event.type === 'leadingGroupChanged' ? term(event.old) : null,
        new: term(event.new),
        reason: event.type === 'leadingGroupRecorded' ? nameOf(event.reason) : null,
      };
    case 'calendarReleased':
      return { ...nothing, title: `${event.year} · ${event.documentNo}` };
    case 'templateReleased':
      return { ...nothing, title: `${event.key} ${event.version}`, reason: nameOf(event.reason) };
  }
}

export function registryEntryView({ seq, event, at, actor, names }: RegistryEntry): RegistryEntryRecord {
  const known = new Map(Object.entries(names));
  return { seq, type: event.type, at, actor, ...partsOf(event, (id) => (id === null ? null : (known.get(id) ?? null))) };
}
