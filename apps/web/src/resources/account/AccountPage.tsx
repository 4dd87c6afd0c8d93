import { Typography } from '@mui/material';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Page } from '../../components/Page.js';
import { Panel } from '../../components/Panel.js';
import { useT } from '../../i18n/useT.js';
import { useMe } from '../../providers/useMe.js';
import { useProvider } from '../../providers/useProvider.js';
import { SecondFactorPanel } from './SecondFactorPanel.js';
import { SessionsPanel } from './SessionsPanel.js';

/** What concerns the own account and nobody else's. */
export default function AccountPage() {
  const t = useT();
  const { data: me } = useMe();
  const provider = useProvider() ?? '';
  return (
    <Page title={t('account.title')}>
      {me?.session.method === 'oidc' ? (
        <Panel title={t('provider.title')}>
          <Typography>{t('provider.account', { provider })}</Typography>
        </Panel>
      ) : (
        <>
          <Panel title={t('account.password')}>
            <Typography sx={{ mb: 1.5 }}>{t('account.passwordIntro')}</Typography>
            <ButtonLink to="/password" variant="outlined">
              {t('password.title')}
            </ButtonLink>
          </Panel>
          <SecondFactorPanel />
        </>
      )}
      <SessionsPanel />
    </Page>
  );
}
