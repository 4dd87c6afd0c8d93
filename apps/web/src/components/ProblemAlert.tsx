import { Alert, Button, Typography } from '@mui/material';
import type { TimelineEntry } from '@hengji/contracts';
import { formatMoment } from '../format/format.js';
import { useT } from '../i18n/useT.js';
import { words } from '../i18n/words.js';
import { ApiError, isRepeatable } from '../providers/apiError.js';
import { timelineText, type Names } from '../resources/timeline/timelineText.js';

type ProblemAlertProps = { readonly error: unknown; readonly onRetry?: () => void; /** Something was typed that must not seem lost. */ readonly typed?: boolean };

/** Who did what while the reader was at it, and that what he typed is still there. */
function Meanwhile({ entry, typed }: { readonly entry: TimelineEntry; readonly typed: boolean }) {
  const t = useT();
  const { duty } = words(t);
  // The server has put names and titles in; what is left are numbers and duties.
  const names: Names = { person: (id) => id, section: (title) => title, slot: duty, stage: (index) => t('app.stageNumber', { number: index + 1 }), indicator: (name) => name };
  const params = { who: entry.actor?.name ?? t('app.system'), act: timelineText(t, entry, names), time: formatMoment(entry.at) };
  return (
    <>
      <Typography variant="body2" sx={{ mt: 0.5 }}>
        {t('app.meanwhile', params)}
      </Typography>
      {typed ? <Typography variant="body2">{t('app.meanwhileTyped')}</Typography> : null}
    </>
  );
}

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
