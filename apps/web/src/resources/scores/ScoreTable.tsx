import type { ScoreSheetRecord } from '@hengji/contracts';
import { Box, Button, Paper, Table, TableBody, TableCell, TableContainer, TableFooter, TableHead, TableRow, Typography } from '@mui/material';
import { EvidenceLinks } from '../../components/EvidenceLinks.js';
import { StatusTag } from '../../components/StatusTag.js';
import { afterDeduction, formatScore, formatWeight } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { gradeText } from '../evaluations/looks.js';
import { ScoreSteps } from './ScoreSteps.js';
import { dimensionOf, subDimensionOf, targetOf } from './rowNames.js';
import { rowSpans } from './rowSpans.js';

type ScoreTableProps = { readonly evaluationId: string; readonly sheet: ScoreSheetRecord; /** Asks for a deduction on a row; null where that is not allowed. */ readonly onRescore: ((indicator: string) => void) | null; /** Asks for another score than the computed one; null where that is not allowed. */ readonly onOverride: ((indicator: string) => void) | null };

const stickyHead = { position: 'sticky', top: 0, zIndex: 2, whiteSpace: 'nowrap' } as const;
const stickyFoot = { position: 'sticky', bottom: 0, backgroundColor: '#eef2f0', borderTop: 2, borderColor: 'divider', fontWeight: 600, color: 'text.primary', fontSize: '0.9375rem' } as const;

