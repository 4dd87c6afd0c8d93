import { randomUUID } from 'node:crypto';
import { workingDaysBetween, type CivilDate, type EvaluationId, type FindingId, type FindingType, type News, type NoticeKind, type PersonId, type Phase, type Task } from '@hengji/domain';
import { referenceOf } from './commit/reference.js';
import { inTransaction, type Database, type Queryable } from './database.js';

/** A thing to tell, with the words a mail needs. */
export type NoticeRow = {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly evaluationId: EvaluationId;
  readonly findingId: FindingId | null;
  /** Name of the evaluated subject. */
  readonly unitName: string;
  readonly unitNameEn: string;
  readonly year: number;
  readonly phase: Phase;
  readonly checkpoint: string | null;
  /** Null for what belongs to the evaluation itself. */
  readonly finding: { readonly number: number; readonly type: FindingType } | null;
  /** What happened, with the name of who did it and the title of the part; null when the task says it all. */
  readonly news: (Omit<News, 'by' | 'section'> & { readonly by: string | null; readonly section: string | null; readonly sectionEn: string | null }) | null;
  readonly task: (StoredTask & { readonly sectionTitle: string | null; readonly sectionTitleEn: string | null; readonly workingDaysLeft: number }) | null;
};

type StoredTask = Pick<Task, 'id' | 'kind' | 'section' | 'slot' | 'dueOn' | 'dueCovered'>;

/**
 * One mail to make: what was told to a person on a process date by the same kind of notice and waits together; of overdue and digest
 * notices also those of the day's unsent mail.
 */
export type MailGroup = {
  readonly countyId: string;
  readonly kind: NoticeKind;
  readonly person: { readonly id: PersonId; readonly name: string; readonly email: string | null; readonly language: 'zh-CN' | 'en' };
  readonly processDate: CivilDate;
  readonly rehearsalCampaignId: string | null;
  readonly notices: readonly NoticeRow[];
};

type Claimed = {
  readonly id: string; readonly county_id: string; readonly kind: NoticeKind; readonly digest: boolean; readonly evaluation_id: string; readonly finding_id: string | null; readonly finding_number: number | null; readonly finding_type: FindingType | null; readonly news: News | null; readonly news_by: string | null; readonly phase: Phase;
  readonly checkpoint: string | null; readonly task: StoredTask | null; readonly process_date: CivilDate; readonly rehearsal_campaign_id: string | null; readonly year: number;
  readonly unit_name: string; readonly unit_name_en: string; readonly person_id: string; readonly person_name: string; readonly email: string | null; readonly language: 'zh-CN' | 'en';
  readonly template_id: string; readonly template_sha256: string; readonly calendar_id: string; readonly calendar_sha256: string;
};

/** Notices that share one mail share this; others have a key of their own. */
function groupKey(row: Claimed): string {
  // Six sections given to one person at once are one piece of news, not six mails.
  return [row.digest ? 'digest' : row.kind, row.person_id, row.process_date, row.rehearsal_campaign_id ?? ''].join(' ');
}

/** What follows FROM: what is told at once. What has to go into the digest instead waits too, and brings the round about. */
export const waitingNotices = 'notice WHERE mail_id IS NULL AND (claimed_until IS NULL OR claimed_until < now()) AND NOT (digest AND rehearsal_campaign_id IS NULL)';

/**
 * Notices to make mails of, leased for a minute of wall time, grouped. `digests` false: what is told at once, and the digests of
 * rehearsals, whose days are not ours (they are kept, and made anew as notices come); true: what waits for the daily digest, of the
 * process dates that have come. An overdue or escalated notice whose day's mail is sent already goes into the digest.
 */
