import { Typography } from '@mui/material';
import { ButtonLink } from '../components/ButtonLink.js';
import { Page } from '../components/Page.js';
import { useT } from '../i18n/useT.js';

export function NotFoundPage() {
  const t = useT();
  return (
    <Page failed title={t('app.notFoundTitle')}>
      <Typography sx={{ mb: 2 }}>{t('app.notFound')}</Typography>
      <ButtonLink to="/inbox" variant="contained">
        {t('nav.inbox')}
      </ButtonLink>
    </Page>
  );
}

export function AccessDeniedPage() {
  const t = useT();
  return (
    <Page failed title={t('app.noAccessTitle')}>
      <Typography sx={{ mb: 2 }}>{t('app.noAccess')}</Typography>
      <ButtonLink to="/inbox" variant="contained">
        {t('nav.inbox')}
      </ButtonLink>
    </Page>
  );
}
