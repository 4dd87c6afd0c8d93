import { commitCampaign, commitEvaluation, loadEvaluationShell, openPlanned, readCampaignState, type Database } from '@hengji/database';
import { evaluationWorkflowId, restOf, workOf, type CampaignCommand, type CampaignId, type CampaignState, type EvaluationCommand, type EvaluationId, type PersonId, type Refusal } from '@hengji/domain';
import type { CampaignActivities, CampaignRound } from '@hengji/workflows';
import { executeCommand } from '@hengji/workflows/client';
import { heartbeat } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Logger } from 'pino';
import { randomUUID } from 'node:crypto';
import { withFailures } from './failures.js';
import { inLanes } from './loop.js';

export type CampaignParts = { readonly db: Database; readonly client: Client; readonly logger: Logger };

/** Openings of one round, and commands given before what became of them is recorded. */
const batch = 50;
const lanes = 10;
/** ms. How long a shell may take to answer; then it is asked again in a later round. */
const commandDeadlineMs = 8_000;

export function campaignActivities(parts: CampaignParts): CampaignActivities {
  return { workOnCampaign: withFailures((campaignId) => workOnCampaign(parts, campaignId, heartbeat)) };
}

/**
 * One round of a campaign's work. Openings come first: what is added on record must not wait for shells that do not answer. Every step
 * may be repeated; what is left is said by the rows alone, so a round that is broken off loses nothing.
 */
export async function workOnCampaign(parts: CampaignParts, campaignId: CampaignId, alive: () => void = () => undefined): Promise<CampaignRound> {
  const { db, logger } = parts;
  const opened = await openPlanned(db, { campaignId, limit: batch, wallInstant: new Date().toISOString(), alive });
  if (opened > 0) logger.info({ campaign: campaignId, opened }, 'evaluations of a campaign were opened');
  const state = await readCampaignState(db, campaignId);
  if (opened > 0 && workOf(state).openings.length > 0) return { left: 'more' };
  const silent = (await withdraw(parts, state, alive)) + (await moveDates(parts, state, alive)) + (await moveTemplates(parts, state, alive));
  switch (restOf(await readCampaignState(db, campaignId))) {
    case 'work':
      return { left: silent > 0 ? 'later' : 'more' };
    case 'paused':
      return { left: 'paused' };
    case 'nothing':
      return { left: 'nothing' };
  }
}

/** Ends the evaluations of subjects that were cancelled. Answers how many shells said nothing. */
async function withdraw(parts: CampaignParts, state: CampaignState, alive: () => void): Promise<number> {
  const orders = workOf(state).withdrawals.flatMap(({ evaluationId, withdrawal }) => (withdrawal === null ? [] : [{ evaluationId, ...withdrawal }]));
  return inBatches(orders, async (some) => {
    const evaluations: EvaluationId[] = [];
    await inLanes(some, lanes, async ({ evaluationId, by, reason }) => {
      const answer = await give(parts, evaluationId, `campaign:${state.id}:withdraw`, by, state.id, { type: 'cancel', reason });
      // Refused: it was over before.
      if (answer !== 'silent') evaluations.push(evaluationId);
      alive();
    });
    await record(parts, state.id, { type: 'recordWithdrawals', evaluations });
    return some.length - evaluations.length;
  });
}

/** Gives every evaluation another date, order by order. Answers how many shells said nothing. */
async function moveDates(parts: CampaignParts, state: CampaignState, alive: () => void): Promise<number> {
  const { moves } = workOf(state);
  let silent = 0;
  for (const { number, stage, date, documentNo, orderedBy } of state.moves) {
    const meant = moves.filter(({ move }) => move.number === number).map(({ subject }) => subject.evaluationId);
    const order: Order = { updateId: `campaign:${state.id}:move:${number}`, by: orderedBy, command: { type: 'movePhaseDate', stage, date, documentNo } };
    silent += await carryOut(parts, state.id, meant, order, (results) => ({ type: 'recordMoves', number, results }), alive);
  }
  return silent;
}

/** The same with a newer version of the template. */
async function moveTemplates(parts: CampaignParts, state: CampaignState, alive: () => void): Promise<number> {
  const { templateMoves } = workOf(state);
  let silent = 0;
  for (const { number, from, to, rows, documentNo, reason, orderedBy } of state.templateMoves ?? []) {
    const meant = templateMoves.filter(({ move }) => move.number === number).map(({ subject }) => subject.evaluationId);
    const order: Order = { updateId: `campaign:${state.id}:template:${number}`, by: orderedBy, command: { type: 'moveTemplate', from, to, rows, documentNo, reason } };
    silent += await carryOut(parts, state.id, meant, order, (results) => ({ type: 'recordTemplateMoves', number, results }), alive);
  }
  return silent;
}

type Order = { readonly updateId: string; readonly by: PersonId; readonly command: EvaluationCommand };
type Result = { readonly evaluationId: EvaluationId; readonly refusal: Refusal['code'] | null };

/** Gives each evaluation the order's command and records what it answered. Answers how many shells said nothing. */
async function carryOut(parts: CampaignParts, campaignId: CampaignId, meant: readonly EvaluationId[], order: Order, recorded: (results: readonly Result[]) => CampaignCommand, alive: () => void): Promise<number> {
  return inBatches(meant, async (some) => {
    const results: Result[] = [];
    await inLanes(some, lanes, async (evaluationId) => {
      const answer = await give(parts, evaluationId, order.updateId, order.by, campaignId, order.command);
      if (answer !== 'silent') results.push({ evaluationId, refusal: answer?.code ?? null });
      alive();
    });
    await record(parts, campaignId, recorded(results));
    return some.length - results.length;
  });
}

async function inBatches<Item>(items: readonly Item[], work: (some: readonly Item[]) => Promise<number>): Promise<number> {
  let silent = 0;
  for (let start = 0; start < items.length; start += batch) silent += await work(items.slice(start, start + batch));
  return silent;
}

/** Null: carried out, now or before. A finished evaluation has no shell any more; its row alone answers. */
async function give({ db, client, logger }: CampaignParts, evaluationId: EvaluationId, updateId: string, personId: PersonId, campaignId: CampaignId, command: EvaluationCommand): Promise<Refusal | null | 'silent'> {
  const message = { command, from: { personId, sessionId: `campaign:${campaignId}` } };
  const answer = await executeCommand(client, { workflowId: evaluationWorkflowId(evaluationId), updateId, message, deadlineMs: commandDeadlineMs });
  if (answer.kind !== 'unknown') return answer.kind === 'refused' ? answer.refusal : null;
  if ((await loadEvaluationShell(db, evaluationId)).finished) {
    const outcome = await commitEvaluation(db, { id: evaluationId, updateId, message, wallInstant: new Date().toISOString() });
    return outcome.kind === 'refused' ? outcome.refusal : null;
  }
  logger.warn({ evaluation: evaluationId, campaign: campaignId, command: command.type, reason: answer.reason }, 'a shell did not answer its campaign; it is asked again');
  return 'silent';
}

async function record({ db }: CampaignParts, id: CampaignId, command: CampaignCommand): Promise<void> {
  await commitCampaign(db, { id, updateId: randomUUID(), from: null, wallInstant: new Date().toISOString(), command });
}
