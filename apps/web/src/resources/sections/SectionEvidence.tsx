import type { EvidenceView, SectionRecord } from '@hengji/contracts';
import { Alert, Box } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../components/ConfirmDialog.js';
import { EvidenceList } from '../../components/EvidenceList.js';
import { FileDrop } from '../../components/FileDrop.js';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { UploadNotes } from '../../components/UploadNotes.js';
import { useUpload } from '../../components/useUpload.js';
import { ChoiceInput } from '../../forms/FormField.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { useApi, useApiMutation } from '../../providers/useApi.js';

type SectionEvidenceProps = {
  readonly section: SectionRecord;
  /** Of the box that says which row a file supports, for a row to lead to. */
  readonly id: string;
  /** The row that the next files support; '' for the whole section. */
  readonly supports: string;
  readonly onSupports: (indicator: string) => void;
};

/** Files that prove the section's figures, or one of its rows. Adding one is an edit: a signer is asked first. */
export function SectionEvidence({ section, id, supports, onSupports }: SectionEvidenceProps) {
  const t = useT();
  const english = useEnglish();
  const api = useApi();
  const [waiting, setWaiting] = useState<readonly File[] | null>(null);
  const [accepted, setAccepted] = useState(false);
  const { busy, notes, upload } = useUpload((file, bytes, key) =>
    api.addEvidence(section.evaluationId, section.key, { name: file.name.slice(0, 200), ...(supports === '' ? {} : { indicator: supports }), ...(section.disqualifies ? { acceptDisqualification: 'true' as const } : {}) }, bytes, key),
  );
  const [removing, setRemoving] = useState<EvidenceView | null>(null);
  const queryClient = useQueryClient();
  const remove = useApiMutation((one, evidence: string) => one.removeEvidence(section.evaluationId, section.key, evidence, section.disqualifies ? { acceptDisqualification: 'true' as const } : {}), {
    onDone: () => {
      setRemoving(null);
      void queryClient.invalidateQueries({ queryKey: ['section', section.evaluationId] });
    },
  });
  const rows = section.supportable.map((row) => ({ value: row.indicator, label: inLanguage(row, english) }));
  const rowName = (indicator: string) => rows.find(({ value }) => value === indicator)?.label ?? indicator;
  const take = (files: readonly File[]) => {
    if (section.disqualifies && !accepted) setWaiting(files);
    else upload(files);
  };
  return (
    <Panel title={t('section.evidence')}>
      <EvidenceList target={{ kind: 'evaluation', id: section.evaluationId }} items={section.evidence} rowName={rowName} {...(section.editable ? { onRemove: setRemoving } : {})} />
      {section.editable ? (
        <Box sx={{ mt: 2 }}>
          {rows.length === 0 ? null : (
            <Box sx={{ maxWidth: 420, mb: 1.5 }}>
              <ChoiceInput id={id} label={t('section.supportsRow')} value={supports} choices={rows} blank={t('section.supportsAll')} onChange={onSupports} />
            </Box>
          )}
          <FileDrop busy={busy} onFiles={take} />
          <UploadNotes notes={notes} />
        </Box>
      ) : null}
      {removing === null ? null : (
        <ConfirmDialog title={t('section.removeTitle', { name: removing.name })} text={t('section.removeText', { name: removing.name })} confirmLabel={t('section.remove')} busy={remove.isPending} onConfirm={() => remove.mutate(removing.id)} onCancel={() => setRemoving(null)}>
          {section.disqualifies ? <Alert severity="warning" sx={{ mt: 1 }}>{t('section.disqualifyText')}</Alert> : null}
          {remove.error === null ? null : <ProblemAlert error={remove.error} />}
        </ConfirmDialog>
      )}
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
