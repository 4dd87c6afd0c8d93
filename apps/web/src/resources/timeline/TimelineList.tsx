import type { TimelineEntry } from '@hengji/contracts';
import { Box, Typography } from '@mui/material';
import { PageLink } from '../../components/ButtonLink.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { timelineText, type Names } from './timelineText.js';

function linked(to: string | null, text: string) {
  return to === null ? text : <PageLink to={to}>{text}</PageLink>;
}

/** Who did what when, newest first. */
export function TimelineList({ entries, names, linkOf = () => null }: { readonly entries: readonly TimelineEntry[]; readonly names: Names; /** Where an entry leads, when it leads anywhere. */ readonly linkOf?: (entry: TimelineEntry) => string | null }) {
  const t = useT();
  if (entries.length === 0) return <Typography color="text.secondary">{t('timeline.empty')}</Typography>;
  return (
    <Box component="ol" reversed sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {entries.map((entry) => (
        <Box component="li" key={entry.seq} sx={{ borderLeft: 2, borderColor: 'divider', pl: 2, pb: 2, position: 'relative', '&::before': { content: '""', position: 'absolute', left: -6, top: 8, width: 10, height: 10, borderRadius: '50%', backgroundColor: entry.actor === null ? '#9fb1ac' : 'primary.main' } }}>
          <Typography sx={{ fontWeight: 500 }}>{linked(linkOf(entry), timelineText(t, entry, names))}</Typography>
          <Typography variant="body2" color="text.secondary">
            {entry.actor?.name ?? t('app.system')}
            {typeof entry.params['onBehalfOf'] === 'string' ? `（${t('evaluation.onBehalf', { name: entry.params['onBehalfOf'] })}）` : ''} · <time dateTime={entry.at}>{formatMoment(entry.at)}</time>
          </Typography>
          {entry.text === null || entry.text === '' ? null : (
            <Typography variant="body2" sx={{ mt: 0.5, whiteSpace: 'pre-wrap' }}>
              {t('timeline.reason', { reason: entry.text })}
            </Typography>
          )}
          {entry.type === 'templateMoved' && typeof entry.params['lost'] === 'string' ? (
            <Typography variant="body2" sx={{ mt: 0.5, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              {`${t('timeline.lost')}\n${entry.params['lost']}`}
            </Typography>
          ) : null}
        </Box>
      ))}
    </Box>
  );
}
