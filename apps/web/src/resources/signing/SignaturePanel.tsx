import { Button, Stack, TextField, Typography } from '@mui/material';
import type { UseMutationResult } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { FormErrorSummary } from '../../components/FormErrorSummary.js';
import { Panel } from '../../components/Panel.js';
import { CodeInput } from '../../components/CodeInput.js';
import { PasswordInput } from '../../components/PasswordInput.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { useT } from '../../i18n/useT.js';
import { StatementChecks } from './StatementChecks.js';
import { codeOf } from '../../providers/apiError.js';
import { useMe } from '../../providers/useMe.js';
import { useProvider } from '../../providers/useProvider.js';
import type { Signature } from './useSigning.js';

type SignaturePanelProps = {
  readonly title: string;
  readonly hash: string;
  readonly statements: readonly string[];
  /** `optional`: asked, and nothing is wrong without them. */
  readonly minutes: 'required' | 'optional' | 'none';
  readonly send: UseMutationResult<unknown, unknown, Signature>;
  readonly submitLabel: string;
  /** Beside the button, for example refusing to sign. */
  readonly beside?: ReactNode;
};

/** What a signature needs: every statement ticked, the minutes where they are demanded, the password once more, and a code where an authenticator app is tied to the account. */
export function SignaturePanel({ title, hash, statements, minutes, send, submitLabel, beside }: SignaturePanelProps) {
  const t = useT();
  const id = useId();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [minutesNo, setMinutesNo] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { data: me } = useMe();
  const byProvider = me?.session.method === 'oidc';
  const provider = useProvider() ?? '';
  const asksForCode = me?.secondFactor.on === true;
  const [attempt, setAttempt] = useState(0);
  const [asked, setAsked] = useState(false);
  // A wrong password is told at its box, until something else is typed there.
  const wrong = codeOf(send.error) === 'wrongPassword' && send.variables?.password === password;
  const wrongCode = codeOf(send.error) === 'wrongCode' && send.variables?.code === code.trim();
  const missing = {
    statements: statements.every((statement) => ticked.includes(statement)) ? undefined : t('validation.statements'),
    minutes: minutes !== 'required' || minutesNo.trim() !== '' ? undefined : t('validation.required', { label: t('sign.minutes') }),
    password: byProvider ? undefined : password === '' ? t('validation.required', { label: t('signIn.password') }) : wrong ? t('validation.wrongPassword') : undefined,
    code: !asksForCode ? undefined : code.trim() === '' ? t('validation.required', { label: t('secondFactor.code') }) : wrongCode ? t('validation.wrongCode') : undefined,
  };
  const errors = [
    { inputId: `${id}-statements`, message: missing.statements },
    { inputId: `${id}-minutes`, message: missing.minutes },
    { inputId: `${id}-password`, message: missing.password },
    { inputId: `${id}-code`, message: missing.code },
  ].flatMap(({ inputId, message }) => (message === undefined ? [] : [{ inputId, message }]));
  const submit = () => {
    setAsked(true);
    // A password that was wrong once may be sent again; everything else must be there, and a code is good once.
    if (errors.some(({ inputId }) => !wrong || inputId !== `${id}-password`)) setAttempt((before) => before + 1);
    else send.mutate({ hash, password: byProvider ? null : password, ...(asksForCode ? { code: code.trim() } : {}), statements: ticked, minutesNo: minutesNo.trim() === '' ? null : minutesNo.trim() }, { onError: () => setAttempt((before) => before + 1) });
  };
  return (
    <Panel title={title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <FormErrorSummary errors={asked ? errors : []} attempt={attempt} />
        {send.error === null || codeOf(send.error) === 'wrongPassword' || codeOf(send.error) === 'wrongCode' ? null : <ProblemAlert error={send.error} typed />}
        <StatementChecks id={`${id}-statements`} statements={statements} ticked={ticked} error={asked ? missing.statements : undefined} onTick={setTicked} />
        {minutes === 'none' ? null : (
          <TextField id={`${id}-minutes`} label={minutes === 'optional' ? t('sign.minutesOptional') : t('sign.minutes')} value={minutesNo} error={asked && missing.minutes !== undefined} helperText={(asked ? missing.minutes : undefined) ?? t('sign.minutesHelp')} onChange={(event) => setMinutesNo(event.target.value)} sx={{ maxWidth: 420, display: 'block' }} />
        )}
        {byProvider ? (
          <Typography sx={{ mt: 2 }}>{t('provider.signHelp', { provider })}</Typography>
        ) : (
          <PasswordInput
            id={`${id}-password`}
            label={t('sign.password')}
            value={password}
            autoComplete="current-password"
            error={asked ? missing.password : undefined}
            hint={t('sign.passwordHelp')}
            onChange={setPassword}
            sx={{ maxWidth: 420, display: 'block' }}
          />
        )}
        {asksForCode ? <CodeInput id={`${id}-code`} value={code} error={asked ? missing.code : undefined} onChange={setCode} sx={{ maxWidth: 420, display: 'block' }} /> : null}
        <Stack direction="row" spacing={1} useFlexGap sx={{ mt: 2, flexWrap: 'wrap' }}>
          <Button type="submit" variant="contained" size="large" disabled={send.isPending && !byProvider}>
            {send.isPending && !byProvider ? t('sign.signing') : submitLabel}
          </Button>
          {beside}
        </Stack>
      </form>
    </Panel>
  );
}
