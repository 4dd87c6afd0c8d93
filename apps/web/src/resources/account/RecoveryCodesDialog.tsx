import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useId } from 'react';
import { useT } from '../../i18n/useT.js';

/** Shown once: it closes only by saying that they were kept. */
export function RecoveryCodesDialog({ codes, onClose }: { readonly codes: readonly string[]; readonly onClose: () => void }) {
  const t = useT();
  const title = useId();
  return (
    <Dialog open fullWidth maxWidth="sm" aria-labelledby={title}>
      <DialogTitle id={title}>{t('secondFactor.recovery')}</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2 }}>{t('secondFactor.recoveryIntro')}</Typography>
        <Box component="ul" sx={{ columns: 2, listStyle: 'none', p: 0, m: 0, fontFamily: 'monospace', fontSize: '1.05rem', lineHeight: 2 }}>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </Box>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="secondary" onClick={() => window.print()}>
          {t('secondFactor.print')}
        </Button>
        <Button variant="contained" onClick={onClose}>
          {t('secondFactor.saved')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
