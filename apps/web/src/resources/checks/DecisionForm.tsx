import { EvaluationCommandBody, type CheckView, type EvaluationRecord } from '@hengji/contracts';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { FormDialog } from '../../forms/FormDialog.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation } from '../../providers/useApi.js';

type DecisionFormProps = { readonly record: EvaluationRecord; readonly check: CheckView; readonly accepted: boolean; readonly onDone: () => void };

/** The bureau accepts an answer or does not, with its reason; a warning without an answer it can only let pass. */
export function DecisionForm({ record, check, accepted, onDone }: DecisionFormProps) {
  const t = useT();
  const notify = useNotify();
  const [seen] = useState(record.version);
  const send = useApiMutation((api, body: EvaluationCommandBody, key) => api.commandEvaluation(record.id, body, key, seen), {
    onDone: () => {
      notify(t('checks.decided'), { type: 'success' });
      onDone();
    },
  });
  const title = t(accepted ? (check.answer === null ? 'checks.letPass' : 'checks.accept') : 'checks.refuse');
  return (
    <FormDialog
      title={title}
      effect={t(accepted ? 'checks.acceptEffect' : 'checks.refuseEffect')}
      fields={[{ kind: 'text', name: 'reason', label: t('checks.decisionReason'), required: true, multiline: true }]}
      schema={EvaluationCommandBody}
      constants={{ type: 'decideCheck', check: check.hash, accepted }}
      submitLabel={title}
      danger={!accepted}
      send={send}
      onClose={onDone}
    />
  );
}
