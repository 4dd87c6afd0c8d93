import type { EvaluationRecord } from '@hengji/contracts';
import type { ReactNode } from 'react';
import { useT } from '../../i18n/useT.js';
import { SignaturePanel } from './SignaturePanel.js';
import { useSigning } from './useSigning.js';

type SignFormProps = {
  readonly record: EvaluationRecord;
  readonly revision: NonNullable<EvaluationRecord['revision']>;
  readonly slot: EvaluationRecord['signatures'][number];
  readonly refuse: ReactNode;
  readonly onSigned: () => void;
};

/** Signs one slot of one frozen version. */
export function SignForm({ record, revision, slot, refuse, onSigned }: SignFormProps) {
  const t = useT();
  const send = useSigning((api, signature, key) => api.commandEvaluation(record.id, { type: 'sign', slot: slot.slot, hash: signature.hash, statements: [...signature.statements], minutesNo: signature.minutesNo }, key, record.version), onSigned);
  return <SignaturePanel title={t('sign.statements')} hash={revision.hash} statements={record.statements} minutes={slot.minutesRequired ? 'required' : 'none'} send={send} submitLabel={t('sign.submit')} beside={refuse} />;
}
