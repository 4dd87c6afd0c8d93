import { Alert } from '@mui/material';
import { useLocaleState } from 'react-admin';
import { formatScore } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';

/** How many computed scores were set by hand, and which: a signer answers for them too. Nothing where none was. */
export function OverriddenNote({ evaluationId }: { readonly evaluationId: string }) {
  const t = useT();
  const [locale] = useLocaleState();
  const { data } = useApiQuery(['evaluations', evaluationId, 'scores'], (api) => api.getScoreSheet(evaluationId));
  const rows = (data?.rows ?? []).flatMap(({ name, nameEn, outcome, override }) => (override === null ? [] : [t('scores.overriddenRow', { row: locale === 'en' ? nameEn : name, computed: formatScore(override.computed), score: formatScore(outcome.score ?? ''), reason: override.reason })]));
  if (rows.length === 0) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2 }}>
      {t('scores.overriddenCount', { count: rows.length, rows: rows.join(t('app.listSeparator')) })}
    </Alert>
  );
}
