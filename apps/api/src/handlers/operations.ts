import { irregularitySentences, type IrregularityRecord, type Language } from '@hengji/contracts';
import { lastReconciliations, type ReconciliationItem } from '@hengji/database';
import { beginReconciliation, isOutage, isReconciling } from '@hengji/workflows/client';
import type { Client } from '@temporalio/client';
import { requireCounty } from '../access.js';
import { HttpProblem } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';

/** ms. The page asks every few seconds while a run is under way. */
const patienceMs = 3_000;

function itemView(item: ReconciliationItem, language: Language): IrregularityRecord {
  const { irregularity } = item;
  const of = (kind: 'evaluation' | 'finding') => ('case' in irregularity && irregularity.case.kind === kind ? irregularity.case.id : null);
  const campaign = 'campaignId' in irregularity ? irregularity.campaignId : null;
  return { code: irregularity.code, outcome: item.outcome, ...irregularitySentences(item, language), evaluation: of('evaluation'), finding: of('finding'), campaign };
}

/** Null: the process engine does not answer, which the page says; what was found last is shown all the same. */
async function runs(temporal: Client, countyId: string): Promise<boolean | null> {
  try {
    return await temporal.withDeadline(Date.now() + patienceMs, () => isReconciling(temporal, countyId));
  } catch (error) {
    if (isOutage(error)) return null;
    throw error;
  }
}

export function get({ database, temporal }: Services): Handler<'getOperations'> {
  return async ({ who, language }) => {
    requireCounty(who, 'Operations', 'read');
    const [[last], running] = await Promise.all([lastReconciliations(database, who.countyId), runs(temporal, who.countyId)]);
    if (last === undefined) return { running, last: null };
    const { origin, by, startedAt, endedAt, compared, left, items } = last;
    return { running, last: { origin, by, startedAt, endedAt, compared, left, items: items.map((item) => itemView(item, language)) } };
  };
}

export function reconcile({ temporal }: Services): Handler<'reconcile'> {
  return async ({ who }) => {
    requireCounty(who, 'Operations', 'reconcile');
    try {
      await temporal.withDeadline(Date.now() + patienceMs, () => beginReconciliation(temporal, { origin: 'person', by: who.personId, countyId: who.countyId }));
    } catch (error) {
      if (isOutage(error)) throw new HttpProblem(503, 'busy', { retryAfterSeconds: 2 });
      throw error;
    }
    return { begun: true };
  };
}
