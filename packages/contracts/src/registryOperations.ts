import { addableUnitKinds } from '@hengji/domain';
import { z } from 'zod';
import { byId, defaults, type Operation } from './operation.js';
import { Day, DocumentNo, DutyName, Id, listOf, Paging, Reason } from './schemas/common.js';
import { ScanView } from './schemas/evaluations.js';
import { LeadingGroupRecord, PersonRecord } from './schemas/people.js';
import { RegistryEntryRecord, UnitRecord } from './schemas/registry.js';
import { FileName, lineText, SearchText } from './schemas/text.js';

const NewPassword = z.string().min(12, { error: 'passwordTooShort' }).max(200);

/** Why a date of the past is put on record, or one that stands is changed; null where nothing is corrected. */
const CorrectionReason = Reason.nullable().default(null);

/** Units, people, duties and leading groups of a county, and what was ever changed about them. */
export const registryOperations = {
  listPeople: { ...defaults, method: 'GET', path: '/people', summary: 'People and their posts', query: z.object({ ...Paging, q: SearchText.optional(), unit: Id.optional() }), response: listOf(PersonRecord) },
  createPerson: {
    ...defaults,
    method: 'POST',
    path: '/people',
    summary: 'Add a person with a password that must be changed at the first sign-in',
    body: z.object({
      name: lineText(60),
      username: z.string().trim().regex(/^[a-z][a-z0-9._-]{2,39}$/, { error: 'usernameInvalid' }),
      password: NewPassword,
      mailAddress: z.email().max(200).nullable().default(null),
    }),
    response: PersonRecord,
    idempotent: true,
  },
  resetPassword: {
    ...defaults,
    method: 'POST',
    path: '/people/{id}/password',
    summary: 'Give somebody else a password for one sign-in; his sessions end',
    params: byId,
    body: z.object({ password: NewPassword }),
    response: PersonRecord,
    idempotent: true,
  },
  resetSecondFactor: {
    ...defaults,
    method: 'POST',
    path: '/people/{id}/second-factor',
    summary: 'Take the authenticator app off the account of somebody who lost it; his sessions end',
    params: byId,
    body: z.object({ reason: Reason }),
    response: PersonRecord,
    idempotent: true,
  },
  setAccountOpen: {
    ...defaults,
    method: 'POST',
    path: '/people/{id}/account',
    summary: 'Close an account, which ends its sessions, or open it again',
    params: byId,
    body: z.object({ open: z.boolean(), reason: Reason }),
    response: PersonRecord,
    idempotent: true,
  },
  assignPost: {
    ...defaults,
    method: 'POST',
    path: '/people/{id}/holdings',
    summary: 'Give a duty in a unit from a day on; a day of the past needs a reason',
    params: byId,
    body: z.object({ unit: Id, duty: DutyName, title: lineText(60), startsOn: Day, reason: CorrectionReason }),
    response: PersonRecord,
    idempotent: true,
  },
  endPost: {
    ...defaults,
    method: 'POST',
    path: '/holdings/{id}/end',
    summary: 'End a duty with its last day; one before yesterday, or another than stands, needs a reason',
    params: byId,
    body: z.object({ endsOn: Day, reason: CorrectionReason }),
    response: PersonRecord,
    idempotent: true,
  },
  listUnits: { ...defaults, method: 'GET', path: '/units', summary: 'Units of the county', query: z.object({ ...Paging }), response: listOf(UnitRecord) },
  createUnit: {
    ...defaults,
    method: 'POST',
    path: '/units',
    summary: 'Add a department, a unit under another one, or a project',
    body: z.object({
      kind: z.enum(addableUnitKinds),
      name: lineText(80),
      nameEn: lineText(120).nullable().default(null),
      code: z.string().trim().regex(/^[0-9A-Za-z]{1,20}$/, { error: 'unitCodeInvalid' }).nullable().default(null),
      parent: Id.nullable().default(null),
      /** First day under `parent`; today when absent. */
      from: Day.nullable().default(null),
    }),
    response: UnitRecord,
    idempotent: true,
  },
  moveUnit: {
    ...defaults,
    method: 'POST',
    path: '/units/{id}/parent',
    summary: 'Put a unit under another one from a day on; a day of the past needs a reason',
    params: byId,
    body: z.object({ parent: Id, from: Day, reason: CorrectionReason }),
    response: UnitRecord,
    idempotent: true,
  },
  listLeadingGroups: { ...defaults, method: 'GET', path: '/leading-groups', summary: 'Leading groups', query: z.object({ ...Paging, unit: Id.optional() }), response: listOf(LeadingGroupRecord) },
  addDocumentScan: {
    ...defaults,
    method: 'POST',
    path: '/document-scans',
    summary: 'Keep a scan of a paper document; a plan, a command or a leading group then names it',
    query: z.object({ name: FileName }),
    body: 'binary',
    response: ScanView.extend({ id: Id }),
    idempotent: true,
  },
  recordLeadingGroup: {
    ...defaults,
    method: 'POST',
    path: '/leading-groups',
    summary: 'Record the leading group of a unit; the earlier one stays and ends the day before',
    body: z.object({ unit: Id, documentNo: DocumentNo, leader: Id, members: z.array(Id).min(1, { error: 'membersRequired' }).max(100), startsOn: Day, endsOn: Day.nullable().default(null), reason: CorrectionReason, scan: Id.nullable().default(null) }),
    response: LeadingGroupRecord,
    idempotent: true,
  },
  listRegistryEvents: { ...defaults, method: 'GET', path: '/registry-events', summary: 'Every change of units, people, duties and leading groups, newest first', query: z.object({ ...Paging }), response: listOf(RegistryEntryRecord) },
} as const satisfies Readonly<Record<string, Operation>>;
