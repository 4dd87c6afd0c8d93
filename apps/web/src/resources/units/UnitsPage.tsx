import type { Ability, UnitRecord } from '@hengji/contracts';
import { Button, Paper, Table, TableBody, TableCell, TableHead, TableRow } from '@mui/material';
import { useState } from 'react';
import { usePermissions } from 'react-admin';
import { Page } from '../../components/Page.js';
import { QueryView } from '../../components/QueryView.js';
import { TablePages } from '../../components/TablePages.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';
import { AddUnitDialog, MoveUnitDialog } from './UnitDialogs.js';

const perPage = 50;

/** The units of the county and what hangs under what. */
export default function UnitsPage() {
  const t = useT();
  const { unitKind } = words(t);
  const { permissions } = usePermissions<Ability>();
  const manages = permissions?.can('manage', 'Person') === true;
  const [page, setPage] = useState(1);
  const [asked, setAsked] = useState<'add' | UnitRecord | null>(null);
  const units = useApiQuery(['units'], (api) => api.listUnits());
  const all = units.data?.data ?? [];
  return (
    <Page
      title={t('units.title')}
      actions={
        manages ? (
          <Button variant="contained" onClick={() => setAsked('add')}>
            {t('units.add')}
          </Button>
        ) : null
      }
    >
      <QueryView query={units}>
        {({ data, total }) => (
          <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell>{t('units.name')}</TableCell>
                  <TableCell>{t('units.kind')}</TableCell>
                  <TableCell>{t('units.code')}</TableCell>
                  <TableCell>{t('units.parent')}</TableCell>
                  {manages ? <TableCell align="right">{t('evaluation.actions')}</TableCell> : null}
                </TableRow>
              </TableHead>
              <TableBody>
                {data.slice((page - 1) * perPage, page * perPage).map((unit) => (
                  <TableRow key={unit.id}>
                    <TableCell sx={{ fontWeight: 500 }}>{unit.name}</TableCell>
                    <TableCell>{unitKind(unit.kind)}</TableCell>
                    <TableCell>{unit.code ?? '–'}</TableCell>
                    <TableCell>{unit.parentName ?? '–'}</TableCell>
                    {manages ? (
                      <TableCell align="right">
                        {unit.kind === 'subordinate' || unit.kind === 'project' ? (
                          <Button size="small" onClick={() => setAsked(unit)} aria-label={`${t('units.move')} ${unit.name}`}>
                            {t('units.move')}
                          </Button>
                        ) : null}
                      </TableCell>
                    ) : null}
                  </TableRow>
                ))}
              </TableBody>
            </Table>
            <TablePages page={page} perPage={perPage} total={total} onPage={setPage} />
          </Paper>
        )}
      </QueryView>
      {asked === 'add' ? <AddUnitDialog units={all} onClose={() => setAsked(null)} /> : null}
      {asked === null || asked === 'add' ? null : <MoveUnitDialog unit={asked} units={all} onClose={() => setAsked(null)} />}
    </Page>
  );
}
