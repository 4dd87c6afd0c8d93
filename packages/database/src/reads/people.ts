import { civilDateOf, type CivilDate, type Duty, type PersonId, type UnitId, type UnitKind } from '@hengji/domain';
import type { Database } from '../database.js';
import { Conditions, containing, pageOf, type Page, type Paging, type Scope } from './paging.js';

export type Holding = { readonly id: string; readonly duty: Duty; readonly unitId: UnitId; readonly unitName: string; readonly postTitle: string; readonly from: CivilDate; readonly until: CivilDate | null };

export type PersonRow = {
  readonly id: PersonId;
  readonly countyId: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: 'zh-CN' | 'en';
  readonly username: string | null;
  /** The account was closed: he may not sign in. */
  readonly deactivated: boolean;
  readonly mustChangePassword: boolean;
  /** An authenticator app is tied to the account. */
  readonly secondFactor: boolean;
};

export type PersonWithHoldings = PersonRow & { readonly holdings: readonly Holding[] };

/** A person with the duties he holds on a date; what the permissions start from. */
export type Principal = {
  readonly person: PersonRow;
  readonly holdings: readonly Holding[];
  /** For each unit in which he holds a duty and that has units below it: those, at any depth. */
  readonly subordinates: Readonly<Record<UnitId, readonly UnitId[]>>;
};

type Row = {
  readonly id: string;
  readonly county_id: string;
  readonly name: string;
  readonly email: string | null;
  readonly language: 'zh-CN' | 'en';
  readonly username: string | null;
  readonly deactivated: boolean;
  readonly must_change_password: boolean;
  readonly second_factor: boolean;
  readonly holdings: readonly Holding[];
};

const columns = `p.id, p.county_id, p.name, p.email, p.language, a.username, p.deactivated_at IS NOT NULL AS deactivated, p.must_change_password,
  EXISTS (SELECT 1 FROM second_factor f WHERE f.person_id = p.id AND f.confirmed_at IS NOT NULL) AS second_factor`;

const holdingsOf = (condition: string) => `(SELECT coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'duty', o.duty, 'unitId', o.unit_id, 'unitName', u.name, 'postTitle', o.title, 'from', h.valid_from, 'until', h.valid_until)
    ORDER BY h.valid_from, o.id), '[]') FROM post_holding h JOIN post o ON o.id = h.post_id JOIN unit u ON u.id = o.unit_id WHERE h.person_id = p.id AND ${condition}) AS holdings`;

function personOf(row: Row): PersonRow {
  return { id: row.id, countyId: row.county_id, name: row.name, email: row.email, language: row.language, username: row.username, deactivated: row.deactivated, mustChangePassword: row.must_change_password, secondFactor: row.second_factor };
}

/** `$1` the person, `$2` the day. UNION drops what was met before, so that even a circle of relations comes to an end. */
const subordinatesSql = `(
  WITH RECURSIVE below AS (
    SELECT o.unit_id AS top, o.unit_id AS unit FROM post_holding h JOIN post o ON o.id = h.post_id WHERE h.person_id = $1 AND h.valid_from <= $2 AND (h.valid_until IS NULL OR h.valid_until >= $2)
    UNION SELECT b.top, r.child_id FROM below b JOIN unit_relation r ON r.parent_id = b.unit AND r.valid_from <= $2 AND (r.valid_until IS NULL OR r.valid_until >= $2))
  SELECT coalesce(jsonb_object_agg(top, units), '{}') FROM (SELECT top, jsonb_agg(unit ORDER BY unit) AS units FROM below WHERE unit <> top GROUP BY top) tops) AS subordinates`;

/** `on` absent: today by the wall clock. Null when there is no such person. */
export async function readPrincipal(db: Database, personId: PersonId, on: CivilDate = civilDateOf(Date.now())): Promise<Principal | null> {
  // Every request asks it, and to plan it costs PostgreSQL three times as much as to answer it: it is planned once a connection.
  const { rows } = await db.pool.query<Row & Pick<Principal, 'subordinates'>>({
    name: 'principal',
    text: `SELECT ${columns}, ${holdingsOf('h.valid_from <= $2 AND (h.valid_until IS NULL OR h.valid_until >= $2)')}, ${subordinatesSql} FROM person p LEFT JOIN "user" a ON a.id = p.id WHERE p.id = $1`,
    values: [personId, on],
  });
  const [row] = rows;
  return row === undefined ? null : { person: personOf(row), holdings: row.holdings, subordinates: row.subordinates };
}

