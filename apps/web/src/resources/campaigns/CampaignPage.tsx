import SkipNext from '@mui/icons-material/SkipNext';
import type { CampaignRecord } from '@hengji/contracts';
import { Alert, Button, LinearProgress, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Facts } from '../../components/Facts.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDay } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { CircularsPanel } from '../circulars/CircularsPanel.js';
import { useIdOfPage } from '../evaluations/useEvaluation.js';
import { CampaignDialog, type CampaignAction } from './CampaignDialog.js';
import { stageName } from './campaignForm.js';
import { HistoryPanel, MovesPanel, TemplateMovesPanel } from './CampaignRecords.js';
import { CheckPanel } from './CheckPanel.js';
import { toneOfCampaign } from './looks.js';
import { SubjectsPanel } from './SubjectsPanel.js';

/** Best first; the first allowed one is the primary button. */
const order: readonly CampaignAction[] = ['launch', 'resume', 'addSubjects', 'cancelSubject', 'movePhaseDate', 'pause', 'close', 'discard'];

function Actions({ record, onAsk }: { readonly record: CampaignRecord; readonly onAsk: (type: CampaignAction) => void }) {
  const t = useT();
  const buttons = order.filter((type) => record.allowedActions.includes(type));
  return (
    <>
      {record.allowedActions.includes('revise') ? (
        <ButtonLink to={`/campaigns/${record.id}/edit`} variant="outlined">
          {t('campaigns.action.edit')}
        </ButtonLink>
      ) : null}
      {record.allowedActions.includes('moveTemplate') ? (
        <ButtonLink to={`/campaigns/${record.id}/template`} variant="outlined">
          {t('campaigns.action.moveTemplate.title')}
        </ButtonLink>
      ) : null}
      {[...buttons].reverse().map((type) => (
        <Button key={type} variant={type === 'launch' || type === 'resume' ? 'contained' : 'outlined'} color={type === 'discard' || type === 'cancelSubject' ? 'error' : 'primary'} onClick={() => onAsk(type)}>
          {t(`campaigns.action.${type}.title`)}
        </Button>
      ))}
    </>
  );
}

/** What is under way, or needs a look. */
function StateNotes({ record }: { readonly record: CampaignRecord }) {
  const t = useT();
  const { planned, opened, failed } = record.subjects;
  const total = planned + opened + failed;
  return (
    <div role="status">
      {record.status === 'launching' ? (
        <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
          <Typography sx={{ mb: 1 }}>{t('campaigns.launchProgress', { opened: opened + failed, total })}</Typography>
          <LinearProgress variant="determinate" value={total === 0 ? 0 : ((opened + failed) / total) * 100} aria-label={t('campaigns.status.launching')} />
        </Paper>
      ) : null}
      {record.status === 'paused' ? <Alert severity="warning" sx={{ mb: 2 }}>{t('campaigns.pausedNote')}</Alert> : null}
      {failed > 0 ? <Alert severity="error" sx={{ mb: 2 }}>{t('campaigns.launchFailed', { count: failed })}</Alert> : null}
    </div>
  );
}

function Summary({ record }: { readonly record: CampaignRecord }) {
  const t = useT();
  const { planned, opened, failed, cancelled } = record.subjects;
  const counts = [['planned', planned], ['opened', opened], ['failed', failed], ['cancelled', cancelled]] as const;
  return (
    <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
      <Facts
        items={[
          { label: t('campaigns.state'), value: <StatusTag tone={toneOfCampaign(record.status)}>{t(`campaigns.status.${record.status}`)}</StatusTag> },
          { label: t('campaigns.year'), value: record.year },
          { label: t('campaigns.kind'), value: t(record.rehearsal ? 'campaigns.rehearsal' : 'campaigns.formal') },
          { label: t('campaigns.processDate'), value: formatDay(record.processNow) },
          ...(record.status === 'draft' ? [] : [{ label: t('campaigns.next'), value: record.nextInstant === null ? t('campaigns.nothing') : formatDay(record.nextInstant) }]),
          { label: t('campaigns.people'), value: counts.filter(([, count]) => count > 0).map(([name, count]) => `${t(`campaigns.count.${name}`)} ${count}`).join(t('app.listSeparator')) || '0' },
          ...(record.status === 'draft' ? [] : [{ label: t('campaigns.closedCount'), value: t('campaigns.progress', { closed: record.closed, total: record.evaluations }) }]),
        ]}
      />
    </Paper>
  );
}

