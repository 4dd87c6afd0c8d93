import { randomUUID } from 'node:crypto';
import { eligiblePlanSigners, evolveFinding, findingNoticesOf, hasAcceptedPlan, isFindingOver, type FindingEvent, type FindingOutcome, type FindingState, type Instant, type Sender } from '@hengji/domain';
import type { Queryable } from '../database.js';
import { extendChain } from './audit.js';
import type { Circumstances } from './circumstances.js';
import { findingShellOf, updateFinding, type FindingCase } from './findingRow.js';
import { asJson } from './hash.js';
import { settleNotes } from './operatorNotes.js';
import { noticeLines } from './recipients.js';
import { signatureHash, type SignedRecord } from './signatureHash.js';
import { writeStream } from './writeStream.js';

type FindingChange = { readonly seq: number; readonly event: FindingEvent; readonly before: FindingState | null; readonly after: FindingState };

function changesOf(state: FindingState | null, events: readonly FindingEvent[]): readonly FindingChange[] {
  let before = state;
  return events.map((event) => {
    const after = evolveFinding(before, event);
    const change = { seq: after.version, event, before, after };
    before = after;
    return change;
  });
}

type SignatureLine = SignedRecord & { readonly sha256: string };

function signaturesOf(finding: Pick<FindingCase, 'id' | 'evaluationId'>, events: readonly FindingEvent[]): readonly SignatureLine[] {
  return events.flatMap((event): SignatureLine[] => {
    if (event.type !== 'planSigned') return [];
    const record: SignedRecord = {
      id: randomUUID(),
      evaluationId: finding.evaluationId,
      findingId: finding.id,
      revision: null,
      slot: 'principal',
      personId: event.person,
      onBehalfOf: event.onBehalfOf,
      hash: event.hash,
      minutesNo: event.minutesNo,
      signedAt: event.at,
    };
    return [{ ...record, sha256: signatureHash(record) }];
  });
}

async function writeSignatures(client: Queryable, finding: Pick<FindingCase, 'id' | 'countyId'>, signatures: readonly SignatureLine[], events: readonly FindingEvent[], { now, recordedAt }: { readonly now: Instant; readonly recordedAt: Instant }): Promise<void> {
  for (const s of signatures) {
    await client.query(
      `INSERT INTO signature (id, county_id, evaluation_id, finding_id, revision, slot, person_id, on_behalf_of, hash, minutes_no, signed_at, sha256, recorded_at)
       VALUES ($1, $2, $3, $4, NULL, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [s.id, finding.countyId, s.evaluationId, finding.id, s.slot, s.personId, s.onBehalfOf, s.hash, s.minutesNo, s.signedAt, s.sha256, recordedAt],
    );
  }
  const returned = events.find((event) => event.type === 'findingReturned' && event.to === 'plan');
  if (returned?.type !== 'findingReturned') return;
  await client.query(
    `INSERT INTO signature_void (signature_id, county_id, why, voided_by, input_id, voided_at)
     SELECT id, county_id, 'returned', $2, $3, $4 FROM signature WHERE finding_id = $1 ON CONFLICT (signature_id) DO NOTHING`,
    [finding.id, returned.by, returned.reason, now],
  );
}

/** The evaluation waits in rectification for accepted plans: its shell must look again when this finding's plan gains or loses that. */
async function nudge(client: Queryable, finding: Pick<FindingCase, 'countyId' | 'evaluationId'>, before: FindingState | null, after: FindingState): Promise<void> {
  if (before === null) return;
  const accepted = hasAcceptedPlan(before.status) !== hasAcceptedPlan(after.status);
  const over = !isFindingOver(before.status) && isFindingOver(after.status);
  if (!accepted && !over) return;
  await client.query("INSERT INTO workflow_nudge (id, county_id, kind, target_id, reason) VALUES ($1, $2, 'evaluation', $3, $4)", [
    randomUUID(), finding.countyId, finding.evaluationId, `finding ${after.id} is ${after.status}`,
  ]);
}

/** Writes what accepted events of a finding mean; see `recordEvaluation`. */
export async function recordFinding(
  client: Queryable,
  from: Sender | null,
  updateId: string,
  finding: Omit<FindingCase, 'state'> & { readonly state: FindingState | null },
  around: Circumstances,
  events: readonly FindingEvent[],
): Promise<FindingOutcome> {
  const changes = changesOf(finding.state, events);
  const state = changes[changes.length - 1]?.after ?? finding.state;
  if (state === null) throw new Error('a finding begins with an event');
  const recordedAt = new Date().toISOString();
  const signatures = signaturesOf(finding, events);
  const chain = extendChain(
    `finding:${finding.id}`,
    finding.head,
    changes.map(({ seq, event }) => {
      const [signature] = event.type === 'planSigned' ? signatures : [];
      return { seq, type: event.type, payload: event, revision: null, signature: signature === undefined ? null : { id: signature.id, sha256: signature.sha256 } };
    }),
    { actor: from?.personId ?? null, occurredAt: around.now, recordedAt, texts: around.texts },
  );
  const outcome: FindingOutcome = { kind: 'accepted', events: events.map((event) => event.type), shell: findingShellOf(state, around.clockOffsetMs) };
  const [signed] = signatures;
  await updateFinding(client, finding.id, state, chain.head, around.now);
  await writeStream(client, {
    kind: 'finding',
    id: finding.id,
    place: finding,
    findingId: finding.id,
    rehearsalCampaignId: finding.rehearsalCampaignId,
    actor: from?.personId ?? null,
    occurredAt: around.now,
    recordedAt,
    events: changes.map(({ seq, event }) => ({ seq, type: event.type, payload: asJson(event) })),
    audit: chain.lines,
    tasks: { before: finding.state?.tasks ?? [], after: state.tasks },
    notices: changes.flatMap(({ seq, event, before, after }) =>
      noticeLines(`finding:${finding.id}`, findingNoticesOf(before ?? after, event, seq), finding, {
        holders: around.holders, delegations: finding.delegations, today: around.today, tasks: state.tasks,
        signersOf: (task) => (task.kind === 'signPlan' ? eligiblePlanSigners(after, { ...around, delegations: finding.delegations }, around.today) : null),
      }),
    ),
    receipt: { updateId, outcome: JSON.stringify(outcome) },
    usedProof: from === null || signed === undefined ? null : { sessionId: from.sessionId, hash: signed.hash },
  });
  await writeSignatures(client, finding, signatures, events, { now: around.now, recordedAt });
  await nudge(client, finding, finding.state, state);
  await settleNotes(client, { kind: 'finding', id: finding.id }, events);
  return outcome;
}
