import { FindingCommandBody, type EvidenceView, type FindingRecord } from '@hengji/contracts';
import { Typography } from '@mui/material';
import { useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { FileDrop } from '../../components/FileDrop.js';
import { UploadNotes } from '../../components/UploadNotes.js';
import { useUpload } from '../../components/useUpload.js';
import { FormDialog } from '../../forms/FormDialog.js';
import { useT } from '../../i18n/useT.js';
import { useApi, useApiMutation } from '../../providers/useApi.js';
import { findingFields, type FindingCommand } from './findingForms.js';
import { commandTitle, extensionText, openWordText } from './looks.js';

type FindingDialogProps = {
  readonly record: FindingRecord;
  readonly type: FindingCommand;
  /** The task that a button stands beside. */
  readonly taskId?: string | undefined;
  readonly onClose: () => void;
};

/** The dialog of one command on a finding; handing in proof uploads it first. */
export function FindingDialog({ record, type, taskId, onClose }: FindingDialogProps) {
  const t = useT();
  const notify = useNotify();
  const api = useApi();
  const filesId = useId();
  const title = commandTitle(t, type, record);
  const changesPlan = type === 'plan' && record.plan !== null;
  const [files, setFiles] = useState<readonly EvidenceView[]>([]);
  const { busy, notes, upload } = useUpload(
    (file, bytes, key) => api.addFindingEvidence(record.id, file.name.slice(0, 200), bytes, key),
    (stored) => setFiles((before) => [...before.filter(({ id }) => id !== stored.id), stored]),
  );
  // What the person saw when he began; the page may have moved on behind the dialog.
  const [seen] = useState(record.version);
  const send = useApiMutation((one, body: FindingCommandBody, key) => one.commandFinding(record.id, body, key, seen), {
    onDone: () => {
      notify(t('evaluation.done', { title }), { type: 'success' });
      onClose();
    },
  });
  const handsIn = type === 'addEvidence';
  const objection = openWordText(t, record.timeline);
  return (
    <FormDialog
      title={title}
      effect={changesPlan ? t('findings.replanEffect') : t(`commands.finding.${type}.effect`)}
      fields={findingFields(type, t, record).map((field) => (field.name === 'taskId' && field.kind === 'choice' && taskId !== undefined ? { ...field, initial: taskId } : field))}
      schema={FindingCommandBody}
      constants={{ type, ...(handsIn ? { evidence: files.map(({ id }) => id) } : {}) }}
      submitLabel={title}
      danger={type === 'returnFinding' || type === 'upholdObjection'}
      send={send}
      onClose={onClose}
      missing={handsIn && files.length === 0 ? [{ name: 'evidence', inputId: filesId, message: t('validation.evidence') }] : []}
    >
      {(type === 'grantExtension' || type === 'refuseExtension') && record.extension !== null ? <Typography sx={{ mb: 1 }}>{extensionText(t, record.extension)}</Typography> : null}
      {(type === 'rejectObjection' || type === 'upholdObjection') && objection !== null ? <Typography sx={{ mb: 1, whiteSpace: 'pre-wrap' }}>{objection}</Typography> : null}
      {handsIn ? (
        <>
          <FileDrop id={filesId} busy={busy} onFiles={upload} />
          <UploadNotes notes={notes} />
          <Typography variant="body2" role="status" sx={{ my: 1 }}>
            {files.length === 0 ? t('validation.evidence') : t('findings.selected', { count: files.length })}
          </Typography>
        </>
      ) : null}
    </FormDialog>
  );
}
