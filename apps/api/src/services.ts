import type { BlobStore, Database } from '@hengji/database';
import type { Examiner } from '@hengji/documents';
import type { Client } from '@temporalio/client';
import type { Authentication } from './authentication.js';
import type { Configuration } from './configuration.js';
import type { Decisions } from './decisions.js';

/** What handlers reach beside their input. */
export type Services = {
  readonly database: Database;
  readonly decisions: Decisions;
  /** For what only the engine can tell or move: statistics, the clock of a rehearsal. */
  readonly temporal: Client;
  readonly authentication: Authentication;
  readonly blobs: BlobStore;
  /** Reads files that nobody vouches for. */
  readonly examiner: Examiner;
  readonly configuration: Configuration;
  /** Aborted when the process was told to stop. */
  readonly stopping: AbortSignal;
};
