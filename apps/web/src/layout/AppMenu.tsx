import AccountTree from '@mui/icons-material/AccountTree';
import AssignmentTurnedIn from '@mui/icons-material/AssignmentTurnedIn';
import CalendarMonth from '@mui/icons-material/CalendarMonth';
import Campaign from '@mui/icons-material/Campaign';
import ContentPasteSearch from '@mui/icons-material/ContentPasteSearch';
import EventAvailable from '@mui/icons-material/EventAvailable';
import FactCheck from '@mui/icons-material/FactCheck';
import Groups from '@mui/icons-material/Groups';
import Inbox from '@mui/icons-material/Inbox';
import Mail from '@mui/icons-material/Mail';
import MonitorHeart from '@mui/icons-material/MonitorHeart';
import People from '@mui/icons-material/People';
import Public from '@mui/icons-material/Public';
import Rule from '@mui/icons-material/Rule';
import VerifiedUser from '@mui/icons-material/VerifiedUser';
import { Box, Link } from '@mui/material';
import type { Ability } from '@hengji/contracts';
import { Menu, usePermissions, useSidebarState } from 'react-admin';
import { useT } from '../i18n/useT.js';
import { useMe } from '../providers/useMe.js';
import { useTasks } from '../resources/inbox/useTasks.js';

function Badge({ count }: { readonly count: number }) {
  const t = useT();
  if (count === 0) return null;
  return (
    <Box component="span" sx={{ ml: 1, px: 0.75, minWidth: 24, borderRadius: 3, fontSize: '0.8125rem', lineHeight: '22px', textAlign: 'center', display: 'inline-block', backgroundColor: '#a3201a', color: '#fff', fontWeight: 600 }}>
      <span aria-hidden>{count > 99 ? '99+' : count}</span>
      <Box component="span" sx={{ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }}>
        {t('nav.waiting', { count })}
      </Box>
    </Box>
  );
}

/** The pages this person may open. */
export function AppMenu() {
  const t = useT();
  const { permissions } = usePermissions<Ability>();
  const { data: tasks } = useTasks();
  const { data: me } = useMe();
  const [open] = useSidebarState();
  const can = (action: Parameters<Ability['can']>[0], subject: 'Campaign' | 'Person' | 'Mail' | 'Audit' | 'Operations' | 'Evaluation' | 'Finding' | 'Document') => permissions?.can(action, subject) ?? false;
  const count = tasks?.total ?? 0;
  return (
    <Box component="nav" aria-label={t('app.navigation')}>
      <Menu>
        <Menu.Item
          to="/inbox"
          leftIcon={<Inbox />}
          primaryText={
            <>
              {t('nav.inbox')}
              <Badge count={count} />
            </>
          }
        />
        {can('read', 'Evaluation') ? <Menu.Item to="/evaluations" leftIcon={<AssignmentTurnedIn />} primaryText={t('nav.evaluations')} /> : null}
        {can('read', 'Finding') ? <Menu.Item to="/findings" leftIcon={<FactCheck />} primaryText={t('nav.findings')} /> : null}
        {can('read', 'Campaign') ? <Menu.Item to="/campaigns" leftIcon={<CalendarMonth />} primaryText={t('nav.campaigns')} /> : null}
        {can('read', 'Campaign') ? <Menu.Item to="/circulars" leftIcon={<Campaign />} primaryText={t('nav.circulars')} /> : null}
        {can('read', 'Campaign') && can('read', 'Person') ? <Menu.Item to="/templates" leftIcon={<Rule />} primaryText={t('nav.templates')} /> : null}
        {can('read', 'Campaign') && can('read', 'Person') ? <Menu.Item to="/calendar" leftIcon={<EventAvailable />} primaryText={t('nav.calendar')} /> : null}
        {can('examine', 'Document') ? <Menu.Item to="/examinations" leftIcon={<ContentPasteSearch />} primaryText={t('nav.examinations')} /> : null}
        {can('read', 'Person') ? <Menu.Item to="/people" leftIcon={<People />} primaryText={t('nav.people')} /> : null}
        {can('read', 'Person') ? <Menu.Item to="/units" leftIcon={<AccountTree />} primaryText={t('nav.units')} /> : null}
        <Menu.Item to="/leadingGroups" leftIcon={<Groups />} primaryText={t('nav.leadingGroups')} />
        {can('read', 'Mail') ? <Menu.Item to="/mails" leftIcon={<Mail />} primaryText={t('nav.mails')} /> : null}
        {can('verify', 'Audit') ? <Menu.Item to="/audit" leftIcon={<VerifiedUser />} primaryText={t('nav.audit')} /> : null}
        {can('read', 'Operations') ? <Menu.Item to="/operations" leftIcon={<MonitorHeart />} primaryText={t('nav.operations')} /> : null}
      </Menu>
      {open && me !== undefined && me.portalUrl !== '' ? (
        <Link href={me.portalUrl} target="_blank" rel="noreferrer" sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 40, px: 2.5, mt: 1 }}>
          <Public fontSize="small" />
          {t('app.portal')}
        </Link>
      ) : null}
    </Box>
  );
}
