/** What people call a finding by, in the register, on its page and in mails: "2023-001". Numbers count within county and year. */
export function findingNumber(year: number, number: number): string {
  return `${year}-${String(number).padStart(3, '0')}`;
}
