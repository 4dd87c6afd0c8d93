import { ofTask, type CivilDate, type Delegation, type DutyHolders, type Notice, type PersonId, type Recipient, type Task } from '@hengji/domain';
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
  readonly news: Notice['news'];
};

/** The people a recipient means, with those who stand in for them on the date; the administrators where nobody holds the duty. */
export function peopleOf(recipient: Recipient, holders: DutyHolders, delegations: readonly Delegation[], on: CivilDate): readonly PersonId[] {
  const meant = 'person' in recipient ? [recipient.person] : (holders[recipient.duty] ?? []);
  const direct = meant.length > 0 ? meant : (holders.administrator ?? []);
  const substitutes = delegations.filter((one) => direct.includes(one.from) && one.startsOn <= on && on <= one.endsOn).map((one) => one.to);
  return [...new Set([...direct, ...substitutes])];
}

/** News after which somebody has to do something: the mail says what, and until when. */
const callsForAction: readonly Notice['kind'][] = ['returned', 'reviewed', 'findingServed', 'signed'];

/** What waits for a person next, of the tasks that stand when everything is decided; null when nothing does. */
function nextTask(person: PersonId, tasks: readonly Task[], holders: DutyHolders): Notice['task'] {
  const own = tasks.filter(({ assignee, claimedBy }) => claimedBy === person || (claimedBy === null && ('person' in assignee ? assignee.person === person : (holders[assignee.duty] ?? []).includes(person))));
  const [first] = [...own].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  return first === undefined ? null : ofTask(first);
}

type Around = {
  readonly holders: DutyHolders;
  readonly delegations: readonly Delegation[];
  readonly today: CivilDate;
  readonly tasks: readonly Task[];
  /** Who may sign what a task asks to sign; null for other tasks. */
  readonly signersOf: (task: NonNullable<Notice['task']>) => readonly PersonId[] | null;
};

/** Who holds the post of a signer and may not sign (he prepared it, or the leading group does not name him) is not asked to, as long as somebody may. */
function told({ to, kind, task }: Notice, { holders, delegations, today, signersOf }: Around): readonly PersonId[] {
  const meant = peopleOf(to, holders, delegations, today);
  const signers = task === null || 'person' in to || kind === 'escalated' ? null : signersOf(task);
  const able = signers === null ? [] : meant.filter((person) => signers.includes(person));
  return able.length > 0 ? able : meant;
}

export function noticeLines(
  stream: string,
  notices: readonly Notice[],
  about: { readonly phase: string; readonly checkpoint: string | null },
  who: Around,
): readonly NoticeLine[] {
  return notices.flatMap((notice) =>
    told(notice, who).map((person) => ({
      id: randomUUID(),
      person_id: person,
      kind: notice.kind,
      digest: notice.digest,
      dedupe_key: `${stream}:${notice.key}:${person}`,
      phase: about.phase,
      checkpoint: about.checkpoint,
      task: notice.task ?? (callsForAction.includes(notice.kind) ? nextTask(person, who.tasks, who.holders) : null),
      news: notice.news,
    })),
  );
}
