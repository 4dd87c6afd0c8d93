import { Alert, AlertTitle, Box, Button, Typography } from '@mui/material';
import { LastAuditCheck } from '../../components/LastAuditCheck.js';
import { Page } from '../../components/Page.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation } from '../../providers/useApi.js';
import { ReadHistory } from './ReadHistory.js';
import { RegistryHistory } from './RegistryHistory.js';

/** Walks every audit chain and names the first broken row, and tells what was changed about people and duties, for auditors and administrators. */
export default function AuditPage() {
  const t = useT();
  const verify = useApiMutation((api) => api.verifyAudit());
  const { data, error } = verify;
  return (
    <Page title={t('audit.title')} failed={data !== undefined && !data.verified}>
      <Typography sx={{ mb: 2, maxWidth: 720 }}>{t('audit.intro')}</Typography>
      <Button variant="contained" loading={verify.isPending} onClick={() => verify.mutate(undefined)} sx={{ mb: 2 }}>
        {t('audit.run')}
      </Button>
      {error === null ? null : <ProblemAlert error={error} />}
      <div role="status">
        {verify.isPending ? <Typography>{t('audit.running')}</Typography> : null}
        {data === undefined || verify.isPending ? null : data.firstBroken === null && data.verified ? (
          <Alert severity="success">{t('audit.ok', { count: data.events })}</Alert>
        ) : (
          <Alert severity="error">
            <AlertTitle>{t('audit.brokenTitle')}</AlertTitle>
            {data.firstBroken === null ? '' : t('audit.broken', { stream: data.firstBroken.stream, seq: data.firstBroken.seq, why: data.firstBroken.why })}
          </Alert>
        )}
      </div>
      <LastAuditCheck />
      <Box sx={{ mt: 2 }}>
        <ReadHistory />
        <RegistryHistory />
      </Box>
    </Page>
  );
}
