import type { EvaluationRecord } from '@hengji/contracts';
import { Alert } from '@mui/material';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';

/** What whoever opens the case must know before anything else: more time that is asked for, a slot that nobody can sign, who stands in for whom. */
export function WaitingNotes({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const english = useEnglish();
  const { extension, delegations } = record;
  const missing = record.signatures.filter((slot) => record.slotsWithoutSigner.includes(slot.slot)).map((slot) => inLanguage(slot, english));
  return (
    <>
      {missing.length === 0 ? null : (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t('evaluation.missingSigners', { slots: missing.join(t('app.listSeparator')) })}
        </Alert>
      )}
      {extension === null ? null : (
        <Alert severity="info" sx={{ mb: 2, whiteSpace: 'pre-wrap' }}>
          {t('commands.field.extensionAsked', { who: extension.askedBy.name, date: extension.until, reason: extension.reason })}
        </Alert>
      )}
      {delegations.map(({ from, to, startsOn, endsOn }) => (
        <Alert key={`${from.id} ${to.id} ${startsOn} ${endsOn}`} severity="info" sx={{ mb: 2 }}>
          {t('evaluation.standsIn', { from: from.name, to: to.name, startsOn, endsOn })}
        </Alert>
      ))}
    </>
  );
}
