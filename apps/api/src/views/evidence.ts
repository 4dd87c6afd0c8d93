import type { EvidenceView as EvidenceRecord } from '@hengji/contracts';
import type { EvidenceView } from '@hengji/database';

export function evidenceView(evidence: EvidenceView): EvidenceRecord {
  const { id, indicator, name, mediaType, bytes, sha256, uploadedBy, uploadedAt } = evidence;
  return { id, indicator, name, mediaType, bytes, sha256, uploadedBy: { id: uploadedBy.id, name: uploadedBy.name }, uploadedAt };
}
