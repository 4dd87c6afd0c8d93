import { Button, Typography } from '@mui/material';
import { useT } from '../i18n/useT.js';
import { Page } from '../components/Page.js';

/** A defect of the page, told in one sentence; the stack stays in the browser's console. */
export function ErrorPage() {
  const t = useT();
  return (
    <Page failed title={t('app.errorTitle')}>
      <Typography role="alert" sx={{ mb: 2 }}>
        {t('app.errorText')}
      </Typography>
      <Button variant="contained" onClick={() => window.location.reload()}>
        {t('app.reload')}
      </Button>
    </Page>
  );
}
