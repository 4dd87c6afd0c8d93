/** A worker for the bare workflow, in a process of its own as the product's worker is: `bareWorker.ts ADDRESS TASK_QUEUE [NAMESPACE]`. */
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { bareActivities } from './bareActivities.js';

const [address = '', taskQueue = '', namespace = 'default'] = process.argv.slice(2);
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({ connection, namespace, taskQueue, workflowsPath: fileURLToPath(new URL('bareWorkflows.ts', import.meta.url)), activities: bareActivities });
process.once('SIGTERM', () => worker.shutdown());
process.stdout.write('ready\n');
await worker.run();
await connection.close();
