import type { EvidenceView } from '@hengji/contracts';
import { Link } from '@mui/material';
import { evidenceUrl } from '../providers/api.js';

type EvidenceLinksProps = { readonly evaluationId: string; readonly files: readonly EvidenceView[] };

/** Files by name alone, for the cell of a table. */
export function EvidenceLinks({ evaluationId, files }: EvidenceLinksProps) {
  return (
    <>
      {files.map((file) => (
        <Link key={file.id} href={evidenceUrl({ kind: 'evaluation', id: evaluationId }, file.id)} download={file.name} sx={{ display: 'block' }}>
          {file.name}
        </Link>
      ))}
    </>
  );
}
