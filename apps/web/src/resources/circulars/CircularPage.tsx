import type { CircularRecord } from '@hengji/contracts';
import { Alert, Button, Paper, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { ButtonLink, PageLink } from '../../components/ButtonLink.js';
import { ConfirmDialog } from '../../components/ConfirmDialog.js';
import { Facts } from '../../components/Facts.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { useIdOfPage } from '../evaluations/useEvaluation.js';
import { CircularFiles } from './CircularFiles.js';
import { ReadersPanel } from './ReadersPanel.js';

type Version = CircularRecord['versions'][number];

/** The words as they were typed; what looks like markup is text. */
function VersionText({ circularId, version }: { readonly circularId: string; readonly version: Version }) {
  const t = useT();
  return (
    <>
      {version.reason === null ? null : (
        <Alert severity="info" icon={false} sx={{ mb: 2, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
          {t('circulars.reasonLine', { reason: version.reason })}
        </Alert>
      )}
      <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', mb: 2 }}>{version.text}</Typography>
      <Typography variant="h3" sx={{ mb: 0.5 }}>
        {t('circulars.files')}
      </Typography>
      <CircularFiles files={version.files} circularId={circularId} />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 2 }}>
        {t('circulars.issuedBy', { who: version.issuedBy.name, time: formatMoment(version.issuedAt) })}
      </Typography>
    </>
  );
}

/** The reader's own receipt for the latest version. */
function Receipt({ record }: { readonly record: CircularRecord }) {
  const t = useT();
  const notify = useNotify();
  const acknowledge = useApiMutation((api, number: number, key) => api.acknowledgeCircular(record.id, number, key), { onDone: () => notify(t('circulars.acknowledged'), { type: 'success' }) });
  return (
    <>
      {acknowledge.error === null ? null : <ProblemAlert error={acknowledge.error} onRetry={() => acknowledge.mutate(record.number)} />}
      {record.allowedActions.includes('acknowledge') ? (
        <Button variant="contained" size="large" loading={acknowledge.isPending} onClick={() => acknowledge.mutate(record.number)} sx={{ mb: 2 }}>
          {t('circulars.acknowledge')}
        </Button>
      ) : null}
      <div role="status">{record.readAt === null ? null : <Alert severity="success" sx={{ mb: 2 }}>{t('circulars.readOn', { time: formatMoment(record.readAt) })}</Alert>}</div>
    </>
  );
}

/** One circular: its latest version first, and for the bureau who has read it. */
export default function CircularPage() {
  const t = useT();
  const notify = useNotify();
  const id = useIdOfPage();
  const query = useApiQuery(['circulars', id], (api) => api.getCircular(id), { refetchEverySeconds: 30 });
  const [asking, setAsking] = useState(false);
  const remind = useApiMutation((api, circular: string, key) => api.remindOfCircular(circular, key), {
    onDone: () => {
      setAsking(false);
      notify(t('circulars.reminded'), { type: 'success' });
    },
  });
  return (
    <QueryView query={query} page>
      {(record) => {
        const [latest, ...earlier] = record.versions;
        const { followed } = record;
        return (
          <Page
            title={record.title}
            rehearsal={record.rehearsal ? { date: null } : null}
            actions={
              <>
                <ButtonLink to="/circulars" color="secondary" variant="outlined">
                  {t('circulars.title')}
                </ButtonLink>
                {record.allowedActions.includes('amend') ? (
                  <ButtonLink to={`/circulars/${id}/amend`} variant="outlined">
                    {t('circulars.amend')}
                  </ButtonLink>
                ) : null}
                {record.allowedActions.includes('remind') && followed !== null ? (
                  <Button variant="outlined" onClick={() => setAsking(true)}>
                    {t('circulars.remind')}
                  </Button>
                ) : null}
              </>
            }
          >
            <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
              <Facts
                items={[
                  { label: t('circulars.documentNo'), value: record.documentNo },
                  { label: t('circulars.campaign'), value: <PageLink to={`/campaigns/${record.campaign.id}`}>{record.campaign.title}</PageLink> },
                  { label: t('circulars.issuedAt'), value: formatMoment(record.issuedAt) },
                ]}
              />
            </Paper>
            {latest === undefined ? null : (
              <Panel title={t('circulars.latest', { number: latest.number })}>
                <VersionText circularId={id} version={latest} />
              </Panel>
            )}
            <Receipt record={record} />
            {followed === null ? null : <ReadersPanel circularId={id} number={record.number} followed={followed} />}
            {earlier.length === 0 ? null : (
              <Typography variant="h2" sx={{ mt: 3, mb: 1 }}>
                {t('circulars.earlier')}
              </Typography>
            )}
            {earlier.map((version) => (
              <Panel key={version.number} title={`${t('circulars.version', { number: version.number })} · ${version.documentNo} · ${version.title}`}>
                <VersionText circularId={id} version={version} />
              </Panel>
            ))}
            {asking && followed !== null ? (
              <ConfirmDialog title={t('circulars.remind')} text={t('circulars.remindEffect', { count: followed.recipients - followed.read })} confirmLabel={t('circulars.remind')} busy={remind.isPending} onConfirm={() => remind.mutate(id)} onCancel={() => setAsking(false)}>
                {remind.error === null ? null : <ProblemAlert error={remind.error} />}
              </ConfirmDialog>
            ) : null}
          </Page>
        );
      }}
    </QueryView>
  );
}
