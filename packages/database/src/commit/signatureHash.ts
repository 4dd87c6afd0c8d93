import type { Instant, PersonId, Sha256 } from '@hengji/domain';
import { hashOf } from './hash.js';

/** A signature as its hash covers it. */
export type SignedRecord = {
  readonly id: string;
  readonly evaluationId: string;
  readonly findingId: string | null;
  readonly revision: number | null;
  readonly slot: string;
  readonly personId: PersonId;
  readonly onBehalfOf: PersonId | null;
  readonly hash: Sha256;
  readonly minutesNo: string | null;
  readonly signedAt: Instant;
};

/** Named one by one: a row read back may carry more columns. */
export function signatureHash({ id, evaluationId, findingId, revision, slot, personId, onBehalfOf, hash, minutesNo, signedAt }: SignedRecord): Sha256 {
  return hashOf({ schema: 'hengji.signature/1', id, evaluationId, findingId, revision, slot, personId, onBehalfOf, hash, minutesNo, signedAt });
}
