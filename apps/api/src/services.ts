import type { BlobStore, Database } from '@hengji/database';
import type { Client } from '@temporalio/client';
import type { Authentication } from './authentication.js';
import type { Configuration } from './configuration.js';

/** What handlers reach beside their input. */
export type Services = {
  readonly database: Database;
  readonly temporal: Client;
  readonly authentication: Authentication;
  readonly blobs: BlobStore;
  readonly configuration: Configuration;
  /** Aborted when the process was told to stop. */
  readonly stopping: AbortSignal;
};
