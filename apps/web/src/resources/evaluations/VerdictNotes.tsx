import type { EvaluationRecord } from '@hengji/contracts';
import { Alert, Typography } from '@mui/material';
import { useT, type Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';

type Stage = EvaluationRecord['stages'][number];

function said(t: Translate, { phase, checkpoint, outcome, reason }: Stage): string {
  const word = words(t);
  return t('evaluation.verdictSaid', { stage: word.stage(phase, checkpoint), outcome: outcome === null ? '' : word.outcome(outcome), reason: reason ?? '' });
}

/** What the bureau wrote with its verdicts so far: conditions, warnings, advice. */
export function VerdictNotes({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  return record.stages
    .filter((stage) => stage.reason !== null)
    .map((stage) => (
      <Typography key={stage.index} variant="body2" sx={{ borderLeft: 3, borderColor: 'warning.main', pl: 1, mt: 1.5, whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
        {said(t, stage)}
      </Typography>
    ));
}

/** What was asked of the department with the verdict on the stage before this one; whoever fills the next reads it first. */
export function EarlierVerdict({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const before = record.stages.find((stage) => stage.index === record.stageIndex - 1);
  if (before === undefined || before.reason === null) return null;
  return (
    <Alert severity="warning" sx={{ mb: 2, whiteSpace: 'pre-line' }}>
      {said(t, before)}
    </Alert>
  );
}
