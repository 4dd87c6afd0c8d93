import type { CivilDate, Delegation, DutyHolders, Notice, PersonId, Recipient } from '@hengji/domain';
import { randomUUID } from 'node:crypto';

/** One notice for one person, as the outbox keeps it. */
export type NoticeLine = {
  readonly id: string;
  readonly person_id: PersonId;
  readonly kind: string;
  readonly digest: boolean;
  readonly dedupe_key: string;
  readonly phase: string;
  readonly checkpoint: string | null;
  readonly task: Notice['task'];
};

/** The people a recipient means, with those who stand in for them on the date; the administrators where nobody holds the duty. */
export function peopleOf(recipient: Recipient, holders: DutyHolders, delegations: readonly Delegation[], on: CivilDate): readonly PersonId[] {
  const meant = 'person' in recipient ? [recipient.person] : (holders[recipient.duty] ?? []);
  const direct = meant.length > 0 ? meant : (holders.administrator ?? []);
  const substitutes = delegations.filter((one) => direct.includes(one.from) && one.startsOn <= on && on <= one.endsOn).map((one) => one.to);
  return [...new Set([...direct, ...substitutes])];
}

export function noticeLines(
  stream: string,
  notices: readonly Notice[],
  about: { readonly phase: string; readonly checkpoint: string | null },
  who: { readonly holders: DutyHolders; readonly delegations: readonly Delegation[]; readonly today: CivilDate },
): readonly NoticeLine[] {
  return notices.flatMap((notice) =>
    peopleOf(notice.to, who.holders, who.delegations, who.today).map((person) => ({
      id: randomUUID(),
      person_id: person,
      kind: notice.kind,
      digest: notice.digest,
      dedupe_key: `${stream}:${notice.key}:${person}`,
      phase: about.phase,
      checkpoint: about.checkpoint,
      task: notice.task,
    })),
  );
}
