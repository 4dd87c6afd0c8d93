import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repositoryRoot } from './program.js';

export type Launched = {
  /** Seconds from the call of npm to the line `Hengji ready`. */
  readonly seconds: number;
  readonly url: string;
  /** What a `hengji` command needs on this stack. */
  readonly environment: NodeJS.ProcessEnv;
  /** Of the demo people that this start made; empty on data that came from elsewhere. */
  readonly passwordOf: (username: string) => string;
  readonly npm: ChildProcess;
  readonly stop: () => Promise<void>;
};

/** `npm start`, as a person types it, with a data folder of its own. */
export async function launch(home: string): Promise<Launched> {
  const started = performance.now();
  const env = homeEnvironment(home);
  const child = spawn('npm', ['start', '--silent'], { cwd: repositoryRoot, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`npm start ended:\n${said}`);
  });
  ended.catch(() => undefined);
  for await (const line of raced(child, ended)) {
    const url = /^Hengji ready: (http\S+)$/.exec(line)?.[1];
    if (url === undefined) continue;
    const seconds = (performance.now() - started) / 1000;
    const { environment }: { readonly environment: Record<string, string> } = JSON.parse(await readFile(join(home, 'run.json'), 'utf8'));
    const people: readonly { readonly username: string; readonly password: string }[] = JSON.parse(await readFile(join(home, 'demo-people.json'), 'utf8').catch(() => '[]'));
    const passwordOf = (username: string) => people.find((person) => person.username === username)?.password ?? '';
    return { seconds, url, environment: { ...process.env, ...environment }, passwordOf, npm: child, stop: () => interrupt(child) };
  }
  return ended;
}

/** The environment of somebody who has set nothing but his data folder. */
export function homeEnvironment(home: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, HENGJI_HOME: home };
  for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL', 'TEMPORAL_ADDRESS', 'SMTP_URL', 'NODE_ENV']) delete env[name];
  return env;
}

async function* raced(child: ChildProcess, ended: Promise<never>): AsyncGenerator<string> {
  if (child.stdout === null) throw new Error('no pipe');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  for (;;) {
    const { value, done } = await Promise.race([lines.next(), ended]);
    if (done === true) await ended;
    else yield value;
  }
}

/** Ctrl-C reaches the whole group, as in a terminal. */
async function interrupt(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  process.kill(-child.pid, 'SIGINT');
  await exit;
}
