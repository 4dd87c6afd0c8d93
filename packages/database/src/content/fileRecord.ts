import { randomBytes } from 'node:crypto';
import { fileEvent, type EvidenceId, type IndicatorKey, type Instant, type PersonId, type SectionKey, type Sha256 } from '@hengji/domain';
import type { WrittenText } from '../commit/audit.js';
import { actorOf, readCircumstances } from '../commit/circumstances.js';
import type { EvaluationCase } from '../commit/evaluationRow.js';
import { recordEvaluation } from '../commit/recordEvaluation.js';
import { only, type Queryable } from '../database.js';

type FileChange = {
  readonly type: 'evidenceAttached' | 'evidenceRemoved';
  readonly section: SectionKey;
  readonly indicator: IndicatorKey | null;
  readonly evidence: EvidenceId;
  readonly name: string;
  readonly sha256: Sha256;
  readonly person: PersonId;
  /** Wall time. */
  readonly wallInstant: Instant;
};

/** A file's name may name people: it is kept as a text of its own under the file's id, of which the chain holds a salted hash. */
async function keepName(client: Queryable, countyId: string, { evidence, name, person }: FileChange): Promise<WrittenText> {
  await client.query("INSERT INTO command_input (id, county_id, author_id, kind, json, salt) VALUES ($1, $2, $3, 'fileName', $4, $5) ON CONFLICT (id) DO NOTHING", [
    evidence, countyId, person, JSON.stringify(name), randomBytes(16).toString('hex'),
  ]);
  const { rows } = await client.query<WrittenText>('SELECT salt, json FROM command_input WHERE id = $1', [evidence]);
  return only(rows);
}

/**
 * Puts on record that a file came to a section or left it: an event of the evaluation's stream with its row in the chain. The caller holds
 * the evaluation's row, from before he took the section's, as commits do.
 */
export async function recordFile(client: Queryable, evaluation: EvaluationCase, change: FileChange): Promise<void> {
  const { type, section, indicator, evidence, sha256, person, wallInstant } = change;
  const from = { personId: person, sessionId: '' };
  const updateId = `${type}:${evidence}`;
  const around = await readCircumstances(client, evaluation, { kind: 'evaluation', id: evaluation.id, updateId, from, wallInstant, inputs: [] });
  const actor = actorOf(from, around.holders) ?? { personId: person, duties: [] };
  const event = fileEvent({ state: evaluation.state, facts: around, actor, today: around.today }, type, { section, indicator, evidence, file: sha256, name: evidence });
  const texts = new Map([[evidence, await keepName(client, evaluation.countyId, change)]]);
  await recordEvaluation(client, from, updateId, evaluation, { ...around, texts }, [event], () => {
    throw new Error('a file freezes nothing');
  });
}
