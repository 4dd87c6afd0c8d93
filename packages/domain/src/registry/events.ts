import type { CivilDate } from '../civilDate.js';
import type { Duty } from '../duties.js';
import type { InputId, PersonId, UnitId, Sha256 } from '../identifiers.js';

/** The finance bureau; another county office that is evaluated by nobody (audit, government office); who is evaluated; what hangs below. */
export const unitKinds = ['bureau', 'office', 'department', 'subordinate', 'project'] as const;
export type UnitKind = (typeof unitKinds)[number];

/** From and until which day, both inclusive; `until` null while it lasts. */
export type Term = { readonly from: CivilDate; readonly until: CivilDate | null };

/** Who holds which duty where. The title of the post is a text that somebody typed: it travels as an id. */
export type HoldingFacts = Term & { readonly person: PersonId; readonly unit: UnitId; readonly duty: Duty };

export type LeadingGroupFacts = Term & { readonly unit: UnitId; readonly documentNo: string; readonly leader: PersonId; readonly members: readonly PersonId[]; /** Hash of the scanned founding document; absent where none was kept. */ readonly scan?: Sha256 };

/** Which text stands under a template's number for good. */
export type ReleasedTemplate = { readonly key: string; readonly version: number; readonly sha256: string };

/** Which work calendar a county released: the year it brought, the notice behind it, until when it is known now. */
export type ReleasedCalendar = { readonly year: number; readonly documentNo: string; readonly coveredUntil: CivilDate; readonly sha256: Sha256 };

/**
 * What happens to a county's registry of units, people, duties, leading groups, templates and work calendars. Each names the old and the new value. Whatever a
 * person typed or that says who somebody is stands here as the id of a text (`InputId`), so that a lawful erasure leaves the chain valid.
 */
export type RegistryEvent =
  /** First event of a county that had people before its registry was recorded. */
  | { readonly type: 'registryTakenOver'; readonly holdings: Readonly<Record<string, HoldingFacts>>; readonly groups: Readonly<Record<string, LeadingGroupFacts>> }
  | { readonly type: 'unitAdded'; readonly unit: UnitId; readonly kind: UnitKind; readonly name: InputId }
  | { readonly type: 'unitChanged'; readonly unit: UnitId; readonly old: { readonly kind: string; readonly name: InputId }; readonly new: { readonly kind: UnitKind; readonly name: InputId } }
  | { readonly type: 'unitPlaced'; readonly unit: UnitId; readonly parent: UnitId; readonly from: CivilDate; readonly until: CivilDate | null; readonly reason: InputId | null }
  | { readonly type: 'unitReleased'; readonly unit: UnitId; readonly parent: UnitId; readonly from: CivilDate; readonly until: CivilDate | null }
  | { readonly type: 'personAdded'; readonly person: PersonId; readonly name: InputId; readonly mail: InputId | null }
  | { readonly type: 'personChanged'; readonly person: PersonId; readonly old: { readonly name: InputId; readonly mail: InputId | null }; readonly new: { readonly name: InputId; readonly mail: InputId | null } }
  | { readonly type: 'accountGiven'; readonly person: PersonId; readonly username: InputId }
  | { readonly type: 'passwordReset'; readonly person: PersonId }
  | { readonly type: 'passwordChanged'; readonly person: PersonId }
  /** The first sign-in by the office's identity provider tied who he is there to his account. */
  | { readonly type: 'identityLinked'; readonly person: PersonId }
  /** An authenticator app was tied to the account; its codes are asked for at sign-in and when signing. */
  | { readonly type: 'secondFactorAdded'; readonly person: PersonId }
  | { readonly type: 'recoveryCodesRenewed'; readonly person: PersonId }
  /** By the person himself. */
  | { readonly type: 'secondFactorRemoved'; readonly person: PersonId }
  /** By an administrator, for somebody who lost his device. */
  | { readonly type: 'secondFactorReset'; readonly person: PersonId; readonly reason: InputId }
  | { readonly type: 'personDeactivated'; readonly person: PersonId; readonly reason: InputId }
  | { readonly type: 'personReactivated'; readonly person: PersonId; readonly reason: InputId }
  | { readonly type: 'holdingBegun'; readonly holding: string; readonly new: HoldingFacts; readonly title: InputId; readonly reason: InputId | null }
  | { readonly type: 'holdingChanged'; readonly holding: string; readonly old: HoldingFacts; readonly new: HoldingFacts; readonly reason: InputId | null }
  | { readonly type: 'leadingGroupRecorded'; readonly group: string; readonly new: LeadingGroupFacts; readonly reason: InputId | null }
  | { readonly type: 'leadingGroupChanged'; readonly group: string; readonly old: LeadingGroupFacts; readonly new: LeadingGroupFacts }
  /** From now on years may be opened by this version of a template; `sha256` is that of its canonical JSON. */
  | ({ readonly type: 'templateReleased'; readonly template: string; readonly reason: InputId } & ReleasedTemplate)
  /** From now on deadlines are counted on this work calendar; running cases go over to it by events of their own. */
  | ({ readonly type: 'calendarReleased'; readonly calendar: string; readonly old: string; /** Days whose being worked on changed. */ readonly changed: number } & ReleasedCalendar);

