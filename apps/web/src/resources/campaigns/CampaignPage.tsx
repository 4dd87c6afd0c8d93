import SkipNext from '@mui/icons-material/SkipNext';
import { Alert, Button, Paper, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { PageLink } from '../../components/ButtonLink.js';
import { Facts } from '../../components/Facts.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDay, formatScore } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { toneOfUrgency } from '../evaluations/looks.js';
import { useIdOfPage } from '../evaluations/useEvaluation.js';

/** One campaign: where its departments stand, and for a rehearsal the jump to the next date. */
export default function CampaignPage() {
  const t = useT();
  const id = useIdOfPage();
  const { stage } = words(t);
  const query = useApiQuery(['campaigns', id], (api) => api.getCampaign(id), { refetchEverySeconds: 30 });
  const evaluations = useApiQuery(['evaluations', 'of campaign', id], (api) => api.listEvaluations({ campaign: id, perPage: 200 }));
  const [advancedTo, setAdvancedTo] = useState<string | null>(null);
  const advance = useApiMutation((api, campaign: string, key) => api.advanceCampaign(campaign, key), { onDone: ({ processNow }) => setAdvancedTo(formatDay(processNow)) });
  return (
    <QueryView query={query} page>
      {(campaign) => (
        <Page
          title={campaign.title}
          rehearsal={campaign.rehearsal ? { date: formatDay(campaign.processNow) } : null}
          actions={
            campaign.mayAdvance ? (
              <Button variant="contained" startIcon={<SkipNext />} loading={advance.isPending} disabled={campaign.nextInstant === null} title={t('campaigns.advanceHelp')} onClick={() => advance.mutate(id)}>
                {t('campaigns.advance')}
              </Button>
            ) : null
          }
        >
          {advance.error === null ? null : <ProblemAlert error={advance.error} onRetry={() => advance.mutate(id)} />}
          <div role="status">{advancedTo === null ? null : <Alert severity="success" sx={{ mb: 2 }}>{t('campaigns.advanced', { date: advancedTo })}</Alert>}</div>
          <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
            <Facts
              items={[
                { label: t('campaigns.year'), value: campaign.year },
                { label: t('campaigns.kind'), value: t(campaign.rehearsal ? 'campaigns.rehearsal' : 'campaigns.formal') },
                { label: t('campaigns.processDate'), value: formatDay(campaign.processNow) },
                { label: t('campaigns.next'), value: campaign.nextInstant === null ? t('campaigns.nothing') : formatDay(campaign.nextInstant) },
                { label: t('campaigns.closedCount'), value: t('campaigns.progress', { closed: campaign.closed, total: campaign.evaluations }) },
              ]}
            />
          </Paper>
          <Panel title={t('campaigns.people')} dense>
            <QueryView query={evaluations}>
              {({ data }) => (
                <Table size="small">
                  <TableHead>
                    <TableRow>
                      <TableCell>{t('evaluations.unit')}</TableCell>
                      <TableCell>{t('evaluations.phase')}</TableCell>
                      <TableCell>{t('evaluations.status')}</TableCell>
                      <TableCell>{t('evaluations.due')}</TableCell>
                      <TableCell align="right">{t('evaluations.self')}</TableCell>
                      <TableCell align="right">{t('evaluations.reviewed')}</TableCell>
                    </TableRow>
                  </TableHead>
                  <TableBody>
                    {data.map((row) => (
                      <TableRow key={row.id}>
                        <TableCell>
                          <PageLink to={`/evaluations/${row.id}`}>{row.unit.name}</PageLink>
                        </TableCell>
                        <TableCell>{`${stage(row.phase, row.checkpoint)} · ${t(`process.step.${row.step}`)}`}</TableCell>
                        <TableCell>{t(`process.status.${row.status}`)}</TableCell>
                        <TableCell>{row.dueOn === null ? '–' : <StatusTag tone={toneOfUrgency(row.urgency)}>{`${t(`process.urgency.${row.urgency}`)} ${row.dueOn}`}</StatusTag>}</TableCell>
                        <TableCell align="right">{row.score.self === null ? '–' : formatScore(row.score.self)}</TableCell>
                        <TableCell align="right">{row.score.reviewed === null ? '–' : formatScore(row.score.reviewed)}</TableCell>
                      </TableRow>
                    ))}
                  </TableBody>
                </Table>
              )}
            </QueryView>
          </Panel>
        </Page>
      )}
    </QueryView>
  );
}
