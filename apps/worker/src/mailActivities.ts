import { claimMails, furthestCalendar, markMailFailed, markMailSent, type Database, type PendingMail } from '@hengji/database';
import { civilDateOf, isWorkingDay } from '@hengji/domain';
import { isPermanentMailFailure, type MailTransport } from '@hengji/mail';
import type { DeliveryReport, DigestReport, MailActivities } from '@hengji/workflows';
import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import type { Logger } from 'pino';
import { withFailures } from './failures.js';
import { inLanes, pause } from './loop.js';
import { makeMails } from './mailMaking.js';
import type { WorkerCounters } from './workerMetrics.js';

export type MailParts = {
  readonly db: Database;
  /** Null where no mail server is set: nothing is claimed, and the outbox page shows what waits. */
  readonly transport: MailTransport | null;
  readonly publicUrl: string;
  readonly logger: Logger;
  readonly counters?: Pick<WorkerCounters, 'mails'>;
  /** Aborted when this worker is asked to stop: another one goes on. */
  readonly stopping: AbortSignal;
  /** Sees to it that a delivery runs. */
  readonly wakeDelivery: () => Promise<void>;
};

const batch = 20;
const lanes = 4;
/** ms. How often a mail that the server put off is looked for again; its own pause is kept in its row. */
const lookAgainMs = 5_000;
/** ms. Then the activity ends and Temporal begins it anew. */
const longestRoundMs = 1_500_000;

export function mailActivities(parts: MailParts): MailActivities {
  return { deliverMails: withFailures(() => deliverMails(parts, Context.current())), makeDigests: withFailures(() => makeDigests(parts)) };
}

/** What of an activity's context the delivery uses. */
export type DeliveryContext = {
  readonly info: { readonly heartbeatDetails: unknown };
  readonly cancellationSignal: AbortSignal;
  heartbeat(details: unknown): void;
};

/**
 * Sends pending mails until none is left. A mail that the server puts off is tried again after its pause; until then the activity lives on.
 * The row's id is the Message-ID: a worker that dies between sending and marking sends the same mail again, and programs see one.
 */
export async function deliverMails(parts: MailParts, context: DeliveryContext): Promise<DeliveryReport> {
  const { db, transport, logger } = parts;
  let sent = 0;
  let failed = 0;
  if (transport === null) return { sent, failed, left: 0 };
  const putOff = new Set(stringsOf(context.info.heartbeatDetails));
  const stopping = AbortSignal.any([parts.stopping, context.cancellationSignal]);
  const until = Date.now() + longestRoundMs;

  async function deliver(mail: PendingMail, by: MailTransport): Promise<void> {
    try {
      await by.send({ messageId: mail.id, to: mail.to, subject: mail.subject, text: mail.text, html: mail.html });
    } catch (error) {
      const permanent = isPermanentMailFailure(error);
      const message = error instanceof Error ? error.message : String(error);
      parts.counters?.mails(permanent ? 'failed' : 'putOff');
      await markMailFailed(db, mail.id, { message, permanent });
      if (permanent) {
        failed += 1;
        putOff.delete(mail.id);
      } else putOff.add(mail.id);
      logger.warn({ mailId: mail.id, permanent, attempts: mail.attempts + 1 }, 'mail not taken');
      return;
    }
    await markMailSent(db, mail.id);
    parts.counters?.mails('sent');
    putOff.delete(mail.id);
    sent += 1;
  }

  for (;;) {
    context.heartbeat([...putOff]);
    const mails = stopping.aborted ? [] : await claimMails(db, batch);
    await inLanes(mails, lanes, (mail) => deliver(mail, transport));
    if (mails.length > 0) continue;
    if (putOff.size === 0) return { sent, failed, left: 0 };
    if (stopping.aborted || Date.now() > until) throw ApplicationFailure.retryable(`${putOff.size} mails are put off`, 'PutOff');
    await pause(lookAgainMs, stopping);
  }
}

/** The day's digests, where the calendar has a working day. */
async function makeDigests(parts: MailParts): Promise<DigestReport> {
  const { db, wakeDelivery } = parts;
  const calendar = await furthestCalendar(db.pool);
  if (calendar === null || !isWorkingDay(calendar, civilDateOf(Date.now()))) return { workingDay: false, made: 0 };
  let made = 0;
  for (;;) {
    const round = await makeMails(parts, { digests: true });
    if (round.made === 0) break;
    made += round.made;
  }
  await wakeDelivery();
  return { workingDay: true, made };
}

function stringsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
