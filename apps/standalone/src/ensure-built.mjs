import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { summarise } from './children.mjs';
import { StartFailure, Stopped } from './failure.mjs';
import { waitForLock } from './file-lock.mjs';
import { identify } from './process-identity.mjs';
import { repositoryRoot, toolEnvironment } from './runtime.mjs';

/**
 * Builds what changed. The build runs in a process of its own: this one stays free to answer Ctrl-C, and takes the
 * compilers along when it stops. Two launchers of one clone never build at the same time.
 *
 * @param {object} options
 * @param {(text: string) => void} options.progress
 * @param {AbortSignal} options.signal ends the build
 * @returns {Promise<string[]>} what was built, one line each
 * @throws {StartFailure}
 */
export async function ensureBuilt({ progress, signal }) {
  const key = createHash('sha256').update(realpathSync(repositoryRoot)).digest('hex').slice(0, 16);
  const lock = await waitForLock(join(tmpdir(), `hengji-build-${process.getuid?.() ?? 'user'}-${key}.lock`), 'a build', {
    onWait: () => progress('another build is running here; waiting for it'),
  });
  try {
    const child = spawn(process.execPath, [join(repositoryRoot, 'apps', 'standalone', 'src', 'build.mjs')], {
      cwd: repositoryRoot,
      env: toolEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    if (child.pid !== undefined) lock.setHelper(identify(child.pid));
    const stop = () => {
      if (child.pid === undefined || child.exitCode !== null) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    };
    signal.addEventListener('abort', stop, { once: true });
    process.once('exit', stop);
    if (signal.aborted) stop();
    let output = '';
    /** @param {Buffer} chunk */
    const read = (chunk) => {
      output += chunk.toString('utf8');
      progress(output.trimEnd().split('\n').at(-1)?.slice(0, 100) ?? '');
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    /** @type {number | null} */
    const code = await new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (exit) => done(exit));
    });
    signal.removeEventListener('abort', stop);
    process.off('exit', stop);
    if (signal.aborted) throw new Stopped();
    if (code !== 0) {
      throw new StartFailure(`The build failed (${summarise(output) || `exit ${code}`}): run "npm run build" to see all of it.`);
    }
    return output.split('\n').filter((line) => line.trim() !== '');
  } finally {
    lock.release();
  }
}
