import type { LastYearRecord } from '@hengji/contracts';
import { Alert, Box, Typography } from '@mui/material';
import { PageLink } from '../../components/ButtonLink.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { unmetFacts } from './lastYearText.js';

/** Beside a row of this year's goals: what it aimed at a year ago, and what came of it. */
export function LastYearNote({ lastYear, indicator }: { readonly lastYear: LastYearRecord | null; readonly indicator: string }) {
  const t = useT();
  const row = lastYear?.rows.find((one) => one.indicator === indicator);
  if (lastYear === null || row === undefined) return null;
  return (
    <Box sx={{ gridColumn: '1 / -1', borderLeft: 4, borderColor: 'warning.main', pl: 1.5, my: 0.5 }}>
      <Typography variant="body2" sx={{ fontWeight: 600 }}>
        {t('lastYear.row', { year: lastYear.year })}
      </Typography>
      {unmetFacts(t, row).map(({ label, value }) => (
        <Typography key={label} variant="body2" color="text.secondary" sx={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {t('lastYear.fact', { label, value })}
        </Typography>
      ))}
    </Box>
  );
}

/** Above the goals: how many rows fell short, and those that this year's form does not have any more. */
export function LastYearSummary({ lastYear, indicators }: { readonly lastYear: LastYearRecord | null; readonly indicators: readonly string[] }) {
  const t = useT();
  const english = useEnglish();
  if (lastYear === null || lastYear.rows.length === 0) return null;
  const gone = lastYear.rows.filter(({ indicator }) => !indicators.includes(indicator)).map((row) => inLanguage(row, english));
  return (
    <Alert severity="info" sx={{ mb: 2 }}>
      {t('lastYear.summary', { year: lastYear.year, count: lastYear.rows.length })}
      {gone.length === 0 ? null : ` ${t('lastYear.gone', { rows: gone.join(t('app.listSeparator')) })}`}{' '}
      <PageLink to={`/evaluations/${lastYear.evaluationId}`}>{t('lastYear.open', { year: lastYear.year })}</PageLink>
    </Alert>
  );
}
