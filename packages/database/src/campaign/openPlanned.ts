import { problem, workOf, type CampaignId, type Instant, type OpeningResult, type SubjectState } from '@hengji/domain';
import { randomUUID } from 'node:crypto';
import { openEvaluation } from '../commit/open.js';
import type { Database } from '../database.js';
import { classifyDatabaseError, NotFoundError } from '../errors.js';
import { readCampaignCase } from './campaignRow.js';
import { commitCampaign } from './commitCampaign.js';

/** Openings at the same time: each is one short transaction, and the pool has other work too. */
const lanes = 4;

export type OpenPlanned = {
  readonly campaignId: CampaignId;
  /** At most so many openings. */
  readonly limit: number;
  readonly wallInstant: Instant;
  /** Called after each opening. */
  readonly alive?: () => void;
};

/**
 * Opens up to `limit` of a campaign's planned subjects and records what became of each; answers how many were looked at. May be broken
 * off anywhere and called again: an opening that was carried out is answered by its receipt. A pause or a cancellation is heard before
 * each opening. Errors that may pass (the database is away) are thrown, others become the subject's own problem.
 */
export async function openPlanned(db: Database, { campaignId, limit, wallInstant, alive = () => undefined }: OpenPlanned): Promise<number> {
  const campaign = await readCampaignCase(db.pool, campaignId, false);
  if (campaign === null) throw new NotFoundError('campaign', campaignId);
  if (campaign.state === null) return 0;
  const { plan } = campaign.state;
  const waiting = workOf(campaign.state).openings.slice(0, limit);
  const results: OpeningResult[] = [];
  const left = [...waiting];
  const lane = async () => {
    for (let subject = left.shift(); subject !== undefined; subject = left.shift()) {
      const result = await openOne(db, { campaignId, wallInstant, subject, startStage: plan.startStage, onPaper: plan.onPaper });
      if (result !== null) results.push(result);
      alive();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: Math.min(lanes, waiting.length) }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  if (results.length > 0) await commitCampaign(db, { id: campaignId, updateId: randomUUID(), from: null, wallInstant, command: { type: 'recordOpenings', results } });
  return waiting.length;
}

type Opening = { readonly campaignId: CampaignId; readonly wallInstant: Instant; readonly subject: SubjectState } & Pick<Parameters<typeof openEvaluation>[1], 'startStage' | 'onPaper'>;

/** Null: it is not planned any more, because it was paused or cancelled meanwhile. */
async function openOne(db: Database, { campaignId, wallInstant, subject, ...start }: Opening): Promise<OpeningResult | null> {
  const { evaluationId, subjectId, unitId, kind, orderedBy } = subject;
  try {
    const { outcome } = await openEvaluation(db, {
      ...start,
      // Known without asking anybody: whoever comes again after a crash meets the receipt.
      updateId: `open:${evaluationId}`,
      from: orderedBy === null ? null : { personId: orderedBy, sessionId: `campaign:${campaignId}` },
      wallInstant,
      campaignId,
      unitId,
      subject: { kind, id: subjectId },
      evaluationId,
      planned: true,
    });
    if (outcome.kind === 'accepted') return { evaluationId, problem: null };
    return outcome.refusal.code === 'notPlanned' ? null : { evaluationId, problem: problem(subjectId, { code: 'openingRefused', refusal: outcome.refusal.code }) };
  } catch (error) {
    if (classifyDatabaseError(error) === 'retry') throw error;
    return { evaluationId, problem: problem(subjectId, { code: 'openingFailed', failure: (error instanceof Error ? error.message : String(error)).slice(0, 300) }) };
  }
}
