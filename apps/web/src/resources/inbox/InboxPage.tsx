import { Box, FormControlLabel, Paper, Stack, Switch, Typography } from '@mui/material';
import { useGetIdentity, useStore } from 'react-admin';
import { Page } from '../../components/Page.js';
import { QueryView } from '../../components/QueryView.js';
import { useT } from '../../i18n/useT.js';
import { UnreadCirculars } from '../circulars/UnreadCirculars.js';
import { grouped } from './grouping.js';
import { TaskCard } from './TaskCard.js';
import { useInboxKeys } from './useInboxKeys.js';
import { useTasks } from './useTasks.js';

/** 我的待办: what waits for the reader, by urgency. */
export default function InboxPage() {
  const t = useT();
  const tasks = useTasks();
  const { data: identity } = useGetIdentity();
  const [keys, setKeys] = useStore('inbox.keys', true);
  const [hideRehearsals, setHideRehearsals] = useStore('inbox.hideRehearsals', false);
  const list = useInboxKeys(keys);
  const mixed = tasks.data !== undefined && tasks.data.data.some((task) => task.rehearsal) && tasks.data.data.some((task) => !task.rehearsal);
  return (
    <Page
      title={t('inbox.title')}
      actions={
        <>
          {mixed || hideRehearsals ? <FormControlLabel control={<Switch checked={hideRehearsals} onChange={(_, on) => setHideRehearsals(on)} />} label={t('inbox.hideRehearsals')} /> : null}
          <FormControlLabel control={<Switch checked={keys} onChange={(_, on) => setKeys(on)} />} label={t('inbox.keysOn')} title={t('inbox.keysHelp')} />
        </>
      }
    >
      <UnreadCirculars hideRehearsals={hideRehearsals} />
      <QueryView query={tasks}>
        {({ data }) => {
          const groups = grouped(hideRehearsals ? data.filter((task) => !task.rehearsal) : data);
          if (groups.length === 0) {
            return (
              <Paper variant="outlined" sx={{ p: 4, textAlign: 'center' }}>
                <Typography variant="h2">{t('inbox.empty')}</Typography>
                <Typography color="text.secondary">{t('inbox.emptyHelp')}</Typography>
              </Paper>
            );
          }
          return (
            <div ref={list}>
              {groups.map(({ group, tasks: inside }) => (
                <Box component="section" key={group} aria-labelledby={`inbox-${group}`} sx={{ mb: 3 }}>
                  <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline', mb: 1 }}>
                    <Typography variant="h2" id={`inbox-${group}`} color={group === 'overdue' ? 'error' : 'text.primary'}>
                      {t(`inbox.${group}`)}
                    </Typography>
                    <Typography variant="body2" color="text.secondary">
                      {t('inbox.groupCount', { count: inside.length })}
                    </Typography>
                  </Stack>
                  <Paper variant="outlined" component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
                    {inside.map((task) => (
                      <TaskCard key={task.id} task={task} me={identity === undefined ? null : String(identity.id)} />
                    ))}
                  </Paper>
                </Box>
              ))}
              {keys ? (
                <Typography variant="body2" color="text.secondary">
                  {t('inbox.keysHelp')}
                </Typography>
              ) : null}
            </div>
          );
        }}
      </QueryView>
    </Page>
  );
}
