import { RaiseFindingBody, type EvaluationRecord } from '@hengji/contracts';
import { findingSources, findingTypes, parseYuan } from '@hengji/domain';
import { useNotify } from 'react-admin';
import { Waiting } from '../../components/QueryView.js';
import { FormDialog } from '../../forms/FormDialog.js';
import type { FieldSpec } from '../../forms/spec.js';
import type { BodySchema } from '../../forms/useForm.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT, type Translate } from '../../i18n/useT.js';
import type { Api } from '../../providers/api.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { effectFields, recordOf, withEffect } from './effectFields.js';

type Body = Parameters<Api['raiseFinding']>[0];

/** The dialog's answers in the contract's shape: the amount in 分. */
function schemaFor(t: Translate): BodySchema<Body> {
  return {
    safeParse: (value) => {
      const { amount, ...rest } = recordOf(value);
      const typed = typeof amount === 'string' ? amount.trim() : '';
      const fen = typed === '' ? null : parseYuan(typed);
      if (typed !== '' && (fen === null || fen < 0n)) return { success: false, error: { issues: [{ path: ['amount'], message: t('validation.money', { label: t('findings.amount') }) }] } };
      return withEffect(t, RaiseFindingBody).safeParse({ ...rest, amountFen: fen === null ? null : fen.toString() });
    },
  };
}

/** Raising a finding in a year: what, from where, how much, and what it does to a score or why it does nothing (rule X2). */
export function RaiseFindingDialog({ record, onClose }: { readonly record: EvaluationRecord; readonly onClose: () => void }) {
  const t = useT();
  const notify = useNotify();
  const english = useEnglish();
  const sheet = useApiQuery(['evaluations', record.id, 'scores'], (api) => api.getScoreSheet(record.id));
  const send = useApiMutation((api, body: Body, key) => api.raiseFinding(body, key), {
    onDone: () => {
      notify(t('findings.raised'), { type: 'success' });
      onClose();
    },
  });
  if (sheet.data === undefined && sheet.error === null) return <Waiting />;
  const fields: readonly FieldSpec[] = [
    { kind: 'choice', name: 'findingType', label: t('findings.type'), required: true, choices: findingTypes.map((value) => ({ value, label: t(`process.findingType.${value}`) })) },
    { kind: 'choice', name: 'source', label: t('findings.source'), required: true, choices: findingSources.map((value) => ({ value, label: t(`process.findingSource.${value}`) })) },
    { kind: 'text', name: 'description', label: t('findings.description'), required: true, multiline: true },
    { kind: 'text', name: 'basis', label: t('findings.basis'), required: false, multiline: true },
    { kind: 'text', name: 'amount', label: t('findings.amountLabel'), required: false, input: 'decimal', empty: 'omit' },
    ...effectFields(t, sheet.data ?? null, english),
  ];
  return <FormDialog title={t('findings.raise')} effect={t('findings.raiseEffect')} fields={fields} schema={schemaFor(t)} constants={{ evaluationId: record.id }} submitLabel={t('findings.raise')} send={send} onClose={onClose} />;
}
