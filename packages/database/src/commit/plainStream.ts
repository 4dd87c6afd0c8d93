import type { InputId, Instant, PersonId } from '@hengji/domain';
import type { Queryable } from '../database.js';
import { extendChain, type ChainHead, type WrittenText } from './audit.js';
import { asJson } from './hash.js';
import { writeStream, type StreamWrite } from './writeStream.js';

export type PlainStream = {
  readonly kind: StreamWrite['kind'];
  readonly id: string;
  readonly countyId: string;
  readonly head: ChainHead;
  readonly actor: PersonId | null;
  /** Process time. */
  readonly now: Instant;
  readonly events: readonly { readonly type: string }[];
  readonly texts: ReadonlyMap<InputId, WrittenText>;
  readonly receipt: { readonly updateId: string; readonly outcome: string };
};

/**
 * Events, audit chain and receipt where no task or notice changes and nothing is frozen or signed. The caller holds
 * the lock on the stream's row and writes the answered head into it.
 */
export async function appendPlainStream(client: Queryable, { kind, id, countyId, head, actor, now, events, texts, receipt }: PlainStream): Promise<ChainHead> {
  const recordedAt = new Date().toISOString();
  const entries = events.map((event, index) => ({ seq: head.seq + index + 1, type: event.type, payload: event, revision: null, signature: null }));
  const chain = extendChain(`${kind}:${id}`, head, entries, { actor, occurredAt: now, recordedAt, texts });
  await writeStream(client, {
    kind,
    id,
    place: { countyId, unitId: null, campaignId: null, evaluationId: null },
    findingId: null,
    rehearsalCampaignId: null,
    actor,
    occurredAt: now,
    recordedAt,
    events: entries.map(({ seq, type, payload }) => ({ seq, type, payload: asJson(payload) })),
    audit: chain.lines,
    tasks: { before: [], after: [] },
    notices: [],
    receipt,
    usedProof: null,
  });
  return chain.head;
}

/** Texts the sender wrote before, by id; those of somebody else are not found. */
export async function readOwnTexts(client: Queryable, author: PersonId | null, inputs: readonly InputId[]): Promise<ReadonlyMap<InputId, WrittenText>> {
  if (author === null || inputs.length === 0) return new Map();
  const { rows } = await client.query<{ id: InputId } & WrittenText>('SELECT id, salt, json FROM command_input WHERE id = ANY ($1::text[]) AND author_id = $2', [inputs, author]);
  return new Map(rows.map(({ id, salt, json }) => [id, { salt, json }]));
}
