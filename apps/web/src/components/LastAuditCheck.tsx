import { Alert } from '@mui/material';
import { QueryView } from './QueryView.js';
import { formatMoment } from '../format/format.js';
import { useT } from '../i18n/useT.js';
import { useApiQuery } from '../providers/useApi.js';

/** What the last walk over the chains found, by the system at night or by whoever asked for it. */
export function LastAuditCheck() {
  const t = useT();
  const checks = useApiQuery(['audit checks'], (api) => api.listAuditChecks({ page: 1, perPage: 1 }));
  return (
    <QueryView query={checks}>
      {({ data: [last] }) => {
        if (last === undefined) return <Alert severity="info">{t('audit.never')}</Alert>;
        const told = { at: formatMoment(last.endedAt), by: last.by?.name ?? t('audit.bySchedule') };
        return last.firstBroken === null ? (
          <Alert severity="success">{t('audit.lastOk', { ...told, count: last.events })}</Alert>
        ) : (
          <Alert severity="error">{t('audit.lastBroken', { ...told, ...last.firstBroken })}</Alert>
        );
      }}
    </QueryView>
  );
}
