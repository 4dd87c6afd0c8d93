import type { FindingRow } from '@hengji/contracts';
import type { Tone } from '../../components/StatusTag.js';

/** 已整改 is quiet, a late one is loud. */
export function toneOfFinding({ status, urgency }: Pick<FindingRow, 'status' | 'urgency'>): Tone {
  if (status === 'closed' || status === 'withdrawn') return 'done';
  if (urgency === 'overdue' || urgency === 'escalated') return 'bad';
  return urgency === 'dueSoon' ? 'warning' : 'active';
}
