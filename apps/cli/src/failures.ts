import { CommandFailure, UsageError } from './usage.js';

/** What to do about an answer of PostgreSQL, by SQLSTATE. */
const databaseAdvice: Readonly<Record<string, string>> = {
  '28P01': 'PostgreSQL does not accept the user name or the password: correct DATABASE_URL (and MIGRATION_DATABASE_URL)',
  '28000': 'PostgreSQL does not let this role in: correct DATABASE_URL (and MIGRATION_DATABASE_URL), or its pg_hba.conf',
  '3D000': 'PostgreSQL has no such database: create it, or correct DATABASE_URL (and MIGRATION_DATABASE_URL)',
  '42P01': 'the database has no Hengji schema, or an old one: run "hengji migrate" first',
  '42703': 'the schema of the database is an older one: run "hengji migrate" first',
  '3F000': 'the database has no Hengji schema: run "hengji migrate" first',
  '42501': 'the role of the address may not do this: run "hengji migrate" with both addresses, which gives the application its rights, or name the owner in MIGRATION_DATABASE_URL',
  '53100': 'the disk of PostgreSQL is full: free some space and repeat the command',
  '53300': 'PostgreSQL takes no more connections: raise max_connections, or repeat the command later',
};

function messageOf(error: unknown): string {
  const text = (error instanceof Error ? error.message : String(error)).split('\n').find((line) => line.trim() !== '') ?? '';
  return text.trim().replace(/[.:]$/, '');
}

function systemCodeOf(error: unknown): string | null {
  if (error instanceof AggregateError) return systemCodeOf(error.errors[0]);
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return error.code;
  return error.cause === undefined ? null : systemCodeOf(error.cause);
}

function fileSentence(error: unknown): string | null {
  const path = error instanceof Error && 'path' in error && typeof error.path === 'string' ? ` ${error.path}` : '';
  switch (systemCodeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full (${path === '' ? 'no file named' : path.trim()}): free some space and repeat the command.`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `This user may not read or write${path === '' ? ' a file' : path}: run the command as the user it belongs to, or name another place.`;
    case 'ENOENT':
    case 'ENOTDIR':
      return `There is no${path === '' ? ' such file' : path}: correct the path.`;
    case null:
    default:
      return null;
  }
}

/** PostgreSQL's and Temporal's clients are loaded only now: most commands that fail have not needed both. */
async function serverSentence(error: unknown): Promise<string | null> {
  const { innermostMessage, temporalFaultOf } = await import('@hengji/workflows/client');
  const address = process.env['TEMPORAL_ADDRESS'] ?? '';
  switch (temporalFaultOf(error)) {
    case 'unreachable':
      return `Temporal at ${address} does not answer (${error instanceof Error ? messageOf(innermostMessage(error)) : 'no reason given'}): start it, or correct TEMPORAL_ADDRESS and TEMPORAL_TLS.`;
    case 'noNamespace':
      return `Temporal at ${address} has no namespace "${process.env['TEMPORAL_NAMESPACE'] ?? 'default'}": set TEMPORAL_NAMESPACE to the one that the worker uses.`;
    case 'notLetIn':
      return `Temporal at ${address} does not let us in: correct TEMPORAL_API_KEY and TEMPORAL_NAMESPACE.`;
    case null:
      break;
  }
  const { classifyDatabaseError, sqlStateOf } = await import('@hengji/database');
  const state = sqlStateOf(error);
  const advice = state === null ? undefined : databaseAdvice[state];
  if (advice !== undefined) return `The command was not carried out (${messageOf(error)}): ${advice}.`;
  const told = messageOf(error) || systemCodeOf(error) || 'no reason given';
  if (classifyDatabaseError(error) === 'retry') return `PostgreSQL does not answer (${told}): start it, or correct DATABASE_URL (and MIGRATION_DATABASE_URL).`;
  return state === null ? null : `PostgreSQL refused a statement (${told}, SQLSTATE ${state}): this is a mistake of Hengji, please report it.`;
}

/** Where it happened, for whoever has to mend it. */
function placeOf(error: unknown): string {
  const place = error instanceof Error ? /\(?(?:file:\/\/)?\/[^\s()]*?((?:apps|packages|workflows)\/[^\s()]+:\d+):\d+\)?$/m.exec(error.stack ?? '')?.[1] : undefined;
  return place === undefined ? '' : `, at ${place}`;
}

/** One sentence on whatever a command threw: what is wrong, and what to do. */
export async function sentenceOf(error: unknown): Promise<string> {
  if (error instanceof UsageError || error instanceof CommandFailure) return error.message;
  // Temporal's settings, refused by the one who reads them.
  if (error instanceof RangeError && error.message.startsWith('TEMPORAL_')) return `${messageOf(error)}.`;
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_INVALID_URL') return 'DATABASE_URL or MIGRATION_DATABASE_URL is no address: write it like postgresql://user:password@host:5432/database.';
  return fileSentence(error) ?? (await serverSentence(error)) ?? `The command failed (${messageOf(error)}${placeOf(error)}): this is a mistake of Hengji, so please report it.`;
}
