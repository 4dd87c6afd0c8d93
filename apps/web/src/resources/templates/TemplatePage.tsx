import type { Ability, TemplateRecord } from '@hengji/contracts';
import { Button, Link } from '@mui/material';
import { useState } from 'react';
import { usePermissions } from 'react-admin';
import { useParams } from 'react-router';
import { Facts } from '../../components/Facts.js';
import { HashText } from '../../components/HashText.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { addWords } from '../../i18n/i18nProvider.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { templates } from '../../i18n/zh/pages/templates.js';
import { templateFileUrl } from '../../providers/api.js';
import { useApiQuery } from '../../providers/useApi.js';
import { DefectsPanel } from './DefectsPanel.js';
import { ReleaseDialog } from './ReleaseDialog.js';
import { deadlineText } from './templateText.js';
import { TemplateTree } from './TemplateTree.js';

addWords(templates);

function TemplateView({ record }: { readonly record: TemplateRecord }) {
  const t = useT();
  const english = useEnglish();
  const { permissions } = usePermissions<Ability>();
  const [asking, setAsking] = useState(false);
  const title = inLanguage(record, english);
  const { grades, rounding, releasedOn } = record;
  const download = (form: 'xlsx' | 'json', label: string) => (
    <Button component={Link} href={templateFileUrl(record.id, form)} download={`${record.title} ${record.version}.${form}`} variant="outlined">
      {label}
    </Button>
  );
  return (
    <Page
      title={title}
      lead={releasedOn === null ? t('templates.notReleased') : t('templates.versionN', { version: record.version })}
      actions={
        <>
          {download('xlsx', t('templates.downloadExcel'))}
          {download('json', t('templates.downloadJson'))}
          {releasedOn === null && permissions?.can('open', 'Campaign') === true ? (
            <Button variant="contained" onClick={() => setAsking(true)}>
              {t('templates.release')}
            </Button>
          ) : null}
        </>
      }
    >
      <Panel title={t('templates.version')}>
        <Facts
          items={[
            { label: t('templates.releasedOn'), value: releasedOn === null ? t('templates.notReleased') : releasedOn },
            { label: t('templates.releasedBy'), value: record.releasedBy?.name ?? t('templates.withProduct') },
            { label: t('templates.campaigns'), value: record.campaigns },
            { label: t('templates.rowCount'), value: record.rows },
            { label: t('templates.sum'), value: record.weightSum },
            { label: t('templates.grades'), value: t('templates.gradesText', grades) },
            { label: t('templates.rounding'), value: t(`templates.${rounding.mode}`, { places: rounding.places }) },
            { label: t('templates.sections'), value: record.sections.map((section) => section.title).join(t('app.listSeparator')) },
            { label: t('templates.deadlines'), value: record.deadlines.map((one) => deadlineText(t, one)).join(t('app.listSeparator')) },
            ...(record.reason === null ? [] : [{ label: t('templates.reason'), value: record.reason }]),
            { label: t('templates.hash'), value: <HashText hash={record.sha256} /> },
          ]}
        />
      </Panel>
      {record.defects.length === 0 ? null : <DefectsPanel defects={record.defects} />}
      <TemplateTree levels={record.levels} />
      {asking ? <ReleaseDialog title={title} version={record.version} what={{ shipped: record.id }} onClose={() => setAsking(false)} /> : null}
    </Page>
  );
}

/** One version of a form. */
export default function TemplatePage() {
  const { id = '' } = useParams();
  const english = useEnglish();
  const known = useApiQuery(['templates', id, english], (api) => api.getTemplate(id));
  return (
    <QueryView query={known} page>
      {(record) => <TemplateView record={record} />}
    </QueryView>
  );
}
