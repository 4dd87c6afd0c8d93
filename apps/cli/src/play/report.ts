import type { EvaluationRecord, Output } from '@hengji/contracts';
import { civilDateOf, daysBetween, type EvaluationStatus, type FindingStatus, type FindingType, type Phase, type Rating } from '@hengji/domain';
import { CommandFailure } from '../usage.js';
import { until } from './client.js';
import { look, type Play } from './stage.js';

/** What `play --json` prints. Times are process time; scores are decimal strings. */
export type PlayReport = {
  readonly evaluation: { readonly id: string; readonly workflowId: string; readonly year: number; readonly status: EvaluationStatus };
  readonly phases: readonly { readonly phase: Phase; readonly enteredAt: string; readonly leftAt: string | null }[];
  readonly score: { readonly self: string | null; readonly reviewed: string | null; readonly grade: Rating | null };
  readonly findings: readonly { readonly type: FindingType; readonly status: FindingStatus }[];
  readonly mails: { readonly total: number; readonly byKind: Readonly<Record<string, number>> };
  readonly audit: { readonly events: number; readonly verified: boolean };
  /** Counted by the API over the workflows of the evaluation and its findings; mail, relay and schedules apart. */
  readonly temporal: { readonly serverVersion: string; readonly historyEvents: number; readonly actions: number };
  /** From the first phase's beginning to the last one's, in days. */
  readonly virtualDays: number;
  readonly realSeconds: number;
};

function phasesOf({ stages }: EvaluationRecord): PlayReport['phases'] {
  return stages.flatMap(({ phase, enteredAt, leftAt }) => (enteredAt === null ? [] : [{ phase, enteredAt, leftAt }]));
}

/** Looks at the year as it stands, waits for its last mail to be made, and has the auditor walk the chains. */
export async function reportOf(play: Play, startedAt: number): Promise<PlayReport> {
  const { cast, evaluationId } = play;
  const evaluation = await look(play);
  const process = await until('The last mail', async () => {
    const statistics: Output<'processStatistics'> = await cast.auditor.call('processStatistics', { params: { id: evaluationId } });
    return statistics.mails.pending === 0 ? statistics : null;
  });
  const { verified, firstBroken } = await cast.auditor.call('verifyAudit', { params: {}, body: {} });
  if (firstBroken !== null) play.log(`audit broken: ${firstBroken.stream}, number ${firstBroken.seq}: ${firstBroken.why}`);
  const phases = phasesOf(evaluation);
  const [first, last] = [phases[0], phases.at(-1)];
  if (first === undefined || last === undefined) throw new CommandFailure('The evaluation has not entered any phase.');
  return {
    evaluation: { id: evaluation.id, workflowId: process.workflowId, year: evaluation.year, status: evaluation.status },
    phases,
    score: evaluation.score,
    findings: evaluation.findings.map(({ findingType, status }) => ({ type: findingType, status })),
    mails: { total: process.mails.total, byKind: process.mails.byKind },
    audit: { events: process.auditEvents, verified },
    temporal: { serverVersion: process.serverVersion, historyEvents: process.historyEvents, actions: process.actions },
    virtualDays: daysBetween(civilDateOf(first.enteredAt), civilDateOf(last.enteredAt)),
    realSeconds: Math.round((performance.now() - startedAt) / 10) / 100,
  };
}

/** The report for people: a few lines. */
export function reportText(report: PlayReport): string {
  const lines = [
    `evaluation ${report.evaluation.id} (${report.evaluation.year}): ${report.evaluation.status}`,
    ...report.phases.map(({ phase, enteredAt, leftAt }) => `  ${civilDateOf(enteredAt)} – ${leftAt === null ? '' : civilDateOf(leftAt)}  ${phase}`),
    `score: self ${report.score.self ?? '–'}, reviewed ${report.score.reviewed ?? '–'}, ${report.score.grade ?? '–'}`,
    `findings: ${report.findings.map(({ type, status }) => `${type} ${status}`).join(', ')}`,
    `mails: ${report.mails.total}`,
    `audit: ${report.audit.events} events, ${report.audit.verified ? 'verified' : 'NOT verified'}`,
    `Temporal ${report.temporal.serverVersion}: ${report.temporal.historyEvents} history events, ${report.temporal.actions} actions`,
    `${report.virtualDays} days in ${report.realSeconds} s`,
  ];
  return `${lines.join('\n')}\n`;
}
