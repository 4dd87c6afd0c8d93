import { StartFailure, codeOf, messageOf } from './failure.mjs';
import { adminRole } from './postgres.mjs';

/** The role that owns tables and runs migrations, and the one the application uses, which owns nothing. */
export const ownerRole = 'hengji_owner';
export const appRole = 'hengji_app';
export const databaseName = 'hengji';

/**
 * @typedef {object} DatabaseUrls
 * @property {string} databaseUrl application role
 * @property {string} migrationDatabaseUrl owner role
 * @property {string} adminDatabaseUrl superuser, on the same database
 */

/**
 * @param {number} port
 * @param {import('./home.mjs').Secrets} secrets
 * @returns {DatabaseUrls}
 */
export function databaseUrls(port, secrets) {
  /** @param {string} role @param {string} password */
  const url = (role, password) => `postgresql://${role}:${password}@127.0.0.1:${port}/${databaseName}`;
  return {
    databaseUrl: url(appRole, secrets.appPassword),
    migrationDatabaseUrl: url(ownerRole, secrets.ownerPassword),
    adminDatabaseUrl: url(adminRole, secrets.adminPassword),
  };
}

/**
 * Makes the two roles and the database where they are missing, and sets the roles' passwords to ours.
 *
 * @param {number} port
 * @param {import('./home.mjs').Secrets} secrets
 */
export async function ensureDatabase(port, secrets) {
  // Imported here: before the packages are installed there is no client.
  const { default: pg } = await import('pg');
  const client = new pg.Client({ host: '127.0.0.1', port, user: adminRole, password: secrets.adminPassword, database: 'postgres' });
  try {
    await client.connect();
  } catch (error) {
    if (codeOf(error) === '28P01') {
      throw new StartFailure('PostgreSQL does not accept the password in secrets.json of the data folder: put that file back from a backup, or delete all data with "npm start -- --reset".');
    }
    throw error;
  }
  try {
    for (const [role, password] of [[ownerRole, secrets.ownerPassword], [appRole, secrets.appPassword]]) {
      if (role === undefined || password === undefined) continue;
      const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const verb = known.rowCount === 0 ? 'CREATE' : 'ALTER';
      await client.query(`${verb} ROLE ${client.escapeIdentifier(role)} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
    }
    const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (known.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName} OWNER ${ownerRole}`);
    await client.query(`REVOKE ALL ON DATABASE ${databaseName} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${databaseName} TO ${appRole}`);
  } finally {
    await client.end();
  }
}

/**
 * Looks whether the database of one's own answers to both roles, and is one and the same: the addresses may be written differently,
 * and two databases would be migrated here and used there.
 *
 * @param {string} databaseUrl
 * @param {string} migrationDatabaseUrl
 * @returns {Promise<string>} the server's version
 * @throws {StartFailure} without the addresses, which may hold passwords
 */
export async function requireOneDatabase(databaseUrl, migrationDatabaseUrl) {
  const app = await reach('DATABASE_URL', databaseUrl);
  if (migrationDatabaseUrl === databaseUrl) return app.version;
  const owner = await reach('MIGRATION_DATABASE_URL', migrationDatabaseUrl);
  if (app.identity !== owner.identity) {
    throw new StartFailure(`DATABASE_URL reaches the database ${app.place} and MIGRATION_DATABASE_URL another one, ${owner.place}: let both name the same database, each with its own role.`);
  }
  return app.version;
}

/**
 * @typedef {object} Reached
 * @property {string} version
 * @property {string} identity equal only for the same database of the same running server
 * @property {string} place for people
 *
 * @param {string} variable name of the setting, for the sentence
 * @param {string} url
 * @returns {Promise<Reached>}
 */
async function reach(variable, url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query(
      `SELECT current_setting('server_version') AS version, current_database() AS name, (SELECT oid FROM pg_database WHERE datname = current_database()) AS oid,
              pg_postmaster_start_time()::text AS started, host(inet_server_addr()) AS host, inet_server_port() AS port`,
    );
    const { version, name, oid, started, host, port } = rows[0] ?? {};
    return { version: String(version).split(' ')[0] ?? '', identity: [name, oid, started].join('/'), place: `"${name}"${host ? ` at ${host}:${port}` : ''}` };
  } catch (error) {
    throw new StartFailure(`The database in ${variable} does not let us in (${messageOf(error) || codeOf(error)}): check the address, or unset it to use the built-in PostgreSQL.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * @param {string} url of the owner's role
 * @returns {Promise<boolean>} whether there is a county in the database
 */
export async function holdsCounty(url) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    const table = await client.query("SELECT to_regclass('county') IS NOT NULL AS found");
    if (table.rows[0]?.found !== true) return false;
    return (await client.query('SELECT 1 FROM county LIMIT 1')).rowCount === 1;
  } finally {
    await client.end().catch(() => undefined);
  }
}
