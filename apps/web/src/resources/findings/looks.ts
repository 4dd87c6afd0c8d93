import type { FindingCommandBody, FindingRecord, FindingRow } from '@hengji/contracts';
import type { Translate } from '../../i18n/useT.js';
import type { Tone } from '../../components/StatusTag.js';

/** 已整改 is quiet, a late one is loud. */
export function toneOfFinding({ status, urgency, suspended }: Pick<FindingRow, 'status' | 'urgency' | 'suspended'>): Tone {
  if (suspended) return 'bad';
  if (status === 'closed' || status === 'withdrawn') return 'done';
  if (urgency === 'overdue' || urgency === 'escalated') return 'bad';
  return urgency === 'dueSoon' ? 'warning' : 'active';
}

/** 整改中 (已中止) */
export function findingStatusText(t: Translate, { status, suspended }: Pick<FindingRow, 'status' | 'suspended'>): string {
  const name = t(`process.findingStatus.${status}`);
  return suspended ? t('findings.suspendedMark', { status: name }) : name;
}

/** Who asks for more time, until when, and why. */
export function extensionText(t: Translate, { askedBy, until, reason }: NonNullable<FindingRecord['extension']>): string {
  return t('commands.field.extensionAsked', { who: askedBy.name, date: until, reason });
}

/** Who answers for the plan, and whom the plan names where that is another. */
export function responsibleText(t: Translate, { responsible }: Pick<FindingRecord, 'responsible'>, first: { readonly id: string; readonly name: string }): string {
  return responsible === null || responsible.id === first.id ? first.name : t('findings.responsibleSince', { who: responsible.name, first: first.name });
}

/** Acts that answer the one before: what lies open is the newest of them. */
const answers: ReadonlySet<string> = new Set(['objected', 'objectionRejected', 'withdrawnByBureau', 'planned', 'planSigned', 'planAccepted', 'evidenceAdded', 'evidenceVerified', 'findingReturned', 'findingClosed']);

/** The objection or the return that waits for an answer, with its author and his words. `timeline`: newest first. */
export function openWordText(t: Translate, timeline: FindingRecord['timeline']): string | null {
  const last = timeline.find(({ type }) => answers.has(type));
  const told = { who: last?.actor?.name ?? '', reason: last?.text ?? '' };
  if (last?.type === 'objected') return t('findings.objection', told);
  if (last?.type !== 'findingReturned') return null;
  return t(last.params['to'] === 'evidence' ? 'findings.returnedEvidence' : 'findings.returnedPlan', told);
}

/** A plan that lies there is changed, not handed in for the first time. */
export function commandTitle(t: Translate, type: FindingCommandBody['type'], { plan }: Pick<FindingRecord, 'plan'>): string {
  return type === 'plan' && plan !== null ? t('findings.replan') : t(`commands.finding.${type}.title`);
}