function Schedule({ record }: { readonly record: CampaignRecord }) {
  const t = useT();
  return (
    <Panel title={t('campaigns.plan')}>
      <Facts items={record.stages.map((stage) => ({ label: stageName(t, stage), value: stage.index < record.startStage ? (record.onPaper[stage.index]?.documentNo ?? '–') : (stage.opensOn ?? t('campaigns.onReceipt')) }))} />
    </Panel>
  );
}

/** Shells of a rehearsal are at what came due by the last move of its clock. */
function isCatchingUp({ rehearsal, nextInstant, processNow }: CampaignRecord): boolean {
  return rehearsal && nextInstant !== null && nextInstant <= processNow;
}

/** One campaign: as a draft what the dry run says, then how its opening goes and where its subjects stand. */
export default function CampaignPage() {
  const t = useT();
  const id = useIdOfPage();
  const query = useApiQuery(['campaigns', id], (api) => api.getCampaign(id), { refetchEverySeconds: 5 });
  const [asked, setAsked] = useState<CampaignAction | null>(null);
  const [advancedTo, setAdvancedTo] = useState<string | null>(null);
  const advance = useApiMutation((api, campaign: string, key) => api.advanceCampaign(campaign, key), { onDone: ({ processNow }) => setAdvancedTo(formatDay(processNow)) });
  const retry = useApiMutation((api, subject: string, key) => api.commandCampaign(id, { type: 'retrySubjects', subjects: [subject] }, key));
  return (
    <QueryView query={query} page>
      {(record) => (
        <Page
          title={record.title}
          rehearsal={record.rehearsal ? { date: formatDay(record.processNow) } : null}
          actions={
            <>
              <Actions record={record} onAsk={setAsked} />
              {record.mayAdvance ? (
                <Button variant="contained" startIcon={<SkipNext />} loading={advance.isPending} disabled={record.nextInstant === null} title={t('campaigns.advanceHelp')} onClick={() => advance.mutate(id)}>
                  {t('campaigns.advance')}
                </Button>
              ) : null}
            </>
          }
        >
          {advance.error === null ? null : <ProblemAlert error={advance.error} onRetry={() => advance.mutate(id)} />}
          {retry.error === null ? null : <ProblemAlert error={retry.error} />}
          <div role="status">
            {advancedTo === null ? null : <Alert severity="success" sx={{ mb: 2 }}>{t('campaigns.advanced', { date: advancedTo })}</Alert>}
            {isCatchingUp(record) ? <Alert severity="info" sx={{ mb: 2 }}>{t('campaigns.advancing')}</Alert> : null}
          </div>
          <StateNotes record={record} />
          <Summary record={record} />
          {record.status === 'draft' && record.draft !== null ? <CheckPanel record={record} /> : null}
          <Schedule record={record} />
          <SubjectsPanel record={record} onRetry={record.allowedActions.includes('retrySubjects') ? retry.mutate : null} />
          <CircularsPanel campaignId={id} mayWrite={record.allowedActions.length > 0} />
          <MovesPanel record={record} />
          <TemplateMovesPanel record={record} />
          <HistoryPanel record={record} />
          {asked === null ? null : <CampaignDialog record={record} type={asked} onClose={() => setAsked(null)} />}
        </Page>
      )}
    </QueryView>
  );
}
