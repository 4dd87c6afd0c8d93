import type { FindingRecord } from '@hengji/contracts';
import { Panel } from '../../components/Panel.js';
import { useT } from '../../i18n/useT.js';
import { TaskTable, type TaskAction } from '../tasks/TaskTable.js';

type FindingTasksProps = { readonly record: FindingRecord; readonly onAsk: (action: TaskAction, taskId: string) => void };

/** What waits for whom on a finding; nothing while it stands still, and when it is over. */
export function FindingTasks({ record, onAsk }: FindingTasksProps) {
  const t = useT();
  if (record.tasks.length === 0 || record.suspended) return null;
  return (
    <Panel title={t('evaluation.tasks')} dense>
      <TaskTable
        tasks={record.tasks}
        here={`/findings/${record.id}`}
        may={(action) => record.allowedActions.includes(action)}
        claimable={record.claimable}
        onAsk={onAsk}
      />
    </Panel>
  );
}
