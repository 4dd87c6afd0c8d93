import type { RegistryEntryRecord } from '@hengji/contracts';
import { Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { TablePages } from '../../components/TablePages.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiQuery } from '../../providers/useApi.js';

const perPage = 25;

/** Every change of units, people, duties and leading groups: who made it, when, the old and the new value. */
export function RegistryHistory() {
  const t = useT();
  const [page, setPage] = useState(1);
  const entries = useApiQuery(['registry events', page], (api) => api.listRegistryEvents({ page, perPage }));
  return (
    <Panel title={t('registry.title')} dense>
      <QueryView query={entries}>
        {({ data, total }) => (
          <>
            <Table size="small">
              <TableHead>
                <TableRow>
                  <TableCell sx={{ whiteSpace: 'nowrap' }}>{t('registry.number')}</TableCell>
                  <TableCell>{t('registry.at')}</TableCell>
                  <TableCell>{t('registry.actor')}</TableCell>
                  <TableCell>{t('registry.what')}</TableCell>
                  <TableCell>{t('registry.about')}</TableCell>
                  <TableCell>{t('registry.old')}</TableCell>
                  <TableCell>{t('registry.new')}</TableCell>
                  <TableCell>{t('registry.reason')}</TableCell>
                </TableRow>
              </TableHead>
              <TableBody>
                {data.map((entry) => (
                  <Entry key={entry.seq} entry={entry} />
                ))}
              </TableBody>
            </Table>
            {total === 0 ? <Typography sx={{ p: 3 }}>{t('registry.empty')}</Typography> : null}
            <TablePages page={page} perPage={perPage} total={total} onPage={setPage} />
          </>
        )}
      </QueryView>
    </Panel>
  );
}

function Entry({ entry }: { readonly entry: RegistryEntryRecord }) {
  const t = useT();
  const { duty } = words(t);
  const days = (term: RegistryEntryRecord['new']) => (term === null ? '' : term.endsOn === null ? t('people.since', { date: term.startsOn }) : t('people.until', { from: term.startsOn, to: term.endsOn }));
  const about = [entry.person, entry.unit, entry.duty === null ? null : duty(entry.duty), entry.title, entry.members.length === 0 ? null : entry.members.join(t('app.listSeparator')), entry.parent === null ? null : t('registry.under', { parent: entry.parent })];
  return (
    <TableRow>
      <TableCell>{entry.seq}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{formatMoment(entry.at)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{entry.actor?.name ?? t('app.system')}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{t(`registry.type.${entry.type}`)}</TableCell>
      <TableCell>{about.filter((part) => part !== null && part !== '').join(' · ')}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{days(entry.old)}</TableCell>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>{days(entry.new)}</TableCell>
      <TableCell sx={{ whiteSpace: 'pre-line' }}>{entry.reason ?? ''}</TableCell>
    </TableRow>
  );
}
