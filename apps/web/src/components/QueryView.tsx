import { Box, CircularProgress } from '@mui/material';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useT } from '../i18n/useT.js';
import { ApiError } from '../providers/apiError.js';
import { Page } from './Page.js';
import { ProblemAlert } from './ProblemAlert.js';

export function Waiting() {
  const t = useT();
  return (
    <Box role="status" sx={{ display: 'flex', gap: 2, alignItems: 'center', py: 4, color: 'text.secondary' }}>
      <CircularProgress size={22} aria-hidden />
      {t('app.loading')}
    </Box>
  );
}

type QueryViewProps<Data> = {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'isPending' | 'refetch'>;
  /** The whole page waits for it: errors get a heading and a document title of their own. */
  readonly page?: boolean;
  readonly children: (data: Data) => ReactNode;
};

/** Waiting, failure or content. What was read before stays in view when a later reading fails. */
export function QueryView<Data>({ query, page = false, children }: QueryViewProps<Data>) {
  const t = useT();
  const { data, error } = query;
  if (data !== undefined) {
    return (
      <>
        {error === null ? null : <ProblemAlert error={error} onRetry={() => void query.refetch()} />}
        {children(data)}
      </>
    );
  }
  if (error === null) return <Waiting />;
  const status = error instanceof ApiError ? error.problem.status : 0;
  const alert = <ProblemAlert error={error} onRetry={() => void query.refetch()} />;
  if (!page) return alert;
  return (
    <Page failed title={status === 404 ? t('app.notFoundTitle') : status === 403 ? t('app.noAccessTitle') : t('app.loadFailed')}>
      {alert}
    </Page>
  );
}
