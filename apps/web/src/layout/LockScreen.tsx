import { Box, Button, Dialog, Stack, Typography } from '@mui/material';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState } from 'react';
import { useLogout, useLogoutIfAccessDenied } from 'react-admin';
import { PasswordInput } from '../components/PasswordInput.js';
import { ProblemAlert } from '../components/ProblemAlert.js';
import { useT } from '../i18n/useT.js';
import { codeOf } from '../providers/apiError.js';
import { keepTypedOnLogout } from '../providers/authProvider.js';
import { proveAtProvider } from '../providers/identityProvider.js';
import { touch } from '../providers/idle.js';
import { pageLock } from '../providers/pageLock.js';
import { forgetMe } from '../providers/session.js';
import { useApi } from '../providers/useApi.js';
import { useProvider } from '../providers/useProvider.js';

/** Covers everything until the person proves himself; the page below stays as it was left. */
export function LockScreen({ name, byProvider }: { readonly name: string; /** He proves himself at the identity provider. */ readonly byProvider: boolean }) {
  const t = useT();
  const api = useApi();
  const provider = useProvider() ?? '';
  const queryClient = useQueryClient();
  const logout = useLogout();
  const logoutIfAccessDenied = useLogoutIfAccessDenied();
  const title = useId();
  const input = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const unlock = useMutation({
    mutationFn: async () => {
      try {
        if (byProvider) await proveAtProvider({ kind: 'unlock' });
        else await api.unlockSession({ password });
      } catch (error) {
        // Meanwhile the session may have ended; what was typed is kept for the next one.
        await logoutIfAccessDenied(error);
        throw error;
      }
    },
    retry: false,
    onError: () => input.current?.focus(),
    onSuccess: async () => {
      touch();
      forgetMe();
      pageLock.unlock();
      await queryClient.invalidateQueries();
    },
  });
  useEffect(() => {
    // Not even on paper, or past the edge of the window, is the page below to be seen.
    const root = document.getElementById('root');
    if (root === null) return undefined;
    root.style.visibility = 'hidden';
    return () => {
      root.style.visibility = '';
    };
  }, []);
  const wrong = codeOf(unlock.error) === 'wrongPassword';
  return (
    <Dialog open fullScreen disableEscapeKeyDown aria-labelledby={title}>
      <title>{`${t('lock.title')} – ${t('app.name')}`}</title>
      <Box component="main" sx={{ display: 'grid', placeItems: 'start center', pt: { xs: 4, md: 12 }, px: 2 }}>
        <Box
          component="form"
          noValidate
          sx={{ width: '100%', maxWidth: 400 }}
          onSubmit={(event) => {
            event.preventDefault();
            setMissing(!byProvider && password === '');
            if (byProvider || password !== '') unlock.mutate();
          }}
        >
          <Typography variant="h1" id={title} sx={{ mb: 1 }}>
            {t('lock.title')}
          </Typography>
          <Typography sx={{ mb: 2 }}>{t(byProvider ? 'provider.unlockIntro' : 'lock.intro', { name, provider })}</Typography>
          {unlock.error === null || wrong ? null : <ProblemAlert error={unlock.error} />}
          {byProvider ? null : (
            <PasswordInput
              id="unlock-password"
              label={t('signIn.password')}
              value={password}
              autoComplete="current-password"
              inputRef={input}
              autoFocus
              error={missing ? t('validation.required', { label: t('signIn.password') }) : wrong ? t('validation.wrongPassword') : undefined}
              onChange={setPassword}
            />
          )}
          <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
            <Button type="submit" variant="contained" size="large" loading={unlock.isPending && !byProvider}>
              {t('lock.unlock')}
            </Button>
            <Button
              size="large"
              onClick={() => {
                keepTypedOnLogout();
                pageLock.unlock();
                void logout();
              }}
            >
              {t('lock.signOut')}
            </Button>
          </Stack>
        </Box>
      </Box>
    </Dialog>
  );
}
