// @ts-check
/**
 * A worker whose commit writes its receipt to a file, as a database would, and is then killed before it answers: once. Run by
 * killed-worker.test.ts with: address, task queue, bundle, folder.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';

const [address, taskQueue = '', codePath = '', folder = ''] = process.argv.slice(2);
const connection = await NativeConnection.connect(address === undefined ? undefined : { address });
const shell = { position: { status: 'open', phase: 'draft', step: 'fill', version: 2 }, nextInstant: null, clockOffsetMs: 0, finished: false };

const worker = await Worker.create({
  connection,
  taskQueue,
  workflowBundle: { codePath },
  activities: {
    loadEvaluation: async () => ({ ...shell, position: { ...shell.position, version: 1 } }),
    /** @param {{updateId: string}} request */
    commitEvaluation: async ({ updateId }) => {
      await appendFile(join(folder, 'attempts'), `${updateId}\n`);
      const receipt = join(folder, `receipt-${updateId}`);
      if (existsSync(receipt)) return JSON.parse(readFileSync(receipt, 'utf8'));
      writeFileSync(receipt, JSON.stringify({ kind: 'accepted', events: ['claimed'], shell }));
      process.kill(process.pid, 'SIGKILL');
      return new Promise(() => undefined);
    },
  },
});
process.stdout.write('ready\n');
await worker.run();
