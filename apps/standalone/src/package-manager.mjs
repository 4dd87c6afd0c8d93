/** How often we look whether the package manager still lives, ms. */
const lookEveryMs = 500;

/**
 * Calls `gone` once when the package manager that ran this script has ended without a word to us, as after `kill -9` of npm alone or
 * a hang-up that only npm heard: nobody could stop us any more. Started in another way, we may outlive who started us (`nohup`).
 *
 * The scripts in package.json `exec` this process, so that npm itself is our parent and what it passes on reaches us, not a shell.
 *
 * @param {() => void} gone
 * @param {NodeJS.ProcessEnv} [env]
 */
export function watchPackageManager(gone, env = process.env) {
  if (env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    gone();
  }, lookEveryMs);
  timer.unref();
}
