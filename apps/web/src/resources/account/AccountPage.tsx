import { Typography } from '@mui/material';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { useT } from '../../i18n/useT.js';
import { SecondFactorPanel } from './SecondFactorPanel.js';
import { SessionsPanel } from './SessionsPanel.js';

/** What concerns the own account and nobody else's. */
export default function AccountPage() {
  const t = useT();
  return (
    <Page title={t('account.title')}>
      <Panel title={t('account.password')}>
        <Typography sx={{ mb: 1.5 }}>{t('account.passwordIntro')}</Typography>
        <ButtonLink to="/password" variant="outlined">
          {t('password.title')}
        </ButtonLink>
      </Panel>
      <SecondFactorPanel />
      <SessionsPanel />
    </Page>
  );
}
