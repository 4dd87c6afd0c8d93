import { createHash } from 'node:crypto';

/**
 * The id of a row of demo data: a UUID made from its name (RFC 9562 version 8), so that seeding again finds what is there.
 */
export function demoId(...name: readonly string[]): string {
  const hex = createHash('sha256').update(['hengji.demo', ...name].join('\n')).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
