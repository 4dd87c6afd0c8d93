import type { LastYearRecord, ScoreRowView, SectionRecord } from '@hengji/contracts';
import { assessmentSection, goalsSection } from '@hengji/domain';
import { Box, Button, Paper, Stack, TextField, Typography } from '@mui/material';
import { memo } from 'react';
import { EvidenceList } from '../../components/EvidenceList.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatScore, formatWeight, pointsLost } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { LastYearNote } from '../lastYear/LastYearNote.js';
import { levelNames, targetOf } from '../scores/rowNames.js';
import { ScoreSteps } from '../scores/ScoreSteps.js';
import { rowBox, type BoxKey, type RowColumn, type Typed } from './draft.js';
import { sameRow } from './sameRow.js';

type RowProps = {
  readonly row: ScoreRowView;
  readonly section: Pick<SectionRecord, 'key' | 'evaluationId' | 'editable'>;
  /** Of the goals: what fell short a year before. */
  readonly lastYear: LastYearRecord | null;
  readonly typed: Typed;
  readonly errors: Readonly<Record<BoxKey, string>>;
  readonly idOf: (box: BoxKey) => string;
  readonly onType: (box: BoxKey, text: string) => void;
  readonly onLeave: () => void;
  /** Leads to where files are added, with the row chosen. */
  readonly onAttach: (indicator: string) => void;
};

type RowsEditorProps = Omit<RowProps, 'row' | 'section'> & { readonly section: SectionRecord };

/** Whether a person judges the row: by its rule, or because the rule has nothing to divide by. */
export function isEntered(row: ScoreRowView): boolean {
  return row.judged || row.outcome.code === 'enteredScoreRequired' || row.enteredScore !== null;
}

/**
 * One row. To draw it takes milliseconds, of which the height of its boxes is the larger part, and a form has thirty: while one is typed in,
 * the others stay as they are.
 */
const RowEditor = memo(function RowEditor({ row, section, lastYear, typed, errors, idOf, onType, onLeave, onAttach }: RowProps) {
  const t = useT();
  const english = useEnglish();
  const { scoreOutcome } = words(t);
  const assessing = section.key === assessmentSection;
  const columns = (): readonly RowColumn[] => {
    if (section.key === goalsSection) return ['target'];
    if (!assessing) return [];
    const lost = row.outcome.score !== null && pointsLost(row.weight, row.outcome.score) !== null;
    const written = row.varianceReason !== '' || row.improvementAction !== '' || typed[rowBox(row.indicator, 'varianceReason')] !== undefined;
    return ['actual', ...(isEntered(row) ? (['enteredScore', 'enteredReason'] as const) : []), ...(lost || written || row.outcome.score === null ? (['varianceReason', 'improvementAction'] as const) : [])];
  };
  const box = (column: RowColumn) => {
    const key = rowBox(row.indicator, column);
    const error = errors[key];
    const score = column === 'enteredScore';
    const value = typed[key]?.text ?? row[column] ?? '';
    const label = score ? `${t('section.enteredScore')}（0–${formatWeight(row.weight)}）` : t(`section.${column}`);
    return (
      <TextField
        key={column}
        id={idOf(key)}
        label={label}
        value={value}
        disabled={!section.editable}
        multiline={!score}
        error={error !== undefined}
        helperText={error}
        sx={{ flex: score ? '0 0 150px' : '1 1 260px' }}
        onChange={(event) => onType(key, event.target.value)}
        onBlur={onLeave}
        slotProps={{ htmlInput: { autoComplete: 'off', 'aria-label': `${inLanguage(row, english)} ${label}`, ...(score ? { inputMode: 'decimal' } : {}) } }}
      />
    );
  };
  const { score } = row.outcome;
  const lost = score === null ? null : pointsLost(row.weight, score);
  return (
    <Paper component="li" variant="outlined" sx={{ p: 1.5, ...(assessing ? {} : { display: { md: 'grid' }, gridTemplateColumns: '1fr 1fr', columnGap: 3, alignItems: 'center', py: 0.5 }) }}>
      <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'baseline', flexWrap: 'wrap' }}>
        <Typography component="h3" variant="h3" sx={{ flex: '1 1 260px' }}>
          {inLanguage(row, english)}
          <Typography component="span" variant="body2" color="text.secondary" sx={{ ml: 1 }}>
            {levelNames(row, english).join(' · ')}
          </Typography>
        </Typography>
        <Typography variant="body2">
          {t('section.weight')} {formatWeight(row.weight)}
        </Typography>
        {assessing ? (
          <>
            <Box sx={{ px: 1, borderRadius: 1, backgroundColor: isEntered(row) ? 'transparent' : '#eef2f0' }}>
              {t('section.score')} <strong>{score === null ? scoreOutcome(row.outcome.code ?? row.outcome.kind) : formatScore(score)}</strong> {row.override !== null ? <StatusTag tone="warning">{t('section.overridden', { score: formatScore(row.override.computed) })}</StatusTag> : isEntered(row) ? null : <StatusTag tone="quiet">{t('section.auto')}</StatusTag>}
            </Box>
            {lost === null ? null : <StatusTag tone="warning">{t('section.lost', { points: lost })}</StatusTag>}
          </>
        ) : null}
      </Stack>
      {assessing ? (
        <Typography variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
          {`${t('section.target')} · ${targetOf(row, english)}`}
        </Typography>
      ) : null}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>{columns().map(box)}</Box>
      <LastYearNote lastYear={lastYear} indicator={row.indicator} />
      {row.evidence.length === 0 ? null : (
        <Box sx={{ mt: 1 }}>
          <Typography variant="body2" sx={{ fontWeight: 500 }}>{t('section.rowEvidence')}</Typography>
          <EvidenceList target={{ kind: 'evaluation', id: section.evaluationId }} items={row.evidence} />
        </Box>
      )}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 1 }}>
        {assessing ? <ScoreSteps evaluationId={section.evaluationId} row={row} /> : null}
        {assessing && section.editable ? (
          <Button size="small" onClick={() => onAttach(row.indicator)} aria-label={`${t('section.attach')} ${inLanguage(row, english)}`} sx={{ px: 0.5, minHeight: 28 }}>
            {t('section.attach')}
          </Button>
        ) : null}
      </Box>
    </Paper>
  );
}, sameRow);

/** Targets in the goals; actual values, judged scores and reasons at the year's end. Computed scores are not boxes. */
export function RowsEditor({ section, ...props }: RowsEditorProps) {
  return (
    <Stack spacing={1.5} component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {section.rows.map((row) => (
        <RowEditor key={row.indicator} row={row} section={section} {...props} />
      ))}
    </Stack>
  );
}
