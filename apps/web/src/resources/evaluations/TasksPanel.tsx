import type { EvaluationRecord } from '@hengji/contracts';
import { Typography } from '@mui/material';
import { useState } from 'react';
import { Panel } from '../../components/Panel.js';
import { useT } from '../../i18n/useT.js';
import { TaskTable, type TaskAction } from '../tasks/TaskTable.js';
import { CommandDialog } from './CommandDialog.js';

/** What waits for whom in this case. */
export function TasksPanel({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const [asked, setAsked] = useState<{ readonly type: TaskAction; readonly taskId: string } | null>(null);
  if (record.status !== 'open') return null;
  return (
    <Panel title={t('evaluation.tasks')} dense>
      {record.tasks.length === 0 ? (
        <Typography color="text.secondary" sx={{ px: 2, pb: 2 }}>
          {t('evaluation.noTasks')}
        </Typography>
      ) : (
        <TaskTable
          tasks={record.tasks}
          here={`/evaluations/${record.id}`}
          may={(action) => record.allowedActions.includes(action)}
          claimable={record.claimable}
          onAsk={(type, taskId) => setAsked({ type, taskId })}
        />
      )}
      {asked === null ? null : <CommandDialog record={record} type={asked.type} given={{ taskId: asked.taskId }} onClose={() => setAsked(null)} />}
    </Panel>
  );
}
