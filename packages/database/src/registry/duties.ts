import { randomUUID } from 'node:crypto';
import { refuseToBegin, refuseToEnd, type CivilDate, type Duty, type HoldingFacts, type PersonId, type UnitId } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { unitKindOf } from './places.js';
import { changeRegistry, obey, type PersonWrite } from './record.js';

async function holdingsOf(client: Queryable, countyId: string, condition: string, value: string): Promise<readonly (HoldingFacts & { readonly id: string })[]> {
  const { rows } = await client.query<HoldingFacts & { readonly id: string }>(
    `SELECT h.id, h.person_id AS person, o.unit_id AS unit, o.duty, h.valid_from AS "from", h.valid_until AS until
     FROM post_holding h JOIN post o ON o.id = h.post_id WHERE h.county_id = $1 AND ${condition} = $2`,
    [countyId, value],
  );
  return rows;
}

/** Null when the county has no such person. */
export async function isDeactivated(client: Queryable, countyId: string, person: PersonId): Promise<boolean | null> {
  const { rows } = await client.query<{ deactivated: boolean }>('SELECT deactivated_at IS NOT NULL AS deactivated FROM person WHERE id = $1 AND county_id = $2', [person, countyId]);
  return rows[0]?.deactivated ?? null;
}

export type BeginHoldingInput = { readonly person: PersonId; readonly unit: UnitId; readonly duty: Duty; readonly title: string; readonly from: CivilDate; readonly reason: string | null };

/** Gives a person a duty in a unit. Answers the person. Throws `RegistryRefusalError`. */
export async function beginHolding(db: Database, write: PersonWrite, input: BeginHoldingInput): Promise<PersonId> {
  return changeRegistry(db, write, async ({ client, today, record, text }) => {
    const { countyId, actor } = write;
    const asked: HoldingFacts = { person: input.person, unit: input.unit, duty: input.duty, from: input.from, until: null };
    const deactivated = await isDeactivated(client, countyId, input.person);
    const unitKind = await unitKindOf(client, countyId, input.unit);
    obey(refuseToBegin({ actor, today, asked, unitKind, deactivated, held: await holdingsOf(client, countyId, 'h.person_id', input.person), reasoned: input.reason !== null }));
    const [postId, holding] = [randomUUID(), randomUUID()];
    await client.query('INSERT INTO post (id, county_id, unit_id, title, duty) VALUES ($1, $2, $3, $4, $5)', [postId, countyId, input.unit, input.title, input.duty]);
    await client.query('INSERT INTO post_holding (id, county_id, post_id, person_id, valid_from) VALUES ($1, $2, $3, $4, $5)', [holding, countyId, postId, input.person, input.from]);
    record({ type: 'holdingBegun', holding, new: asked, title: text(input.title), reason: input.reason === null ? null : text(input.reason) });
    return input.person;
  });
}

/** Ends a duty with its last day. Answers whose it is. Throws `RegistryRefusalError`, and `NotFoundError` for no such holding of the county. */
export async function endHolding(db: Database, write: PersonWrite, input: { readonly holding: string; readonly until: CivilDate; readonly reason: string | null }): Promise<PersonId> {
  return changeRegistry(db, write, async ({ client, today, record, text }) => {
    const [row] = await holdingsOf(client, write.countyId, 'h.id', input.holding);
    if (row === undefined) throw new NotFoundError('holding', input.holding);
    const { id, ...old } = row;
    obey(refuseToEnd({ actor: write.actor, today, holding: old, until: input.until, reasoned: input.reason !== null }));
    await client.query('UPDATE post_holding SET valid_until = $2 WHERE id = $1', [id, input.until]);
    record({ type: 'holdingChanged', holding: id, old, new: { ...old, until: input.until }, reason: input.reason === null ? null : text(input.reason) });
    return old.person;
  });
}
