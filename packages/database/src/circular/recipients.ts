import { circularDuties, type CircularRecipient, type CivilDate } from '@hengji/domain';
import type { Queryable } from '../database.js';
import { inForce } from '../holders.js';

/** Units of a campaign, `c` in the statement around: those that do the work and those that are evaluated; cancelled ones are out. */
export const unitsOfCampaign = `(
  SELECT s ->> 'unitId' AS unit_id FROM jsonb_array_elements(c.state -> 'subjects') s WHERE s ->> 'status' <> 'cancelled'
  UNION SELECT s ->> 'subjectId' FROM jsonb_array_elements(c.state -> 'subjects') s WHERE s ->> 'status' <> 'cancelled'
  UNION SELECT e.unit_id FROM evaluation e WHERE c.state IS NULL AND e.campaign_id = c.id AND e.status <> 'cancelled')`;

/** Holdings, `h` of posts `p`, that make somebody a recipient on a day. */
export const isRecipient = (on: string) => `p.duty = ANY ('{${circularDuties.join()}}') AND ${inForce(on)}`;

/** Everybody a campaign's circulars are for on a process date, each once, by the first of his units. A closed account is nobody. */
export async function readRecipients(client: Queryable, campaignId: string, on: CivilDate): Promise<readonly CircularRecipient[]> {
  const { rows } = await client.query<CircularRecipient>(
    `SELECT DISTINCT ON (h.person_id) h.person_id AS person, p.unit_id AS unit
     FROM campaign c CROSS JOIN LATERAL ${unitsOfCampaign} units JOIN post p ON p.unit_id = units.unit_id JOIN post_holding h ON h.post_id = p.id
       JOIN person w ON w.id = h.person_id AND w.deactivated_at IS NULL
     WHERE c.id = $1 AND ${isRecipient('$2::date')} ORDER BY h.person_id, p.unit_id`,
    [campaignId, on],
  );
  return rows;
}
