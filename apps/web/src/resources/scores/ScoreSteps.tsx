import type { ExplainedFigure, ExplanationRecord, ScoreRowView } from '@hengji/contracts';
import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useId, useState } from 'react';
import { EvidenceLinks } from '../../components/EvidenceLinks.js';
import { QueryView } from '../../components/QueryView.js';
import { formatMoment } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { figureText, formulaText, readable } from './scoreText.js';

/** 「计算过程」: a score down to its formula, figures, evidence and rounding, on demand. A dialog: no column is wide enough for it. */
export function ScoreSteps({ evaluationId, row }: { readonly evaluationId: string; readonly row: ScoreRowView }) {
  const t = useT();
  const english = useEnglish();
  const [open, setOpen] = useState(false);
  return (
    <Box>
      <Button size="small" aria-haspopup="dialog" aria-label={`${t('scores.how')} ${inLanguage(row, english)}`} onClick={() => setOpen(true)} sx={{ px: 0.5, minHeight: 28 }}>
        {t('scores.how')}
      </Button>
      {open ? <StepsDialog evaluationId={evaluationId} row={row} onClose={() => setOpen(false)} /> : null}
    </Box>
  );
}

function StepsDialog({ evaluationId, row, onClose }: { readonly evaluationId: string; readonly row: ScoreRowView; readonly onClose: () => void }) {
  const t = useT();
  const id = useId();
  const english = useEnglish();
  // The outcome is part of the key: what is explained is the score that stands beside it, also while it is being typed.
  const query = useApiQuery(['evaluations', evaluationId, 'scores', row.indicator, row.outcome], (api) => api.explainScore(evaluationId, row.indicator));
  return (
    <Dialog open onClose={onClose} maxWidth="md" fullWidth aria-labelledby={id}>
      <DialogTitle id={id}>{t('scores.howOf', { name: inLanguage(row, english) })}</DialogTitle>
      <DialogContent>
        <QueryView query={query}>{(explanation) => <Explained evaluationId={evaluationId} explanation={explanation} />}</QueryView>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t('app.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Explained({ evaluationId, explanation }: { readonly evaluationId: string; readonly explanation: ExplanationRecord }) {
  const t = useT();
  const english = useEnglish();
  const { scoreStep, scoreOutcome } = words(t);
  const { outcome } = explanation;
  const figures = explanation.operands.flat();
  const lines = outcome.kind === 'scored' ? outcome.steps.map((step) => scoreStep(step.code, readable(t, step, explanation))) : [scoreOutcome(outcome.code ?? outcome.kind)];
  return (
    <Box>
      <Typography>
        <strong>{t('scores.formula')}</strong> {formulaText(t, explanation, english)}
      </Typography>
      {figures.length === 0 ? null : <FiguresTable evaluationId={evaluationId} figures={figures} />}
      <Box component="ol" aria-label={t('scores.steps')} sx={{ my: 0.5, pl: 2.5 }}>
        {lines.map((line) => (
          <Typography component="li" key={line}>
            {line}
          </Typography>
        ))}
      </Box>
      {explanation.evidence === null ? null : <Typography variant="body2">{t('scores.demanded', { text: explanation.evidence })}</Typography>}
      {explanation.files.length === 0 ? null : (
        <Box sx={{ my: 0.5 }}>
          <Typography variant="body2">{t('scores.rowFiles')}</Typography>
          <EvidenceLinks evaluationId={evaluationId} files={explanation.files} />
        </Box>
      )}
      {explanation.source === null ? null : (
        <Typography variant="body2" color="text.secondary">
          {t('scores.ruleSource')} {explanation.source}
        </Typography>
      )}
    </Box>
  );
}

function FiguresTable({ evaluationId, figures }: { readonly evaluationId: string; readonly figures: readonly ExplainedFigure[] }) {
  const t = useT();
  const english = useEnglish();
  return (
    <Table size="small" aria-label={t('scores.figures')} sx={{ my: 1.5 }}>
      <TableHead>
        <TableRow>
          <TableCell component="th" scope="col">{t('scores.figure')}</TableCell>
          <TableCell component="th" scope="col" align="right">{t('scores.value')}</TableCell>
          <TableCell component="th" scope="col">{t('scores.where')}</TableCell>
          <TableCell component="th" scope="col">{t('scores.whoWhen')}</TableCell>
          <TableCell component="th" scope="col">{t('scores.files')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {figures.map((figure) => (
          <TableRow key={`${figure.section.key}.${figure.field.key}`}>
            <TableCell component="th" scope="row">{inLanguage(figure.field, english)}</TableCell>
            <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>{figureText(t, figure, english)}</TableCell>
            <TableCell>{inLanguage(figure.section, english)}</TableCell>
            <TableCell>{figure.by === null || figure.at === null ? '–' : t('section.by', { who: figure.by.name, time: formatMoment(figure.at) })}</TableCell>
            <TableCell>
              {figure.evidence.length === 0 ? t('scores.noFiles') : <EvidenceLinks evaluationId={evaluationId} files={figure.evidence} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
