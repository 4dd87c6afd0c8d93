import type { EvaluationRecord } from '@hengji/contracts';
import { Paper } from '@mui/material';
import { Facts, type Fact } from '../../components/Facts.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDay, formatDue, formatScore } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { gradeText, toneOfUrgency } from './looks.js';

/** Who has the case in hand: the people and duties of the open tasks, each once. */
function holders(record: EvaluationRecord, duty: (code: string) => string): readonly string[] {
  const names = record.tasks.map((task) => {
    if (task.claimedBy !== null) return task.claimedBy.name;
    return 'person' in task.assignee ? task.assignee.person.name : duty(task.assignee.duty);
  });
  return [...new Set(names)];
}

/** Status, score, who has it, until when. */
export function EvaluationSummary({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const { stage, duty, unitKind } = words(t);
  const { score } = record;
  const inHand = holders(record, duty);
  const scores = [
    ...(score.self === null ? [] : [t('evaluation.selfScore', { score: formatScore(score.self) })]),
    ...(score.reviewed === null ? [] : [t('evaluation.reviewedScore', { score: formatScore(score.reviewed) })]),
    ...(score.grade === null ? [] : [gradeText(t, score.grade)]),
  ];
  const facts: readonly Fact[] = [
    ...(record.subject.by === null ? [] : [{ label: unitKind(record.subject.kind), value: t('evaluation.byUnit', { unit: record.subject.by }) }]),
    { label: t('evaluations.status'), value: <StatusTag tone={record.status === 'open' ? 'active' : record.status === 'suspended' ? 'bad' : 'quiet'}>{t(`process.status.${record.status}`)}</StatusTag> },
    { label: t('evaluations.phase'), value: `${stage(record.phase, record.checkpoint)} · ${t(`process.step.${record.step}`)}` },
    { label: t('evaluation.holder'), value: inHand.length === 0 ? t('evaluation.noTaskHolder') : inHand.slice(0, 4).join(t('app.listSeparator')) + (inHand.length > 4 ? ' …' : '') },
    {
      label: t('evaluation.due'),
      value:
        record.dueOn === null ? (
          '–'
        ) : (
          <StatusTag tone={toneOfUrgency(record.urgency)}>{formatDue(t, { dueOn: record.dueOn, dueCovered: record.dueCovered, processDate: formatDay(record.processNow), workingDaysLeft: record.workingDaysLeft ?? 0 })}</StatusTag>
        ),
    },
    { label: t('evaluation.score'), value: scores.length === 0 ? t('evaluation.noScore') : scores.join(' · ') },
  ];
  return (
    <Paper variant="outlined" sx={{ p: 2, mb: 2 }}>
      <Facts items={facts} />
    </Paper>
  );
}
