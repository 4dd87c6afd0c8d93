import type { Ability, CalendarRecord } from '@hengji/contracts';
import { Alert, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { usePermissions } from 'react-admin';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { addWords } from '../../i18n/i18nProvider.js';
import { useT } from '../../i18n/useT.js';
import { calendar } from '../../i18n/zh/pages/calendar.js';
import { useApiQuery } from '../../providers/useApi.js';
import { ReleaseYearPanel } from './ReleaseYearPanel.js';
import { spansText } from './spansText.js';

addWords(calendar);

function YearsTable({ years }: Pick<CalendarRecord, 'years'>) {
  const t = useT();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{t('calendar.year')}</TableCell>
          <TableCell>{t('calendar.holidays')}</TableCell>
          <TableCell>{t('calendar.makeUpDays')}</TableCell>
          <TableCell>{t('calendar.source')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {years.map(({ year, holidays, makeUpDays, documentNo }) => (
          <TableRow key={year} sx={{ '& td': { verticalAlign: 'top' } }}>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{t('calendar.yearN', { year })}</TableCell>
            <TableCell>{spansText(t, holidays)}</TableCell>
            <TableCell>{spansText(t, makeUpDays)}</TableCell>
            <TableCell>{documentNo ?? t('calendar.withProduct')}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function VersionsTable({ versions }: Pick<CalendarRecord, 'versions'>) {
  const t = useT();
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell>{t('calendar.releasedOn')}</TableCell>
          <TableCell>{t('calendar.brought')}</TableCell>
          <TableCell>{t('calendar.source')}</TableCell>
          <TableCell>{t('calendar.coveredUntil')}</TableCell>
          <TableCell>{t('calendar.releasedBy')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {versions.map(({ id, releasedOn, coveredUntil, releasedBy, release }) => (
          <TableRow key={id}>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{releasedOn}</TableCell>
            <TableCell>{release === null ? t('calendar.withProduct') : t('calendar.broughtYear', { year: release.year, changed: release.changed })}</TableCell>
            <TableCell>{release?.documentNo ?? ''}</TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{coveredUntil}</TableCell>
            <TableCell>{release === null ? '' : (releasedBy?.name ?? t('calendar.byCommand'))}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The county's work calendar: what is known of which year, and the release of the next one. */
export default function CalendarPage() {
  const t = useT();
  const { permissions } = usePermissions<Ability>();
  const known = useApiQuery(['calendar'], (api) => api.getCalendar());
  return (
    <QueryView query={known} page>
      {({ coveredUntil, uncovered, years, versions, releasable }) => (
        <Page title={t('calendar.title')} lead={t('calendar.lead')}>
          <Alert severity={uncovered.tasks === 0 ? 'info' : 'warning'} sx={{ mb: 2 }}>
            <Typography sx={{ fontWeight: 600 }}>{t('calendar.known', { until: coveredUntil })}</Typography>
            {uncovered.earliest === null ? t('calendar.allCovered') : t('calendar.uncovered', { ...uncovered, earliest: uncovered.earliest, until: coveredUntil })}
          </Alert>
          {permissions?.can('open', 'Campaign') === true ? <ReleaseYearPanel key={releasable.until} year={releasable.until} /> : null}
          <Panel title={t('calendar.years')} dense>
            <YearsTable years={years} />
          </Panel>
          <Panel title={t('calendar.versions')} dense>
            <VersionsTable versions={versions} />
          </Panel>
        </Page>
      )}
    </QueryView>
  );
}
