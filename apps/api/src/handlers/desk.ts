import { countAudit, countMails, listFindings, listInbox, listMails, pendingMails, pingDatabase, readEvaluationPlace } from '@hengji/database';
import { evaluationWorkflowId, findingWorkflowId } from '@hengji/domain';
import { historyStatistics, serverVersion } from '@hengji/workflows/client';
import { pagingOf, requireOn, scopeOf } from '../access.js';
import { HttpProblem, notAllowed } from '../problem.js';
import type { Handler } from '../router.js';
import type { Services } from '../services.js';
import { inboxView } from '../views/tasks.js';

/** Not the process engine: reading and typing go on without it, and decisions say that they must be repeated. */
export function ready({ database, stopping }: Services): Handler<'ready'> {
  return async () => {
    if (stopping.aborted) throw new HttpProblem(503, 'busy', { retryAfterSeconds: 2 });
    await pingDatabase(database);
    return { status: 'ok' };
  };
}

export function live(): Handler<'health'> {
  return () => Promise.resolve({ status: 'ok' });
}

export function tasks({ database }: Services): Handler<'listTasks'> {
  return async ({ who }, { query }) => {
    const all = (await listInbox(database, who.personId, new Date().toISOString())).filter((task) => query.rehearsal === undefined || task.rehearsal === query.rehearsal);
    const { offset, limit } = pagingOf(query);
    return { data: all.slice(offset, offset + limit).map(inboxView), total: all.length };
  };
}

export function mails({ database }: Services): Handler<'listMails'> {
  return async ({ who }, { query }) => {
    const filter = {
      ...(query.kind === undefined ? {} : { kind: query.kind }),
      ...(query.recipient === undefined ? {} : { personId: query.recipient }),
      ...(query.q === undefined || query.q === '' ? {} : { recipient: query.q }),
      ...(query.campaign === undefined ? {} : { campaignId: query.campaign }),
      ...(query.rehearsal === undefined ? {} : { rehearsal: query.rehearsal }),
    };
    const page = await listMails(database, scopeOf(who), filter, pagingOf(query));
    who.lookedAt.add(...page.rows.flatMap(({ unitIds }) => unitIds));
    return {
      data: page.rows.map((mail) => ({
        id: mail.id,
        kind: mail.kind,
        recipient: { id: mail.person.id, name: mail.person.name },
        address: mail.to,
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        status: mail.status,
        rehearsal: mail.rehearsal,
        processDate: mail.processDate,
        createdAt: mail.createdAt,
        sentAt: mail.sentAt,
        items: mail.items,
      })),
      total: page.total,
    };
  };
}

/** What a year cost the process engine, and its mails and audit rows. For the bureau, the auditor and the administrator. */
export function statistics({ database, temporal }: Services): Handler<'processStatistics'> {
  return async ({ who }, { params }) => {
    requireOn(who, 'Evaluation', await readEvaluationPlace(database, params.id), 'read');
    if (scopeOf(who).unitIds !== null) throw notAllowed();
    const findings = await listFindings(database, scopeOf(who), { evaluationId: params.id }, { offset: 0, limit: 1000 });
    const workflowId = evaluationWorkflowId(params.id);
    const [history, version, byKind, pending, auditEvents] = await Promise.all([
      historyStatistics(temporal, [workflowId, ...findings.rows.map((finding) => findingWorkflowId(finding.id))]),
      serverVersion(temporal),
      countMails(database, params.id),
      pendingMails(database, params.id),
      countAudit(database, params.id),
    ]);
    const total = Object.values(byKind).reduce((sum, count) => sum + count, 0);
    return { workflowId, serverVersion: version, ...history, mails: { total, pending, byKind: { ...byKind } }, auditEvents };
  };
}
