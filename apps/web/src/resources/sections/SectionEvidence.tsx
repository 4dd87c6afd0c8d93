import type { SectionRecord } from '@hengji/contracts';
import { Box } from '@mui/material';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog.js';
import { EvidenceList } from '../../components/EvidenceList.js';
import { FileDrop } from '../../components/FileDrop.js';
import { Panel } from '../../components/Panel.js';
import { UploadNotes } from '../../components/UploadNotes.js';
import { useUpload } from '../../components/useUpload.js';
import { useT } from '../../i18n/useT.js';
import { useApi } from '../../providers/useApi.js';

/** Files that prove the section's figures. Adding one is an edit: a signer is asked first. */
export function SectionEvidence({ section }: { readonly section: SectionRecord }) {
  const t = useT();
  const api = useApi();
  const [waiting, setWaiting] = useState<readonly File[] | null>(null);
  const [accepted, setAccepted] = useState(false);
  const { busy, notes, upload } = useUpload((file, bytes, key) =>
    api.addEvidence(section.evaluationId, section.key, { name: file.name.slice(0, 200), ...(section.disqualifies ? { acceptDisqualification: 'true' as const } : {}) }, bytes, key),
  );
  const take = (files: readonly File[]) => {
    if (section.disqualifies && !accepted) setWaiting(files);
    else upload(files);
  };
  return (
    <Panel title={t('section.evidence')}>
      <EvidenceList target={{ kind: 'evaluation', id: section.evaluationId }} items={section.evidence} />
      {section.editable ? (
        <Box sx={{ mt: 2 }}>
          <FileDrop busy={busy} onFiles={take} />
          <UploadNotes notes={notes} />
        </Box>
      ) : null}
      {waiting === null ? null : (
        <ConfirmDialog
          title={t('section.disqualifyTitle')}
          text={t('section.disqualifyText')}
          confirmLabel={t('section.disqualifyAccept')}
          onConfirm={() => {
            setAccepted(true);
            upload(waiting);
            setWaiting(null);
          }}
          onCancel={() => setWaiting(null)}
        />
      )}
    </Panel>
  );
}
