import { decideFinding, weightsOf, type CommitRequest, type FindingCommand, type FindingFacts, type FindingId, type FindingOutcome, type FindingShell, type Refusal } from '@hengji/domain';
import { inTransaction, only, type Database, type Queryable } from '../database.js';
import { NotFoundError } from '../errors.js';
import { actorOf, inputsOf, missingText, readCircumstances, type Circumstances } from './circumstances.js';
import { findingShellOf, readFindingCase, type FindingCase } from './findingRow.js';
import { hashOf } from './hash.js';
import { recordFinding } from './recordFinding.js';
import { calendarAhead, referenceOf, type Reference } from './reference.js';
import { reported } from './report.js';
import { writeReceipt } from './writeStream.js';

export function findingFacts(finding: Pick<FindingCase, 'state' | 'delegations'>, around: Circumstances, reference: Reference, actor: FindingFacts['actor'], lookedAt?: number): FindingFacts {
  const seen = finding.state.plan?.hash;
  return {
    actor,
    ...(lookedAt === undefined ? {} : { seen: lookedAt }),
    calendar: reference.calendar,
    holders: around.holders,
    leadingGroup: around.leadingGroup,
    delegations: finding.delegations,
    reauthenticatedFor: seen !== undefined && around.proofs.includes(seen) ? seen : null,
    weights: weightsOf(reference.template),
  };
}

/** The hash a plan is signed by is computed here, over the text as it stands in the database: a sender's hash could cover anything. */
function withPlanHash(command: FindingCommand, id: FindingId, around: Circumstances): FindingCommand {
  if (command.type !== 'plan') return command;
  const { text, responsible, dueOn } = command;
  return { ...command, hash: hashOf({ schema: 'hengji.plan/1', finding: id, text: around.texts.get(text)?.json ?? '', responsible, dueOn }) };
}

/** Proof must have been uploaded for this finding. */
async function missingEvidence(client: Queryable, id: FindingId, command: FindingCommand): Promise<Refusal | null> {
  if (command.type !== 'addEvidence') return null;
  const wanted = [...new Set(command.blobs)];
  const { rows } = await client.query<{ found: number }>('SELECT count(DISTINCT sha256)::int AS found FROM evidence WHERE finding_id = $1 AND sha256 = ANY ($2::text[])', [id, wanted]);
  return only(rows).found === wanted.length ? null : { code: 'evidenceMissing' };
}

/**
 * The only writer of a finding's process state; see `commitEvaluation`. When its plan becomes (or ceases to be) accepted, or it is
 * over, the evaluation is to look again: a `workflow_nudge` row is written with it.
 */
export async function commitFinding(db: Database, request: CommitRequest<FindingId, FindingCommand>): Promise<FindingOutcome> {
  const { id, updateId, message } = request;
  const { from } = message;
  return reported(db, 'finding', request, (repeated) => inTransaction(db, async (client) => {
    const finding = await readFindingCase(client, id, true);
    if (finding === null) throw new NotFoundError('finding', id);
    const inputs = inputsOf(message.command);
    const around = await readCircumstances(client, finding, { kind: 'finding', id, updateId, from, wallInstant: request.wallInstant, inputs });
    const shell = findingShellOf(finding.state, around.clockOffsetMs);
    if (around.outcome !== null) {
      repeated();
      const stored: FindingOutcome = JSON.parse(around.outcome);
      return { ...stored, shell };
    }
    const reference = await referenceOf(client, finding);
    const newerCalendar = message.command.type === 'tick' ? await calendarAhead(client, finding) : {};
    const facts = { ...findingFacts(finding, around, reference, actorOf(from, around.holders), message.seen), ...newerCalendar };
    const refusal = missingText(inputs, around) ?? (await missingEvidence(client, id, message.command));
    const decision = refusal === null ? decideFinding(finding.state, facts, withPlanHash(message.command, id, around), around.now) : { ok: false as const, refusal };
    if (!decision.ok) {
      const outcome: FindingOutcome = { kind: 'refused', refusal: decision.refusal, shell };
      await writeReceipt(client, 'finding', id, finding.countyId, { updateId, outcome: JSON.stringify(outcome) });
      return outcome;
    }
    return recordFinding(client, from, updateId, finding, around, decision.events);
  }));
}

/** What a shell needs to start or to go on. Throws `NotFoundError`. */
export async function loadFindingShell(db: Database, id: FindingId): Promise<FindingShell> {
  const finding = await readFindingCase(db.pool, id, false);
  if (finding === null) throw new NotFoundError('finding', id);
  const { rows } = await db.pool.query<{ clock_offset_ms: string }>('SELECT clock_offset_ms FROM campaign WHERE id = $1', [finding.campaignId]);
  return findingShellOf(finding.state, Number(rows[0]?.clock_offset_ms ?? 0));
}
