import type { EvaluationRecord } from '@hengji/contracts';
import { Box, Link, Typography } from '@mui/material';
import { Panel } from '../../components/Panel.js';
import { daysUsed, formatBytes, formatDay } from '../../format/format.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT, type Translate } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { paperUrl } from '../../providers/api.js';
import { VerdictNotes } from './VerdictNotes.js';

type Stage = EvaluationRecord['stages'][number];

function lines(t: Translate, stage: Stage, at: number, processNow: string): readonly string[] {
  const current = stage.index === at;
  // A later stage that was entered before stands ahead again: what was given back is under way now.
  if (stage.enteredAt === null || stage.index > at) return [stage.opensOn === null ? t('evaluation.onReceipt') : t('evaluation.plannedOn', { date: stage.opensOn })];
  const until = stage.leftAt ?? (current ? processNow : null);
  return [
    stage.leftAt === null ? t('evaluation.enteredOn', { date: formatDay(stage.enteredAt) }) : t('evaluation.leftOn', { date: formatDay(stage.leftAt) }),
    ...(until === null ? [] : [t('evaluation.daysUsed', { count: daysUsed(stage.enteredAt, until) })]),
    ...(stage.cycle > 0 ? [t('evaluation.returned')] : []),
  ];
}

/** 文号, and the scans to download. */
function Paper({ evaluationId, paper }: { readonly evaluationId: string; readonly paper: NonNullable<Stage['paper']> }) {
  const t = useT();
  return (
    <>
      <Typography variant="caption" component="p" color="text.secondary">
        {t('evaluation.paperNo', { documentNo: paper.documentNo })}
      </Typography>
      {paper.scans.map((scan) => (
        <Typography variant="caption" component="p" key={scan.sha256} sx={{ overflowWrap: 'anywhere' }}>
          <Link href={paperUrl(evaluationId, scan.sha256)} download={scan.name} title={formatBytes(scan.bytes)}>
            {scan.name}
          </Link>
        </Typography>
      ))}
    </>
  );
}

/** The fixed phases of the year, in order; the current one is marked for everybody. */
export function ProgressTracker({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const english = useEnglish();
  const { stage: stageName, outcome } = words(t);
  return (
    <Panel title={t('evaluation.progress')}>
      <Typography variant="body2" color="text.secondary" sx={{ mb: 1.5 }}>
        {t('evaluation.stageOf', { number: record.stageIndex + 1, total: record.stages.length })}
      </Typography>
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gridTemplateColumns: `repeat(auto-fill, minmax(${english ? 124 : 100}px, 1fr))`, rowGap: 2 }}>
        {record.stages.map((stage) => {
          const current = stage.index === record.stageIndex;
          const past = stage.index < record.stageIndex || stage.leftAt !== null || stage.paper !== null;
          return (
            <Box component="li" key={stage.index} aria-current={current ? 'step' : undefined} sx={{ borderTop: 4, borderColor: current ? 'primary.main' : past ? '#7ea89d' : 'divider', pt: 1, pr: 1 }}>
              <Typography variant="body2" sx={{ fontWeight: current ? 700 : 500, color: current ? 'primary.main' : past ? 'text.primary' : 'text.secondary' }}>
                {stageName(stage.phase, stage.checkpoint)}
              </Typography>
              <Typography variant="caption" component="p" color="text.secondary">
                {current ? t('evaluation.progressNow') : past ? (stage.outcome === null ? t('evaluation.progressDone') : outcome(stage.outcome)) : t('evaluation.progressNext')}
              </Typography>
              {stage.paper === null ? null : <Paper evaluationId={record.id} paper={stage.paper} />}
              {(stage.paper === null ? lines(t, stage, record.stageIndex, record.processNow) : []).map((line) => (
                <Typography variant="caption" component="p" color="text.secondary" key={line}>
                  {line}
                </Typography>
              ))}
            </Box>
          );
        })}
      </Box>
      <VerdictNotes record={record} />
    </Panel>
  );
}
