import { Button, Dialog, DialogActions, DialogContent, DialogContentText, DialogTitle } from '@mui/material';
import { useId, type ReactNode } from 'react';
import { useT } from '../i18n/useT.js';

type ConfirmDialogProps = { readonly title: string; readonly text: string; readonly confirmLabel: string; readonly busy?: boolean; readonly onConfirm: () => void; readonly onCancel: () => void; readonly children?: ReactNode };

/** Says what will happen and waits for a yes. */
export function ConfirmDialog({ title, text, confirmLabel, busy = false, onConfirm, onCancel, children }: ConfirmDialogProps) {
  const t = useT();
  const id = useId();
  return (
    <Dialog open fullWidth maxWidth="xs" aria-labelledby={id} onClose={(_, why) => (why === 'escapeKeyDown' ? onCancel() : undefined)}>
      <DialogTitle id={id}>{title}</DialogTitle>
      <DialogContent>
        {children}
        <DialogContentText color="text.primary">{text}</DialogContentText>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button color="secondary" onClick={onCancel} disabled={busy}>
          {t('app.cancel')}
        </Button>
        <Button variant="contained" onClick={onConfirm} loading={busy}>
          {confirmLabel}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
