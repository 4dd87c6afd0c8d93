import { claimCircularDeliveries, claimNotices, saveCircularMail, saveMail, type Database, type MailGroup } from '@hengji/database';
import { renderCircularMail, renderMail, type MailInput, type MailItem } from '@hengji/mail';
import type { Logger } from 'pino';
import { inLanes } from './loop.js';

export type MailMakingParts = { readonly db: Database; readonly publicUrl: string; readonly logger: Logger };

const batch = 50;

export type MakingReport = {
  readonly made: number;
  /** When a mail of this round may be sent, as pauses in ms from now; empty when none is for sending. */
  readonly sendAfterMs: readonly number[];
};

/** ms. An overdue mail waits so long (packages/database) for other cases whose alarms ring at the same time. */
const overduePauseMs = 125_000;

/**
 * Makes mails from notices: one mail per group, as the database grouped them (all overdue cases of a person and day are one group, and so
 * is a digest). One that cannot be made keeps no other from being made; its lease brings it back.
 */
export async function makeMails({ db, publicUrl, logger }: MailMakingParts, { digests }: { readonly digests: boolean }): Promise<MakingReport> {
  const groups = await claimNotices(db, { limit: batch, digests });
  const sendAfterMs = new Set<number>();
  await inLanes(groups, 1, async (group) => {
    const mailId = await saveMail(db, group, renderMail(mailInputOf(group, publicUrl)));
    logger.debug({ mailId, kind: group.kind, notices: group.notices.length }, 'mail made');
    if (mailId !== null && group.rehearsalCampaignId === null && group.person.email !== null) sendAfterMs.add(group.kind === 'overdue' || group.kind === 'escalated' ? overduePauseMs : 0);
  });
  return { made: groups.length, sendAfterMs: [...sendAfterMs] };
}

/** Makes the mails that tell of circulars; answers as `makeMails`. */
export async function makeCircularMails({ db, publicUrl, logger }: MailMakingParts): Promise<MakingReport> {
  const deliveries = await claimCircularDeliveries(db, batch);
  let sendable = false;
  await inLanes(deliveries, 1, async (delivery) => {
    const { person, documentNo, title, number, reminder, circularId, rehearsalCampaignId } = delivery;
    const mail = renderCircularMail({ language: person.language, recipientName: person.name, documentNo, title, number, reminder, path: `/#/circulars/${circularId}`, publicUrl, rehearsal: rehearsalCampaignId !== null });
    const mailId = await saveCircularMail(db, delivery, mail);
    logger.debug({ mailId, kind: 'circular' }, 'mail made');
    sendable ||= rehearsalCampaignId === null && person.email !== null;
  });
  return { made: deliveries.length, sendAfterMs: sendable ? [0] : [] };
}

/**
 * The round of the loop that makes mails, and has them sent when they may be. The first rounds also look for what an earlier process left
 * unsent. Answers how many mails were made.
 */
export function mailRound(parts: MailMakingParts & { readonly wakeDelivery: () => Promise<void> }): () => Promise<number> {
  let wakeAtMs: readonly number[] = [0, Date.now() + overduePauseMs];
  return async () => {
    const rounds = [await makeMails(parts, { digests: false }), await makeCircularMails(parts)];
    wakeAtMs = [...wakeAtMs, ...rounds.flatMap(({ sendAfterMs }) => sendAfterMs).map((ms) => Date.now() + ms)];
    const now = Date.now();
    if (wakeAtMs.some((at) => at <= now)) {
      await parts.wakeDelivery();
      wakeAtMs = wakeAtMs.filter((at) => at > now);
    }
    return rounds.reduce((made, round) => made + round.made, 0);
  };
}

/** What a mail says of its group, in the recipient's language. */
export function mailInputOf(group: MailGroup, publicUrl: string): MailInput {
  const { language, name } = group.person;
  const english = language === 'en';
  const items = group.notices.map(
    (notice): MailItem => ({
      unitName: english ? notice.unitNameEn : notice.unitName,
      year: notice.year,
      phase: notice.phase,
      checkpoint: notice.checkpoint,
      finding: notice.finding,
      news: notice.news === null ? null : { what: notice.news.what, by: notice.news.by, on: notice.news.on, section: english ? notice.news.sectionEn : notice.news.section },
      task:
        notice.task === null
          ? null
          : {
              kind: notice.task.kind,
              sectionTitle: english ? notice.task.sectionTitleEn : notice.task.sectionTitle,
              dueOn: notice.task.dueOn,
              dueCovered: notice.task.dueCovered,
              workingDaysLeft: notice.task.workingDaysLeft,
            },
      path: notice.findingId === null ? `/#/evaluations/${notice.evaluationId}` : `/#/findings/${notice.findingId}`,
    }),
  );
  return { kind: group.kind, language, recipientName: name, items, publicUrl, rehearsal: group.rehearsalCampaignId !== null };
}
