import { assertNever } from '../assertNever.js';
import type { CampaignStatus } from '../campaign/state.js';
import type { CivilDate } from '../civilDate.js';
import type { Duty } from '../duties.js';
import type { CampaignId, CircularId, InputId, Instant, PersonId, Sha256, UnitId } from '../identifiers.js';
import { accept, refuse, type Decision, type Refusal } from '../refusals.js';

/**
 * 布置通知: what the bureau writes to all departments of a campaign, under a document number. It is amended by a further numbered
 * version, never changed; whoever reads a version says so. (A `Notice` is what tells one person of one thing.)
 */

/** A stored file that a version carries. */
export type CircularFile = { readonly fileId: string; readonly sha256: Sha256; readonly name: string };

/** What somebody writes: the text, and what an amendment changes, stand beside the chain as inputs. */
export type CircularContent = { readonly documentNo: string; readonly title: string; readonly text: InputId; readonly files: readonly CircularFile[] };

export type CircularVersion = CircularContent & {
  readonly number: number;
  /** What is new against the version before; null in the first. */
  readonly reason: InputId | null;
  readonly issuedBy: PersonId;
  readonly issuedAt: Instant;
};

export type CircularState = {
  readonly schema: 'hengji.circular/1';
  readonly id: CircularId;
  readonly campaignId: CampaignId;
  /** How many events made this state. */
  readonly version: number;
  readonly versions: readonly CircularVersion[];
  /** Process date on which those who had not read the latest version were reminded last. */
  readonly remindedOn: CivilDate | null;
};

export type CircularCommand =
  | ({ readonly type: 'issue'; readonly circularId: CircularId; readonly campaignId: CampaignId } & CircularContent)
  /** `seen`: the number of the version that was looked at. */
  | ({ readonly type: 'amend'; readonly reason: InputId; readonly seen?: number } & CircularContent)
  | { readonly type: 'acknowledge'; readonly number: number }
  | { readonly type: 'remind' };

export type CircularEvent =
  | ({ readonly type: 'circularIssued'; readonly circularId: CircularId; readonly campaignId: CampaignId; readonly by: PersonId; readonly at: Instant; readonly recipients: readonly PersonId[] } & CircularContent)
  | ({ readonly type: 'circularAmended'; readonly number: number; readonly reason: InputId; readonly by: PersonId; readonly at: Instant; readonly recipients: readonly PersonId[] } & CircularContent)
  | { readonly type: 'circularRead'; readonly number: number; readonly person: PersonId; readonly unit: UnitId }
  | { readonly type: 'circularReminded'; readonly number: number; readonly on: CivilDate; readonly by: PersonId; readonly people: readonly PersonId[] };

/** Somebody a circular is for today, and the unit through which. */
export type CircularRecipient = { readonly person: PersonId; readonly unit: UnitId };

export type CircularFacts = {
  readonly actor: PersonId;
  readonly today: CivilDate;
  readonly campaignStatus: CampaignStatus;
  readonly recipients: readonly CircularRecipient[];
  /** Who has read the latest version. */
  readonly readers: readonly PersonId[];
};

/** Everybody of a department who has a part in the process; the other staff may read it and need not say so. */
export const circularDuties = ['clerk', 'accountant', 'officeLead', 'financeHead', 'deputyLeader', 'principal'] as const satisfies readonly Duty[];

/** The version that counts. */
export function latestVersion({ versions }: CircularState): CircularVersion {
  const latest = versions[versions.length - 1];
  if (latest === undefined) throw new Error('a circular begins with a version');
  return latest;
}

type Outcome = Decision<CircularEvent>;

/** A campaign that is over, or was given up, announces nothing more. */
function silent({ campaignStatus: status }: CircularFacts): Refusal | null {
  return status === 'closed' || status === 'discarded' ? { code: 'campaignStatus', status } : null;
}

