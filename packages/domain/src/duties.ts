import type { PersonId } from './identifiers.js';

/**
 * What a person is charged with, held through a post with from–to dates. One person may hold several:
 * a county department has a dozen people.
 */
export const duties = [
  'staff', // 干部职工: may own sections, stand in for a colleague, sign as acting signer
  'clerk', // 填报人, 绩效专职人员
  'accountant', // 会计
  'officeLead', // 股室负责人
  'financeHead', // 财务负责人
  'deputyLeader', // 分管领导
  'principal', // 组长
  'performanceDesk', // 财政局绩效科
  'auditor', // 审计
  'administrator', // 系统管理员
] as const;
export type Duty = (typeof duties)[number];

/** Which side of the process a duty belongs to. `county` duties see every unit and decide nothing of the process. */
export const parties = ['department', 'bureau', 'county'] as const;
export type Party = (typeof parties)[number];

export const partyOf: Readonly<Record<Duty, Party>> = {
  staff: 'department',
  clerk: 'department',
  accountant: 'department',
  officeLead: 'department',
  financeHead: 'department',
  deputyLeader: 'department',
  principal: 'department',
  performanceDesk: 'bureau',
  auditor: 'county',
  administrator: 'county',
};

/** The person who acts, with the duties he holds towards this case on the process date. */
export type Actor = { readonly personId: PersonId; readonly duties: readonly Duty[] };

/** Whom something is for: one person, or everybody who holds a duty towards the case. */
export type Recipient = { readonly person: PersonId } | { readonly duty: Duty };
