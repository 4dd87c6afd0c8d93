import { Alert, Button, Typography } from '@mui/material';
import { useT } from '../i18n/useT.js';
import { ApiError, isRepeatable } from '../providers/apiError.js';
import { Meanwhile } from './Meanwhile.js';

type ProblemAlertProps = { readonly error: unknown; readonly onRetry?: () => void; /** Something was typed that must not seem lost. */ readonly typed?: boolean };

/** The sentence of an error in the reader's language, and what can be done about it. Never a stack. */
export function ProblemAlert({ error, onRetry, typed = false }: ProblemAlertProps) {
  const t = useT();
  const problem = error instanceof ApiError ? error.problem : null;
  const unreachable = problem?.code === 'unreachable';
  const detail = problem === null || problem.detail === '' ? t('app.errorText') : unreachable ? t('app.unreachable') : problem.detail;
  return (
    <Alert
      severity="error"
      role="alert"
      sx={{ mb: 2 }}
      action={
        onRetry === undefined ? undefined : (
          <Button color="inherit" size="small" onClick={onRetry}>
            {t('app.retry')}
          </Button>
        )
      }
    >
      {detail}
      {problem?.meanwhile === undefined ? null : <Meanwhile entry={problem.meanwhile} typed={typed} />}
      {typed && isRepeatable(error) && !unreachable ? <Typography variant="body2">{t('app.keepTyped')}</Typography> : null}
      {problem !== null && problem.requestId !== '' && problem.status >= 500 ? <Typography variant="body2">{t('app.requestId', { id: problem.requestId })}</Typography> : null}
    </Alert>
  );
}
