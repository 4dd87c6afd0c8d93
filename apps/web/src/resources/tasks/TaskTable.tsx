import type { TaskRecord } from '@hengji/contracts';
import { Button, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { useGetIdentity } from 'react-admin';
import { PageLink } from '../../components/ButtonLink.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDue } from '../../format/format.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { taskName, words } from '../../i18n/words.js';
import { toneOfUrgency } from '../evaluations/looks.js';
import { pageOf } from '../inbox/grouping.js';

export type TaskAction = 'claim' | 'release' | 'urge';

type TaskTableProps = {
  readonly tasks: readonly TaskRecord[];
  /** The page that shows it: its own tasks are not links. */
  readonly here: string;
  readonly may: (action: TaskAction) => boolean;
  /** Ids of the tasks that the reader may take on. */
  readonly claimable: readonly string[];
  readonly onAsk: (action: TaskAction, taskId: string) => void;
};

/** What waits for whom in a case, with claiming and urging where they are allowed. */
export function TaskTable({ tasks, here, may, claimable, onAsk }: TaskTableProps) {
  const t = useT();
  const english = useEnglish();
  const { data: identity } = useGetIdentity();
  const { duty } = words(t);
  return (
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
        {tasks.map((task) => {
          const mine = task.claimedBy !== null && task.claimedBy.id === String(identity?.id ?? '');
          const who = task.claimedBy?.name ?? ('person' in task.assignee ? task.assignee.person.name : duty(task.assignee.duty));
          const target = pageOf(task);
          const name = taskName(t, task, english);
          return (
            <TableRow key={task.id}>
              <TableCell>{target === here ? name : <PageLink to={target}>{name}</PageLink>}</TableCell>
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
                {may('claim') && claimable.includes(task.taskId) ? (
                  <Button size="small" onClick={() => onAsk('claim', task.taskId)} aria-label={`${t('inbox.claim')} ${name}`}>
                    {t('inbox.claim')}
                  </Button>
                ) : null}
                {may('release') && mine ? (
                  <Button size="small" onClick={() => onAsk('release', task.taskId)} aria-label={`${t('inbox.release')} ${name}`}>
                    {t('inbox.release')}
                  </Button>
                ) : null}
                {may('urge') ? (
                  <Button size="small" onClick={() => onAsk('urge', task.taskId)} aria-label={`${t('evaluation.urge')} ${name} ${who}`}>
                    {t('evaluation.urge')}
                  </Button>
                ) : null}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
