import { FormControlLabel, Pagination, Stack, Switch, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';

const perPage = 50;

type ReadersPanelProps = { readonly circularId: string; readonly number: number; readonly followed: { readonly recipients: number; readonly read: number } };

/** Who is to read the latest version, and who has. */
export function ReadersPanel({ circularId, number, followed }: ReadersPanelProps) {
  const t = useT();
  const [unread, setUnread] = useState(false);
  const [page, setPage] = useState(1);
  const query = useApiQuery(['circulars', circularId, 'readers', number, unread, page], (api) => api.listCircularReaders(circularId, { number, page, perPage, ...(unread ? { unread: 'true' } : {}) }), { refetchEverySeconds: 30 });
  return (
    <Panel
      title={t('circulars.readers')}
      dense
      actions={
        <FormControlLabel
          label={t('circulars.filterUnread')}
          control={
            <Switch
              checked={unread}
              onChange={(_, on) => {
                setUnread(on);
                setPage(1);
              }}
            />
          }
        />
      }
    >
      <Typography sx={{ px: 2, pb: 1 }}>{t('circulars.followed', { read: followed.read, total: followed.recipients })}</Typography>
      <QueryView query={query}>
        {({ data, total }) => (
          <>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('circulars.unit')}</TableCell>
                  <TableCell>{t('circulars.person')}</TableCell>
                  <TableCell>{t('circulars.readAt')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((reader) => (
                  <TableRow key={reader.person.id}>
                    <TableCell>{reader.unit.name}</TableCell>
                    <TableCell>{reader.person.name}</TableCell>
                    <TableCell>{reader.readAt === null ? <StatusTag tone="active">{t('circulars.unread')}</StatusTag> : formatMoment(reader.readAt)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            {total === 0 ? <Typography sx={{ p: 2, color: 'text.secondary' }}>{t('circulars.nobody')}</Typography> : null}
            {total > perPage ? (
              <Stack sx={{ alignItems: 'center', py: 1 }}>
                <Pagination count={Math.ceil(total / perPage)} page={page} onChange={(_, next) => setPage(next)} />
              </Stack>
            ) : null}
          </>
        )}
      </QueryView>
    </Panel>
  );
}
