import { EvaluationCommandBody, type CheckView, type ChecksRecord, type EvaluationRecord } from '@hengji/contracts';
import { Alert, Box, Button, TextField } from '@mui/material';
import { useId, useState } from 'react';
import { useNotify } from 'react-admin';
import { FormErrorSummary } from '../../components/FormErrorSummary.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { ChoiceInput, FormField } from '../../forms/FormField.js';
import type { FieldSpec } from '../../forms/spec.js';
import { useForm } from '../../forms/useForm.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation } from '../../providers/useApi.js';

type AnswerFormProps = { readonly record: EvaluationRecord; readonly check: CheckView; readonly rows: ChecksRecord['rows']; readonly onDone: () => void };

/** The box below a warning: why it is so, and, for what supervision found, what it takes off which row. */
export function AnswerForm({ record, check, rows, onDone }: AnswerFormProps) {
  const t = useT();
  const notify = useNotify();
  const id = useId();
  const { effect: before } = check.answer ?? { effect: null };
  const [indicator, setIndicator] = useState(before?.indicator ?? '');
  const [points, setPoints] = useState(before?.points ?? '');
  const fields: readonly FieldSpec[] = [{ kind: 'text', name: 'reason', label: t('checks.reason'), required: true, multiline: true, initial: check.answer?.reason ?? '' }];
  const disqualifies = record.slotsLost.length > 0;
  const form = useForm(fields, EvaluationCommandBody, {
    type: 'answerCheck',
    check: check.hash,
    effect: indicator === '' ? null : { indicator, points: points.trim() },
    // The form says what it costs, so sending it is the consent.
    ...(disqualifies ? { acceptDisqualification: true } : {}),
  });
  const [seen] = useState(record.version);
  const send = useApiMutation((api, body: EvaluationCommandBody, key) => api.commandEvaluation(record.id, body, key, seen), {
    onDone: () => {
      notify(t('checks.sent'), { type: 'success' });
      onDone();
    },
  });
  return (
    <Box
      component="form"
      noValidate
      sx={{ mt: 1, maxWidth: 720 }}
      onSubmit={(event) => {
        event.preventDefault();
        const body = form.check();
        if (body !== null) send.mutate(body);
      }}
    >
      <FormErrorSummary errors={form.summary} attempt={form.attempt} />
      {send.error === null ? null : <ProblemAlert error={send.error} typed />}
      {disqualifies ? <Alert severity="warning" sx={{ mb: 1 }}>{t('checks.disqualifies')}</Alert> : null}
      {check.asksEffect ? (
        <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
          <ChoiceInput id={`${id}-row`} label={t('checks.effectRow')} value={indicator} choices={rows.map((row) => ({ value: row.indicator, label: `${row.name}（${row.score}）` }))} blank={t('checks.effectNone')} onChange={setIndicator} />
          {indicator === '' ? null : (
            <TextField id={`${id}-points`} label={t('checks.effectPoints')} value={points} onChange={(event) => setPoints(event.target.value)} slotProps={{ htmlInput: { inputMode: 'decimal', autoComplete: 'off' } }} />
          )}
        </Box>
      ) : null}
      {fields.map((spec) => (
        <FormField key={spec.name} form={form.id} spec={spec} value={form.values[spec.name]} error={form.errors[spec.name]} onChange={(value) => form.change(spec.name, value)} />
      ))}
      <Button type="submit" variant="contained" size="small" loading={send.isPending}>
        {t('checks.answer')}
      </Button>
    </Box>
  );
}
