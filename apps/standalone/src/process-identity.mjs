import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/**
 * A process is known by its number *and* its start: numbers are used again, and a stale file must never make us stop a stranger.
 *
 * @typedef {object} ProcessIdentity
 * @property {number} pid
 * @property {string} startedAt opaque; equal only for the same process of the same boot
 */

const onLinux = process.platform === 'linux';

/** @type {string | undefined} */
let bootIdSeen;

function bootId() {
  bootIdSeen ??= readOr('/proc/sys/kernel/random/boot_id', '').trim();
  return bootIdSeen;
}

/**
 * @param {number} pid
 * @returns {ProcessIdentity | null} null when no such process lives (a zombie does not)
 */
export function identify(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (onLinux) {
    const parsed = parseProcStat(readOr(`/proc/${pid}/stat`, ''));
    if (!parsed || parsed.state === 'Z' || parsed.state === 'X') return null;
    return { pid, startedAt: `${bootId()}/${parsed.startTicks}` };
  }
  const ps = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } });
  const text = (ps.stdout ?? '').trim();
  if (text === '' || text.startsWith('Z')) return null;
  return { pid, startedAt: text.split(/\s+/).slice(1).join(' ') };
}

/**
 * The name in `/proc/<pid>/stat` stands in brackets and may itself hold spaces and brackets: only the last `)` counts.
 *
 * @param {string} stat
 * @returns {{state: string, parentPid: number, startTicks: string} | null}
 */
export function parseProcStat(stat) {
  const end = stat.lastIndexOf(')');
  if (end < 0) return null;
  const fields = stat.slice(end + 2).trim().split(' ');
  const [state, parent] = fields;
  const startTicks = fields[19];
  if (state === undefined || parent === undefined || startTicks === undefined) return null;
  return { state, parentPid: Number(parent), startTicks };
}

/**
 * @param {ProcessIdentity} identity
 * @returns {boolean} whether exactly that process still lives
 */
export function isRunning(identity) {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

/**
 * @param {unknown} value parsed JSON
 * @returns {ProcessIdentity | null}
 */
export function parseIdentity(value) {
  if (typeof value !== 'object' || value === null || !('pid' in value) || !('startedAt' in value)) return null;
  if (typeof value.pid !== 'number' || typeof value.startedAt !== 'string') return null;
  return { pid: value.pid, startedAt: value.startedAt };
}

/**
 * Whether a process works in a folder: by its working folder on Linux, elsewhere by its command line.
 *
 * @param {number} pid
 * @param {string} folder absolute
 */
export function worksIn(pid, folder) {
  if (onLinux) {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === folder;
    } catch {
      return false;
    }
  }
  const ps = spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
  return (ps.stdout ?? '').includes(folder);
}

/**
 * Processes that carry a variable in the environment they were started with. Catches children of a launcher that was
 * killed between starting them and writing them down. Only Linux shows environments; elsewhere nothing is found.
 *
 * @param {string} name
 * @param {string} value
 * @returns {ProcessIdentity[]} without this process and those it descends from
 */
export function findByEnvironment(name, value) {
  if (!onLinux) return [];
  const kin = new Set(ancestorsAndSelf());
  const needle = `${name}=${value}`;
  /** @type {ProcessIdentity[]} */
  const found = [];
  for (const entry of readdirSync('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || kin.has(pid)) continue;
    if (!readOr(`/proc/${entry}/environ`, '').split('\0').includes(needle)) continue;
    const identity = identify(pid);
    if (identity) found.push(identity);
  }
  return found;
}

function ancestorsAndSelf() {
  const line = [process.pid];
  for (let pid = process.ppid; pid > 0 && !line.includes(pid); ) {
    line.push(pid);
    pid = parseProcStat(readOr(`/proc/${pid}/stat`, ''))?.parentPid ?? 0;
  }
  return line;
}

/**
 * @param {string} file
 * @param {string} otherwise
 */
function readOr(file, otherwise) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
}
