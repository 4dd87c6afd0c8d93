import type { EvaluationRow } from '@hengji/contracts';
import { phases, subjectKinds } from '@hengji/domain';
import { Link, Typography } from '@mui/material';
import { DataTable } from 'react-admin';
import { Link as RouterLink } from 'react-router';
import { ListPage } from '../../components/ListPage.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDue, formatScore } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { gradeText, toneOfUrgency } from './looks.js';

const statuses = ['open', 'suspended', 'cancelled', 'closed'] as const;
const urgencies = ['onTime', 'dueSoon', 'overdue', 'escalated'] as const;

/** Years that can have been evaluated: from 2020 to the next. */
function years(): readonly { readonly value: string; readonly label: string }[] {
  const next = new Date().getFullYear() + 1;
  return Array.from({ length: next - 2019 }, (_, index) => ({ value: String(next - index), label: String(next - index) }));
}

/** Every evaluation the reader may see. */
export default function EvaluationList() {
  const t = useT();
  const { stage, unitKind } = words(t);
  return (
    <ListPage
      resource="evaluations"
      title={t('evaluations.title')}
      empty={t('evaluations.empty')}
      search={{ name: 'q', label: t('evaluations.search') }}
      filters={[
        { name: 'year', label: t('evaluations.year'), choices: years() },
        { name: 'phase', label: t('evaluations.phase'), choices: phases.map((value) => ({ value, label: t(`process.phase.${value}`) })) },
        { name: 'status', label: t('evaluations.status'), choices: statuses.map((value) => ({ value, label: t(`process.status.${value}`) })) },
        { name: 'urgency', label: t('evaluations.urgency'), choices: urgencies.map((value) => ({ value, label: t(`process.urgency.${value}`) })) },
        { name: 'subject', label: t('evaluations.subject'), choices: subjectKinds.map((value) => ({ value, label: unitKind(value) })) },
        { name: 'rehearsal', label: t('evaluations.kind'), choices: [{ value: 'false', label: t('evaluations.formal') }, { value: 'true', label: t('evaluations.rehearsal') }] },
      ]}
    >
      <DataTable<EvaluationRow> bulkActionButtons={false} rowClick={false} size="small">
        <DataTable.Col
          label={t('evaluations.unit')}
          disableSort
          render={(row: EvaluationRow) => (
            <>
              <Link component={RouterLink} to={`/evaluations/${row.id}`} sx={{ fontWeight: 500, mr: 1 }}>
                {row.unit.name}
              </Link>
              {row.subject.by === null ? null : (
                <Typography component="span" variant="body2" color="text.secondary" sx={{ mr: 1 }}>
                  {t('evaluations.byUnit', { kind: unitKind(row.subject.kind), unit: row.subject.by })}
                </Typography>
              )}
              {row.rehearsal ? <StatusTag tone="warning">{t('rehearsal.mark')}</StatusTag> : null}
            </>
          )}
        />
        <DataTable.Col label={t('evaluations.year')} disableSort render={(row: EvaluationRow) => row.year} />
        <DataTable.Col label={t('evaluations.phase')} disableSort render={(row: EvaluationRow) => `${stage(row.phase, row.checkpoint)} · ${t(`process.step.${row.step}`)}`} />
        <DataTable.Col label={t('evaluations.status')} disableSort render={(row: EvaluationRow) => t(`process.status.${row.status}`)} />
        <DataTable.Col
          label={t('evaluations.due')}
          disableSort
          render={(row: EvaluationRow) => (row.dueOn === null ? '–' : <StatusTag tone={toneOfUrgency(row.urgency)}>{dueText(t, row)}</StatusTag>)}
        />
        <DataTable.Col label={t('evaluations.self')} disableSort align="right" render={(row: EvaluationRow) => (row.score.self === null ? '–' : formatScore(row.score.self))} />
        <DataTable.Col label={t('evaluations.reviewed')} disableSort align="right" render={(row: EvaluationRow) => (row.score.reviewed === null ? '–' : `${formatScore(row.score.reviewed)} ${gradeText(t, row.score.grade)}`)} />
        <DataTable.Col label={t('evaluations.tasks')} disableSort align="right" render={(row: EvaluationRow) => row.openTasks} />
        <DataTable.Col label={t('evaluations.findings')} disableSort align="right" render={(row: EvaluationRow) => row.openFindings} />
      </DataTable>
    </ListPage>
  );
}

/** A row has no process date of its own; its working days say on which side of the date it stands. */
function dueText(t: ReturnType<typeof useT>, row: EvaluationRow): string {
  const left = row.workingDaysLeft ?? 0;
  const dueOn = row.dueOn ?? '';
  const late = row.urgency === 'overdue' || row.urgency === 'escalated';
  return formatDue(t, { dueOn, dueCovered: row.dueCovered, workingDaysLeft: left, processDate: late ? '9999-12-31' : left > 0 ? '' : dueOn });
}
