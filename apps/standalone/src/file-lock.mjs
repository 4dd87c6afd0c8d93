import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { codeOf } from './failure.mjs';
import { identify, isRunning, parseIdentity } from './process-identity.mjs';

/**
 * @typedef {import('./process-identity.mjs').ProcessIdentity} ProcessIdentity
 * @typedef {object} LockHolder
 * @property {ProcessIdentity} owner
 * @property {ProcessIdentity | null} helper a child that goes on working when its owner was killed
 * @property {string} purpose in words
 * @typedef {object} HeldLock
 * @property {(helper: ProcessIdentity | null) => void} setHelper
 * @property {() => void} release
 */

/**
 * Takes a lock file or says who has it. A lock whose holder died is taken over: nobody must ever remove one by hand.
 *
 * @param {string} file
 * @param {string} purpose told to the others
 * @returns {{held: HeldLock, holder?: undefined} | {held?: undefined, holder: LockHolder | null}} `holder: null` when the
 *   holder is just writing its name
 */
export function tryLock(file, purpose) {
  const own = identify(process.pid);
  if (!own) throw new Error('this process cannot find itself in the process table');
  for (let attempt = 0; attempt < 5; attempt += 1) {
    if (create(file, { owner: own, helper: null, purpose })) return { held: holdOf(file, own, purpose) };
    const seen = readHolder(file);
    if (seen === 'gone') continue;
    if (seen === 'unreadable') {
      if (!olderThan(file, 5000)) return { holder: null };
      takeAway(file, null);
    } else if (isRunning(seen.owner) || (seen.helper && isRunning(seen.helper))) {
      return { holder: seen };
    } else {
      takeAway(file, seen);
    }
  }
  return { holder: null };
}

/**
 * Waits for a lock.
 *
 * @param {string} file
 * @param {string} purpose
 * @param {{onWait?: (holder: LockHolder | null) => void}} [options] `onWait` is called once, when somebody else has it
 * @returns {Promise<HeldLock>}
 */
export async function waitForLock(file, purpose, { onWait } = {}) {
  let told = false;
  for (;;) {
    const { held, holder } = tryLock(file, purpose);
    if (held) return held;
    if (!told) {
      told = true;
      onWait?.(holder);
    }
    await new Promise((done) => setTimeout(done, 200));
  }
}

/**
 * @param {string} file
 * @returns {LockHolder | null} who holds the lock now; null when it is free or its holder died
 */
export function currentHolder(file) {
  const seen = readHolder(file);
  if (seen === 'gone' || seen === 'unreadable') return null;
  return isRunning(seen.owner) || (seen.helper && isRunning(seen.helper)) ? seen : null;
}

/**
 * @param {string} file
 * @param {ProcessIdentity} owner
 * @param {string} purpose
 * @returns {HeldLock}
 */
function holdOf(file, owner, purpose) {
  return {
    setHelper(helper) {
      const next = `${file}.${process.pid}.next`;
      writeFileSync(next, JSON.stringify({ owner, helper, purpose }), { mode: 0o600 });
      renameSync(next, file);
    },
    release() {
      const seen = readHolder(file);
      if (seen !== 'gone' && seen !== 'unreadable' && seen.owner.pid === owner.pid && seen.owner.startedAt === owner.startedAt) rmSync(file, { force: true });
    },
  };
}

/**
 * A hard link appears with its content complete, or not at all.
 *
 * @param {string} file
 * @param {LockHolder} holder
 */
function create(file, holder) {
  const draft = `${file}.${process.pid}.new`;
  const text = JSON.stringify(holder);
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    // Some file systems know no hard links; there the file may be seen empty for a moment, which readers bear.
    try {
      writeFileSync(file, text, { mode: 0o600, flag: 'wx' });
      return true;
    } catch (second) {
      if (codeOf(second) === 'EEXIST') return false;
      throw second;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Moves a dead lock aside. If another process was faster and the file is already its fresh lock, it goes back.
 *
 * @param {string} file
 * @param {LockHolder | null} dead
 */
function takeAway(file, dead) {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = readHolder(aside);
  const same = dead === null ? moved === 'unreadable' : moved !== 'gone' && moved !== 'unreadable' && moved.owner.pid === dead.owner.pid && moved.owner.startedAt === dead.owner.startedAt;
  if (same) {
    rmSync(aside, { force: true });
    return;
  }
  try {
    linkSync(aside, file);
    rmSync(aside, { force: true });
  } catch {
    renameSync(aside, file);
  }
}

/**
 * @param {string} file
 * @returns {LockHolder | 'gone' | 'unreadable'}
 */
function readHolder(file) {
  try {
    /** @type {unknown} */
    const value = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('owner' in value)) return 'unreadable';
    const owner = parseIdentity(value.owner);
    if (!owner) return 'unreadable';
    const helper = 'helper' in value ? parseIdentity(value.helper) : null;
    const purpose = 'purpose' in value && typeof value.purpose === 'string' ? value.purpose : 'another process';
    return { owner, helper, purpose };
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'gone' : 'unreadable';
  }
}

/**
 * @param {string} file
 * @param {number} ageMs
 */
function olderThan(file, ageMs) {
  try {
    return Date.now() - statSync(file).mtimeMs > ageMs;
  } catch {
    return false;
  }
}
