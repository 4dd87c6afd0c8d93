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

type Order = CampaignRecord['moves'][number] | CampaignRecord['templateMoves'][number];
type OrderWords = { readonly line: string; readonly reason: string | null; readonly progress: string; readonly refused: string };

/** An order to all or some, with what became of it. */
function OrderLines({ order: { forAll, orderedBy, orderedAt, refused }, words: said }: { readonly order: Order; readonly words: OrderWords }) {
  const t = useT();
  return (
    <Box sx={{ mb: 2 }}>
      <Typography sx={{ fontWeight: 500 }}>{said.line}</Typography>
      <Typography variant="body2" color="text.secondary">
        {`${t(forAll ? 'campaigns.field.all' : 'campaigns.field.some')} · ${orderedBy.name} · ${formatMoment(orderedAt)}`}
      </Typography>
      {said.reason === null ? null : (
        <Typography variant="body2" sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {t('timeline.reason', { reason: said.reason })}
        </Typography>
      )}
      <Typography role="status">{said.progress}</Typography>
      {refused.length === 0 ? null : (
        <>
          <Typography variant="body2" sx={{ mt: 0.5 }}>
            {said.refused}
          </Typography>
          <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
            {refused.map(({ unit, why }) => (
              <li key={unit.id}>{`${unit.name}：${why}`}</li>
            ))}
          </Box>
        </>
      )}
    </Box>
  );
}

function countsOf({ moved, pending, refused }: Order) {
  return { moved, pending, refused: refused.length };
}

/** The orders to move a date. */
export function MovesPanel({ record }: { readonly record: CampaignRecord }) {
  const t = useT();
  if (record.moves.length === 0) return null;
  return (
    <Panel title={t('campaigns.moves.title')}>
      {record.moves.map((move) => {
        const line = t('campaigns.moves.line', { number: move.number, stage: nameOfStage(t, record, move.stage), date: move.date, documentNo: move.documentNo });
        return <OrderLines key={move.number} order={move} words={{ line, reason: null, progress: t('campaigns.moves.progress', countsOf(move)), refused: t('campaigns.moves.refused') }} />;
      })}
    </Panel>
  );
}

/** The orders to go on by a newer version of the template. */
export function TemplateMovesPanel({ record }: { readonly record: CampaignRecord }) {
  const t = useT();
  if (record.templateMoves.length === 0) return null;
  return (
    <Panel title={t('campaigns.templateMoves.title')}>
      {record.templateMoves.map((move) => {
        const line = t('campaigns.templateMoves.line', { number: move.number, version: move.toNumber, documentNo: move.documentNo });
        return <OrderLines key={move.number} order={move} words={{ line, reason: move.reason, progress: t('campaigns.templateMoves.progress', countsOf(move)), refused: t('campaigns.templateMoves.refused') }} />;
      })}
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
