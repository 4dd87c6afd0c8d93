import type { TaskRecord } from '@hengji/contracts';
import { Box, Button, Link, Stack, Typography } from '@mui/material';
import { useNotify } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDay, formatDue } from '../../format/format.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { taskName, words } from '../../i18n/words.js';
import { useApiMutation } from '../../providers/useApi.js';
import { groupOf, pageOf } from './grouping.js';

type TaskCardProps = { readonly task: TaskRecord; readonly me: string | null };

/** One thing to do: the whole line leads to the page where it is done; claiming has its own button. */
export function TaskCard({ task, me }: TaskCardProps) {
  const t = useT();
  const notify = useNotify();
  const english = useEnglish();
  const { stage, duty } = words(t);
  const mine = task.claimedBy !== null && task.claimedBy.id === me;
  const claimable = 'duty' in task.assignee && (task.claimedBy === null || mine);
  const send = useApiMutation((api, type: 'claim' | 'release', key) => (task.target.kind === 'evaluation' ? api.commandEvaluation : api.commandFinding)(task.target.id, { type, taskId: task.taskId }, key));
  const change = (type: 'claim' | 'release') => send.mutate(type, { onSuccess: () => notify(t(type === 'claim' ? 'inbox.claimed' : 'inbox.released'), { type: 'success' }) });
  const group = groupOf(task);
  const name = taskName(t, task, english);
  return (
    <Box component="li" sx={{ borderBottom: 1, borderColor: 'divider', '&:last-of-type': { borderBottom: 0 }, position: 'relative', '&:hover': { backgroundColor: '#f3f8f6' } }}>
      <Stack direction="row" spacing={2} useFlexGap sx={{ px: 2, py: 1.5, alignItems: 'center', flexWrap: { xs: 'wrap', md: 'nowrap' } }}>
        <Box sx={{ flex: '1 1 340px', minWidth: 0 }}>
          <Stack direction="row" spacing={1} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <Link
              component={RouterLink}
              to={pageOf(task)}
              data-task=""
              underline="hover"
              sx={{ fontWeight: 600, fontSize: '1rem', minHeight: 24, '&::after': { content: '""', position: 'absolute', inset: 0 }, '&:focus-visible::after': { outline: '3px solid', outlineColor: 'primary.main', outlineOffset: '-3px' } }}
            >
              {name}
            </Link>
            {task.returnReason === null ? null : <StatusTag tone="bad">{t('inbox.returned')}</StatusTag>}
            {task.rehearsal ? <StatusTag tone="warning">{t('rehearsal.mark')}</StatusTag> : null}
          </Stack>
          <Typography variant="body2" color="text.secondary">
            {t('inbox.showing', { unit: task.unit.name, year: task.year })} ·{' '}
            {task.finding === null ? stage(task.phase, task.checkpoint) : `${t('findings.pageTitle', { number: task.finding.number })} · ${t(`process.findingType.${task.finding.findingType}`)}`} · {t('inbox.openedOn', { date: formatDay(task.openedAt) })}
          </Typography>
          {task.returnReason === null ? null : (
            <Typography variant="body2" sx={{ mt: 0.5, borderLeft: 3, borderColor: 'error.main', pl: 1, whiteSpace: 'pre-line' }}>
              {t('inbox.returnedReason', { reason: task.returnReason })}
            </Typography>
          )}
          {send.error === null ? null : <ProblemAlert error={send.error} />}
        </Box>
        <Box sx={{ flex: '0 1 auto', textAlign: { md: 'right' } }}>
          <Typography variant="body2" sx={{ fontWeight: 500 }} color={group === 'overdue' ? 'error' : group === 'today' ? 'warning' : 'text.primary'}>
            {formatDue(t, task)}
          </Typography>
          {'duty' in task.assignee ? (
            <Typography variant="body2" color="text.secondary">
              {task.claimedBy === null ? t('inbox.group', { duty: duty(task.assignee.duty) }) : mine ? t('inbox.mineClaimed') : t('inbox.claimedBy', { who: task.claimedBy.name })}
            </Typography>
          ) : null}
          {task.earlierDueOn.length === 0 ? null : (
            <Typography variant="body2" color="text.secondary">
              {t('inbox.earlier', { dates: task.earlierDueOn.join(t('app.listSeparator')) })}
            </Typography>
          )}
        </Box>
        <Box sx={{ width: { md: 112 }, flex: 'none', position: 'relative', zIndex: 1, textAlign: 'right' }}>
          {claimable ? (
            <Button variant="outlined" size="small" loading={send.isPending} onClick={() => change(mine ? 'release' : 'claim')} aria-label={`${t(mine ? 'inbox.release' : 'inbox.claim')} ${name} ${t('inbox.showing', { unit: task.unit.name, year: task.year })}`}>
              {t(mine ? 'inbox.release' : 'inbox.claim')}
            </Button>
          ) : null}
        </Box>
      </Stack>
    </Box>
  );
}
