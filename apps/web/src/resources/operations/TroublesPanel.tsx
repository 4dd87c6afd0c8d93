import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { StatusTag } from '../../components/StatusTag.js';
import { TablePages } from '../../components/TablePages.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';

const perPage = 25;

/** Evaluations and findings that stand still until somebody mends the cause and resumes them. */
export function TroublesPanel() {
  const t = useT();
  const [page, setPage] = useState(1);
  const query = useApiQuery(['troubles', page], (api) => api.listTroubles({ page, perPage }));
  return (
    <Panel title={t('troubles.title')} dense>
      <QueryView query={query}>
        {({ data, total }) =>
          total === 0 ? (
            <Typography sx={{ px: 2, pb: 2 }}>{t('troubles.empty')}</Typography>
          ) : (
            <>
              <Table size="small">
                <TableHead>
                  <TableRow>
                    <TableCell>{t('troubles.what')}</TableCell>
                    <TableCell>{t('troubles.since')}</TableCell>
                    <TableCell>{t('troubles.why')}</TableCell>
                  </TableRow>
                </TableHead>
                <TableBody>
                  {data.map(({ id, evaluationId, finding, unit, year, rehearsal, since, why }) => (
                    <TableRow key={id}>
                      <TableCell>
                        <PageLink to={finding === null ? `/evaluations/${evaluationId}` : `/findings/${finding.id}`}>
                          {finding === null ? t('evaluation.title', { unit: unit.name, year }) : `${t('findings.pageTitle', { number: finding.number })} · ${unit.name}`}
                        </PageLink>{' '}
                        {rehearsal ? <StatusTag tone="warning">{t('rehearsal.mark')}</StatusTag> : null}
                      </TableCell>
                      <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatMoment(since)}</TableCell>
                      <TableCell sx={{ overflowWrap: 'anywhere' }}>{why}</TableCell>
                    </TableRow>
                  ))}
                </TableBody>
              </Table>
              <TablePages page={page} perPage={perPage} total={total} onPage={setPage} />
            </>
          )
        }
      </QueryView>
    </Panel>
  );
}
