import { existsSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failed, ok, reasonOf, skipped, warning, type Check } from './check.js';

const oldestNode = [20, 19] as const;

/** `version` as `process.versions.node` gives it. */
export function judgeNode(version: string): Check {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const enough = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return enough ? ok('node', version) : failed('node', `${version} is too old`, `Install Node ${oldestNode.join('.')} or newer.`);
}

const giB = 1024 ** 3;
const fewBytes = 5 * giB;
const tooFewBytes = giB;

export type Space = { readonly folder: string; readonly freeBytes: number };

/** The folder with the least room decides. */
export function judgeDisk(spaces: readonly Space[]): Check {
  const [least] = [...spaces].sort((a, b) => a.freeBytes - b.freeBytes);
  if (least === undefined) return skipped('disk', 'no folder of this machine is known');
  const detail = `${(least.freeBytes / giB).toFixed(1)} GiB free for ${least.folder}`;
  const todo = 'Make room, or move the folder to a larger disk: a full disk stops PostgreSQL and refuses uploads. Old backups are the first to look at.';
  if (least.freeBytes < tooFewBytes) return failed('disk', detail, todo);
  return least.freeBytes < fewBytes ? warning('disk', detail, todo) : ok('disk', detail);
}

/** Looks where the folders lie, also where one is still to be made. PostgreSQL's own disk is that of its machine: look there. */
export function checkDisk(folders: readonly string[]): Check {
  const spaces = folders.flatMap((folder) => {
    let there = folder;
    while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
    const { bavail, bsize } = statfsSync(there);
    return [{ folder, freeBytes: bavail * bsize }];
  });
  return judgeDisk(spaces);
}

/** Writes a small file into the folder of uploaded files, reads it and removes it. */
export function checkFiles(folder: string | undefined): Check {
  if (folder === undefined || folder === '') return skipped('files', 'BLOB_DIR is not set');
  try {
    const probe = mkdtempSync(join(folder, 'doctor-'));
    try {
      writeFileSync(join(probe, 'probe'), 'hengji', { mode: 0o600 });
      if (readFileSync(join(probe, 'probe'), 'utf8') !== 'hengji') throw new Error('what was written reads differently');
    } finally {
      rmSync(probe, { recursive: true, force: true });
    }
    return ok('files', `${folder} can be written and read`);
  } catch (error) {
    return failed('files', `BLOB_DIR ${folder} cannot be used (${reasonOf(error)})`, 'Make the folder, and give it to the user that runs the API: uploads need it. On several machines it is one shared folder.');
  }
}
