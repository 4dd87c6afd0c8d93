import { setTimeout as pause } from 'node:timers/promises';
import { irregularitySentences, type Language } from '@hengji/contracts';
import { closeDatabase, lastReconciliations, listCounties, openDatabase, type ReconciliationRow } from '@hengji/database';
import { beginReconciliation, connectTemporal, type Temporal } from '@hengji/workflows/client';
import { CommandFailure, required } from '../usage.js';

/** ms. The server answers a start at once, or not at all. */
const startMs = 10_000;
/** ms. A worker takes it up within a second; a county of ten thousand cases takes it about a minute. */
const patienceMs = 600_000;

/** Where the operator's shell speaks Chinese, so do the lines for people. */
function languageOf(environment: NodeJS.ProcessEnv): Language {
  return /^zh/i.test(environment['LC_ALL'] ?? environment['LC_MESSAGES'] ?? environment['LANG'] ?? '') ? 'zh-CN' : 'en';
}

/** `hengji reconcile [--json]`: exit code 1 when something is left that a person must see to. */
export async function reconcile({ json }: { readonly json: boolean }): Promise<number> {
  required('TEMPORAL_ADDRESS', 'host:port of the Temporal server');
  const db = openDatabase(required('DATABASE_URL', 'the address of the application role'), { max: 2 });
  const temporal = connectTemporal(process.env);
  try {
    await run(temporal);
    const names = new Map((await listCounties(db)).map(({ id, name }) => [id, name]));
    const found = await lastReconciliations(db);
    const language = languageOf(process.env);
    process.stdout.write(json ? `${JSON.stringify(found.map((one) => asJson(one, language)))}\n` : found.map((one) => asText(one, names.get(one.countyId) ?? one.countyId, language)).join(''));
    return found.some(({ left }) => left > 0) ? 1 : 0;
  } finally {
    await Promise.all([temporal.close(), closeDatabase(db)]);
  }
}

/** It is the worker that compares: it holds the connections, and its log tells what was mended. */
async function run({ client }: Temporal): Promise<void> {
  const begun = await client.withDeadline(Date.now() + startMs, () => beginReconciliation(client, { origin: 'command', by: null, countyId: null }));
  const giveUp = new AbortController();
  const late = pause(patienceMs, 'late' as const, { signal: giveUp.signal }).catch(() => 'done' as const);
  const end = await Promise.race([begun.result().then(() => 'done' as const), late]);
  giveUp.abort();
  if (end === 'late') throw new CommandFailure(`No worker has done it within ${patienceMs / 60_000} minutes: see that one runs ("hengji doctor"). It is done as soon as one does.`);
}

function asJson({ countyId, origin, compared, left, startedAt, endedAt, items }: ReconciliationRow, language: Language) {
  return { countyId, origin, compared, left, startedAt, endedAt, items: items.map((item) => ({ ...item.irregularity, about: item.about, outcome: item.outcome, detail: item.detail, ...irregularitySentences(item, language) })) };
}

function asText({ compared, left, items }: ReconciliationRow, county: string, language: Language): string {
  const lines = items.map((item) => {
    const { what, todo } = irregularitySentences(item, language);
    return `  ${item.outcome === 'done' ? '✓' : '!'} ${what} ${todo}\n`;
  });
  return `${county}: ${compared} compared, ${items.length} irregular, ${left} for a person\n${lines.join('')}`;
}
