import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { StartFailure, codeOf } from './failure.mjs';
import { tryLock } from './file-lock.mjs';
import { accountName } from './postgres-account.mjs';
import { isRoot, refuseUnsafePath } from './runtime.mjs';

/**
 * The data folder of one stack. Nothing in it is readable by other users; when root starts the stack, the folder itself
 * may be passed through (not listed), because PostgreSQL then runs as another user.
 *
 * @typedef {object} Home
 * @property {string} path absolute, symbolic links resolved
 * @property {string} lockFile who runs here
 * @property {string} runFile addresses of the running stack
 * @property {string} processFile processes started here
 * @property {string} secretFile
 * @property {string} peopleFile demo people with their passwords
 * @property {string} seededFile exists once the demo data are in the database
 * @property {string} temporal folder of Temporal's SQLite file
 * @property {string} postgres parent of PostgreSQL's data
 * @property {string} blobs evidence files
 * @property {string} mail caught mails
 * @property {string} logs
 * @property {string} run small files of the running stack
 */

const marker = '.hengji-home';
const safeHome = 'set HENGJI_HOME to a path without # and ?';

/**
 * @param {string} path
 * @returns {Home}
 */
export function homeAt(path) {
  return {
    path,
    lockFile: join(path, 'launcher.lock'),
    runFile: join(path, 'run.json'),
    processFile: join(path, 'run', 'processes.json'),
    secretFile: join(path, 'secrets.json'),
    peopleFile: join(path, 'demo-people.json'),
    seededFile: join(path, 'run', 'seeded'),
    temporal: join(path, 'temporal'),
    postgres: join(path, 'postgres'),
    blobs: join(path, 'blobs'),
    mail: join(path, 'mail'),
    logs: join(path, 'logs'),
    run: join(path, 'run'),
  };
}

/**
 * Opens or makes a data folder and takes it for this process.
 *
 * @param {string} path absolute
 * @param {string} purpose told to another launcher that wants the same folder
 * @returns {{home: Home, release: () => void} | {home: Home, busy: string}} `busy`: what runs there now
 * @throws {StartFailure} when the folder is somebody else's
 */
export function openHome(path, purpose) {
  refuseUnsafePath('The data folder', path, safeHome);
  requireOwnFolder(path);
  try {
    // The folders above are ordinary ones; only the data folder itself is closed.
    mkdirSync(dirname(path), { recursive: true });
    if (!existsSync(path)) mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    throw new StartFailure(`The data folder ${path} cannot be made (${codeOf(error) ?? 'error'}): set HENGJI_HOME to a folder you may write.`);
  }
  const home = homeAt(realpathSync(path));
  refuseUnsafePath('The data folder', home.path, safeHome);
  try {
    if (!existsSync(join(home.path, marker))) writeFileSync(join(home.path, marker), 'Data folder of Hengji. "npm start -- --reset" deletes what is in it.\n', { mode: 0o600 });
    chmodSync(home.path, isRoot() ? 0o711 : 0o700);
    const { held, holder } = tryLock(home.lockFile, purpose);
    if (!held) return { home, busy: holder ? `${holder.purpose}, process ${holder.owner.pid}` : 'another launcher' };
    for (const folder of [home.blobs, home.mail, home.logs, home.run]) mkdirSync(folder, { recursive: true, mode: 0o700 });
    return { home, release: held.release };
  } catch (error) {
    if (codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM' || codeOf(error) === 'EROFS') {
      throw new StartFailure(`The data folder ${home.path} cannot be written by this user: start as its owner, or set HENGJI_HOME to a folder of your own.`);
    }
    throw error;
  }
}

/**
 * @param {string} path
 * @param {number} [uid] who asks; undefined where users have no numbers
 * @throws {StartFailure} when it is a file, belongs to another user, or holds things that are not ours
 */
