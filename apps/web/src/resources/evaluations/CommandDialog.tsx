import { EvaluationCommandBody, type EvaluationRecord } from '@hengji/contracts';
import { Alert, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { useGetIdentity, useNotify } from 'react-admin';
import { Waiting } from '../../components/QueryView.js';
import { ScanUpload, type Scan } from '../../components/ScanUpload.js';
import { FormDialog } from '../../forms/FormDialog.js';
import type { FieldSpec } from '../../forms/spec.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { withEffect } from '../findings/effectFields.js';
import { OutdatedSections } from './OutdatedSections.js';
import { dangerous, fieldsOf, needsSheet, type EvaluationCommand } from './commandForms.js';

type CommandDialogProps = {
  readonly record: EvaluationRecord;
  readonly type: EvaluationCommand;
  readonly onClose: () => void;
  /** Answers that the place of the button already gives, for example which task. */
  readonly given?: Readonly<Record<string, string>>;
  readonly onDone?: () => void;
  /** Opens the dialog that gives a section back; absent where the reader may not. */
  readonly onReturn?: (section: string) => void;
};

function withGiven(specs: readonly FieldSpec[], given: Readonly<Record<string, string>>): readonly FieldSpec[] {
  return specs.map((spec) => {
    const initial = given[spec.name];
    return initial !== undefined && (spec.kind === 'choice' || spec.kind === 'text' || spec.kind === 'radio') ? { ...spec, initial } : spec;
  });
}

/** The dialog of one command: its inputs, what it will do, the server's refusal in place. */
export function CommandDialog({ record, type, onClose, given = {}, onDone, onReturn }: CommandDialogProps) {
  const t = useT();
  const notify = useNotify();
  const english = useEnglish();
  const { data: identity } = useGetIdentity();
  const sheet = useApiQuery(['evaluations', record.id, 'scores'], (api) => api.getScoreSheet(record.id), { enabled: needsSheet.has(type) });
  const title = t(`commands.evaluation.${type}.title`);
  // What the person saw when he began; the page may have moved on behind the dialog.
  const [seen] = useState(record.version);
  const [scans, setScans] = useState<readonly Scan[]>([]);
  const scansId = useId();
  const send = useApiMutation((api, body: EvaluationCommandBody, key) => api.commandEvaluation(record.id, body, key, seen), {
    onDone: () => {
      notify(t('evaluation.done', { title }), { type: 'success' });
      onClose();
      onDone?.();
    },
  });
  if (needsSheet.has(type) && sheet.data === undefined) return <Waiting />;
  const fields = fieldsOf(type, { t, record, sheet: sheet.data ?? null, me: identity === undefined ? null : String(identity.id), english });
  const { extension } = record;
  const disqualifies = (type === 'submitSection' || type === 'submitForSigning' || type === 'overrideScore') && record.slotsLost.length > 0;
  return (
    <FormDialog
      title={title}
      effect={t(`commands.evaluation.${type}.effect`)}
      fields={withGiven(fields, given)}
      schema={type === 'orderRectification' ? withEffect<EvaluationCommandBody>(t, EvaluationCommandBody) : EvaluationCommandBody}
      // The dialog says what it costs, so sending it is the consent.
      constants={disqualifies ? { type, acceptDisqualification: true } : type === 'registerPaper' ? { type, scans: scans.map(({ id }) => id) } : { type }}
      submitLabel={title}
      danger={dangerous.has(type)}
      send={send}
      onClose={onClose}
      missing={type === 'registerPaper' && scans.length === 0 ? [{ name: 'scans', inputId: scansId, message: t('validation.scans') }] : []}
    >
      {disqualifies ? <Alert severity="warning" sx={{ mb: 1 }}>{t('section.disqualifySubmit')}</Alert> : null}
      {type === 'registerPaper' ? <ScanUpload id={scansId} label={t('scans.title')} scans={scans} onAdd={(scan) => setScans((before) => [...before.filter(({ id }) => id !== scan.id), scan])} onRemove={(id) => setScans((before) => before.filter((one) => one.id !== id))} /> : null}
      {type === 'submitForSigning' ? <OutdatedSections record={record} onReturn={onReturn} /> : null}
      {(type === 'grantExtension' || type === 'refuseExtension') && extension !== null ? (
        <Typography sx={{ mb: 1 }}>{t('commands.field.extensionAsked', { who: extension.askedBy.name, date: extension.until, reason: extension.reason })}</Typography>
      ) : null}
    </FormDialog>
  );
}
