import { operations, type Input } from '@hengji/contracts';
import { Box, Typography } from '@mui/material';
import { FormDialog } from '../../forms/FormDialog.js';
import { useT } from '../../i18n/useT.js';
import { useApiMutation } from '../../providers/useApi.js';
import { QrCode } from './QrCode.js';

type EnrolDialogProps = {
  /** `otpauth://` */
  readonly uri: string;
  readonly secret: string;
  readonly onCodes: (recoveryCodes: readonly string[]) => void;
  readonly onClose: () => void;
};

/** Ties the app on the telephone to the account: it is scanned or typed in, and its first code proves that it works. */
export function EnrolDialog({ uri, secret, onCodes, onClose }: EnrolDialogProps) {
  const t = useT();
  const send = useApiMutation((api, body: Input<'confirmSecondFactor'>['body']) => api.confirmSecondFactor(body), { onDone: ({ recoveryCodes }) => onCodes(recoveryCodes) });
  return (
    <FormDialog
      title={t('secondFactor.scan')}
      fields={[{ kind: 'text', name: 'code', label: t('secondFactor.code'), required: true, autoComplete: 'one-time-code' }]}
      schema={operations.confirmSecondFactor.body}
      submitLabel={t('secondFactor.confirm')}
      send={send}
      onClose={onClose}
    >
      <QrCode text={uri} label={t('secondFactor.qr')} />
      <Typography sx={{ mt: 2 }}>{t('secondFactor.orType')}</Typography>
      <Box component="code" data-testid="second-factor-secret" sx={{ display: 'block', my: 1, fontSize: '1.05rem', overflowWrap: 'anywhere' }}>
        {(secret.match(/.{1,4}/g) ?? []).join(' ')}
      </Box>
      <Typography sx={{ mb: 1 }}>{t('secondFactor.thenCode')}</Typography>
    </FormDialog>
  );
}
