import { createHash } from 'node:crypto';
import { canonicalJson, type Json, type Sha256 } from '@hengji/domain';

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal. */
export function sha256(text: string): Sha256 {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A value as JSON knows it: `undefined` members gone, so that it can be written canonically. */
export function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}

export function hashOf(value: unknown): Sha256 {
  return sha256(canonicalJson(asJson(value)));
}
