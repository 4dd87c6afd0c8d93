import type { Person } from '../support/person.js';
import { datesOf, departments, launchYear } from '../support/rehearsal.js';
import type { Stack } from '../support/stack.js';

/** Opens a real year whose first date has passed for some departments: their people get real mail at once. */
export async function openRealYear(desk: Person): Promise<void> {
  const year = 2024;
  await launchYear(desk, departments().slice(0, 4), { title: `${year} 年度`, year, rehearsal: false, dates: [...datesOf(year)] });
}

export type MailFigures = { readonly pending: number; readonly sent: number; readonly failed: number; readonly rehearsalsSent: number; readonly untold: number };

/** Counts of the outbox; `untold`: things that wait for a mail, the digest's apart. */
export async function mailFigures(stack: Stack): Promise<MailFigures> {
  const [row] = await stack.sql<MailFigures>(
    `SELECT count(*) FILTER (WHERE status = 'pending')::int AS pending, count(*) FILTER (WHERE status = 'sent')::int AS sent, count(*) FILTER (WHERE status = 'failed')::int AS failed,
       count(*) FILTER (WHERE status = 'sent' AND rehearsal_campaign_id IS NOT NULL)::int AS "rehearsalsSent",
       (SELECT count(*)::int FROM notice WHERE mail_id IS NULL AND NOT digest) AS untold
     FROM mail`,
  );
  if (row === undefined) throw new Error('no figures');
  return row;
}
