import { Box, Typography } from '@mui/material';
import { useEffect } from 'react';
import { useSearchParams } from 'react-router';
import { useT } from '../../i18n/useT.js';
import { tellProved } from '../../providers/identityProvider.js';

/** Where the window of a proof comes back to: it tells the page that opened it, and closes. */
export default function ProvedPage() {
  const t = useT();
  const [search] = useSearchParams();
  const problem = search.get('problem');
  useEffect(() => {
    tellProved(problem);
    window.close();
  }, [problem]);
  return (
    <Box component="main" sx={{ p: 4 }}>
      <title>{`${t('provider.back')} – ${t('app.name')}`}</title>
      <Typography>{t('provider.back')}</Typography>
    </Box>
  );
}
