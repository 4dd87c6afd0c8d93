import { Alert } from '@mui/material';
import { formatScore } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';

/** How many computed scores were set by hand, and which: a signer answers for them too. Nothing where none was. */
export function OverriddenNote({ evaluationId }: { readonly evaluationId: string }) {
  const t = useT();
  const english = useEnglish();
  const { data } = useApiQuery(['evaluations', evaluationId, 'scores'], (api) => api.getScoreSheet(evaluationId));
  const rows = (data?.rows ?? []).flatMap((row) => (row.override === null ? [] : [t('scores.overriddenRow', { row: inLanguage(row, english), computed: formatScore(row.override.computed), score: formatScore(row.outcome.score ?? ''), reason: row.override.reason })]));
  if (rows.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {t('scores.overriddenCount', { count: rows.length, rows: rows.join(t('app.listSeparator')) })}
    </Alert>
  );
}
