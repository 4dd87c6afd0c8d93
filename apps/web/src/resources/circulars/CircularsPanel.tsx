import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { ButtonLink, PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';
import { ReadState } from './ReadState.js';

/** The circulars of a campaign, on its page. `mayWrite`: the bureau's. */
export function CircularsPanel({ campaignId, mayWrite }: { readonly campaignId: string; readonly mayWrite: boolean }) {
  const t = useT();
  const query = useApiQuery(['circulars', 'of campaign', campaignId], (api) => api.listCirculars({ campaign: campaignId, perPage: 100 }));
  return (
    <Panel
      title={t('circulars.title')}
      dense
      actions={
        mayWrite ? (
          <ButtonLink to={`/campaigns/${campaignId}/circulars/new`} variant="outlined" size="small">
            {t('circulars.write')}
          </ButtonLink>
        ) : null
      }
    >
      <QueryView query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <Typography sx={{ px: 2, pb: 1.5, color: 'text.secondary' }}>{t('circulars.empty')}</Typography>
          ) : (
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('circulars.documentNo')}</TableCell>
                  <TableCell>{t('circulars.name')}</TableCell>
                  <TableCell>{t('circulars.issuedAt')}</TableCell>
                  <TableCell>{t('circulars.state')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((row) => (
                  <TableRow key={row.id}>
                    <TableCell>{row.documentNo}</TableCell>
                    <TableCell>
                      <PageLink to={`/circulars/${row.id}`}>{row.title}</PageLink>
                    </TableCell>
                    <TableCell>{formatMoment(row.issuedAt)}</TableCell>
                    <TableCell>
                      <ReadState row={row} />
                    </TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          )
        }
      </QueryView>
    </Panel>
  );
}
