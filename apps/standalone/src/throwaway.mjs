// @ts-check
import { chmodSync, mkdtempSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Files here are kept in memory, on Linux. */
const memory = '/dev/shm';
/** Bytes. A test run fills some hundred databases one after the other; containers often have no more than 64 MB there. */
const room = { folder: 4 * 2 ** 30, machine: 8 * 2 ** 30 };

function hasRoom() {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > room.folder && freemem() > room.machine;
  } catch {
    return false;
  }
}

/**
 * Makes a data folder that nobody needs afterwards.
 *
 * @param {object} options
 * @param {boolean} options.onDisk whether it must lie on a disk; in memory a database is copied in half the time
 * @returns {string}
 */
export function makeThrowawayFolder({ onDisk }) {
  const folder = mkdtempSync(join(!onDisk && hasRoom() ? memory : tmpdir(), 'hengji-services-'));
  // As root PostgreSQL runs as another user, who must be able to enter.
  chmodSync(folder, 0o711);
  return folder;
}
