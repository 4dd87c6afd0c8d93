import type { Ability, TemplateRow } from '@hengji/contracts';
import { Table, TableBody, TableCell, TableHead, TableRow as Row, Typography } from '@mui/material';
import { usePermissions } from 'react-admin';
import { ButtonLink, PageLink } from '../../components/ButtonLink.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { QueryView } from '../../components/QueryView.js';
import { addWords } from '../../i18n/i18nProvider.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { templates } from '../../i18n/zh/pages/templates.js';
import { useApiQuery } from '../../providers/useApi.js';

addWords(templates);

function TemplateTable({ rows }: { readonly rows: readonly TemplateRow[] }) {
  const t = useT();
  const english = useEnglish();
  const released = rows.some(({ releasedOn }) => releasedOn !== null);
  return (
    <Table size="small">
      <TableHead>
        <Row>
          <TableCell>{t('templates.name')}</TableCell>
          <TableCell sx={{ whiteSpace: 'nowrap' }}>{t('templates.version')}</TableCell>
          <TableCell align="right">{t('templates.rowCount')}</TableCell>
          {released ? (
            <>
              <TableCell>{t('templates.releasedOn')}</TableCell>
              <TableCell>{t('templates.releasedBy')}</TableCell>
              <TableCell align="right">{t('templates.campaigns')}</TableCell>
            </>
          ) : null}
        </Row>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Row key={row.id}>
            <TableCell>
              <PageLink to={`/templates/${row.id}`}>{inLanguage(row, english)}</PageLink>
            </TableCell>
            <TableCell sx={{ whiteSpace: 'nowrap' }}>{t('templates.versionN', { version: row.version })}</TableCell>
            <TableCell align="right">{row.rows}</TableCell>
            {row.releasedOn === null ? null : (
              <>
                <TableCell sx={{ whiteSpace: 'nowrap' }}>{row.releasedOn}</TableCell>
                <TableCell>{row.releasedBy?.name ?? t('templates.withProduct')}</TableCell>
                <TableCell align="right">{row.campaigns}</TableCell>
              </>
            )}
          </Row>
        ))}
      </TableBody>
    </Table>
  );
}

/** The forms of the county: every released version, and what came with the product. */
export default function TemplateList() {
  const t = useT();
  const { permissions } = usePermissions<Ability>();
  const known = useApiQuery(['templates'], (api) => api.listTemplates());
  return (
    <QueryView query={known} page>
      {({ data }) => {
        const released = data.filter(({ releasedOn }) => releasedOn !== null);
        const shipped = data.filter(({ releasedOn }) => releasedOn === null);
        return (
          <Page
            title={t('templates.title')}
            actions={
              permissions?.can('open', 'Campaign') === true ? (
                <ButtonLink to="/templates/upload" variant="contained">
                  {t('templates.upload')}
                </ButtonLink>
              ) : null
            }
          >
            <Panel title={t('templates.released')} dense>
              {released.length === 0 ? <Typography sx={{ px: 2 }}>{t('templates.releasedEmpty')}</Typography> : <TemplateTable rows={released} />}
            </Panel>
            {shipped.length === 0 ? null : (
              <Panel title={t('templates.shipped')} dense>
                <Typography variant="body2" color="text.secondary" sx={{ px: 2, pb: 1 }}>
                  {t('templates.shippedHelp')}
                </Typography>
                <TemplateTable rows={shipped} />
              </Panel>
            )}
          </Page>
        );
      }}
    </QueryView>
  );
}
