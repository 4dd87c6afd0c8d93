import type { FindingRow } from '@hengji/contracts';
import type { FindingSummary } from '@hengji/database';
import { findingNumber } from '@hengji/domain';
import { z } from 'zod';

const FindingText = z.object({ description: z.string().default(''), basis: z.string().default(''), noEffectReason: z.string().default('') });
const PlanText = z.object({ measure: z.string().default(''), deliverable: z.string().default('') });

/** A form of several boxes was kept as an object, a single reason (an ordered rectification's) as JSON's own string. */
function parsed(text: string | undefined): unknown {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'string' ? { description: value, measure: value } : value;
  } catch {
    return { description: text ?? '', measure: text ?? '' };
  }
}

/** What the bureau wrote when it raised the finding. */
export function findingText(text: string | undefined): z.infer<typeof FindingText> {
  return FindingText.catch({ description: text ?? '', basis: '', noEffectReason: '' }).parse(parsed(text));
}

export function planText(text: string | undefined): z.infer<typeof PlanText> {
  return PlanText.catch({ measure: text ?? '', deliverable: '' }).parse(parsed(text));
}

/** A finding's number, marked where it belongs to a rehearsal. */
export function findingLabel({ rehearsal, year, number }: Pick<FindingSummary, 'rehearsal' | 'year' | 'number'>): string {
  return `${rehearsal ? '演练' : ''}${findingNumber(year, number)}`;
}

/** A row of the register. */
export function findingView(finding: FindingSummary): FindingRow {
  return {
    id: finding.id,
    number: findingLabel(finding),
    evaluationId: finding.evaluationId,
    unit: { id: finding.unit.id, name: finding.unit.name },
    year: finding.year,
    rehearsal: finding.rehearsal,
    findingType: finding.findingType,
    source: finding.source,
    status: finding.status,
    urgency: finding.urgency,
    dueOn: finding.dueOn,
    description: findingText(finding.text).description,
    amountFen: finding.amountFen,
    suspended: finding.suspended,
  };
}
