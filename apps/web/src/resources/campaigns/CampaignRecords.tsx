import type { CampaignHistoryEntry, CampaignRecord } from '@hengji/contracts';
import { Box, Typography } from '@mui/material';
import { Panel } from '../../components/Panel.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { stageName } from './campaignForm.js';

function nameOfStage(t: ReturnType<typeof useT>, record: CampaignRecord, index: number): string {
  const stage = record.stages.find((one) => one.index === index);
  return stage === undefined ? String(index + 1) : stageName(t, stage);
}

/** The orders to move a date, each with what became of it. */
export function MovesPanel({ record }: { readonly record: CampaignRecord }) {
  const t = useT();
  if (record.moves.length === 0) return null;
  return (
    <Panel title={t('campaigns.moves.title')}>
      {record.moves.map((move) => (
        <Box key={move.number} sx={{ mb: 2 }}>
          <Typography sx={{ fontWeight: 500 }}>{t('campaigns.moves.line', { number: move.number, stage: nameOfStage(t, record, move.stage), date: move.date, documentNo: move.documentNo })}</Typography>
          <Typography variant="body2" color="text.secondary">
            {`${t(move.forAll ? 'campaigns.field.all' : 'campaigns.field.some')} · ${move.orderedBy.name} · ${formatMoment(move.orderedAt)}`}
          </Typography>
          <Typography role="status">{t('campaigns.moves.progress', { moved: move.moved, pending: move.pending, refused: move.refused.length })}</Typography>
          {move.refused.length === 0 ? null : (
            <>
              <Typography variant="body2" sx={{ mt: 0.5 }}>
                {t('campaigns.moves.refused')}
              </Typography>
              <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
                {move.refused.map(({ unit, why }) => (
                  <li key={unit.id}>{`${unit.name}：${why}`}</li>
                ))}
              </Box>
            </>
          )}
        </Box>
      ))}
    </Panel>
  );
}

/** What was done to the campaign, newest first. */
export function HistoryPanel({ record }: { readonly record: CampaignRecord }) {
  const t = useT();
  if (record.history.length === 0) return null;
  const textOf = ({ type, params }: CampaignHistoryEntry) => words(t).campaignEvent(type, 'stage' in params ? { ...params, stage: nameOfStage(t, record, Number(params['stage'])) } : params);
  return (
    <Panel title={t('campaigns.history.title')}>
      <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {record.history.map((entry) => (
          <Box component="li" key={entry.seq} sx={{ borderLeft: 2, borderColor: 'divider', pl: 2, pb: 1.5 }}>
            <Typography sx={{ fontWeight: 500 }}>{textOf(entry)}</Typography>
            <Typography variant="body2" color="text.secondary">
              {entry.actor?.name ?? t('app.system')} · <time dateTime={entry.recordedAt}>{formatMoment(entry.recordedAt)}</time>
            </Typography>
            {entry.text === null ? null : (
              <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {t('timeline.reason', { reason: entry.text })}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
