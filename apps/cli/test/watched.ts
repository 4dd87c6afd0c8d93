import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export type Watched = { readonly code: number | null; readonly stdout: string; readonly stderr: string; readonly milliseconds: number; /** 0 where the system does not tell. */ readonly peakBytes: number };

/** The highest amount of memory that a process has had so far; Linux tells it. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0') * 1024;
  } catch {
    return 0;
  }
}

/** `hengji check` as people run it, with both streams through pipes, and the memory it took. */
export function hengjiCheck(args: readonly string[], input?: Uint8Array): Promise<Watched> {
  const started = performance.now();
  const child = spawn(process.execPath, [cli, 'check', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const heard = { stdout: '', stderr: '' };
  let peakBytes = 0;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid));
  }, 100);
  for (const name of ['stdout', 'stderr'] as const) child[name].setEncoding('utf8').on('data', (text: string) => (heard[name] += text));
  child.stdin.on('error', () => undefined).end(input);
  return new Promise((done, fail) =>
    child.on('error', fail).on('close', (code) => {
      clearInterval(watch);
      done({ code, ...heard, milliseconds: performance.now() - started, peakBytes });
    }),
  );
}
