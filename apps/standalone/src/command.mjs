/**
 * What a `hengji` command stands on: nothing, what is found running or named (nothing is started for it), PostgreSQL as it is, the database with our schema and data, Temporal and the worker too, or
 * the API its people would use.
 *
 * @typedef {'nothing' | 'found' | 'bare' | 'database' | 'engine' | 'api'} Need
 */

/** @type {Readonly<Record<string, Need>>} */
const needs = {
  migrate: 'database',
  seed: 'database',
  verify: 'database',
  calendar: 'database',
  admin: 'database',
  // Neither may find a schema or demo data that were made for it.
  backup: 'bare',
  restore: 'bare',
  // It must see the trouble and not mend it by starting something.
  doctor: 'found',
  advance: 'engine',
  reconcile: 'engine',
  repair: 'engine',
  play: 'api',
};

/** Options of the commands, as npm writes those into the environment that it kept for itself. */
export const commandOptions = /** @type {const} */ (['demo', 'people_file', 'year', 'json', 'seal', 'hold_mail', 'county', 'bureau', 'name', 'username', 'mail', 'document']);

/**
 * @param {string[]} args of `hengji`
 * @returns {Need}
 */
export function needOf(args) {
  const [name = ''] = args;
  if (args.includes('--help') || args.includes('-h')) return 'nothing';
  return Object.hasOwn(needs, name) ? (needs[name] ?? 'nothing') : 'nothing';
}

/**
 * Whether the caller's environment names everything a command needs, so that nothing is started for it.
 *
 * @param {Need} need
 * @param {NodeJS.ProcessEnv} env
 */
export function isProvided(need, env) {
  /** @param {string} name */
  const has = (name) => (env[name] ?? '') !== '';
  switch (need) {
    case 'nothing':
    case 'found':
      return true;
    case 'bare':
    case 'database':
      return has('DATABASE_URL');
    case 'engine':
      return has('DATABASE_URL') && has('TEMPORAL_ADDRESS');
    case 'api':
      return has('DATABASE_URL') && has('TEMPORAL_ADDRESS') && has('HENGJI_API_URL');
  }
}