export async function claimNotices(db: Database, options: { readonly limit: number; readonly digests: boolean }): Promise<readonly MailGroup[]> {
  return inTransaction(db, async (client) => {
    await client.query({
      name: 'late-into-digest',
      text: `UPDATE notice n SET digest = true WHERE n.mail_id IS NULL AND NOT n.digest AND n.kind IN ('overdue', 'escalated') AND EXISTS (
         SELECT 1 FROM mail m WHERE m.kind = n.kind AND m.person_id = n.person_id AND m.process_date = n.process_date
           AND m.rehearsal_campaign_id IS NOT DISTINCT FROM n.rehearsal_campaign_id AND (m.status IN ('sent', 'failed') OR (m.status = 'pending' AND m.attempts > 0)))`,
    });
    const { rows: first } = await client.query<{ id: string }>({
      name: 'claim-notices',
      text: `UPDATE notice SET claimed_until = now() + interval '60 s' WHERE id IN (
         SELECT id FROM notice WHERE mail_id IS NULL AND (claimed_until IS NULL OR claimed_until < now())
           AND CASE WHEN digest AND rehearsal_campaign_id IS NULL THEN $2 AND process_date <= (now() AT TIME ZONE 'Asia/Shanghai')::date ELSE NOT $2 END
         ORDER BY created_at, id LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      values: [options.limit, options.digests],
    });
    if (first.length === 0) return [];
    return groupsOf(client, first.map((row) => row.id));
  });
}

/** The claimed notices, and what belongs into the same mails: others that wait, and those of the day's unsent mail. */
async function groupsOf(client: Queryable, ids: readonly string[]): Promise<readonly MailGroup[]> {
  // Ten tables: to plan it takes fifteen times as long as to carry it out.
  const { rows } = await client.query<Claimed>({
    name: 'notices-together',
    text: `WITH claimed AS (SELECT * FROM notice WHERE id = ANY ($1::text[])),
     together AS (
       SELECT * FROM claimed UNION
       SELECT n.* FROM claimed c JOIN notice n ON n.person_id = c.person_id AND n.process_date = c.process_date AND n.rehearsal_campaign_id IS NOT DISTINCT FROM c.rehearsal_campaign_id
         AND n.digest = c.digest AND (c.digest OR (c.kind IN ('overdue', 'escalated') AND n.kind = c.kind)))
     SELECT t.id, t.county_id, t.kind, t.digest, t.evaluation_id, t.finding_id, f.number AS finding_number, f.finding_type, t.news, actor.name AS news_by, t.phase, t.checkpoint, t.task, t.process_date, t.rehearsal_campaign_id, e.year,
       e.subject_name AS unit_name, CASE WHEN e.subject_kind = 'project' THEN e.subject_name ELSE u.name_en END AS unit_name_en,
       p.id AS person_id, p.name AS person_name, p.email, p.language, e.template_id, tv.sha256 AS template_sha256, e.calendar_id, wc.sha256 AS calendar_sha256
     FROM together t LEFT JOIN finding f ON f.id = t.finding_id LEFT JOIN person actor ON actor.id = t.news ->> 'by' JOIN evaluation e ON e.id = t.evaluation_id JOIN unit u ON u.id = e.unit_id JOIN person p ON p.id = t.person_id
       JOIN template_version tv ON tv.id = e.template_id JOIN work_calendar wc ON wc.id = e.calendar_id
     ORDER BY t.created_at, t.id`,
    values: [ids],
  });
  const groups = new Map<string, { readonly group: Omit<MailGroup, 'notices'>; readonly notices: NoticeRow[] }>();
  for (const row of rows) {
    const key = groupKey(row);
    const found = groups.get(key) ?? {
      group: {
        countyId: row.county_id,
        kind: row.digest ? ('digest' as const) : row.kind,
        person: { id: row.person_id, name: row.person_name, email: row.email, language: row.language },
        processDate: row.process_date,
        rehearsalCampaignId: row.rehearsal_campaign_id,
      },
      notices: [],
    };
    found.notices.push(await noticeOf(client, row));
    groups.set(key, found);
  }
  return [...groups.values()].map(({ group, notices }) => ({ ...group, notices }));
}

async function noticeOf(client: Queryable, row: Claimed): Promise<NoticeRow> {
  const { task, news } = row;
  const { template, calendar } = await referenceOf(client, { templateId: row.template_id, templateSha256: row.template_sha256, calendarId: row.calendar_id, calendarSha256: row.calendar_sha256 });
  const section = (key: string | null) => template.sections.find((one) => one.key === key);
  return {
    id: row.id,
    kind: row.kind,
    evaluationId: row.evaluation_id,
    findingId: row.finding_id,
    unitName: row.unit_name,
    unitNameEn: row.unit_name_en,
    year: row.year,
    phase: row.phase,
    checkpoint: row.checkpoint,
    finding: row.finding_number === null || row.finding_type === null ? null : { number: row.finding_number, type: row.finding_type },
    news: news === null ? null : { ...news, by: row.news_by, section: section(news.section)?.title ?? null, sectionEn: section(news.section)?.titleEn ?? null },
    task:
      task === null
        ? null
        : { ...task, sectionTitle: section(task.section)?.title ?? null, sectionTitleEn: section(task.section)?.titleEn ?? null, workingDaysLeft: workingDaysBetween(calendar, row.process_date, task.dueOn) },
  };
}

/** Several late cases reach a person in one mail: it waits a little for those whose alarms ring at the same time. */
const latePause = '2 minutes';

/** Kinds of which a person gets one mail a day, with all cases in it. */
function isGathered(kind: NoticeKind): boolean {
  return kind === 'overdue' || kind === 'escalated' || kind === 'digest';
}

/** The day's mail of a gathered kind, locked. Two mailers at once take turns, so that there is never a second one. */
async function dayMail(client: Queryable, { person, processDate, kind, rehearsalCampaignId }: MailGroup): Promise<{ readonly id: string; readonly open: boolean } | null> {
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`mail ${person.id} ${processDate} ${kind} ${rehearsalCampaignId ?? ''}`]);
  const { rows } = await client.query<{ id: string; open: boolean }>(
    `SELECT id, status = 'kept' OR (status = 'pending' AND attempts = 0) AS open FROM mail
     WHERE person_id = $1 AND process_date = $2 AND kind = $3 AND rehearsal_campaign_id IS NOT DISTINCT FROM $4 ORDER BY created_at DESC LIMIT 1 FOR UPDATE`,
    [person.id, processDate, kind, rehearsalCampaignId],
  );
  return rows[0] ?? null;
}

/**
 * Keeps the rendered mail of a group and ties its notices to it. `kept` for rehearsals and people without address (shown, never sent),
 * else `pending`. A gathered mail of the day that nobody has begun to send is replaced; when it is sent already nothing is
 * made, the notices go into the digest (of the next day), and the answer is null. Else the answer is the mail's id.
 */
export async function saveMail(db: Database, group: MailGroup, rendered: { readonly subject: string; readonly text: string; readonly html: string }): Promise<string | null> {
  const ids = group.notices.map((notice) => notice.id);
  const gathered = isGathered(group.kind);
  return inTransaction(db, async (client) => {
    const { rows: held } = await client.query<{ mail_id: string | null }>({ name: 'lock-notices', text: 'SELECT mail_id FROM notice WHERE id = ANY ($1::text[]) ORDER BY id FOR UPDATE', values: [ids] });
    const made = held.find((row) => row.mail_id !== null)?.mail_id ?? null;
    // Made before, by a mailer that died before it was told.
    if (!gathered && made !== null) return made;
    const day = gathered ? await dayMail(client, group) : null;
    const status = group.rehearsalCampaignId !== null || group.person.email === null ? 'kept' : 'pending';
    if (day !== null && !day.open) {
      await client.query('UPDATE notice SET digest = true, process_date = CASE WHEN digest THEN process_date + 1 ELSE process_date END, claimed_until = NULL WHERE id = ANY ($1::text[]) AND mail_id IS NULL', [ids]);
      return null;
    }
    const id = day?.id ?? randomUUID();
    await client.query({
      name: 'write-mail',
      text: `INSERT INTO mail (id, county_id, person_id, to_address, kind, subject, text, html, process_date, rehearsal_campaign_id, status, next_attempt_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, now() + CASE WHEN $5 IN ('overdue', 'escalated') THEN interval '${latePause}' ELSE interval '0' END)
       ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, text = excluded.text, html = excluded.html`,
      values: [id, group.countyId, group.person.id, group.person.email, group.kind, rendered.subject, rendered.text, rendered.html, group.processDate, group.rehearsalCampaignId, status],
    });
    await client.query({ name: 'notices-mailed', text: 'UPDATE notice SET mail_id = $2, claimed_until = NULL WHERE id = ANY ($1::text[])', values: [ids, id] });
    return id;
  });
}

export type PendingMail = { readonly id: string; readonly to: string; readonly subject: string; readonly text: string; readonly html: string; readonly attempts: number };

/** Mails to send, leased for a minute of wall time. A sender that dies after sending sends again: give the mail's id as Message-ID. */
export async function claimMails(db: Database, limit: number): Promise<readonly PendingMail[]> {
  const { rows } = await db.pool.query<PendingMail>(
    `UPDATE mail SET attempts = attempts + 1, next_attempt_at = now() + interval '60 s'
     WHERE id IN (SELECT id FROM mail WHERE status = 'pending' AND to_address IS NOT NULL AND next_attempt_at <= now() ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
     RETURNING id, to_address AS "to", subject, text, html, attempts`,
    [limit],
  );
  return rows;
}

export async function markMailSent(db: Database, id: string): Promise<void> {
  await db.pool.query("UPDATE mail SET status = 'sent', sent_at = now(), last_error = NULL WHERE id = $1 AND status = 'pending'", [id]);
}

/** A mail that many servers refuse for days is given up. */
const lastAttempt = 20;

/** `permanent`, or tried too often: status `failed`. Else it comes again after 1, 2, 4 … at most 60 minutes. */
export async function markMailFailed(db: Database, id: string, failure: { readonly message: string; readonly permanent: boolean }): Promise<void> {
  await db.pool.query(
    `UPDATE mail SET last_error = $2, status = CASE WHEN $3 OR attempts >= $4 THEN 'failed' ELSE status END,
       next_attempt_at = now() + make_interval(mins => least(60, power(2, greatest(attempts - 1, 0))::int)) WHERE id = $1 AND status = 'pending'`,
    [id, failure.message.slice(0, 1_000), failure.permanent, lastAttempt],
  );
}