export function requireOwnFolder(path, uid = process.getuid?.()) {
  let stat;
  try {
    stat = statSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw new StartFailure(`The data folder ${path} cannot be read (${codeOf(error) ?? 'error'}): set HENGJI_HOME to a folder you may write.`);
  }
  if (!stat.isDirectory()) throw new StartFailure(`HENGJI_HOME ${path} is a file: name a folder.`);
  if (uid !== undefined && uid !== 0 && stat.uid !== uid) throw belongsTo(path, stat.uid);
  const entries = readdirSync(path);
  // What root wrote into it the owner of the data could never change again.
  const owner = uid !== undefined && entries.includes(marker) ? statSync(join(path, marker)).uid : uid;
  if (owner !== undefined && owner !== uid) throw belongsTo(path, owner);
  if (entries.length > 0 && !entries.includes(marker)) {
    throw new StartFailure(`${path} is not a Hengji data folder and not empty, so nothing was touched: set HENGJI_HOME to an empty or new folder.`);
  }
}

/**
 * @param {string} path
 * @param {number} uid
 */
function belongsTo(path, uid) {
  const name = accountName(uid);
  const how = name === undefined ? `user number ${uid}: start as that user` : `user ${name}: start as that user (sudo -u ${name} npm start)`;
  return new StartFailure(`The data folder ${path} belongs to ${how}, or set HENGJI_HOME to a folder of your own.`);
}

/**
 * Deletes everything in a data folder but the lock of the one who asks and the mark that says what the folder is.
 *
 * @param {Home} home
 */
export function emptyHome(home) {
  for (const entry of readdirSync(home.path)) {
    if (entry === marker || join(home.path, entry) === home.lockFile) continue;
    rmSync(join(home.path, entry), { recursive: true, force: true });
  }
  for (const folder of [home.blobs, home.mail, home.logs, home.run]) mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/**
 * Files with passwords are for their owner alone, whatever a copy or a restored backup made of them.
 *
 * @param {Home} home
 * @returns {string[]} those that others could read until now
 */
export function closeToOthers(home) {
  return [home.secretFile, home.peopleFile, home.runFile].filter((file) => {
    if (!existsSync(file) || (statSync(file).mode & 0o077) === 0) return false;
    chmodSync(file, 0o600);
    return true;
  });
}

/**
 * Written whole or not at all: a launcher may be killed at any moment.
 *
 * @param {string} file
 * @param {string} text
 */
export function writePrivately(file, text) {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, file);
}

/**
 * @param {string} file
 * @returns {unknown} parsed JSON, or undefined when the file is missing or broken
 */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value parsed JSON
 * @param {string} key
 * @returns {unknown}
 */
export function field(value, key) {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

/**
 * @typedef {object} Secrets made once per data folder
 * @property {string} adminPassword PostgreSQL's superuser
 * @property {string} ownerPassword the role that owns the tables
 * @property {string} appPassword the role of the application
 * @property {string} authSecret signs sessions
 */

/**
 * @param {Home} home
 * @returns {Secrets}
 * @throws {StartFailure} when the file is there and unreadable: new passwords would lock us out of the database
 */
export function secretsOf(home) {
  if (!existsSync(home.secretFile)) {
    const fresh = () => randomBytes(32).toString('base64url');
    const secrets = { adminPassword: fresh(), ownerPassword: fresh(), appPassword: fresh(), authSecret: fresh() };
    writePrivately(home.secretFile, `${JSON.stringify(secrets, null, 2)}\n`);
    return secrets;
  }
  const value = readJson(home.secretFile);
  /** @param {string} key */
  const read = (key) => {
    const text = field(value, key);
    if (typeof text !== 'string' || text === '') {
      throw new StartFailure(`${home.secretFile} has no ${key}: put the file back from a backup, or delete all data with "npm start -- --reset".`);
    }
    return text;
  };
  return { adminPassword: read('adminPassword'), ownerPassword: read('ownerPassword'), appPassword: read('appPassword'), authSecret: read('authSecret') };
}
