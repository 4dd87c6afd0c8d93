import type { ScoreSheetRecord } from '@hengji/contracts';
import { Alert, Box } from '@mui/material';
import { StatusTag } from '../../components/StatusTag.js';
import { formatScore } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { gradeText } from '../evaluations/looks.js';

/** What the total would be if a disputed row were decided otherwise; a warning where two points decide the grade. */
export function SensitivityPanel({ sheet }: { readonly sheet: ScoreSheetRecord }) {
  const t = useT();
  const english = useEnglish();
  const { sensitivity } = sheet;
  if (sensitivity === null || (!sensitivity.nearLine && sensitivity.alternatives.length === 0)) return null;
  const nameOf = (indicator: string) => {
    const row = sheet.rows.find((one) => one.indicator === indicator);
    return row === undefined ? indicator : inLanguage(row, english);
  };
  const result = ({ total, grade }: { readonly total: string; readonly grade: NonNullable<ScoreSheetRecord['grade']> }) => `${formatScore(total)}（${gradeText(t, grade)}）`;
  return (
    <Alert severity={sensitivity.nearLine ? 'warning' : 'info'} sx={{ mt: 1.5 }}>
      {sensitivity.nearLine ? t('scores.nearLine') : null}
      {sensitivity.alternatives.length === 0 ? null : (
        <>
          {t('scores.otherwise')}
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {sensitivity.alternatives.map((one) => (
              <li key={one.indicator}>
                {one.points === '0' ? t('scores.withoutDeduction', { name: nameOf(one.indicator) }) : t('scores.withDeduction', { name: nameOf(one.indicator), points: formatScore(one.points) })} {result(one)}{' '}
                {one.changesGrade ? <StatusTag tone="warning">{t('scores.gradeChanges')}</StatusTag> : null}
              </li>
            ))}
            {sensitivity.together === null || sensitivity.alternatives.length < 2 ? null : (
              <li>
                {t('scores.allOtherwise')} {result(sensitivity.together)} {sensitivity.together.changesGrade ? <StatusTag tone="warning">{t('scores.gradeChanges')}</StatusTag> : null}
              </li>
            )}
          </Box>
        </>
      )}
    </Alert>
  );
}
