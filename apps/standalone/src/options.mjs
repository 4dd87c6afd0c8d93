import { resolve } from 'node:path';
import { StartFailure } from './failure.mjs';

/**
 * @typedef {object} StackOptions what the stack is made of, from the command line and the environment
 * @property {string} home absolute data folder
 * @property {number | undefined} port wanted port of the web app
 * @property {string | undefined} databaseUrl a PostgreSQL of one's own, for the application's role
 * @property {string | undefined} migrationDatabaseUrl the same, for the owner's role
 * @property {{address: string | undefined, namespace: string, tls: string | undefined, apiKey: string | undefined}} temporal
 * @property {string | undefined} smtpUrl
 * @property {string | undefined} publicUrl without a trailing slash
 * @property {string[]} warnings to be said before anything starts
 *
 * @typedef {StackOptions & {reset: boolean, help: boolean}} StartOptions
 */

export const startHelp = `npm start                         everything on this machine
npm start -- --port 9000          the web app on that port (the next free one if it is taken)
npm start -- --reset              delete this machine's data first, then start anew
npm start -- --help               this text

Environment (all optional):
  HENGJI_HOME                     data folder, default .hengji in the clone
  HENGJI_PUBLIC_URL               address that people type, for links in mails
  HOST                            address to listen on, default 127.0.0.1 (0.0.0.0: the whole network)
  DATABASE_URL                    a PostgreSQL of your own, for the application's role (which owns nothing)
  MIGRATION_DATABASE_URL          the same database for the role that owns the tables
  TEMPORAL_ADDRESS                a Temporal server of your own, host:port
  TEMPORAL_NAMESPACE, TEMPORAL_TLS, TEMPORAL_API_KEY
  SMTP_URL                        a mail server of your own; without it mails are only kept in the data folder

Everything is said on stderr; stdout gets one line when all is ready, "Hengji ready: http://…", and after it the demo people with their passwords.
Ctrl-C stops everything in order; a second one stops at once.`;

/**
 * @param {string[]} argv arguments after the script
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the clone
 * @returns {StartOptions}
 * @throws {StartFailure} one sentence for whatever cannot be meant
 */
export function parseStartOptions(argv, env, root) {
  refuseSwallowed({ names: ['port', 'reset'], script: 'start', example: 'npm start -- --port 9200 --reset', argv, env });
  let reset = false;
  let help = false;
  /** @type {number | undefined} */
  let port;
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--reset') reset = true;
    else if (argument === '--help' || argument === '-h') help = true;
    else if (argument === '--port') {
      index += 1;
      port = parsePort(argv[index]);
    } else if (argument.startsWith('--port=')) port = parsePort(argument.slice('--port='.length));
    else throw new StartFailure(`npm start knows no "${argument}": it takes --port N, --reset and --help, written after "--" as in "npm start -- --port 9000".`);
  }
  const stack = readStackEnvironment(env, root);
  if (reset && stack.databaseUrl !== undefined) {
    throw new StartFailure('--reset deletes only the data of this machine and DATABASE_URL names a database of your own: unset DATABASE_URL, or leave out --reset.');
  }
  return { ...stack, port, reset, help };
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the clone
 * @returns {StackOptions}
 * @throws {StartFailure}
 */
