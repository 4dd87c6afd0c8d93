import type { SessionRecord } from '@hengji/contracts';
import { Alert, Button, Stack, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useLogout } from 'react-admin';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { deviceParts } from './deviceName.js';

/** Where one is signed in, and the way out of everywhere. */
export function SessionsPanel() {
  const t = useT();
  const logout = useLogout();
  const sessions = useApiQuery(['sessions'], (api) => api.listSessions());
  const end = useApiMutation((api, which: 'others' | 'all') => api.endSessions(which));
  const endAll = () => end.mutate('all', { onSuccess: () => void logout() });
  return (
    <Panel title={t('account.sessions')} dense>
      {end.error === null ? null : <ProblemAlert error={end.error} />}
      <div role="status">{end.data === undefined ? null : <Alert severity="success">{t('account.ended', { count: end.data.ended })}</Alert>}</div>
      <QueryView query={sessions}>
        {({ data }) => (
          <>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('account.device')}</TableCell>
                  <TableCell>{t('account.address')}</TableCell>
                  <TableCell>{t('account.started')}</TableCell>
                  <TableCell>{t('account.active')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((session) => (
                  <Row key={session.id} session={session} />
                ))}
              </TableBody>
            </Table>
            <Stack direction="row" spacing={1} useFlexGap sx={{ p: 2, flexWrap: 'wrap' }}>
              <Button variant="outlined" disabled={data.length < 2} loading={end.isPending} onClick={() => end.mutate('others')}>
                {t('account.endOthers')}
              </Button>
              <Button color="error" loading={end.isPending} onClick={endAll}>
                {t('account.endAll')}
              </Button>
            </Stack>
          </>
        )}
      </QueryView>
    </Panel>
  );
}

function Row({ session }: { readonly session: SessionRecord }) {
  const t = useT();
  const parts = deviceParts(session.userAgent);
  const device = parts === null ? t('account.unknownDevice') : t('account.on', parts);
  return (
    <TableRow>
      <TableCell>{session.current ? `${device}（${t('account.current')}）` : device}</TableCell>
      <TableCell>{session.address ?? ''}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatMoment(session.startedAt)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatMoment(session.activeAt)}</TableCell>
    </TableRow>
  );
}