/** The score sheet: self-score and reviewed score side by side, with how each came about. */
export function ScoreTable({ evaluationId, sheet, onRescore, onOverride }: ScoreTableProps) {
  const t = useT();
  const english = useEnglish();
  // Before the bureau looks at the sheet there is no reviewed score, not even one that equals the department's.
  const reviewing = sheet.reviewed !== null || onRescore !== null;
  const spans = rowSpans(sheet.rows);
  const grade = sheet.grade === null ? '' : t('scores.grade', { grade: gradeText(t, sheet.grade) });
  return (
    <TableContainer component={Paper} variant="outlined" sx={{ maxHeight: '75vh', '@media print': { maxHeight: 'none' } }} tabIndex={0} role="region" aria-label={t('scores.title')}>
      <Table size="small" sx={{ minWidth: { xs: 900, lg: 0 }, '& td, & th': { verticalAlign: 'top' } }}>
        <TableHead>
          <TableRow>
            {[t('scores.dimension'), t('scores.subDimension'), t('scores.name')].map((label) => (
              <TableCell key={label} component="th" scope="col" sx={stickyHead}>
                {label}
              </TableCell>
            ))}
            <TableCell component="th" scope="col" align="right" sx={stickyHead}>{t('scores.weight')}</TableCell>
            <TableCell component="th" scope="col" sx={stickyHead}>{t('scores.target')}</TableCell>
            <TableCell component="th" scope="col" sx={stickyHead}>{t('scores.actual')}</TableCell>
            <TableCell component="th" scope="col" align="right" sx={stickyHead}>{t('scores.self')}</TableCell>
            <TableCell component="th" scope="col" align="right" sx={stickyHead}>{t('scores.deduction')}</TableCell>
            <TableCell component="th" scope="col" align="right" sx={stickyHead}>{t('scores.reviewed')}</TableCell>
            <TableCell component="th" scope="col" sx={stickyHead}>{t('scores.reason')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {sheet.rows.map((row, index) => {
            const { score } = row.outcome;
            const span = spans[index];
            return (
              <TableRow key={row.indicator}>
                {span === undefined || span.dimension === 0 ? null : (
                  <TableCell component="th" scope="rowgroup" rowSpan={span.dimension} sx={{ fontWeight: 600, minWidth: 64 }}>
                    {dimensionOf(row, english)}
                  </TableCell>
                )}
                {span === undefined || span.subDimension === 0 ? null : (
                  <TableCell rowSpan={span.subDimension} sx={{ minWidth: 64 }}>
                    {subDimensionOf(row, english) ?? '–'}
                  </TableCell>
                )}
                <TableCell component="th" scope="row" sx={{ minWidth: 110, fontWeight: 500 }}>
                  {inLanguage(row, english)}
                </TableCell>
                <TableCell align="right">{formatWeight(row.weight)}</TableCell>
                <TableCell sx={{ minWidth: 90 }}>{targetOf(row, english)}</TableCell>
                <TableCell sx={{ minWidth: 90, overflowWrap: 'anywhere' }}>
                  {row.actual}
                  {row.evidence.length === 0 ? null : (
                    <>
                      <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>{t('scores.rowFiles')}</Typography>
                      <EvidenceLinks evaluationId={evaluationId} files={row.evidence} />
                    </>
                  )}
                </TableCell>
                <TableCell align="right" sx={{ minWidth: 96, backgroundColor: row.judged ? undefined : '#f5f7f6' }}>
                  <Box component="span" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center' }}>
                    <StatusTag tone={row.override === null ? 'quiet' : 'warning'}>{t(row.override !== null ? 'scores.overridden' : row.judged ? 'scores.entered' : 'scores.auto')}</StatusTag>
                    <strong>{score === null ? (row.outcome.kind === 'notApplicable' ? t('scores.notApplicable') : '–') : formatScore(score)}</strong>
                  </Box>
                  {row.override === null ? null : <Typography variant="body2">{t('scores.computed', { score: formatScore(row.override.computed) })}</Typography>}
                  <ScoreSteps evaluationId={evaluationId} row={row} />
                  {onOverride === null || row.judged || score === null ? null : (
                    <Button size="small" onClick={() => onOverride(row.indicator)} aria-label={`${t('scores.override')} ${inLanguage(row, english)}`}>
                      {t('scores.override')}
                    </Button>
                  )}
                </TableCell>
                <TableCell align="right">
                  {row.deduction === null ? '' : <Box sx={{ color: 'error.main', fontWeight: 600 }}>−{formatScore(row.deduction.points)}</Box>}
                  {onRescore === null || score === null ? null : (
                    <Button size="small" onClick={() => onRescore(row.indicator)} aria-label={`${t('scores.rescore')} ${inLanguage(row, english)}`}>
                      {t('scores.rescore')}
                    </Button>
                  )}
                </TableCell>
                <TableCell align="right">{score === null || !reviewing ? '–' : row.deduction === null ? formatScore(score) : afterDeduction(score, row.deduction.points)}</TableCell>
                <TableCell sx={{ minWidth: 150 }}>
                  {row.enteredReason === '' ? null : <Typography variant="body2">{row.enteredReason}</Typography>}
                  {row.override === null ? null : <Typography variant="body2">{t('scores.overrideReason', { reason: row.override.reason, who: row.override.by.name })}</Typography>}
                  {row.varianceReason === '' ? null : <Typography variant="body2">{row.varianceReason}</Typography>}
                  {row.improvementAction === '' ? null : <Typography variant="body2">{t('scores.improvement', { text: row.improvementAction })}</Typography>}
                  {row.deduction === null ? null : (
                    <Typography variant="body2" color="error">
                      {t('scores.deductionReason', { reason: row.deduction.reason, who: row.deduction.by.name })}
                    </Typography>
                  )}
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell component="th" scope="row" colSpan={3} sx={stickyFoot}>
              {t('scores.rebased')} {grade}
            </TableCell>
            <TableCell align="right" sx={stickyFoot}>
              {sheet.applicableWeight === null ? '–' : formatWeight(sheet.applicableWeight)}
            </TableCell>
            <TableCell colSpan={2} sx={{ ...stickyFoot, fontWeight: 400, fontSize: '0.8125rem' }}>
              {sheet.sum === null || sheet.applicableWeight === null ? '' : `${t('scores.total')} ${t('scores.sum', { sum: formatScore(sheet.sum), weight: formatWeight(sheet.applicableWeight) })} · ${t('scores.rebaseNote', { weight: formatWeight(sheet.applicableWeight) })}`}
            </TableCell>
            <TableCell align="right" sx={stickyFoot}>
              {sheet.self === null ? '–' : formatScore(sheet.self)}
            </TableCell>
            <TableCell sx={stickyFoot} />
            <TableCell align="right" sx={stickyFoot}>
              {sheet.reviewed === null ? '–' : formatScore(sheet.reviewed)}
            </TableCell>
            <TableCell sx={stickyFoot} />
          </TableRow>
        </TableFooter>
      </Table>
    </TableContainer>
  );
}
