import type { CampaignProblemView, CampaignRecord } from '@hengji/contracts';
import { Alert, AlertTitle, Box, Button, Typography } from '@mui/material';
import { useState } from 'react';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';
import { problemText } from './problemText.js';

/** More lines than this are shown on demand. */
const shownAtFirst = 20;

type Group = { readonly name: string; readonly lines: readonly string[] };

function grouped(problems: readonly CampaignProblemView[], nameOf: (problem: CampaignProblemView) => string, textOf: (problem: CampaignProblemView) => string): readonly Group[] {
  const groups = new Map<string, string[]>();
  for (const problem of problems) groups.set(nameOf(problem), [...(groups.get(nameOf(problem)) ?? []), textOf(problem)]);
  return [...groups].map(([name, lines]) => ({ name, lines }));
}

function Groups({ groups }: { readonly groups: readonly Group[] }) {
  const t = useT();
  const [all, setAll] = useState(false);
  return (
    <>
      <Box component="dl" sx={{ m: 0 }}>
        {(all ? groups : groups.slice(0, shownAtFirst)).map(({ name, lines }) => (
          <Box key={name} sx={{ mt: 1 }}>
            <Typography component="dt" sx={{ fontWeight: 600 }}>
              {name}
            </Typography>
            {lines.map((line) => (
              <Typography component="dd" key={line} sx={{ m: 0, overflowWrap: 'anywhere' }}>
                {line}
              </Typography>
            ))}
          </Box>
        ))}
      </Box>
      {all || groups.length <= shownAtFirst ? null : (
        <Button size="small" color="inherit" onClick={() => setAll(true)} sx={{ mt: 1 }}>
          {t('campaigns.check.showAll', { count: groups.length })}
        </Button>
      )}
    </>
  );
}

/** The dry run of a draft: what must be solved, and what one should know. */
export function CheckPanel({ record }: { readonly record: CampaignRecord }) {
  const t = useT();
  const query = useApiQuery(['campaigns', record.id, 'check'], (api) => api.checkCampaign(record.id));
  const nameOf = ({ subject }: CampaignProblemView) => subject?.name ?? t('campaigns.check.wholeYear');
  const textOf = (problem: CampaignProblemView) => problemText(t, problem, record.stages);
  return (
    <Panel
      title={t('campaigns.check.title')}
      actions={
        <Button size="small" loading={query.isFetching} onClick={() => void query.refetch()}>
          {t('campaigns.check.again')}
        </Button>
      }
    >
      <QueryView query={query}>
        {({ problems }) => {
          const blocking = problems.filter(({ severity }) => severity === 'blocking');
          const notes = problems.filter(({ severity }) => severity === 'note');
          return (
            <div role="status">
              {blocking.length === 0 ? (
                <Alert severity="success" sx={{ mb: 2 }}>
                  {t('campaigns.check.clean')}
                </Alert>
              ) : (
                <Alert severity="error" sx={{ mb: 2 }}>
                  <AlertTitle>{t('campaigns.check.blocking', { count: blocking.length })}</AlertTitle>
                  <Typography variant="body2">{t('campaigns.check.blockingHelp')}</Typography>
                  <Groups groups={grouped(blocking, nameOf, textOf)} />
                </Alert>
              )}
              {notes.length === 0 ? null : (
                <Alert severity="info">
                  <AlertTitle>{t('campaigns.check.notes', { count: notes.length })}</AlertTitle>
                  <Groups groups={grouped(notes, nameOf, textOf)} />
                </Alert>
              )}
            </div>
          );
        }}
      </QueryView>
    </Panel>
  );
}
