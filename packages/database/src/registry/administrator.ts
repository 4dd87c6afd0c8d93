import { randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import type { HoldingFacts, PersonId, UnitId, UnitKind } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { saveCalendar, saveCounty, saveTemplate } from '../referenceData.js';
import { readDemoCalendar, readDemoTemplate } from '../seed/demoFiles.js';
import { unlessTaken, usernameTaken, writeAccount } from './accounts.js';
import { saveUnit } from './ensure.js';
import { changeRegistry } from './record.js';

/** The county that was named is not there, or none was named and there is not exactly one. */
export class UnknownCountyError extends Error {
  readonly known: readonly string[];
  constructor(known: readonly string[]) {
    super(`the counties are ${known.join(', ') || 'none'}`);
    this.name = 'UnknownCountyError';
    this.known = known;
  }
}

export type AdministratorInput = {
  readonly name: string;
  readonly username: string;
  /** For one sign-in: a new one is asked for then. */
  readonly password: string;
  readonly email: string | null;
  /** Name of the county; null where there is one already. */
  readonly county: string | null;
  /** Name of the finance bureau of a county that is founded; null: 财政局 after the county's name. */
  readonly bureau: string | null;
};

export type NewAdministrator = { readonly person: PersonId; readonly countyName: string; readonly founded: boolean; readonly units: readonly string[] };

type County = { readonly id: string; readonly name: string };

/** The county of that name, or the only one. Throws `UnknownCountyError`. */
export async function countyNamed(db: Database, name: string | null): Promise<County> {
  const { rows: counties } = await db.pool.query<County>('SELECT id, name FROM county ORDER BY name');
  const [county, ...others] = name === null ? counties : counties.filter((one) => one.name === name);
  if (county === undefined || others.length > 0) throw new UnknownCountyError(counties.map((one) => one.name));
  return county;
}

const title = '系统管理员';

/** The units that nobody can add on a page: who asks, who audits, and the office whose people look after the system. */
function unitsOf(county: string, bureau: string | null): readonly { readonly kind: UnitKind; readonly name: string; readonly nameEn: string }[] {
  return [
    { kind: 'bureau', name: bureau ?? `${county}财政局`, nameEn: 'Finance Bureau' },
    { kind: 'office', name: `${county}人民政府办公室`, nameEn: 'County Government Office' },
    { kind: 'office', name: `${county}审计局`, nameEn: 'Audit Bureau' },
  ];
}

/**
 * Makes a person an administrator in the name of nobody, with account, post and duty in one transaction on the county's chain. Where
 * there is no county yet and one is named, it is founded with its bureau and offices, the standard template and the work calendar; a
 * run that broke off goes on. Throws `UnknownCountyError`, and `RegistryRefusalError` when the user name is taken.
 */
export async function createAdministrator(db: Database, input: AdministratorInput): Promise<NewAdministrator> {
  const { rows: counties } = await db.pool.query<County>('SELECT id, name FROM county ORDER BY name');
  const [only, ...others] = input.county === null ? counties : counties.filter(({ name }) => name === input.county);
  if (others.length > 0 || (only === undefined && (counties.length > 0 || input.county === null))) throw new UnknownCountyError(counties.map(({ name }) => name));
  const county = only ?? { id: randomUUID(), name: input.county ?? '' };
  const units = await foundUnits(db, county, input.bureau);
  const person = await addAdministrator(db, county.id, input);
  return { person, countyName: county.name, founded: units.length > 0, units };
}

/** Nothing for a county that has its bureau. Answers the names of the units it added. */
async function foundUnits(db: Database, county: County, bureau: string | null): Promise<readonly string[]> {
  const { rows } = await db.pool.query<{ kind: string; name: string }>('SELECT kind, name FROM unit WHERE county_id = $1', [county.id]);
  if (rows.some(({ kind }) => kind === 'bureau')) return [];
  await saveCounty(db, { ...county, nameEn: county.name });
  const { key, version } = readDemoTemplate();
  await saveTemplate(db, `${key}-${version}`, readDemoTemplate(), new Date().toISOString());
  await saveCalendar(db, readDemoCalendar());
  // The bureau comes last: a county that has it is whole.
  const missing = unitsOf(county.name, bureau).filter(({ name }) => !rows.some((row) => row.name === name)).toReversed();
  for (const unit of missing) await saveUnit(db, { id: randomUUID(), countyId: county.id, ...unit });
  return missing.map(({ name }) => name);
}

/** An administrator belongs to an office rather than to the bureau, which he must not decide for. */
async function placeOf(client: Queryable, countyId: string): Promise<UnitId> {
  const { rows } = await client.query<{ id: UnitId }>("SELECT id FROM unit WHERE county_id = $1 AND kind IN ('office', 'bureau') ORDER BY kind = 'office' AND name LIKE '%政府办%' DESC, kind = 'office' DESC, name LIMIT 1", [countyId]);
  const [unit] = rows;
  if (unit === undefined) throw new Error(`the county ${countyId} has neither bureau nor office`);
  return unit.id;
}

async function addAdministrator(db: Database, countyId: string, input: AdministratorInput): Promise<PersonId> {
  const password = await hashPassword(input.password);
  const work = changeRegistry(db, { countyId, actor: null, key: null }, async ({ client, today, record, text }) => {
    const taken = await client.query('SELECT 1 FROM "user" WHERE username = lower($1)', [input.username]);
    if (taken.rows.length > 0) throw usernameTaken();
    const [person, post, holding] = [randomUUID(), randomUUID(), randomUUID()];
    const facts: HoldingFacts = { person, unit: await placeOf(client, countyId), duty: 'administrator', from: today, until: null };
    await client.query("INSERT INTO person (id, county_id, name, email, language) VALUES ($1, $2, $3, $4, 'zh-CN')", [person, countyId, input.name, input.email]);
    await writeAccount(client, { personId: person, username: input.username, password, mustChange: true, keepSession: null });
    await client.query('INSERT INTO post (id, county_id, unit_id, title, duty) VALUES ($1, $2, $3, $4, $5)', [post, countyId, facts.unit, title, facts.duty]);
    await client.query('INSERT INTO post_holding (id, county_id, post_id, person_id, valid_from) VALUES ($1, $2, $3, $4, $5)', [holding, countyId, post, person, facts.from]);
    record({ type: 'personAdded', person, name: text(input.name), mail: input.email === null ? null : text(input.email) });
    record({ type: 'accountGiven', person, username: text(input.username) });
    record({ type: 'holdingBegun', holding, new: facts, title: text(title), reason: null });
    return person;
  });
  return unlessTaken(work);
}
