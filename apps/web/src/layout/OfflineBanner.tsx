import { Alert, Box } from '@mui/material';
import { useSyncExternalStore } from 'react';
import { useT } from '../i18n/useT.js';

function subscribe(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}

/** Says that the network is gone, for as long as it is; it stays in sight in the middle of a long form. */
export function OfflineBanner() {
  const t = useT();
  const online = useSyncExternalStore(subscribe, () => navigator.onLine);
  return (
    <Box role="status" sx={{ position: 'sticky', top: 56, zIndex: 'appBar' }}>
      {online ? null : (
        <Alert severity="warning" sx={{ mt: 2, boxShadow: 2 }}>
          {t('app.offline')}
        </Alert>
      )}
    </Box>
  );
}
