import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { bundlePath, executeCommand, shellWorkflowId, startShell } from '../src/client.js';
import { labels } from './harness.js';

const taskQueue = `killed-${randomUUID()}`;
const children: ChildProcess[] = [];
let folder: string;
let connection: Connection;

async function startWorker(): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('killed-worker.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, inject('services').temporalAddress, taskQueue, bundlePath(), folder], { stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  if (child.stdout === null) throw new Error('no pipe');
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  return child;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hengji-killed-'));
  connection = await Connection.connect({ address: inject('services').temporalAddress });
});

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await connection.close();
  await rm(folder, { recursive: true, force: true });
});

test('a worker killed after the commit and before the answer: one receipt, one answer', async () => {
  const client = new Client({ connection });
  const shell = { kind: 'evaluation', id: randomUUID() } as const;
  await startShell(client, shell, labels, taskQueue);
  const first = await startWorker();
  const killed = once(first, 'exit');
  const answer = executeCommand(client, {
    workflowId: shellWorkflowId(shell),
    updateId: 'one',
    message: { command: { type: 'claim', taskId: 'task' }, from: { personId: 'person', sessionId: 'session' } },
    deadlineMs: 40_000,
  });
  const [, signal] = await killed;
  expect(signal).toBe('SIGKILL');
  await startWorker();
  expect(await answer).toMatchObject({ kind: 'accepted', events: ['claimed'] });
  expect((await readFile(join(folder, 'attempts'), 'utf8')).trim().split('\n')).toEqual(['one', 'one']);
  expect((await readdir(folder)).filter((name) => name.startsWith('receipt-'))).toEqual(['receipt-one']);
});
