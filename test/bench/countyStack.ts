import { Client, Connection } from '@temporalio/client';
import { OwnServices } from '../support/ownServices.js';
import { Stack } from '../support/stack.js';
import { startBareWorker } from './startBareWorker.js';

export const bareQueue = 'bench-bare';

/** A stack of its own with a worker for bare workflows beside the product's, both in the same namespace of the same server. */
export type CountyStack = { readonly stack: Stack; readonly bare: Client; readonly server: string; readonly end: () => Promise<void> };

/**
 * PostgreSQL as in production; Temporal's dev server, or the server that `HENGJI_TEST_TEMPORAL_ADDRESS` names. `settings`: environment of the
 * product's processes.
 */
export async function startCountyStack(settings: Readonly<Record<string, string>> = {}): Promise<CountyStack> {
  const services = await OwnServices.start({ fsync: true });
  const other = process.env['HENGJI_TEST_TEMPORAL_ADDRESS'];
  const { databaseUrl, migrationDatabaseUrl } = services.addresses;
  const temporalAddress = other ?? services.addresses.temporalAddress;
  const namespace = `bench-${crypto.randomUUID()}`;
  let stack: Stack | undefined;
  let endWorker: (() => Promise<void>) | undefined;
  let connection: Connection | undefined;
  const end = async () => {
    await connection?.close();
    await endWorker?.();
    await stack?.stop();
    await services.end();
  };
  try {
    stack = await Stack.start({ databaseUrl, migrationDatabaseUrl, temporalAddress, namespace, decisionDeadlineMs: 30_000, startMs: 120_000, environment: settings });
    endWorker = await startBareWorker(temporalAddress, bareQueue, namespace);
    connection = await Connection.connect({ address: temporalAddress });
    return { stack, bare: new Client({ connection, namespace }), server: other === undefined ? 'dev server' : 'own server', end };
  } catch (error) {
    await end();
    throw error;
  }
}
