import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A worker for bare workflows in a process of its own, ready to poll; answers how it is ended. */
export async function startBareWorker(address: string, taskQueue: string, namespace: string): Promise<() => Promise<void>> {
  const script = fileURLToPath(new URL('bareWorker.ts', import.meta.url));
  const worker = spawn(process.execPath, ['--import', 'tsx', script, address, taskQueue, namespace], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(worker, 'exit');
  await Promise.race([once(worker.stdout, 'data'), ended.then(() => Promise.reject(new Error('the bare worker ended')))]);
  return async () => {
    worker.kill('SIGTERM');
    await ended;
  };
}
