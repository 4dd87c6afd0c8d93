import { randomUUID } from 'node:crypto';
import { lastDayBefore, refuseLeadingGroup, type CivilDate, type LeadingGroupFacts, type PersonId, type Sha256, type UnitId } from '@hengji/domain';
import type { Database, Queryable } from '../database.js';
import { unitKindOf, unitsBelow } from './places.js';
import { missingScan } from '../content/documentScans.js';
import { changeRegistry, obey, RegistryRefusalError, type PersonWrite, type RegistryRecorder } from './record.js';
import { groupFacts, type GroupRow } from './state.js';

async function latestGroup(client: Queryable, countyId: string, unit: UnitId): Promise<GroupRow | null> {
  const { rows } = await client.query<GroupRow>(
    `SELECT g.id, g.unit_id AS unit, g.document_no AS "documentNo", g.leader_id AS leader, g.valid_from AS "from", g.valid_until AS until, g.scan,
       (SELECT coalesce(jsonb_agg(m.person_id ORDER BY m.person_id COLLATE "C"), '[]') FROM leading_group_member m WHERE m.group_id = g.id) AS members
     FROM leading_group g WHERE g.county_id = $1 AND g.unit_id = $2 ORDER BY g.valid_from DESC, g.id LIMIT 1`,
    [countyId, unit],
  );
  return rows[0] ?? null;
}

/** Writes a group that is not there yet, with its members. */
export async function insertGroup({ client, record }: RegistryRecorder, countyId: string, id: string, facts: LeadingGroupFacts, reason: string | null): Promise<void> {
  await client.query('INSERT INTO leading_group (id, county_id, unit_id, document_no, leader_id, valid_from, valid_until, scan) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    id, countyId, facts.unit, facts.documentNo, facts.leader, facts.from, facts.until, facts.scan ?? null,
  ]);
  await client.query('INSERT INTO leading_group_member (group_id, person_id, county_id) SELECT $1, person_id, $2 FROM unnest($3::text[]) AS person_id', [id, countyId, facts.members]);
  record({ type: 'leadingGroupRecorded', group: id, new: facts, reason });
}

export type LeadingGroupRecordInput = {
  readonly unit: UnitId;
  readonly documentNo: string;
  readonly leader: PersonId;
  readonly members: readonly PersonId[];
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly reason: string | null;
  /** Hash of the scanned founding document. */
  readonly scan: Sha256 | null;
};

/** The members as a set in the order of their ids. */
export function membersInOrder(members: readonly PersonId[]): readonly PersonId[] {
  return [...new Set(members)].sort();
}

/** Records a unit's leading group; the earlier one stays on record and ends the day before. Answers its id. Throws `RegistryRefusalError`. */
export async function recordLeadingGroup(db: Database, write: PersonWrite, input: LeadingGroupRecordInput): Promise<string> {
  return changeRegistry(db, write, async (recorder) => {
    const { client, today, record, text } = recorder;
    const { countyId } = write;
    const { reason, scan, ...given } = input;
    const asked: LeadingGroupFacts = { ...given, members: membersInOrder(input.members), ...(scan === null ? {} : { scan }) };
    if ((await missingScan(client, countyId, scan === null ? [] : [scan])) !== null) throw new RegistryRefusalError({ code: 'scanUnknown', field: 'scan' });
    const earlier = await latestGroup(client, countyId, input.unit);
    const unitKind = await unitKindOf(client, countyId, input.unit);
    obey(refuseLeadingGroup({ today, asked, unitKind, ofUnit: await peopleOf(client, countyId, input.unit), earlier: earlier === null ? null : groupFacts(earlier), reasoned: reason !== null }));
    if (earlier !== null) {
      const { id: earlierId, ...row } = earlier;
      const old = groupFacts(row);
      const until = lastDayBefore(old, input.from);
      if (until !== old.until) {
        await client.query('UPDATE leading_group SET valid_until = $2 WHERE id = $1', [earlierId, until]);
        record({ type: 'leadingGroupChanged', group: earlierId, old, new: { ...old, until } });
      }
    }
    const id = randomUUID();
    await insertGroup(recorder, countyId, id, asked, reason === null ? null : text(reason));
    return id;
  });
}

/** Who holds or held any post of the unit or of those below it, and may still act. */
async function peopleOf(client: Queryable, countyId: string, unit: UnitId): Promise<readonly PersonId[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT p.id FROM person p JOIN post_holding h ON h.person_id = p.id JOIN post o ON o.id = h.post_id
     WHERE p.county_id = $1 AND p.deactivated_at IS NULL AND o.unit_id = ANY ($2::text[]) AND (h.valid_until IS NULL OR h.valid_until >= ((now() AT TIME ZONE 'Asia/Shanghai')::date))`,
    [countyId, [unit, ...(await unitsBelow(client, unit))]],
  );
  return rows.map(({ id }) => id);
}
