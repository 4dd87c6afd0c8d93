import { Paper, Stack, Typography } from '@mui/material';
import { PageLink } from '../../components/ButtonLink.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';

/** Circulars the reader has still to confirm, above his tasks. Nothing is shown where there are none. */
export function UnreadCirculars({ hideRehearsals }: { readonly hideRehearsals: boolean }) {
  const t = useT();
  const { data } = useApiQuery(['circulars', 'to read'], (api) => api.listCirculars({ toRead: 'true', perPage: 50 }), { refetchEverySeconds: 60 });
  const unread = (data?.data ?? []).filter(({ rehearsal }) => !hideRehearsals || !rehearsal);
  if (unread.length === 0) return null;
  return (
    <section aria-labelledby="inbox-circulars">
      <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline', mb: 1 }}>
        <Typography variant="h2" id="inbox-circulars">
          {t('circulars.toRead')}
        </Typography>
        <Typography variant="body2" color="text.secondary">
          {t('circulars.toReadHelp')}
        </Typography>
      </Stack>
      <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, mb: 3, p: 0 }}>
        {unread.map((row) => (
          <Stack key={row.id} component="li" direction="row" spacing={1} useFlexGap sx={{ alignItems: 'baseline', flexWrap: 'wrap', px: 2, py: 1.25, borderTop: 1, borderColor: 'divider', '&:first-of-type': { borderTop: 0 } }}>
            <PageLink to={`/circulars/${row.id}`}>{row.title}</PageLink>
            <Typography variant="body2" color="text.secondary">
              {`${row.documentNo} · ${formatMoment(row.issuedAt)}`}
            </Typography>
            {row.rehearsal ? <StatusTag tone="warning">{t('rehearsal.mark')}</StatusTag> : null}
          </Stack>
        ))}
      </Paper>
    </section>
  );
}
