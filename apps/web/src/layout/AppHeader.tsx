import KeyIcon from '@mui/icons-material/Key';
import { Box, ListItemIcon, ListItemText, MenuItem, Typography } from '@mui/material';
import { forwardRef } from 'react';
import { AppBar, LoadingIndicator, Logout, UserMenu, useGetIdentity, useUserMenu } from 'react-admin';
import { Link } from 'react-router';
import { useT } from '../i18n/useT.js';
import { LanguageButton } from './LanguageButton.js';

const AccountItem = forwardRef<HTMLAnchorElement>(function AccountItem(_, ref) {
  const t = useT();
  const menu = useUserMenu();
  return (
    <MenuItem ref={ref} component={Link} to="/account" onClick={() => menu?.onClose()}>
      <ListItemIcon>
        <KeyIcon fontSize="small" />
      </ListItemIcon>
      <ListItemText>{t('app.account')}</ListItemText>
    </MenuItem>
  );
});

export function AppHeader() {
  const t = useT();
  const { data: identity } = useGetIdentity();
  return (
    <AppBar
      color="primary"
      alwaysOn
      toolbar={
        <>
          <LanguageButton personId={identity === undefined ? null : String(identity.id)} />
          <LoadingIndicator aria-label={t('app.loading')} />
        </>
      }
      userMenu={
        // Whoever speaks to the computer says what he reads on the button: his own name (WCAG 2.5.3).
        <UserMenu label={identity?.fullName ?? 'ra.auth.user_menu'}>
          <AccountItem />
          <Logout />
        </UserMenu>
      }
    >
      <Box component={Link} to="/inbox" sx={{ color: 'inherit', textDecoration: 'none', display: 'flex', alignItems: 'baseline', gap: 1.5, flex: 1, minHeight: 32, pl: 1, minWidth: 0 }}>
        <Typography component="span" sx={{ fontSize: '1.2rem', fontWeight: 600, letterSpacing: '0.08em', whiteSpace: 'nowrap' }}>
          {t('app.name')}
        </Typography>
        <Typography component="span" variant="body2" noWrap sx={{ display: { xs: 'none', md: 'inline' } }}>
          {t('app.tagline')}
        </Typography>
      </Box>
    </AppBar>
  );
}
