import { eligibleSigners, evolve, noticesOf, phaseOf, stageOf, type EvaluationEvent, type EvaluationOutcome, type EvaluationState, type IndicatorKey, type Sender } from '@hengji/domain';
import type { Queryable } from '../database.js';
import { extendChain, type ChainHead } from './audit.js';
import type { Circumstances } from './circumstances.js';
import { shellOf, updateEvaluation, type EvaluationCase } from './evaluationRow.js';
import { asJson } from './hash.js';
import { settleNotes } from './operatorNotes.js';
import { projectionOf, writeProjection, type Change } from './projections.js';
import { noticeLines, type NoticeLine } from './recipients.js';
import { writeStream } from './writeStream.js';

/** Events with the states before and after each; the number of an event is the version of the state it leads to. */
export function changesOf(state: EvaluationState | null, events: readonly EvaluationEvent[]): readonly Change[] {
  let before = state;
  return events.map((event) => {
    const after = evolve(before, event);
    const change = { seq: after.version, event, before, after };
    before = after;
    return change;
  });
}

function noticesOfChanges(id: string, changes: readonly Change[], around: Circumstances, { delegations, tasks }: Pick<EvaluationState, 'delegations' | 'tasks'>): readonly NoticeLine[] {
  return changes.flatMap(({ seq, event, before, after }) => {
    // What opens belongs to the stage that begins; what is told of an act belongs to the stage it was done in.
    const about = event.type === 'taskOpened' || before === null ? after : before;
    return noticeLines(
      `evaluation:${id}`,
      noticesOf(before ?? after, event, seq),
      { phase: phaseOf(about), checkpoint: stageOf(about).checkpoint },
      {
        holders: around.holders, delegations, today: around.today, tasks,
        signersOf: (task) => {
          const slot = stageOf(about).signing.flatMap((group) => group.slots).find(({ key }) => task.kind === 'sign' && key === task.slot);
          return slot === undefined ? null : eligibleSigners(about, around, slot, around.today);
        },
      },
    );
  });
}

/**
 * Writes everything that accepted events mean: snapshot, events, audit chain, projections, notices, receipt. Answers the outcome and
 * the state that stands now. Without events (a tick on a finished case) only the receipt is new.
 */
export async function recordEvaluation(
  client: Queryable,
  from: Sender | null,
  updateId: string,
  evaluation: Omit<EvaluationCase, 'state'> & { readonly state: EvaluationState | null; readonly head: ChainHead },
  around: Circumstances,
  events: readonly EvaluationEvent[],
  canonical: (targets?: ReadonlyMap<IndicatorKey, string>) => string,
): Promise<{ readonly outcome: EvaluationOutcome; readonly state: EvaluationState }> {
  const changes = changesOf(evaluation.state, events);
  const state = changes[changes.length - 1]?.after ?? evaluation.state;
  if (state === null) throw new Error('an evaluation begins with an event');
  const recordedAt = new Date().toISOString();
  const projection = projectionOf(evaluation.id, changes, canonical);
  const chain = extendChain(
    `evaluation:${evaluation.id}`,
    evaluation.head,
    changes.map(({ seq, event }) => {
      const number = event.type === 'revisionFrozen' || event.type === 'goalsAdjusted' ? event.number : null;
      const revision = projection.revisions.find((one) => one.number === number);
      const signature = event.type === 'signed' ? projection.signatures.find((one) => one.slot === event.slot) : undefined;
      return {
        seq,
        type: event.type,
        payload: event,
        revision: revision === undefined ? null : { number: revision.number, sha256: revision.sha256 },
        signature: signature === undefined ? null : { id: signature.id, sha256: signature.sha256 },
      };
    }),
    { actor: from?.personId ?? null, occurredAt: around.now, recordedAt, texts: around.texts },
  );
  const outcome: EvaluationOutcome = { kind: 'accepted', events: events.map((event) => event.type), shell: shellOf(state, around.clockOffsetMs) };
  const signed = events.find((event) => event.type === 'signed');
  await updateEvaluation(client, evaluation.id, state, chain.head, around.now);
  await writeStream(client, {
    kind: 'evaluation',
    id: evaluation.id,
    place: evaluation,
    findingId: null,
    rehearsalCampaignId: evaluation.rehearsalCampaignId,
    actor: from?.personId ?? null,
    occurredAt: around.now,
    recordedAt,
    events: changes.map(({ seq, event }) => ({ seq, type: event.type, payload: asJson(event) })),
    audit: chain.lines,
    tasks: { before: evaluation.state?.tasks ?? [], after: state.tasks },
    notices: noticesOfChanges(evaluation.id, changes, around, state),
    receipt: { updateId, outcome: JSON.stringify(outcome) },
    usedProof: from === null || signed === undefined ? null : { sessionId: from.sessionId, hash: signed.hash },
  });
  await writeProjection(client, evaluation, projection, { occurredAt: around.now, recordedAt });
  await settleNotes(client, { kind: 'evaluation', id: evaluation.id }, events);
  return { outcome, state };
}
