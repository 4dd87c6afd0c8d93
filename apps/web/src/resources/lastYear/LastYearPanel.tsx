import type { EvaluationRecord } from '@hengji/contracts';
import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { formatScore, formatWeight } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';
import { targetOf } from '../scores/rowNames.js';
import { actualText, reasonText } from './lastYearText.js';
import { useLastYear } from './useLastYear.js';

/** For whoever judges this year's goals: every row that fell short a year ago, beside what it aims at now. */
export function LastYearPanel({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const english = useEnglish();
  const lastYear = useLastYear(record.id, true);
  const sheet = useApiQuery(['evaluations', record.id, 'scores'], (api) => api.getScoreSheet(record.id), { enabled: lastYear !== null && lastYear.rows.length > 0 });
  if (lastYear === null || lastYear.rows.length === 0) return null;
  const targetNow = (indicator: string) => {
    const row = sheet.data?.rows.find((one) => one.indicator === indicator);
    return row === undefined ? t('lastYear.notAsked') : targetOf(row, english);
  };
  return (
    <Panel title={t('lastYear.title', { year: lastYear.year })} dense actions={<PageLink to={`/evaluations/${lastYear.evaluationId}`}>{t('lastYear.open', { year: lastYear.year })}</PageLink>}>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('lastYear.indicator')}</TableCell>
            <TableCell>{t('lastYear.target')}</TableCell>
            <TableCell>{t('lastYear.actual')}</TableCell>
            <TableCell align="right">{t('lastYear.score')}</TableCell>
            <TableCell>{t('lastYear.reason')}</TableCell>
            <TableCell>{t('lastYear.measure')}</TableCell>
            <TableCell>{t('lastYear.now', { year: record.year })}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {lastYear.rows.map((row) => (
            <TableRow key={row.indicator} sx={{ '& td': { verticalAlign: 'top', whiteSpace: 'pre-line' } }}>
              <TableCell>{inLanguage(row, english)}</TableCell>
              <TableCell>{row.target}</TableCell>
              <TableCell>{actualText(row)}</TableCell>
              <TableCell align="right" sx={{ whiteSpace: 'nowrap !important' }}>
                {t('lastYear.scoreOf', { score: formatScore(row.score), weight: formatWeight(row.weight) })}
              </TableCell>
              <TableCell>{reasonText(t, row)}</TableCell>
              <TableCell>{row.measure}</TableCell>
              <TableCell>
                <Typography variant="body2" sx={{ fontWeight: 500 }}>
                  {targetNow(row.indicator)}
                </Typography>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
