import type { Ability, Output } from '@hengji/contracts';
import { Button, Link } from '@mui/material';
import { useState } from 'react';
import { DataTable, usePermissions } from 'react-admin';
import { ListPage } from '../../components/ListPage.js';
import { useT } from '../../i18n/useT.js';
import { groupScanUrl } from '../../providers/api.js';
import { RecordGroupDialog } from './RecordGroupDialog.js';

type Group = Output<'listLeadingGroups'>['data'][number];

/** The leading groups on record: founding document, leader, members, from when until when. */
export default function LeadingGroupList() {
  const t = useT();
  const { permissions } = usePermissions<Ability>();
  const [recording, setRecording] = useState(false);
  return (
    <>
      <ListPage
        resource="leadingGroups"
        title={t('leadingGroups.title')}
        empty={t('leadingGroups.empty')}
        actions={
          permissions?.can('manage', 'Person') === true ? (
            <Button variant="contained" onClick={() => setRecording(true)}>
              {t('leadingGroups.record')}
            </Button>
          ) : null
        }
      >
        <DataTable<Group> bulkActionButtons={false} rowClick={false} size="small">
          <DataTable.Col label={t('leadingGroups.unit')} disableSort render={(row: Group) => row.unit.name} />
          <DataTable.Col label={t('leadingGroups.documentNo')} disableSort render={(row: Group) => (
              <>
                {row.documentNo}
                {row.scan === null ? null : (
                  <>
                    {' '}
                    <Link href={groupScanUrl(row.id)} download={row.scan}>
                      {t('leadingGroups.scanLink')}
                    </Link>
                  </>
                )}
              </>
            )} />
          <DataTable.Col label={t('leadingGroups.leader')} disableSort render={(row: Group) => row.leader.name} />
          <DataTable.Col label={t('leadingGroups.members')} disableSort render={(row: Group) => row.members.map((member) => member.name).join(t('app.listSeparator'))} />
          <DataTable.Col label={t('leadingGroups.period')} disableSort render={(row: Group) => (row.endsOn === null ? t('people.since', { date: row.startsOn }) : t('people.until', { from: row.startsOn, to: row.endsOn }))} />
        </DataTable>
      </ListPage>
      {recording ? <RecordGroupDialog onClose={() => setRecording(false)} /> : null}
    </>
  );
}