export function readStackEnvironment(env, root) {
  /** @type {string[]} */
  const warnings = [];
  /** @param {string} name */
  const read = (name) => {
    const value = env[name]?.trim();
    return value === '' ? undefined : value;
  };
  const databaseUrl = read('DATABASE_URL');
  let migrationDatabaseUrl = read('MIGRATION_DATABASE_URL');
  if (databaseUrl !== undefined) requireUrl('DATABASE_URL', databaseUrl, ['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database');
  if (migrationDatabaseUrl !== undefined) {
    requireUrl('MIGRATION_DATABASE_URL', migrationDatabaseUrl, ['postgres:', 'postgresql:'], 'postgresql://user:password@host:5432/database');
    if (databaseUrl === undefined) {
      throw new StartFailure('MIGRATION_DATABASE_URL is set without DATABASE_URL: set both for a database of your own, or neither for the built-in one.');
    }
  }
  if (databaseUrl !== undefined && migrationDatabaseUrl === undefined) {
    migrationDatabaseUrl = databaseUrl;
    warnings.push('MIGRATION_DATABASE_URL is not set, so migrations run as the role of DATABASE_URL: it then owns the tables and could change signed rows. Give the application a role of its own.');
  }
  const address = read('TEMPORAL_ADDRESS');
  if (address !== undefined && !isHostAndPort(address)) {
    throw new StartFailure(`TEMPORAL_ADDRESS "${address}" is not host:port with a port from 1 to 65535: write it like temporal.example.org:7233.`);
  }
  const tls = read('TEMPORAL_TLS');
  if (tls !== undefined && !['true', 'false', '1', '0'].includes(tls)) throw new StartFailure(`TEMPORAL_TLS is "${tls}" and must be true or false: correct it, or unset it (a TEMPORAL_API_KEY implies true).`);
  const smtpUrl = read('SMTP_URL');
  if (smtpUrl !== undefined) requireUrl('SMTP_URL', smtpUrl, ['smtp:', 'smtps:'], 'smtp://user:password@host:587');
  const publicUrl = read('HENGJI_PUBLIC_URL')?.replace(/\/+$/, '');
  if (publicUrl !== undefined) requireUrl('HENGJI_PUBLIC_URL', publicUrl, ['http:', 'https:'], 'https://hengji.example.org');
  return {
    home: resolve(root, read('HENGJI_HOME') ?? '.hengji'),
    port: undefined,
    databaseUrl,
    migrationDatabaseUrl,
    temporal: { address, namespace: read('TEMPORAL_NAMESPACE') ?? 'default', tls, apiKey: read('TEMPORAL_API_KEY') },
    smtpUrl,
    publicUrl,
    warnings,
  };
}

/**
 * @typedef {object} ServicesOptions
 * @property {string | undefined} home absolute data folder; undefined for one that is made, and removed at the end
 * @property {boolean} postgresOnly
 * @property {boolean} fsync whether PostgreSQL forces its writes to the disk; tests may do without, for they kill
 *   processes and not machines
 * @property {boolean} help
 */

export const servicesHelp = `node apps/standalone/services.mjs (--home DIR | --throwaway) [--postgres-only] [--no-fsync]
PostgreSQL and Temporal alone, on free ports, for tests. One JSON line on stdout when they are ready; then one JSON
answer for each command read from stdin: stop|start|kill postgres|temporal. SIGINT, SIGTERM or the end of stdin stops both.
--throwaway: in a folder of their own that is removed then; with --no-fsync in memory, where there is room.`;

/**
 * @param {string[]} argv
 * @returns {ServicesOptions}
 * @throws {StartFailure}
 */
export function parseServicesOptions(argv) {
  /** @type {string | undefined} */
  let home;
  let throwaway = false;
  const options = { postgresOnly: false, fsync: true, help: false };
  for (let index = 0; index < argv.length; index += 1) {
    const argument = argv[index] ?? '';
    if (argument === '--postgres-only') options.postgresOnly = true;
    else if (argument === '--no-fsync') options.fsync = false;
    else if (argument === '--throwaway') throwaway = true;
    else if (argument === '--help' || argument === '-h') options.help = true;
    else if (argument === '--home') {
      index += 1;
      home = argv[index];
    } else if (argument.startsWith('--home=')) home = argument.slice('--home='.length);
    else throw new StartFailure(`services.mjs knows no "${argument}": it takes --home DIR or --throwaway, --postgres-only and --no-fsync.`);
  }
  if (!options.help && throwaway === ((home ?? '') !== '')) throw new StartFailure('services.mjs needs one data folder: add --home DIR or --throwaway.');
  return { home: home === undefined ? undefined : resolve(home), ...options };
}

/**
 * npm keeps options that stand before "--" for itself, and starts us as if they had not been given.
 *
 * @param {object} options
 * @param {readonly string[]} options.names as npm writes them into the environment
 * @param {string} options.script the one in package.json that takes them
 * @param {string} options.example of the right spelling
 * @param {readonly string[]} options.argv what reached us
 * @param {NodeJS.ProcessEnv} options.env
 * @throws {StartFailure}
 */
export function refuseSwallowed({ names, script, example, argv, env }) {
  // Programs that an npm script starts inherit its variables; they are meant for that script only.
  if (env['npm_lifecycle_event'] !== script) return;
  const kept = names
    .filter((name) => (env[`npm_config_${name}`] ?? '') !== '')
    .map((name) => `--${name.replaceAll('_', '-')}`)
    .filter((option) => !argv.some((argument) => argument === option || argument.startsWith(`${option}=`)));
  if (kept.length > 0) throw new StartFailure(`npm kept ${kept.join(' and ')} for itself: give ${kept.length > 1 ? 'them' : 'it'} after "--", as in "${example}".`);
}

/** @param {string} address */
function isHostAndPort(address) {
  const port = Number(/^[^\s/]+:(\d+)$/.exec(address)?.[1] ?? 0);
  return port >= 1 && port <= 65_535;
}

/** @param {string | undefined} text */
function parsePort(text) {
  const port = Number(text);
  if (text === undefined || !/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new StartFailure(`--port needs a number from 1 to 65535${text === undefined ? '' : `, not "${text}"`}: write it like --port 9000.`);
  }
  return port;
}

/**
 * @param {string} name
 * @param {string} text may hold a password and is therefore never repeated
 * @param {string[]} protocols
 * @param {string} example
 */
function requireUrl(name, text, protocols, example) {
  let protocol = '';
  try {
    protocol = new URL(text).protocol;
  } catch {
    // Refused below: an address that does not parse has no protocol.
  }
  if (!protocols.includes(protocol)) throw new StartFailure(`${name} is not a usable address: write it like ${example}.`);
}
