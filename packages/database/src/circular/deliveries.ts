import { randomUUID } from 'node:crypto';
import type { CivilDate, PersonId } from '@hengji/domain';
import { inTransaction, type Database } from '../database.js';

/** A circular to tell one person by mail. */
export type CircularDelivery = {
  readonly id: string;
  readonly circularId: string;
  readonly countyId: string;
  readonly person: { readonly id: PersonId; readonly name: string; readonly email: string | null; readonly language: 'zh-CN' | 'en' };
  readonly documentNo: string;
  readonly title: string;
  readonly number: number;
  readonly reminder: boolean;
  readonly toldOn: CivilDate;
  readonly rehearsalCampaignId: string | null;
};

type Row = {
  readonly id: string; readonly circular_id: string; readonly county_id: string; readonly person_id: string; readonly name: string; readonly email: string | null; readonly language: 'zh-CN' | 'en'; readonly document_no: string;
  readonly title: string; readonly number: number; readonly reminder: boolean; readonly told_on: CivilDate; readonly rehearsal_campaign_id: string | null;
};

/** What follows FROM. */
export const waitingDeliveries = 'circular_delivery WHERE mail_id IS NULL AND (claimed_until IS NULL OR claimed_until < now())';

/** Deliveries without a mail, oldest first, leased for a minute of wall time. */
export async function claimCircularDeliveries(db: Database, limit: number): Promise<readonly CircularDelivery[]> {
  const { rows } = await db.pool.query<Row>({
    name: 'claim-deliveries',
    text: `WITH claimed AS (
       UPDATE circular_delivery SET claimed_until = now() + interval '60 s'
       WHERE id IN (SELECT id FROM ${waitingDeliveries} ORDER BY created_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id, circular_id, county_id, person_id, number, reminder, told_on)
     SELECT d.id, d.circular_id, d.county_id, d.person_id, w.name, w.email, w.language, v ->> 'documentNo' AS document_no, v ->> 'title' AS title, d.number, d.reminder, d.told_on,
       CASE WHEN c.rehearsal THEN c.id END AS rehearsal_campaign_id
     FROM claimed d JOIN circular r ON r.id = d.circular_id JOIN campaign c ON c.id = r.campaign_id JOIN person w ON w.id = d.person_id, LATERAL (SELECT r.state -> 'versions' -> (d.number - 1) AS v) version`,
    values: [limit],
  });
  return rows.map((row) => ({
    id: row.id, circularId: row.circular_id, countyId: row.county_id, person: { id: row.person_id, name: row.name, email: row.email, language: row.language }, documentNo: row.document_no, title: row.title,
    number: row.number, reminder: row.reminder, toldOn: row.told_on, rehearsalCampaignId: row.rehearsal_campaign_id,
  }));
}

/** Keeps the rendered mail of a delivery; `kept` for rehearsals and people without address. Answers its id, also when it was made before. */
export async function saveCircularMail(db: Database, delivery: CircularDelivery, rendered: { readonly subject: string; readonly text: string; readonly html: string }): Promise<string> {
  return inTransaction(db, async (client) => {
    const { rows } = await client.query<{ mail_id: string | null }>('SELECT mail_id FROM circular_delivery WHERE id = $1 FOR UPDATE', [delivery.id]);
    const made = rows[0]?.mail_id ?? null;
    if (made !== null) return made;
    const id = randomUUID();
    const status = delivery.rehearsalCampaignId !== null || delivery.person.email === null ? 'kept' : 'pending';
    await client.query(
      `INSERT INTO mail (id, county_id, person_id, to_address, kind, subject, text, html, process_date, rehearsal_campaign_id, status) VALUES ($1, $2, $3, $4, 'circular', $5, $6, $7, $8, $9, $10)`,
      [id, delivery.countyId, delivery.person.id, delivery.person.email, rendered.subject, rendered.text, rendered.html, delivery.toldOn, delivery.rehearsalCampaignId, status],
    );
    await client.query('UPDATE circular_delivery SET mail_id = $2, claimed_until = NULL WHERE id = $1', [delivery.id, id]);
    return id;
  });
}
