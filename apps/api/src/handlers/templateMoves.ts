import { listTemplates, previewTemplateMove, readCampaignDetail, templatesInUse, type Database, type TemplateRow } from '@hengji/database';
import { rowMoves, versionRefusal, type Template } from '@hengji/domain';
import { requireCounty } from '../access.js';
import { notFound } from '../problem.js';
import type { RequestContext } from '../requestContext.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { previewView, rowsView, told, versionView } from '../views/templateMove.js';
import { wordsOf } from '../views/campaign.js';

/** A campaign of the county of whoever may order something of it; to others there is none. */
async function campaignToOrder(database: Database, { who }: RequestContext, id: string) {
  // First, or whoever may not would be told which campaigns there are.
  requireCounty(who, 'Campaign', 'open');
  const detail = await readCampaignDetail(database, id);
  if (detail === null || detail.countyId !== who.countyId) throw notFound();
  return detail;
}

/** What can be moved from, and to what. */
export function options({ database }: Services): Handler<'templateMoveOptions'> {
  return async (context, { params }) => {
    await campaignToOrder(database, context, params.id);
    const [versions, inUse] = await Promise.all([listTemplates(database, context.who.countyId), templatesInUse(database, params.id)]);
    const newerThan = ({ template }: TemplateRow) => versions.filter(({ template: other }) => other.key === template.key && other.version > template.version);
    return {
      inUse: inUse.flatMap(({ templateId, evaluations }) => {
        const row = versions.find(({ id }) => id === templateId);
        return row === undefined ? [] : [{ ...versionView(row, context.language), evaluations, newer: newerThan(row).map((one) => versionView(one, context.language)) }];
      }),
    };
  };
}

/** The dry run: by the functions that the command itself is decided by. */
export function preview({ database }: Services): Handler<'previewTemplateMove'> {
  return async (context, { params, body }) => {
    const { who, language } = context;
    const detail = await campaignToOrder(database, context, params.id);
    const versions = await listTemplates(database, who.countyId);
    const versionOf = (id: string): Template | null => versions.find((one) => one.id === id)?.template ?? null;
    const [before, after] = [versionOf(body.from), versionOf(body.to)];
    const nothing = { rows: [], evaluations: [] };
    if (before === null || after === null) return { refused: told({ code: 'templateUnknown' }, before, language), ...nothing };
    const moves = rowMoves(before, after, body.rows);
    const unfit = versionRefusal(before, after) ?? (moves.ok ? null : moves.refusal);
    if (unfit !== null || !moves.ok) return { refused: told(unfit ?? { code: 'templateUnknown' }, after, language), ...nothing };
    const evaluations = await previewTemplateMove(database, { ...body, campaignId: params.id, personId: who.personId, wallInstant: new Date().toISOString() });
    who.lookedAt.add(...evaluations.map(({ subjectId }) => subjectId));
    const words = wordsOf(detail, language);
    return { refused: null, rows: rowsView(before, after, moves.rows, language), evaluations: evaluations.map((one) => previewView(one, before, after, words)) };
  };
}