export type RegistryEventType = RegistryEvent['type'];

export const registryEventTypes = [
  'registryTakenOver', 'unitAdded', 'unitChanged', 'unitPlaced', 'unitReleased', 'personAdded', 'personChanged', 'accountGiven', 'passwordReset', 'passwordChanged', 'identityLinked', 'secondFactorAdded',
  'recoveryCodesRenewed', 'secondFactorRemoved', 'secondFactorReset', 'personDeactivated', 'personReactivated', 'holdingBegun', 'holdingChanged', 'leadingGroupRecorded', 'leadingGroupChanged', 'templateReleased',
  'calendarReleased',
] as const satisfies readonly RegistryEventType[];

/** What decides who may act, by which form and until when: duties, leading groups, released templates and calendars, by id. */
export type RegistryState = { readonly holdings: ReadonlyMap<string, HoldingFacts>; readonly groups: ReadonlyMap<string, LeadingGroupFacts>; readonly templates: ReadonlyMap<string, ReleasedTemplate>; readonly calendars: ReadonlyMap<string, Sha256> };

/** The duties, groups, templates and calendars that a county's events lead to; what stands in the tables must be the same. */
export function foldRegistry(events: readonly RegistryEvent[]): RegistryState {
  const holdings = new Map<string, HoldingFacts>();
  const groups = new Map<string, LeadingGroupFacts>();
  const templates = new Map<string, ReleasedTemplate>();
  const calendars = new Map<string, Sha256>();
  for (const event of events) {
    switch (event.type) {
      case 'registryTakenOver':
        for (const [id, facts] of Object.entries(event.holdings)) holdings.set(id, facts);
        for (const [id, facts] of Object.entries(event.groups)) groups.set(id, facts);
        break;
      case 'holdingBegun':
      case 'holdingChanged':
        holdings.set(event.holding, event.new);
        break;
      case 'leadingGroupRecorded':
      case 'leadingGroupChanged':
        groups.set(event.group, event.new);
        break;
      case 'templateReleased':
        templates.set(event.template, { key: event.key, version: event.version, sha256: event.sha256 });
        break;
      case 'calendarReleased':
        calendars.set(event.calendar, event.sha256);
        break;
      case 'unitAdded':
      case 'unitChanged':
      case 'unitPlaced':
      case 'unitReleased':
      case 'personAdded':
      case 'personChanged':
      case 'accountGiven':
      case 'passwordReset':
      case 'passwordChanged':
      case 'identityLinked':
      case 'secondFactorAdded':
      case 'recoveryCodesRenewed':
      case 'secondFactorRemoved':
      case 'secondFactorReset':
      case 'personDeactivated':
      case 'personReactivated':
        break;
    }
  }
  return { holdings, groups, templates, calendars };
}
