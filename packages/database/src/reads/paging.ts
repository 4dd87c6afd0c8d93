import type { UnitId } from '@hengji/domain';

export type Page<Row> = { readonly rows: readonly Row[]; readonly total: number };
export type Paging = { readonly offset: number; readonly limit: number };
export type Named = { readonly id: string; readonly name: string };

/** What the reader may see: a county, and of it all units (null) or some. */
export type Scope = { readonly countyId: string; readonly unitIds: readonly UnitId[] | null };

/** Conditions of a list with their parameters; text comes from the program, values always travel as parameters. */
export class Conditions {
  readonly values: unknown[] = [];
  private readonly parts: string[] = [];

  /** `sql` holds `?` where the value belongs; nothing is added for `undefined`. */
  add(sql: string, value: unknown): this {
    if (value !== undefined) this.parts.push(sql.replaceAll('?', this.param(value)));
    return this;
  }

  scope(scope: Scope, county: string, unit: string): this {
    this.add(`${county} = ?`, scope.countyId);
    return scope.unitIds === null ? this : this.add(`${unit} = ANY (?::text[])`, scope.unitIds);
  }

  when(given: boolean | undefined, yes: string, no: string): this {
    if (given !== undefined) this.parts.push(given ? yes : no);
    return this;
  }

  param(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  get sql(): string {
    return this.parts.length === 0 ? 'true' : this.parts.join(' AND ');
  }

  paging({ offset, limit }: Paging): string {
    return `LIMIT ${this.param(Math.min(Math.max(limit, 1), 1_000))} OFFSET ${this.param(Math.max(offset, 0))}`;
  }
}

/** A search text for LIKE, its own wildcards taken as they are. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

type WithTotal = { readonly total: string };

/** Splits `count(*) OVER ()` off the rows; past the last page the total is unknown and 0. */
export function pageOf<Row extends WithTotal, Shown>(rows: readonly Row[], shown: (row: Row) => Shown): Page<Shown> {
  return { rows: rows.map(shown), total: Number(rows[0]?.total ?? 0) };
}
