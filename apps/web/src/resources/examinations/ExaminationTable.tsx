import { Box, Button, Link, Table, TableBody, TableCell, TableHead, TableRow, TableSortLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Panel } from '../../components/Panel.js';
import { csvOf } from '../../format/csv.js';
import { download } from '../../format/download.js';
import { useT } from '../../i18n/useT.js';
import { rowOf, sortColumns, sorted, type Examination, type ExaminationRow, type Sort, type SortColumn } from './examination.js';

type ExaminationTableProps = { readonly examinations: readonly Examination[]; readonly opened: string | null; readonly onOpen: (id: string) => void; readonly onAgain: (id: string) => void };

const figures: ReadonlySet<SortColumn> = new Set(['year', 'claimed', 'recomputed', 'errors', 'warnings', 'unread']);

/** Many files, one a row: what each claims, what its rows give, and how much was found in it. A row opens its document. */
export function ExaminationTable({ examinations, opened, onOpen, onAgain }: ExaminationTableProps) {
  const t = useT();
  const notify = useNotify();
  const [sort, setSort] = useState<Sort | null>(null);
  const byId = new Map(examinations.map((one) => [one.id, one]));
  const rows = sorted(examinations.map(rowOf), sort);
  const stateText = ({ state }: Examination): string => {
    switch (state.kind) {
      case 'waiting':
      case 'running':
        return t(`examinations.state.${state.kind}`);
      case 'refused':
        return state.reason;
      case 'read':
        return '';
    }
  };
  const reconciledText = ({ id, claimed, recomputed, reconciled }: ExaminationRow): string => {
    if (byId.get(id)?.state.kind !== 'read' || reconciled === null) return '';
    if (claimed === null || recomputed === null) return '–';
    return reconciled > 0 ? t('examinations.ways', { count: reconciled }) : '–';
  };
  const [saving, setSaving] = useState(false);
  const told = () => {
    const head = [...sortColumns.map((column) => t(`examinations.column.${column}`)), t('examinations.column.state')];
    const lines = rows.map((row) => {
      const one = byId.get(row.id);
      return [...sortColumns.map((column) => (column === 'reconciled' ? reconciledText(row) : row[column])), one === undefined ? '' : stateText(one)];
    });
    return [head, ...lines];
  };
  const saveCsv = () => download(`${t('examinations.fileName')}.csv`, csvOf(told()), 'text/csv;charset=utf-8');
  const saveWorkbook = async () => {
    setSaving(true);
    try {
      const { workbookOf } = await import('../../format/workbook.js');
      download(`${t('examinations.fileName')}.xlsx`, workbookOf(t('examinations.fileName'), told()), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    } catch {
      notify(t('examinations.notSaved'), { type: 'error' });
    }
    setSaving(false);
  };
  return (
    <Panel
      title={t('examinations.files')}
      dense
      actions={
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button variant="outlined" size="small" loading={saving} onClick={() => void saveWorkbook()}>
            {t('examinations.xlsx')}
          </Button>
          <Button variant="outlined" size="small" onClick={saveCsv}>
            {t('examinations.csv')}
          </Button>
        </Box>
      }
    >
      <Table size="small">
        <TableHead>
          <TableRow>
            {sortColumns.map((column) => (
              <TableCell key={column} align={figures.has(column) ? 'right' : 'left'} sortDirection={sort?.column === column ? (sort.descending ? 'desc' : 'asc') : false}>
                <TableSortLabel
                  active={sort?.column === column}
                  direction={sort?.column === column && sort.descending ? 'desc' : 'asc'}
                  onClick={() => setSort({ column, descending: sort?.column === column ? !sort.descending : figures.has(column) && column !== 'year' })}
                >
                  {t(`examinations.column.${column}`)}
                </TableSortLabel>
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((row) => {
            const one = byId.get(row.id);
            if (one === undefined) return null;
            const read = one.state.kind === 'read';
            return (
              <TableRow key={row.id} selected={row.id === opened} hover={read}>
                <TableCell sx={{ overflowWrap: 'anywhere', minWidth: 180 }}>
                  {read ? (
                    <Link component="button" type="button" onClick={() => onOpen(row.id)} aria-current={row.id === opened ? 'true' : undefined} sx={{ textAlign: 'left', minHeight: 24 }}>
                      {row.file}
                    </Link>
                  ) : (
                    row.file
                  )}
                </TableCell>
                {read ? (
                  <>
                    <TableCell>{row.unit ?? '–'}</TableCell>
                    <TableCell align="right">{row.year ?? '–'}</TableCell>
                    <TableCell align="right">{row.claimed ?? '–'}</TableCell>
                    <TableCell align="right">{row.recomputed ?? '–'}</TableCell>
                    <TableCell align="right" sx={(row.errors ?? 0) > 0 ? { color: 'error.main', fontWeight: 600 } : {}}>
                      {row.errors}
                    </TableCell>
                    <TableCell align="right">{row.warnings}</TableCell>
                    <TableCell align="right" sx={(row.unread ?? 0) > 0 ? { color: 'warning.main', fontWeight: 600 } : {}}>
                      {row.unread}
                    </TableCell>
                    <TableCell>{reconciledText(row)}</TableCell>
                  </>
                ) : (
                  <TableCell colSpan={sortColumns.length - 1} sx={{ color: one.state.kind === 'refused' ? 'error.main' : 'text.secondary' }}>
                    <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
                      <Typography component="span" variant="body2">
                        {stateText(one)}
                      </Typography>
                      {one.state.kind === 'refused' && one.state.again ? (
                        <Button size="small" onClick={() => onAgain(row.id)}>
                          {t('app.retry')}
                        </Button>
                      ) : null}
                    </Box>
                  </TableCell>
                )}
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Panel>
  );
}
