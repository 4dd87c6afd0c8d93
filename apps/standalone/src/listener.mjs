import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/**
 * Whether a process itself listens on a TCP port. That the port answers proves nothing: another launcher may have been faster, and
 * we would work on its server.
 *
 * @param {number} pid of a process of this user
 * @param {number} port
 * @returns {boolean}
 */
export function listensOn(pid, port) {
  if (process.platform !== 'linux') {
    const lsof = spawnSync('lsof', ['-nP', '-a', '-p', String(pid), `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8' });
    // Where there is no lsof, the process must be believed: it ends when the port is taken.
    return lsof.error !== undefined || lsof.stdout.trim() !== '';
  }
  const wanted = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningSockets(readOr(table), port)).map((inode) => `socket:[${inode}]`));
  if (wanted.size === 0) return false;
  const folder = `/proc/${pid}/fd`;
  try {
    return readdirSync(folder).some((descriptor) => wanted.has(linkOr(`${folder}/${descriptor}`)));
  } catch {
    return false;
  }
}

/**
 * @param {string} table content of `/proc/net/tcp`
 * @param {number} port
 * @returns {string[]} inodes of the sockets that listen there
 */
export function listeningSockets(table, port) {
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  return table.split('\n').slice(1).flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const [, local = '', , state] = fields;
    const inode = fields[9];
    return state === '0A' && local.endsWith(ending) && inode !== undefined ? [inode] : [];
  });
}

/** @param {string} file */
function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {string} link */
function linkOr(link) {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}
