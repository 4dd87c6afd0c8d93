import { Alert, Button, Snackbar } from '@mui/material';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useLogout } from 'react-admin';
import { useT } from '../i18n/useT.js';
import { keepTypedOnLogout } from '../providers/authProvider.js';
import { idleSeconds, touch, watchInput } from '../providers/idle.js';
import { pageLock } from '../providers/pageLock.js';
import { useApi } from '../providers/useApi.js';
import { useMe } from '../providers/useMe.js';
import { LockScreen } from './LockScreen.js';

/** Seconds before the lock, and before the end of the session, from which on it is told. */
const lockWarning = 60;
const endWarning = 10 * 60;

/** Seconds; Infinity while there is nothing to tell yet. */
type Ahead = { readonly toLock: number; readonly toEnd: number };

function ahead(session: { readonly idleSeconds: number; readonly endsAt: string }): Ahead {
  const toLock = session.idleSeconds - idleSeconds();
  const toEnd = Math.floor((Date.parse(session.endsAt) - Date.now()) / 1000);
  return { toLock: toLock > lockWarning ? Infinity : toLock, toEnd: toEnd > endWarning ? Infinity : toEnd };
}

/** Locks the pages of whoever has left his desk, after a warning, and tells when the session will end. Everything typed stays. */
export function IdleGuard() {
  const api = useApi();
  const { data: me } = useMe();
  const locked = useSyncExternalStore(pageLock.subscribe, pageLock.locked);
  const [{ toLock, toEnd }, setAhead] = useState<Ahead>({ toLock: Infinity, toEnd: Infinity });
  useEffect(() => watchInput(), []);
  useEffect(() => {
    if (me === undefined) return undefined;
    if (me.session.locked) pageLock.lock();
    const look = () => {
      const next = ahead(me.session);
      if (next.toLock <= 0 && !pageLock.locked()) {
        pageLock.lock();
        // The page is locked whether or not the server hears of it; there it locks by itself.
        api.lockSession(me.session.id).catch(() => undefined);
      }
      // The same again draws nothing anew.
      setAhead((before) => (before.toLock === next.toLock && before.toEnd === next.toEnd ? before : next));
    };
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [api, me]);
  if (me === undefined) return null;
  if (locked) return <LockScreen name={me.person.name} byProvider={me.session.method === 'oidc'} />;
  return (
    <>
      {toEnd > 0 && toEnd < Infinity ? <EndBanner minutes={Math.ceil(toEnd / 60)} /> : null}
      <LockWarning seconds={toLock} />
    </>
  );
}

function LockWarning({ seconds }: { readonly seconds: number }) {
  const t = useT();
  return (
    <Snackbar open={seconds > 0 && seconds < Infinity} anchorOrigin={{ vertical: 'top', horizontal: 'center' }} sx={{ top: { xs: 64, sm: 64 } }}>
      <Alert
        severity="warning"
        role="alertdialog"
        aria-label={t('lock.warningTitle')}
        variant="filled"
        action={
          <Button color="inherit" size="small" onClick={touch}>
            {t('lock.stay')}
          </Button>
        }
      >
        {t('lock.warning', { seconds })}
      </Alert>
    </Snackbar>
  );
}

function EndBanner({ minutes }: { readonly minutes: number }) {
  const t = useT();
  const logout = useLogout();
  return (
    <Alert
      severity="warning"
      sx={{ mt: 2 }}
      action={
        <Button
          color="inherit"
          size="small"
          onClick={() => {
            keepTypedOnLogout();
            void logout();
          }}
        >
          {t('lock.signInAgain')}
        </Button>
      }
    >
      {t('lock.endsSoon', { minutes })}
    </Alert>
  );
}
