import type { FindingRow } from '@hengji/contracts';
import { findingStatuses } from '@hengji/domain';
import { DataTable } from 'react-admin';
import { PageLink } from '../../components/ButtonLink.js';
import { ListPage } from '../../components/ListPage.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatMoney } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { findingStatusText, toneOfFinding } from './looks.js';

const urgencies = ['onTime', 'dueSoon', 'overdue', 'escalated'] as const;

/** 整改台账: the register of findings. */
export default function FindingList() {
  const t = useT();
  return (
    <ListPage
      resource="findings"
      title={t('findings.title')}
      empty={t('findings.empty')}
      filters={[
        { name: 'status', label: t('findings.status'), choices: findingStatuses.map((value) => ({ value, label: t(`process.findingStatus.${value}`) })) },
        { name: 'urgency', label: t('evaluations.urgency'), choices: urgencies.map((value) => ({ value, label: t(`process.urgency.${value}`) })) },
        { name: 'rehearsal', label: t('evaluations.kind'), choices: [{ value: 'false', label: t('evaluations.formal') }, { value: 'true', label: t('evaluations.rehearsal') }] },
      ]}
    >
      <DataTable<FindingRow> bulkActionButtons={false} rowClick={false} size="small">
        <DataTable.Col
          label={t('findings.number')}
          disableSort
          render={(row: FindingRow) => (
            <>
              <PageLink to={`/findings/${row.id}`}>{row.number}</PageLink> {row.rehearsal ? <StatusTag tone="warning">{t('rehearsal.mark')}</StatusTag> : null}
            </>
          )}
        />
        <DataTable.Col label={t('findings.unit')} disableSort render={(row: FindingRow) => row.unit.name} />
        <DataTable.Col label={t('findings.year')} disableSort render={(row: FindingRow) => row.year} />
        <DataTable.Col label={t('findings.type')} disableSort render={(row: FindingRow) => t(`process.findingType.${row.findingType}`)} />
        <DataTable.Col label={t('findings.source')} disableSort render={(row: FindingRow) => t(`process.findingSource.${row.source}`)} />
        <DataTable.Col label={t('findings.description')} disableSort render={(row: FindingRow) => row.description} />
        <DataTable.Col label={t('findings.amount')} disableSort align="right" render={(row: FindingRow) => (row.amountFen === null ? t('findings.unknownAmount') : formatMoney(row.amountFen, 'yuan'))} />
        <DataTable.Col label={t('findings.status')} disableSort render={(row: FindingRow) => <StatusTag tone={toneOfFinding(row)}>{findingStatusText(t, row)}</StatusTag>} />
        <DataTable.Col label={t('findings.due')} disableSort render={(row: FindingRow) => row.dueOn ?? '–'} />
      </DataTable>
    </ListPage>
  );
}
