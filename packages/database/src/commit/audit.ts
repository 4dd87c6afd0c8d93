import { canonicalJson, type InputId, type Instant, type PersonId, type Sha256 } from '@hengji/domain';
import { hashOf, sha256 } from './hash.js';

/** A text that a person wrote, with the salt that keeps its hash from being guessed back. */
export type WrittenText = { readonly salt: string; readonly json: string };

export type Entry = {
  readonly seq: number;
  readonly type: string;
  readonly payload: unknown;
  /** Hash of the revision row the event wrote. */
  readonly revision: { readonly number: number; readonly sha256: Sha256 } | null;
  /** Hash of the signature row the event wrote. */
  readonly signature: { readonly id: string; readonly sha256: Sha256 } | null;
};

export type ChainHead = { readonly seq: number; readonly hash: string };

export type AuditLine = { readonly seq: number; readonly previous_hash: string; readonly hash: Sha256; readonly body: string };

/** What a body holds, for `verifyAudit`. */
export type AuditBody = {
  /** From /2 on the rows that the event wrote carry its `recordedAt`; before, the database set their own. */
  readonly schema: 'hengji.audit/1' | 'hengji.audit/2';
  readonly stream: string;
  readonly seq: number;
  readonly previous: string;
  readonly type: string;
  readonly payload: Sha256;
  readonly actor: PersonId | null;
  readonly occurredAt: Instant;
  readonly recordedAt: Instant;
  readonly inputs: readonly { readonly id: InputId; readonly hash: Sha256 }[];
  readonly revision: Entry['revision'];
  readonly signature: Entry['signature'];
};

export function saltedHash(text: WrittenText): Sha256 {
  return sha256(`${text.salt}\n${text.json}`);
}

/** Ids inside a payload for which a text is known. */
function inputsIn(payload: unknown, texts: ReadonlyMap<InputId, WrittenText>): readonly InputId[] {
  if (typeof payload === 'string') return texts.has(payload) ? [payload] : [];
  if (typeof payload !== 'object' || payload === null) return [];
  return Object.values(payload).flatMap((value) => inputsIn(value, texts));
}

/**
 * The next rows of a chain: each body holds the hash of the one before, so that no row can be changed, removed or put in between
 * without breaking every later one. The caller holds the lock on the stream's row, where the head is kept.
 */
export function extendChain(
  stream: string,
  head: ChainHead,
  entries: readonly Entry[],
  common: { readonly actor: PersonId | null; readonly occurredAt: Instant; readonly recordedAt: Instant; readonly texts: ReadonlyMap<InputId, WrittenText> },
): { readonly lines: readonly AuditLine[]; readonly head: ChainHead } {
  let { hash: previous } = head;
  const lines = entries.map((entry): AuditLine => {
    const inputs = [...new Set(inputsIn(entry.payload, common.texts))].sort().flatMap((id) => {
      const text = common.texts.get(id);
      return text === undefined ? [] : [{ id, hash: saltedHash(text) }];
    });
    const body = canonicalJson({
      schema: 'hengji.audit/2',
      stream,
      seq: entry.seq,
      previous,
      type: entry.type,
      payload: hashOf(entry.payload),
      actor: common.actor,
      occurredAt: common.occurredAt,
      recordedAt: common.recordedAt,
      inputs,
      revision: entry.revision,
      signature: entry.signature,
    });
    const line = { seq: entry.seq, previous_hash: previous, hash: sha256(body), body };
    previous = line.hash;
    return line;
  });
  return { lines, head: { seq: head.seq + lines.length, hash: previous } };
}
