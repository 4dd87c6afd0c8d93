import { Box, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import type { ReadRecord } from '@hengji/contracts';
import { useState } from 'react';
import { PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { TablePages } from '../../components/TablePages.js';
import { formatMoment } from '../../format/format.js';
import { ChoiceInput } from '../../forms/FormField.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';

const perPage = 25;

/** Every look at another unit's data by those whose duty reaches the whole county. */
export function ReadHistory() {
  const t = useT();
  const [page, setPage] = useState(1);
  const [unit, setUnit] = useState('');
  const units = useApiQuery(['units'], (api) => api.listUnits());
  const reads = useApiQuery(['reads', unit, page], (api) => api.listReads({ page, perPage, ...(unit === '' ? {} : { unit }) }));
  const filter = (
    <Box sx={{ width: 240 }}>
      <ChoiceInput
        id="reads-unit"
        label={t('reads.unit')}
        value={unit}
        blank={t('app.all')}
        choices={(units.data?.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        onChange={(next) => {
          setUnit(next);
          setPage(1);
        }}
      />
    </Box>
  );
  return (
    <Panel title={t('reads.title')} actions={filter} dense>
      <Typography sx={{ px: 2, pb: 1.5 }}>{t('reads.intro')}</Typography>
      <QueryView query={reads}>
        {({ data, total }) => (
          <>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('reads.at')}</TableCell>
                  <TableCell>{t('reads.person')}</TableCell>
                  <TableCell>{t('reads.what')}</TableCell>
                  <TableCell>{t('reads.units')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((read) => (
                  <TableRow key={read.id}>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatMoment(read.at)}</TableCell>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>{read.person.name}</TableCell>
                    <TableCell sx={{ whiteSpace: 'nowrap' }}>
                      <What read={read} />
                    </TableCell>
                    <TableCell>{read.units.map(({ name }) => name).join(t('app.listSeparator'))}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {total === 0 ? <Typography sx={{ p: 3 }}>{t('reads.empty')}</Typography> : null}
            <TablePages page={page} perPage={perPage} total={total} onPage={setPage} />
          </>
        )}
      </QueryView>
    </Panel>
  );
}

function What({ read }: { readonly read: ReadRecord }) {
  const t = useT();
  const told = words(t).readOperation(read.operation);
  const target = read.finding === null ? (read.evaluation === null ? null : `/evaluations/${read.evaluation}`) : `/findings/${read.finding}`;
  return target === null ? (
    told
  ) : (
    <PageLink to={target}>{told}</PageLink>
  );
}
