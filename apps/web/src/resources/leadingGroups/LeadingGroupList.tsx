import type { Output } from '@hengji/contracts';
import { DataTable } from 'react-admin';
import { ListPage } from '../../components/ListPage.js';
import { useT } from '../../i18n/useT.js';

type Group = Output<'listLeadingGroups'>['data'][number];

/** The leading groups on record: founding document, leader, members, from when until when. */
export default function LeadingGroupList() {
  const t = useT();
  return (
    <ListPage resource="leadingGroups" title={t('leadingGroups.title')} empty={t('leadingGroups.empty')}>
      <DataTable<Group> bulkActionButtons={false} rowClick={false} size="small">
        <DataTable.Col label={t('leadingGroups.unit')} disableSort render={(row: Group) => row.unit.name} />
        <DataTable.Col label={t('leadingGroups.documentNo')} disableSort render={(row: Group) => row.documentNo} />
        <DataTable.Col label={t('leadingGroups.leader')} disableSort render={(row: Group) => row.leader.name} />
        <DataTable.Col label={t('leadingGroups.members')} disableSort render={(row: Group) => row.members.map((member) => member.name).join(t('app.listSeparator'))} />
        <DataTable.Col label={t('leadingGroups.period')} disableSort render={(row: Group) => (row.endsOn === null ? t('people.since', { date: row.startsOn }) : t('people.until', { from: row.startsOn, to: row.endsOn }))} />
      </DataTable>
    </ListPage>
  );
}
