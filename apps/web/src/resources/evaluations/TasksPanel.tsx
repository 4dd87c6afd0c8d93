import type { EvaluationRecord } from '@hengji/contracts';
import { Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { useGetIdentity, useLocaleState } from 'react-admin';
import { PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDue } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { taskName, words } from '../../i18n/words.js';
import { useMe } from '../../providers/useMe.js';
import { pageOf } from '../inbox/grouping.js';
import { CommandDialog } from './CommandDialog.js';
import type { EvaluationCommand } from './commandForms.js';
import { toneOfUrgency } from './looks.js';

/** What waits for whom in this case, with claiming and urging where they are allowed. */
export function TasksPanel({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const [locale] = useLocaleState();
  const { data: identity } = useGetIdentity();
  const { duty } = words(t);
  const [asked, setAsked] = useState<{ readonly type: EvaluationCommand; readonly taskId: string } | null>(null);
  const { data: me } = useMe();
  const duties = new Set(me?.holdings.map((holding) => holding.duty));
  const may = (type: EvaluationCommand) => record.allowedActions.includes(type);
  const barred = record.revision?.preparers.some((one) => one.id === String(identity?.id ?? '')) ?? false;
  if (record.status !== 'open') return null;
  return (
    <Panel title={t('evaluation.tasks')} dense>
      {record.tasks.length === 0 ? (
        <Typography color="text.secondary" sx={{ px: 2, pb: 2 }}>
          {t('evaluation.noTasks')}
        </Typography>
      ) : (
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t('evaluation.task')}</TableCell>
              <TableCell>{t('evaluation.assignee')}</TableCell>
              <TableCell>{t('evaluation.due')}</TableCell>
              <TableCell align="right">{t('evaluation.actions')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {record.tasks.map((task) => {
              const mine = task.claimedBy !== null && task.claimedBy.id === String(identity?.id ?? '');
              const who = task.claimedBy?.name ?? ('person' in task.assignee ? task.assignee.person.name : duty(task.assignee.duty));
              const target = pageOf(task);
              const name = taskName(t, task, locale === 'en');
              return (
                <TableRow key={task.id}>
                  <TableCell>{target === `/evaluations/${record.id}` ? name : <PageLink to={target}>{name}</PageLink>}</TableCell>
                  <TableCell>{who}</TableCell>
                  <TableCell>
                    <StatusTag tone={toneOfUrgency(task.urgency)}>{formatDue(t, task)}</StatusTag>
                    {task.earlierDueOn.length === 0 ? null : (
                      <Typography variant="caption" component="p" color="text.secondary">
                        {t('inbox.earlier', { dates: task.earlierDueOn.join(t('app.listSeparator')) })}
                      </Typography>
                    )}
                  </TableCell>
                  <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                    {may('claim') && 'duty' in task.assignee && task.claimedBy === null && duties.has(task.assignee.duty) && !(task.kind === 'sign' && barred) ? (
                      <Button size="small" onClick={() => setAsked({ type: 'claim', taskId: task.taskId })}>
                        {t('inbox.claim')}
                      </Button>
                    ) : null}
                    {may('release') && mine ? (
                      <Button size="small" onClick={() => setAsked({ type: 'release', taskId: task.taskId })}>
                        {t('inbox.release')}
                      </Button>
                    ) : null}
                    {may('urge') ? (
                      <Button size="small" onClick={() => setAsked({ type: 'urge', taskId: task.taskId })} aria-label={`${t('evaluation.urge')} ${name} ${who}`}>
                        {t('evaluation.urge')}
                      </Button>
                    ) : null}
                  </TableCell>
                </TableRow>
              );
            })}
          </TableBody>
        </Table>
      )}
      {asked === null ? null : <CommandDialog record={record} type={asked.type} given={{ taskId: asked.taskId }} onClose={() => setAsked(null)} />}
    </Panel>
  );
}
