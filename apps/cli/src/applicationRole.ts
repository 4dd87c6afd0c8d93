import { UsageError } from './usage.js';

/** The role of DATABASE_URL gets what the application may do; it owns nothing. */
export function applicationRole(): string | undefined {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url === '') return undefined;
  if (!URL.canParse(url)) throw new UsageError('DATABASE_URL must be a postgresql:// address.');
  const name = decodeURIComponent(new URL(url).username);
  return name === '' ? undefined : name;
}
