import { Button, Link, type ButtonProps, type LinkProps } from '@mui/material';
import { Link as RouterLink } from 'react-router';
import type { ReactNode } from 'react';

/** A link that looks like a button; it goes somewhere and does nothing. */
export function ButtonLink({ to, children, ...rest }: { readonly to: string; readonly children: ReactNode } & Pick<ButtonProps, 'variant' | 'size' | 'startIcon' | 'color' | 'sx'>) {
  return (
    <Button component={RouterLink} to={to} {...rest}>
      {children}
    </Button>
  );
}

/** A link to another page of the app. */
export function PageLink({ to, children, ...rest }: { readonly to: string; readonly children: ReactNode } & Pick<LinkProps, 'sx' | 'color' | 'underline'>) {
  return (
    <Link component={RouterLink} to={to} {...rest}>
      {children}
    </Link>
  );
}
