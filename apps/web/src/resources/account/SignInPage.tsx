import { Box, Button, Paper, TextField, Typography } from '@mui/material';
import { useEffect, useRef, useState } from 'react';
import { useLocaleState, useLogin } from 'react-admin';
import { useSearchParams } from 'react-router';
import { FormErrorSummary, type FormError } from '../../components/FormErrorSummary.js';
import { PasswordInput } from '../../components/PasswordInput.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { announceLanguage } from '../../i18n/i18nProvider.js';
import { useT } from '../../i18n/useT.js';
import { CodeInput } from '../../components/CodeInput.js';
import { ApiError, codeOf } from '../../providers/apiError.js';
import { problemOfProvider, signInAtProvider } from '../../providers/identityProvider.js';
import { useProvider } from '../../providers/useProvider.js';
import { LanguageButton } from '../../layout/LanguageButton.js';

/** Sign-in by user name and password; pasting and password managers work. */
export default function SignInPage() {
  const t = useT();
  const login = useLogin();
  const [locale] = useLocaleState();
  useEffect(() => announceLanguage(locale), [locale]);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [codeNeeded, setCodeNeeded] = useState(false);
  const [busy, setBusy] = useState(false);
  const [search] = useSearchParams();
  const provider = useProvider();
  // Back from the identity provider, which was not content.
  const [error, setError] = useState<unknown>(() => { const code = search.get('problem'); return code === null ? null : problemOfProvider(code); });
  const [missing, setMissing] = useState<readonly FormError[]>([]);
  const [attempt, setAttempt] = useState(0);
  const passwordInput = useRef<HTMLInputElement>(null);
  const codeInput = useRef<HTMLInputElement>(null);

  const submit = async () => {
    const found = [
      ...(username.trim() === '' ? [{ inputId: 'username', message: t('validation.required', { label: t('signIn.username') }) }] : []),
      ...(password === '' ? [{ inputId: 'password', message: t('validation.required', { label: t('signIn.password') }) }] : []),
      ...(codeNeeded && code.trim() === '' ? [{ inputId: 'code', message: t('validation.required', { label: t('secondFactor.code') }) }] : []),
    ];
    setMissing(found);
    setError(null);
    if (found.length > 0) {
      setAttempt(attempt + 1);
      return;
    }
    setBusy(true);
    try {
      await login({ username: username.trim(), password, ...(codeNeeded ? { code: code.trim() } : {}) });
    } catch (raised) {
      setBusy(false);
      const asksForCode = codeOf(raised) === 'secondFactorNeeded';
      if (asksForCode) setCodeNeeded(true);
      else setError(raised);
      if (!asksForCode && codeOf(raised) !== 'wrongCode') passwordInput.current?.focus();
      else if (codeNeeded) codeInput.current?.focus();
    }
  };
  const messageOf = (id: string) => missing.find((one) => one.inputId === id)?.message;
  const failed = error !== null || missing.length > 0;
  return (
    <Box component="main" sx={{ minHeight: '100vh', display: 'grid', gridTemplateRows: 'auto 1fr', backgroundColor: 'background.default' }}>
      <title>{`${failed ? t('app.errorPrefix') : ''}${t('signIn.title')} – ${t('app.name')}`}</title>
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', p: 1 }}>
        <LanguageButton personId={null} />
      </Box>
      <Box sx={{ display: 'grid', placeItems: 'start center', pt: { xs: 2, md: 8 }, px: 2 }}>
        <Box sx={{ width: '100%', maxWidth: 400 }}>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 3 }}>
            <Box component="img" src="/favicon.svg" alt="" sx={{ width: 44, height: 44 }} />
            <Box>
              <Typography component="p" sx={{ fontSize: '1.5rem', fontWeight: 600, letterSpacing: '0.1em', lineHeight: 1.2 }}>
                {t('app.name')}
              </Typography>
              <Typography variant="body2" color="text.secondary">
                {t('app.tagline')}
              </Typography>
            </Box>
          </Box>
          <Paper
            variant="outlined"
            component="form"
            noValidate
            sx={{ p: 3 }}
            onSubmit={(event) => {
              event.preventDefault();
              void submit();
            }}
          >
            <Typography variant="h1" sx={{ mb: 0.5 }}>
              {t('signIn.title')}
            </Typography>
            <Typography variant="body2" color="text.secondary" sx={{ mb: 2 }}>
              {t('signIn.intro')}
            </Typography>
            <FormErrorSummary errors={missing} attempt={attempt} />
            {error === null ? null : error instanceof ApiError ? <ProblemAlert error={error} /> : <ProblemAlert error={null} />}
            <TextField id="username" name="username" label={t('signIn.username')} value={username} autoFocus error={messageOf('username') !== undefined} helperText={messageOf('username')} onChange={(event) => setUsername(event.target.value)} slotProps={{ htmlInput: { autoComplete: 'username', autoCapitalize: 'none', spellCheck: false } }} />
            <PasswordInput id="password" name="password" label={t('signIn.password')} value={password} autoComplete="current-password" inputRef={passwordInput} error={messageOf('password')} onChange={setPassword} />
            {codeNeeded ? <CodeInput id="code" value={code} autoFocus inputRef={codeInput} error={messageOf('code')} onChange={setCode} /> : null}
            <Button type="submit" variant="contained" size="large" fullWidth disabled={busy}>
              {busy ? t('signIn.working') : t('signIn.submit')}
            </Button>
          </Paper>
          {provider === null ? null : (
            <Button variant="outlined" size="large" fullWidth sx={{ mt: 2 }} onClick={() => void signInAtProvider().catch(setError)}>
              {t('provider.signIn', { provider })}
            </Button>
          )}
        </Box>
      </Box>
    </Box>
  );
}
