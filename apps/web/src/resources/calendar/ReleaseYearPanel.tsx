import { ReleaseCalendarBody, type CalendarCheckRecord } from '@hengji/contracts';
import { Alert, AlertTitle, Box, Button, Stack, Table, TableBody, TableCell, TableHead, TableRow, TextField, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import type { z } from 'zod';
import { Facts } from '../../components/Facts.js';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { FormDialog } from '../../forms/FormDialog.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation } from '../../providers/useApi.js';
import { spansText } from './spansText.js';

function Problems({ problems }: Pick<CalendarCheckRecord, 'problems'>) {
  const t = useT();
  return (
    <Alert severity="error" role="alert" sx={{ mb: 2 }}>
      <AlertTitle>{t('calendar.problems')}</AlertTitle>
      {problems.map(({ code, date, years }) => (
        <Typography key={`${code} ${date ?? ''}`} variant="body2">
          {t(`calendar.problem.${code}`, { date: date ?? '', from: years?.from ?? '', until: years?.until ?? '' })}
        </Typography>
      ))}
    </Alert>
  );
}

function Changes({ changes }: Pick<CalendarCheckRecord, 'changes'>) {
  const t = useT();
  if (changes.length === 0) return <Typography sx={{ mb: 2 }}>{t('calendar.noChanges')}</Typography>;
  return (
    <>
      <Typography variant="h3" sx={{ mb: 1 }}>
        {t('calendar.changes', { count: changes.length })}
      </Typography>
      <Box sx={{ maxHeight: 320, overflowY: 'auto', mb: 2 }} tabIndex={0} role="group" aria-label={t('calendar.changes', { count: changes.length })}>
        <Table size="small" stickyHeader>
          <TableHead>
            <TableRow>
              <TableCell>{t('calendar.date')}</TableCell>
              <TableCell>{t('calendar.effect')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {changes.map(({ date, worked }) => (
              <TableRow key={date}>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{date}</TableCell>
                <TableCell>{t(worked ? 'calendar.nowWorked' : 'calendar.nowOff')}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </>
  );
}

function ReleaseDialog({ checked, onClose, onDone }: { readonly checked: CalendarCheckRecord; readonly onClose: () => void; readonly onDone: () => void }) {
  const t = useT();
  const notify = useNotify();
  const send = useApiMutation((api, body: z.input<typeof ReleaseCalendarBody>, key) => api.releaseCalendar(body, key), {
    onDone: () => {
      notify(t('calendar.done', { year: checked.year }), { type: 'success' });
      onDone();
    },
  });
  return (
    <FormDialog
      title={t('calendar.releaseTitle', { year: checked.year })}
      effect={t('calendar.releaseEffect', { cases: checked.uncovered.cases, tasks: checked.uncovered.tasks })}
      fields={[{ kind: 'text', name: 'documentNo', label: t('calendar.documentNo'), required: true }]}
      schema={ReleaseCalendarBody}
      constants={{ year: checked.year, ...checked.days }}
      submitLabel={t('calendar.release')}
      send={send}
      onClose={onClose}
    />
  );
}

/** A notice is read and looked at, then released under its number. `year`: the one that is expected next. */
export function ReleaseYearPanel({ year: expected }: { readonly year: number }) {
  const t = useT();
  const [year, setYear] = useState(String(expected));
  const [notice, setNotice] = useState('');
  const [checked, setChecked] = useState<CalendarCheckRecord | null>(null);
  const [asking, setAsking] = useState(false);
  const check = useApiMutation((api, body: { readonly year: number; readonly notice: string }) => api.checkCalendar(body), { onDone: setChecked });
  return (
    <Panel title={t('calendar.releaseYear')}>
      <Typography color="text.secondary" sx={{ mb: 2 }}>
        {t('calendar.releaseLead')}
      </Typography>
      <Stack
        component="form"
        spacing={2}
        sx={{ mb: 2, alignItems: 'flex-start' }}
        onSubmit={(event) => {
          event.preventDefault();
          setChecked(null);
          check.mutate({ year: Number(year), notice });
        }}
      >
        <TextField label={t('calendar.year')} type="number" value={year} onChange={(event) => setYear(event.target.value)} required size="small" />
        <TextField label={t('calendar.notice')} helperText={t('calendar.noticeExample')} value={notice} onChange={(event) => setNotice(event.target.value)} multiline minRows={5} maxRows={14} fullWidth required />
        <Button type="submit" variant="outlined" disabled={check.isPending}>
          {t('calendar.check')}
        </Button>
      </Stack>
      <Box aria-live="polite">
        {check.error === null ? null : <ProblemAlert error={check.error} />}
        {checked === null ? null : (
          <>
            {checked.problems.length === 0 ? null : <Problems problems={checked.problems} />}
            <Typography variant="h3" sx={{ mb: 1 }}>
              {t('calendar.read', { year: checked.year })}
            </Typography>
            <Facts
              minWidth={320}
              items={[
                { label: t('calendar.holidays'), value: spansText(t, checked.holidays) },
                { label: t('calendar.makeUpDays'), value: spansText(t, checked.makeUpDays) },
              ]}
            />
            {checked.unread.length === 0 ? null : <Typography sx={{ my: 1 }}>{t('calendar.unread', { dates: checked.unread.join(t('app.listSeparator')) })}</Typography>}
            <Changes changes={checked.changes} />
            {checked.releasable ? (
              <Button variant="contained" onClick={() => setAsking(true)}>
                {t('calendar.release')}
              </Button>
            ) : null}
            {asking ? (
              <ReleaseDialog
                checked={checked}
                onClose={() => setAsking(false)}
                onDone={() => {
                  setAsking(false);
                  setChecked(null);
                  setNotice('');
                }}
              />
            ) : null}
          </>
        )}
      </Box>
    </Panel>
  );
}
