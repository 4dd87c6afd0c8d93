import type { Ability, EvaluationRecord } from '@hengji/contracts';
import { Button, Typography } from '@mui/material';
import { useState } from 'react';
import { usePermissions } from 'react-admin';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { useT } from '../../i18n/useT.js';
import { useApiQuery } from '../../providers/useApi.js';

/** What the year costs the process engine; for those who look after the system. Asked only on demand. */
export function StatisticsPanel({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const { permissions } = usePermissions<Ability>();
  const [wanted, setWanted] = useState(false);
  const query = useApiQuery(['evaluations', record.id, 'process'], (api) => api.processStatistics(record.id), { enabled: wanted });
  if (permissions?.can('verify', 'Audit') !== true) return null;
  return (
    <Panel title={t('evaluation.statistics')}>
      {wanted ? (
        <QueryView query={query}>
          {(data) => (
            <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
              {t('evaluation.statisticsText', { workflowId: data.workflowId, events: data.historyEvents, actions: data.actions, mails: data.mails.total, audit: data.auditEvents })}
            </Typography>
          )}
        </QueryView>
      ) : (
        <Button size="small" onClick={() => setWanted(true)}>
          {t('app.details')}
        </Button>
      )}
    </Panel>
  );
}