function incomplete({ documentNo, text }: CircularContent): Refusal | null {
  if (documentNo.trim() === '') return { code: 'documentNoRequired' };
  return text.trim() === '' ? { code: 'reasonRequired' } : null;
}

/** The one place where the rules of a circular are. Pure and total: `state` null only before `issue`; `now` is process time. */
export function decideCircular(state: CircularState | null, facts: CircularFacts, command: CircularCommand, now: Instant): Outcome {
  const closed = silent(facts);
  if (command.type === 'issue') {
    const wrong = state === null ? (closed ?? incomplete(command)) : { code: 'alreadyDone' as const };
    if (wrong !== null) return refuse(wrong);
    const { circularId, campaignId, documentNo, title, text, files } = command;
    return accept([{ type: 'circularIssued', circularId, campaignId, documentNo, title, text, files, by: facts.actor, at: now, recipients: facts.recipients.map(({ person }) => person) }]);
  }
  if (state === null) return refuse({ code: 'campaignStatus', status: 'none' });
  const latest = latestVersion(state);
  switch (command.type) {
    case 'amend': {
      const wrong = closed ?? incomplete(command) ?? (command.reason.trim() === '' ? { code: 'reasonRequired' as const } : null);
      if (wrong !== null) return refuse(wrong);
      if (command.seen !== undefined && command.seen !== latest.number) return refuse({ code: 'circularAmended', number: latest.number });
      const { documentNo, title, text, files, reason } = command;
      return accept([{ type: 'circularAmended', number: latest.number + 1, documentNo, title, text, files, reason, by: facts.actor, at: now, recipients: facts.recipients.map(({ person }) => person) }]);
    }
    case 'acknowledge':
      return acknowledge(latest, facts, command.number);
    case 'remind': {
      if (closed !== null) return refuse(closed);
      const people = facts.recipients.map(({ person }) => person).filter((person) => !facts.readers.includes(person));
      // Once a day is enough, and nobody is asked for what he did.
      if (state.remindedOn === facts.today || people.length === 0) return refuse({ code: 'alreadyDone' });
      return accept([{ type: 'circularReminded', number: latest.number, on: facts.today, by: facts.actor, people }]);
    }
    default:
      return assertNever(command);
  }
}

function acknowledge(latest: CircularVersion, facts: CircularFacts, number: number): Outcome {
  if (number !== latest.number) return refuse({ code: 'circularAmended', number: latest.number });
  const recipient = facts.recipients.find(({ person }) => person === facts.actor);
  if (recipient === undefined) return refuse({ code: 'notYourTask' });
  if (facts.readers.includes(facts.actor)) return refuse({ code: 'alreadyDone' });
  return accept([{ type: 'circularRead', number, person: facts.actor, unit: recipient.unit }]);
}

/** What an event makes of a circular. Null only before `circularIssued`. */
export function evolveCircular(state: CircularState | null, event: CircularEvent): CircularState {
  if (event.type === 'circularIssued') {
    const { circularId, campaignId, documentNo, title, text, files, by, at } = event;
    const first: CircularVersion = { number: 1, documentNo, title, text, files, reason: null, issuedBy: by, issuedAt: at };
    return { schema: 'hengji.circular/1', id: circularId, campaignId, version: 1, versions: [first], remindedOn: null };
  }
  if (state === null) throw new Error(`a circular begins with circularIssued, not with ${event.type}`);
  const next = { ...state, version: state.version + 1 };
  switch (event.type) {
    case 'circularAmended': {
      const { number, documentNo, title, text, files, reason, by, at } = event;
      return { ...next, versions: [...state.versions, { number, documentNo, title, text, files, reason, issuedBy: by, issuedAt: at }], remindedOn: null };
    }
    case 'circularRead':
      return next;
    case 'circularReminded':
      return { ...next, remindedOn: event.on };
    default:
      return assertNever(event);
  }
}

export function foldCircular(events: readonly CircularEvent[]): CircularState | null {
  return events.reduce<CircularState | null>(evolveCircular, null);
}
