import type { Ability, OperationsRecord } from '@hengji/contracts';
import { Alert, Button, Typography } from '@mui/material';
import { usePermissions } from 'react-admin';
import { LastAuditCheck } from '../../components/LastAuditCheck.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { LastReconciliation } from './LastReconciliation.js';
import { TroublesPanel } from './TroublesPanel.js';

/** One row and one question to the process engine: cheap enough that a run is seen to end soon. */
const pollSeconds = 3;

/** Whether everything runs as the rows say, for the administrator; the auditor reads along. */
export default function OperationsPage() {
  const t = useT();
  const { permissions } = usePermissions<Ability>();
  const operations = useApiQuery(['operations'], (api) => api.getOperations(), { refetchEverySeconds: pollSeconds });
  const begin = useApiMutation((api) => api.reconcile());
  const mayBegin = permissions?.can('reconcile', 'Operations') === true;
  return (
    <QueryView query={operations} page>
      {(record) => (
        <Page
          title={t('operations.title')}
          failed={(record.last?.left ?? 0) > 0}
          actions={
            mayBegin ? (
              <Button variant="contained" loading={begin.isPending || record.running === true} onClick={() => begin.mutate(undefined)}>
                {t('operations.reconcile')}
              </Button>
            ) : undefined
          }
        >
          <Typography sx={{ mb: 2, maxWidth: 720 }}>{t('operations.intro')}</Typography>
          {begin.error === null ? null : <ProblemAlert error={begin.error} />}
          <Engine record={record} />
          {record.last === null ? null : <LastReconciliation last={record.last} />}
          {/* A run may have found more that stand still: what is shown is then asked for anew. */}
          <TroublesPanel key={record.last?.endedAt ?? 'never'} />
          <Panel title={t('operations.audit')}>
            <LastAuditCheck />
          </Panel>
        </Page>
      )}
    </QueryView>
  );
}

function Engine({ record: { running, last } }: { readonly record: OperationsRecord }) {
  const t = useT();
  return (
    <div role="status">
      {running === null ? (
        <Alert severity="error" sx={{ mb: 2 }}>
          {t('operations.engineAway')}
        </Alert>
      ) : null}
      {running === true ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t('operations.running')}
        </Alert>
      ) : null}
      {last === null && running !== true ? <Typography sx={{ mb: 2 }}>{t('operations.never')}</Typography> : null}
    </div>
  );
}
