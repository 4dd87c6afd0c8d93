import { diagnoseDatabase, diagnoseMigrations, type DatabaseDiagnosis, type MigrationsDiagnosis } from '@hengji/database';
import { failed, judgeClock, ok, reasonOf, skipped, warning, type Check } from './check.js';

/** `server_version_num`. NULLS NOT DISTINCT, on which the uniqueness of a year rests, came with 15. */
const oldestPostgres = 150_000;
/** What every release is tested on. */
const testedPostgres = 180_000;
/** Connections of one API, one worker and one portal as they are by default, and some for people. */
const fewConnections = 50;

function judgeServer({ version, versionText, maxConnections }: DatabaseDiagnosis): Check {
  if (version < oldestPostgres) return failed('postgresql', `${versionText} is too old`, 'Use PostgreSQL 15 or newer; releases are tested on 18.');
  if (maxConnections < fewConnections) return warning('postgresql', `${versionText}, max_connections = ${maxConnections}`, `Raise max_connections to ${fewConnections} or more, or lower DATABASE_CONNECTIONS of the processes: together they stay below it.`);
  return ok('postgresql', version < testedPostgres ? `${versionText} (releases are tested on 18)` : versionText);
}

function judgeRole({ role, superuser, owns, changeable, unguarded, unreachable, tables }: DatabaseDiagnosis): Check {
  const grant = 'Run "hengji migrate" with MIGRATION_DATABASE_URL of the owner and DATABASE_URL of the application’s role: it grants what is needed and nothing else.';
  if (superuser) return failed('databaseRole', `${role} is a superuser: nothing it writes is protected`, 'Give the processes a role of their own in DATABASE_URL that is no superuser and owns nothing.');
  if (owns > 0) return failed('databaseRole', `${role} owns ${owns} objects of this database, and an owner may do anything with them`, 'Let another role own the database and its tables (MIGRATION_DATABASE_URL), and give the processes one that owns nothing.');
  if (tables === 0) return failed('databaseRole', 'the database holds no tables', 'Run "hengji migrate" first.');
  if (changeable.length > 0) return failed('databaseRole', `${role} may change records that are only added to: ${changeable.join(', ')}`, grant);
  if (unreachable.length > 0) return failed('databaseRole', `${role} may not read or add to ${unreachable.join(', ')}`, grant);
  if (unguarded.length > 0) return failed('databaseRole', `the guard against changes is missing on ${unguarded.join(', ')}`, 'Somebody has dropped or disabled a trigger. Run "hengji verify"; find out who, then create it again as in prisma/migrations.');
  return ok('databaseRole', `${role} owns nothing and cannot change what is on record`);
}

/** All that one connection of the application's role shows. */
export function judgeDatabase(diagnosis: DatabaseDiagnosis): readonly Check[] {
  return [judgeServer(diagnosis), judgeClock('databaseClock', 'the database server', diagnosis), judgeRole(diagnosis)];
}

export function judgeMigrations({ applied, missing, unknown, changed, unfinished }: MigrationsDiagnosis): Check {
  if (unknown.length > 0) return failed('migrations', `the database is newer than this version: ${unknown.join(', ')}`, 'Use the newer version of Hengji, or restore the backup that was made before the upgrade.');
  if (changed.length > 0) return failed('migrations', `changed after they were applied: ${changed.join(', ')}`, 'Use the files of the release; a migration is never edited.');
  if (unfinished.length > 0) return failed('migrations', `begun and not finished: ${unfinished.join(', ')}`, 'Repair it with the tool that began it, then run "hengji migrate".');
  if (missing.length > 0) return failed('migrations', `${missing.length} not applied: ${missing.join(', ')}`, 'Run "hengji migrate"; it may be done while people work.');
  return ok('migrations', `all ${applied} applied`);
}

/** Checks of the database, each once, whatever can be reached. Empty addresses count as not set. */
export async function checkDatabase(databaseUrl: string, migrationUrl: string): Promise<readonly Check[]> {
  const own = databaseUrl === '' ? (['postgresql', 'databaseClock', 'databaseRole'] as const).map((name) => skipped(name, 'DATABASE_URL is not set')) : await applicationChecks(databaseUrl);
  return [...own, await migrationCheck(migrationUrl)];
}

async function applicationChecks(url: string): Promise<readonly Check[]> {
  try {
    return judgeDatabase(await diagnoseDatabase(url));
  } catch (error) {
    const unreached = failed('postgresql', `cannot be used (${reasonOf(error)})`, 'See that PostgreSQL runs, that DATABASE_URL names its host, port, database and role, and that the role’s password is right.');
    return [unreached, skipped('databaseClock', 'PostgreSQL was not reached'), skipped('databaseRole', 'PostgreSQL was not reached')];
  }
}

async function migrationCheck(url: string): Promise<Check> {
  if (url === '') return skipped('migrations', 'MIGRATION_DATABASE_URL is not set', 'Set it for this command to compare the schema with this version.');
  try {
    return judgeMigrations(await diagnoseMigrations(url));
  } catch (error) {
    return failed('migrations', `cannot be read (${reasonOf(error)})`, 'See that MIGRATION_DATABASE_URL names the role that owns the tables.');
  }
}
