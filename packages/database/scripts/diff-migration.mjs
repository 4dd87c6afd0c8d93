#!/usr/bin/env node
// @ts-check
/**
 * Prints the SQL that leads from one Prisma schema to another, without a server and without downloading Prisma's engine:
 *   node packages/database/scripts/diff-migration.mjs [FROM.prisma] > prisma/migrations/<timestamp>_<name>/migration.sql
 * FROM is the schema of the last migration (`git show HEAD:prisma/schema.prisma`); without it the whole schema is created.
 * Triggers, grants and partial indexes are not in a Prisma schema: they are written by hand in migrations of their own.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const schemaPath = fileURLToPath(new URL('../../../prisma/schema.prisma', import.meta.url));

/** @param {unknown} value the engine takes results as values, so that no exception crosses the WebAssembly border */
const ok = (value) => ({ ok: true, value, map: (/** @type {(value: unknown) => unknown} */ change) => ok(change(value)), flatMap: (/** @type {(value: unknown) => unknown} */ change) => change(value) });

/** A connection that answers the engine's only question, which PostgreSQL this is. */
const connection = {
  provider: 'postgres',
  adapterName: 'offline',
  getConnectionInfo: () => ok({ schemaName: 'public', supportsRelationJoins: true }),
  queryRaw: async () => ok({ columnNames: ['version', 'numeric_version'], columnTypes: [7, 7], rows: [['PostgreSQL 18.4', '180004']] }),
  executeRaw: async () => ok(0),
  executeScript: async () => ok(undefined),
  dispose: async () => ok(undefined),
};

/**
 * @param {string | undefined} from Prisma schema to start from; the empty database when absent
 * @param {string} to Prisma schema to reach
 * @returns {Promise<string>} SQL; empty when nothing differs
 */
export async function diffSchemas(from, to) {
  const require = createRequire(import.meta.url);
  const engine = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const binary = await readFile(require.resolve('@prisma/schema-engine-wasm/schema_engine_bg').replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(binary, { './schema_engine_bg.js': /** @type {any} */ (engine) });
  engine.__wbg_set_wasm(instance.exports);
  /** @type {any} */ (instance.exports).__wbindgen_start();
  const offline = { provider: 'postgres', adapterName: 'offline', connect: async () => ok(connection), connectToShadowDb: async () => ok(connection) };
  const schemaEngine = await engine.SchemaEngine.new({ datamodels: [['schema.prisma', to]] }, () => undefined, offline);
  const target = (/** @type {string} */ content) => ({ tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content }] });
  const { stdout } = await schemaEngine.diff({
    from: from === undefined ? { tag: 'empty' } : target(from),
    to: target(to),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  // The schema "public" is there already, and the owner may not be allowed to create it.
  return String(stdout ?? '').replace(/^-- CreateSchema\nCREATE SCHEMA[^\n]*\n\n?/m, '').replace(/^-- This is an empty migration\.\s*$/m, '');
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  const from = process.argv[2] === undefined ? undefined : await readFile(process.argv[2], 'utf8');
  process.stdout.write(await diffSchemas(from, await readFile(schemaPath, 'utf8')));
}
