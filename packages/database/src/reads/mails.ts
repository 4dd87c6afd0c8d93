import type { CivilDate, EvaluationId, Instant, MailKind, PersonId, UnitId } from '@hengji/domain';
import type { Database } from '../database.js';
import { Conditions, pageOf, type Named, type Page, type Paging, type Scope } from './paging.js';

export type MailStatus = 'pending' | 'sent' | 'kept' | 'failed';

export type MailRow = {
  readonly id: string;
  readonly countyId: string;
  readonly person: Named;
  /** Null when the person has no address. */
  readonly to: string | null;
  readonly kind: MailKind;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** How many notices the mail tells. */
  readonly items: number;
  readonly processDate: CivilDate;
  readonly rehearsal: boolean;
  /** `kept`: made and shown, never sent (rehearsal, or no address). */
  readonly status: MailStatus;
  /** Wall time. */
  readonly createdAt: Instant;
  readonly sentAt: Instant | null;
  readonly lastError: string | null;
  readonly evaluationIds: readonly EvaluationId[];
  /** Units whose cases it tells of; of a circular, those of whom it was sent to. */
  readonly unitIds: readonly UnitId[];
};

export type MailFilter = { readonly personId?: PersonId; /** Part of the recipient's name or address. */ readonly recipient?: string; readonly evaluationId?: EvaluationId; readonly campaignId?: string; readonly kind?: MailKind; readonly status?: MailStatus; readonly rehearsal?: boolean };

type Row = {
  readonly id: string; readonly county_id: string; readonly person_id: string; readonly person_name: string; readonly to_address: string | null; readonly kind: MailKind; readonly subject: string;
  readonly process_date: CivilDate; readonly rehearsal: boolean; readonly status: MailStatus; readonly created_at: Instant; readonly sent_at: Instant | null; readonly last_error: string | null;
  readonly evaluation_ids: readonly string[]; readonly unit_ids: readonly string[]; readonly text: string; readonly html: string; readonly items: number;
};

const columns = `m.id, m.county_id, m.person_id, p.name AS person_name, m.to_address, m.kind, m.subject, m.process_date, m.rehearsal_campaign_id IS NOT NULL AS rehearsal, m.status, m.created_at, m.sent_at,
  m.last_error, (SELECT coalesce(array_agg(DISTINCT n.evaluation_id), '{}') FROM notice n WHERE n.mail_id = m.id) AS evaluation_ids,
  ARRAY(SELECT e.unit_id FROM notice n JOIN evaluation e ON e.id = n.evaluation_id WHERE n.mail_id = m.id
        UNION SELECT post.unit_id FROM circular_delivery d JOIN post_holding h ON h.person_id = d.person_id JOIN post ON post.id = h.post_id WHERE d.mail_id = m.id) AS unit_ids,
  m.text, m.html, CASE WHEN m.kind = 'circular' THEN 1 ELSE (SELECT count(*)::int FROM notice n WHERE n.mail_id = m.id) END AS items`;

function mailOf(row: Row): MailRow {
  return {
    id: row.id, countyId: row.county_id, person: { id: row.person_id, name: row.person_name }, to: row.to_address, kind: row.kind, subject: row.subject, processDate: row.process_date,
    rehearsal: row.rehearsal, status: row.status, createdAt: row.created_at, sentAt: row.sent_at, lastError: row.last_error, evaluationIds: row.evaluation_ids, unitIds: row.unit_ids, text: row.text, html: row.html, items: row.items,
  };
}

/**
 * The outbox page, newest first. A reader limited to some units sees what their people were told about their cases, and nothing else:
 * a mail of the bureau gathers the late cases of the whole county, and a mail is read whole or not at all.
 */
export async function listMails(db: Database, scope: Scope, filter: MailFilter, paging: Paging): Promise<Page<MailRow>> {
  const about = (condition: string) => `EXISTS (SELECT 1 FROM notice n JOIN evaluation e ON e.id = n.evaluation_id WHERE n.mail_id = m.id AND ${condition})`;
  const ofTheirPeople = 'EXISTS (SELECT 1 FROM post_holding h JOIN post ON post.id = h.post_id WHERE h.person_id = m.person_id AND post.unit_id = ANY (?::text[]))';
  const where = new Conditions()
    .add('m.county_id = ?', scope.countyId)
    // A circular is about no case: their people's mails of it are theirs to read.
    .add(`(m.kind = 'circular' OR ${about('e.unit_id = ANY (?::text[])')})`, scope.unitIds ?? undefined)
    .add(`NOT ${about('e.unit_id <> ALL (?::text[])')}`, scope.unitIds ?? undefined)
    .add(ofTheirPeople, scope.unitIds ?? undefined)
    .add(about('e.id = ?'), filter.evaluationId)
    .add(`(${about('e.campaign_id = ?')} OR EXISTS (SELECT 1 FROM circular_delivery d JOIN circular r ON r.id = d.circular_id WHERE d.mail_id = m.id AND r.campaign_id = ?))`, filter.campaignId)
    .add('m.person_id = ?', filter.personId)
    .add("position(lower(?::text) IN lower(p.name || ' ' || coalesce(m.to_address, ''))) > 0", filter.recipient)
    .add('m.kind = ?', filter.kind)
    .add('m.status = ?', filter.status)
    .when(filter.rehearsal, 'm.rehearsal_campaign_id IS NOT NULL', 'm.rehearsal_campaign_id IS NULL');
  const { rows } = await db.pool.query<Row & { readonly total: string }>(
    `SELECT ${columns}, count(*) OVER () AS total FROM mail m JOIN person p ON p.id = m.person_id WHERE ${where.sql} ORDER BY m.created_at DESC, m.id ${where.paging(paging)}`,
    where.values,
  );
  return pageOf(rows, mailOf);
}

/** Mails made about an evaluation and its findings, by kind; a merged mail counts once. */
export async function countMails(db: Database, evaluationId: EvaluationId): Promise<Readonly<Record<string, number>>> {
  const { rows } = await db.pool.query<{ kind: string; made: number }>(
    'SELECT m.kind, count(DISTINCT m.id)::int AS made FROM mail m JOIN notice n ON n.mail_id = m.id WHERE n.evaluation_id = $1 GROUP BY m.kind ORDER BY m.kind',
    [evaluationId],
  );
  return Object.fromEntries(rows.map((row) => [row.kind, row.made]));
}
