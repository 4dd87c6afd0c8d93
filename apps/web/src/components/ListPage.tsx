import { Box, Paper, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { ListBase, Pagination, useListContext } from 'react-admin';
import { useT } from '../i18n/useT.js';
import { Page } from './Page.js';
import { ProblemAlert } from './ProblemAlert.js';
import { Waiting } from './QueryView.js';
import { FilterBar, type Filter } from './FilterBar.js';
import { wideTable } from './wideTable.js';

type ListPageProps = {
  readonly resource: string;
  readonly title: string;
  readonly empty: string;
  readonly actions?: ReactNode;
  readonly filters?: readonly Filter[];
  readonly search?: { readonly name: string; readonly label: string };
  readonly children: ReactNode;
};

function Body({ empty, children }: { readonly empty: string; readonly children: ReactNode }) {
  const { error, isPending, refetch, total } = useListContext();
  if (error !== null && error !== undefined) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Waiting />;
  if (total === 0) return <Typography sx={{ p: 3, color: 'text.secondary' }}>{empty}</Typography>;
  return <Box sx={wideTable}>{children}</Box>;
}

/** A list with its filters and pages. Nothing is selected in bulk, so there are no row checkboxes and no bulk toolbar. */
export function ListPage({ resource, title, empty, actions, filters = [], search, children }: ListPageProps) {
  const t = useT();
  return (
    <ListBase resource={resource} perPage={25} exporter={false} queryOptions={{ retry: false }}>
      <Page title={title} actions={actions}>
        {filters.length === 0 && search === undefined ? null : <FilterBar filters={filters} {...(search === undefined ? {} : { search })} />}
        <Paper variant="outlined" sx={{ overflow: 'hidden' }} aria-label={t('ra.action.list')}>
          <Body empty={empty}>{children}</Body>
        </Paper>
        <Pagination />
      </Page>
    </ListBase>
  );
}
