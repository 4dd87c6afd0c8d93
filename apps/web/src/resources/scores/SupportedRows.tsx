import { Typography } from '@mui/material';
import { EvidenceList } from '../../components/EvidenceList.js';
import { Panel } from '../../components/Panel.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';

/** Rows with the files that support them: a signer may open what he answers for. Nothing where no file names a row. */
export function SupportedRows({ evaluationId }: { readonly evaluationId: string }) {
  const t = useT();
  const english = useEnglish();
  const { data } = useApiQuery(['evaluations', evaluationId, 'scores'], (api) => api.getScoreSheet(evaluationId));
  const rows = (data?.rows ?? []).filter(({ evidence }) => evidence.length > 0);
  if (rows.length === 0) return null;
  return (
    <Panel title={t('scores.supportedRows')}>
      {rows.map((row) => (
        <section key={row.indicator} aria-label={inLanguage(row, english)}>
          <Typography component="h3" variant="h3" sx={{ mt: 1 }}>
            {inLanguage(row, english)}
          </Typography>
          <EvidenceList target={{ kind: 'evaluation', id: evaluationId }} items={row.evidence} />
        </section>
      ))}
    </Panel>
  );
}
