import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useMe } from '../providers/useMe.js';

/** Whose password was set by another sees the page that changes it, and no other: the server would refuse everything there. */
export function OneTimePasswordKeeper({ children }: { readonly children: ReactNode }) {
  const { data: me } = useMe();
  const { pathname } = useLocation();
  if (me?.mustChangePassword === true && pathname !== '/password') return <Navigate to="/password" replace />;
  if (me?.mustChangePassword === false && me.secondFactor.required && !me.secondFactor.on && pathname !== '/account' && pathname !== '/password') return <Navigate to="/account" replace />;
  return children;
}
