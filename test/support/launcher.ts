import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repositoryRoot } from './program.js';

export type Launched = {
  /** Seconds from the call of npm to the line `Hengji ready`. */
  readonly seconds: number;
  readonly url: string;
  /** What a `hengji` command needs on this stack. */
  readonly environment: NodeJS.ProcessEnv;
  /** Of the demo people that this start made; empty on data that came from elsewhere. */
  readonly passwordOf: (username: string) => string;
  /** All that was said until it was ready. */
  readonly stdout: string;
  readonly stderr: string;
  readonly npm: ChildProcess;
  readonly stop: () => Promise<void>;
};

/** `npm start`, as a person types it, with a data folder of its own. */
export async function launch(home: string, ...options: readonly string[]): Promise<Launched> {
  const started = performance.now();
  const child = spawn('npm', ['start', '--silent', '--', ...options], { cwd: repositoryRoot, env: homeEnvironment(home), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const url = await new Promise<string>((done, fail) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      const found = /^Hengji ready: (http\S+)\n/m.exec(stdout)?.[1];
      if (found !== undefined) done(found);
    });
    child.on('exit', () => fail(new Error(`npm start ended:\n${stderr}`)));
  });
  const seconds = (performance.now() - started) / 1000;
  const { environment }: { readonly environment: Record<string, string> } = JSON.parse(await readFile(join(home, 'run.json'), 'utf8'));
  const people: readonly { readonly username: string; readonly password: string }[] = JSON.parse(await readFile(join(home, 'demo-people.json'), 'utf8').catch(() => '[]'));
  const passwordOf = (username: string) => people.find((person) => person.username === username)?.password ?? '';
  return { seconds, url, environment: { ...process.env, ...environment }, passwordOf, stdout, stderr, npm: child, stop: () => interrupt(child) };
}

/** The environment of somebody who has set nothing but his data folder. */
export function homeEnvironment(home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, HENGJI_HOME: home };
  for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'NODE_ENV']) delete env[name];
  return env;
}

/** Ctrl-C reaches the whole group, as in a terminal. */
async function interrupt(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  process.kill(-child.pid, 'SIGINT');
  await exit;
}
