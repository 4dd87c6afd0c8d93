import { operations, type Input, type MeRecord } from '@hengji/contracts';
import { Alert, Button, Stack, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Panel } from '../../components/Panel.js';
import { FormDialog } from '../../forms/FormDialog.js';
import type { FieldSpec } from '../../forms/spec.js';
import { useT } from '../../i18n/useT.js';
import { forgetMe } from '../../providers/session.js';
import { useApiMutation } from '../../providers/useApi.js';
import { useMe } from '../../providers/useMe.js';
import { EnrolDialog } from './EnrolDialog.js';
import { RecoveryCodesDialog } from './RecoveryCodesDialog.js';

type Step = { readonly kind: 'begin' | 'remove' | 'renew' } | { readonly kind: 'scan'; readonly uri: string; readonly secret: string } | { readonly kind: 'codes'; readonly codes: readonly string[] };

/** How many are too few to feel safe with. */
const few = 3;

/** The authenticator app: turning it on, its recovery codes, turning it off. */
export function SecondFactorPanel() {
  const { data: me } = useMe();
  return me === undefined ? null : <KnownPanel state={me.secondFactor} />;
}

function KnownPanel({ state }: { readonly state: MeRecord['secondFactor'] }) {
  const t = useT();
  const queryClient = useQueryClient();
  const [step, setStep] = useState<Step | null>(null);
  const [removed, setRemoved] = useState(false);
  const close = () => setStep(null);
  const changed = async () => {
    forgetMe();
    await queryClient.invalidateQueries({ queryKey: ['me'] });
  };
  const password: FieldSpec = { kind: 'text', name: 'password', label: t('signIn.password'), required: true, input: 'password', autoComplete: 'current-password' };
  const code: FieldSpec = { kind: 'text', name: 'code', label: t('secondFactor.code'), hint: t('secondFactor.codeHelp'), required: true, autoComplete: 'one-time-code' };
  const begin = useApiMutation((api, body: Input<'beginSecondFactor'>['body']) => api.beginSecondFactor(body), { onDone: (answer) => setStep({ kind: 'scan', ...answer }) });
  const renew = useApiMutation((api, body: Input<'renewRecoveryCodes'>['body']) => api.renewRecoveryCodes(body), { onDone: ({ recoveryCodes }) => setStep({ kind: 'codes', codes: recoveryCodes }) });
  const remove = useApiMutation((api, body: Input<'removeSecondFactor'>['body']) => api.removeSecondFactor(body), {
    onDone: () => {
      close();
      setRemoved(true);
      void changed();
    },
  });
  const finish = () => {
    close();
    // Rights, menu and inbox were those of somebody who may do nothing: everything is read anew.
    if (state.required && !state.on) window.location.assign('/');
    else void changed();
  };
  return (
    <Panel title={t('secondFactor.title')}>
      {state.required && !state.on ? (
        <Alert severity="info" sx={{ mb: 2 }}>
          {t('secondFactor.required')}
        </Alert>
      ) : null}
      <div role="status">{removed && !state.on ? <Alert severity="success">{t('secondFactor.turnedOff')}</Alert> : null}</div>
      <Typography sx={{ mb: 1 }}>{t('secondFactor.intro')}</Typography>
      <Typography sx={{ mb: 1.5, fontWeight: 500 }}>{state.on ? t('secondFactor.on', { count: state.recoveryCodes }) : t('secondFactor.off')}</Typography>
      {state.on && state.recoveryCodes < few ? (
        <Alert severity="warning" sx={{ mb: 2 }}>
          {t('secondFactor.few')}
        </Alert>
      ) : null}
      <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap' }}>
        {state.on ? (
          <>
            <Button variant="outlined" onClick={() => setStep({ kind: 'renew' })}>
              {t('secondFactor.renew')}
            </Button>
            {state.required ? null : (
              <Button color="error" onClick={() => setStep({ kind: 'remove' })}>
                {t('secondFactor.turnOff')}
              </Button>
            )}
          </>
        ) : (
          <Button variant="outlined" onClick={() => setStep({ kind: 'begin' })}>
            {t('secondFactor.turnOn')}
          </Button>
        )}
      </Stack>
      {step?.kind === 'begin' ? (
        <FormDialog title={t('secondFactor.turnOn')} effect={t('secondFactor.apps')} fields={[password]} schema={operations.beginSecondFactor.body} submitLabel={t('secondFactor.next')} send={begin} onClose={close} />
      ) : null}
      {step?.kind === 'scan' ? <EnrolDialog uri={step.uri} secret={step.secret} onCodes={(codes) => setStep({ kind: 'codes', codes })} onClose={close} /> : null}
      {step?.kind === 'codes' ? <RecoveryCodesDialog codes={step.codes} onClose={finish} /> : null}
      {step?.kind === 'renew' ? (
        <FormDialog title={t('secondFactor.renew')} effect={t('secondFactor.renewEffect')} fields={[password, code]} schema={operations.renewRecoveryCodes.body} submitLabel={t('secondFactor.renew')} send={renew} onClose={close} />
      ) : null}
      {step?.kind === 'remove' ? (
        <FormDialog title={t('secondFactor.turnOff')} effect={t('secondFactor.turnOffEffect')} fields={[password, code]} schema={operations.removeSecondFactor.body} submitLabel={t('secondFactor.turnOff')} danger send={remove} onClose={close} />
      ) : null}
    </Panel>
  );
}
