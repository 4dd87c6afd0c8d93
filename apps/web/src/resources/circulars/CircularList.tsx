import type { CircularRow } from '@hengji/contracts';
import { DataTable } from 'react-admin';
import { PageLink } from '../../components/ButtonLink.js';
import { ListPage } from '../../components/ListPage.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatMoment } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { ReadState } from './ReadState.js';

/** 布置通知 that the reader may see. */
export default function CircularList() {
  const t = useT();
  return (
    <ListPage resource="circulars" title={t('circulars.title')} empty={t('circulars.empty')} filters={[{ name: 'toRead', label: t('circulars.state'), choices: [{ value: 'true', label: t('circulars.unread') }] }]}>
      <DataTable<CircularRow> bulkActionButtons={false} rowClick={false} size="small">
        <DataTable.Col label={t('circulars.documentNo')} disableSort render={(row: CircularRow) => row.documentNo} />
        <DataTable.Col
          label={t('circulars.name')}
          disableSort
          render={(row: CircularRow) => (
            <>
              <PageLink to={`/circulars/${row.id}`}>{row.title}</PageLink> {row.rehearsal ? <StatusTag tone="warning">{t('rehearsal.mark')}</StatusTag> : null}
            </>
          )}
        />
        <DataTable.Col label={t('circulars.campaign')} disableSort render={(row: CircularRow) => row.campaign.title} />
        <DataTable.Col label={t('circulars.issuedAt')} disableSort render={(row: CircularRow) => formatMoment(row.issuedAt)} />
        <DataTable.Col label={t('circulars.state')} disableSort render={(row: CircularRow) => <ReadState row={row} />} />
      </DataTable>
    </ListPage>
  );
}
