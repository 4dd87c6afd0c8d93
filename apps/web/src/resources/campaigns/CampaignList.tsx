import type { Ability, CampaignRow } from '@hengji/contracts';
import { DataTable, usePermissions } from 'react-admin';
import { ButtonLink, PageLink } from '../../components/ButtonLink.js';
import { ListPage } from '../../components/ListPage.js';
import { StatusTag } from '../../components/StatusTag.js';
import { formatDay } from '../../format/format.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { toneOfCampaign } from './looks.js';

/** Years and rehearsals. */
export default function CampaignList() {
  const t = useT();
  const { permissions } = usePermissions<Ability>();
  return (
    <ListPage
      resource="campaigns"
      title={t('campaigns.title')}
      empty={t('campaigns.empty')}
      actions={
        permissions?.can('open', 'Campaign') === true ? (
          <ButtonLink to="/campaigns/open" variant="contained">
            {t('campaigns.open')}
          </ButtonLink>
        ) : null
      }
      filters={[{ name: 'rehearsal', label: t('campaigns.kind'), choices: [{ value: 'false', label: t('campaigns.formal') }, { value: 'true', label: t('campaigns.rehearsal') }] }]}
    >
      <DataTable<CampaignRow> bulkActionButtons={false} rowClick={false} size="small">
        <DataTable.Col label={t('campaigns.name')} disableSort render={(row: CampaignRow) => <PageLink to={`/campaigns/${row.id}`}>{row.title}</PageLink>} />
        <DataTable.Col label={t('campaigns.year')} disableSort render={(row: CampaignRow) => row.year} />
        <DataTable.Col label={t('campaigns.kind')} disableSort render={(row: CampaignRow) => (row.rehearsal ? <StatusTag tone="warning">{t('rehearsal.mark')}</StatusTag> : t('campaigns.formal'))} />
        <DataTable.Col label={t('campaigns.state')} disableSort render={(row: CampaignRow) => <StatusTag tone={toneOfCampaign(row.status)}>{words(t).campaignStatus(row.status)}</StatusTag>} />
        <DataTable.Col label={t('campaigns.processDate')} disableSort render={(row: CampaignRow) => formatDay(row.processNow)} />
        <DataTable.Col label={t('campaigns.next')} disableSort render={(row: CampaignRow) => (row.nextInstant === null ? '–' : formatDay(row.nextInstant))} />
        <DataTable.Col label={t('campaigns.closedCount')} disableSort align="right" render={(row: CampaignRow) => t('app.of', { part: row.closed, whole: row.evaluations })} />
      </DataTable>
    </ListPage>
  );
}
