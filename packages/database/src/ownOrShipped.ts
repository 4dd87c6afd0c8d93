/** Which templates and work calendars a county sees: its own, and those that came with the product. `table` and `county`: a name and a parameter in the statement, never input. */
export function ownOrShipped(table: string, county: string): string {
  return `(${table}.county_id IS NULL OR ${table}.county_id = ${county})`;
}