/** Held today in Asia/Shanghai. */
const current = `h.valid_from <= (now() AT TIME ZONE 'Asia/Shanghai')::date AND (h.valid_until IS NULL OR h.valid_until >= (now() AT TIME ZONE 'Asia/Shanghai')::date)`;

export type PersonFilter = { readonly q?: string; readonly duty?: Duty; readonly unitId?: UnitId; readonly ids?: readonly PersonId[] };

/**
 * By pinyin. Who sees the whole county sees every holding, past ones too, and finds people by their user names. Who is limited to some
 * units sees the people of those and of the bureau's desk, with what they hold today; who is limited to none sees nobody.
 */
export async function listPeople(db: Database, scope: Scope, filter: PersonFilter, paging: Paging): Promise<Page<PersonWithHoldings>> {
  if (scope.unitIds?.length === 0) return { rows: [], total: 0 };
  const limited = scope.unitIds !== null;
  const q = filter.q === undefined || filter.q.trim() === '' ? undefined : containing(filter.q.trim());
  const held = (condition: string) => `EXISTS (SELECT 1 FROM post_holding h JOIN post o ON o.id = h.post_id WHERE h.person_id = p.id AND ${limited ? current : 'true'} AND ${condition})`;
  const where = new Conditions()
    .add('p.county_id = ?', scope.countyId)
    .add(held("(o.unit_id = ANY (?::text[]) OR o.duty = 'performanceDesk')"), scope.unitIds ?? undefined)
    .add(held('o.unit_id = ?'), filter.unitId)
    .add(held('o.duty = ?'), filter.duty)
    .add('p.id = ANY (?::text[])', filter.ids)
    .add(limited ? 'p.name ILIKE ?' : '(p.name ILIKE ? OR a.username ILIKE ?)', q);
  const { rows } = await db.pool.query<Row & { readonly total: string }>(
    `SELECT ${columns}, ${holdingsOf(limited ? current : 'true')}, count(*) OVER () AS total FROM person p LEFT JOIN "user" a ON a.id = p.id WHERE ${where.sql}
     ORDER BY p.name COLLATE "zh-x-icu", p.id ${where.paging(paging)}`,
    where.values,
  );
  return pageOf(rows, (row) => ({ ...personOf(row), holdings: row.holdings }));
}

export type UnitRow = { readonly id: UnitId; readonly countyId: string; readonly kind: UnitKind; readonly code: string | null; readonly name: string; readonly nameEn: string; readonly parentId: UnitId | null; readonly parentName: string | null };

/** By pinyin, each with the unit above it on the date (absent: today). */
export async function listUnits(db: Database, scope: Scope, paging: Paging, filter: { readonly kind?: string; readonly ids?: readonly UnitId[]; readonly on?: CivilDate } = {}): Promise<Page<UnitRow>> {
  const where = new Conditions().scope(scope, 'u.county_id', 'u.id').add('u.kind = ?', filter.kind).add('u.id = ANY (?::text[])', filter.ids);
  const on = where.param(filter.on ?? civilDateOf(Date.now()));
  const { rows } = await db.pool.query<{ id: string; county_id: string; kind: UnitKind; code: string | null; name: string; name_en: string; parent_id: string | null; parent_name: string | null; total: string }>(
    `SELECT u.id, u.county_id, u.kind, u.code, u.name, u.name_en, above.id AS parent_id, above.name AS parent_name, count(*) OVER () AS total
     FROM unit u LEFT JOIN LATERAL (
       SELECT p.id, p.name FROM unit_relation r JOIN unit p ON p.id = r.parent_id
       WHERE r.child_id = u.id AND r.valid_from <= ${on} AND (r.valid_until IS NULL OR r.valid_until >= ${on}) ORDER BY r.valid_from DESC LIMIT 1) above ON true
     WHERE ${where.sql} ORDER BY u.name COLLATE "zh-x-icu", u.id ${where.paging(paging)}`,
    where.values,
  );
  return pageOf(rows, (row) => ({ id: row.id, countyId: row.county_id, kind: row.kind, code: row.code, name: row.name, nameEn: row.name_en, parentId: row.parent_id, parentName: row.parent_name }));
}
