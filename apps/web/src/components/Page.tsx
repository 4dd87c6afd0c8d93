import { Box, Stack, Typography } from '@mui/material';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { useLocation, useNavigationType } from 'react-router';
import { useT } from '../i18n/useT.js';
import { RehearsalBanner } from './RehearsalBanner.js';

type PageProps = {
  /** The page's heading and, with the app's name, the document's title. */
  readonly title: string;
  /** A line under the heading. */
  readonly lead?: ReactNode;
  /** At the right of the heading. */
  readonly actions?: ReactNode;
  /** Marks the case as practice; `date` is its process date where it is known. */
  readonly rehearsal?: { readonly date: string | null } | null;
  /** Puts 「错误：」 before the document's title, as the first thing a screen reader says. */
  readonly failed?: boolean;
  readonly children: ReactNode;
};

/** The page before; each page is a component of its own, so that none of them could remember it. */
let shownPath: string | null = null;

/**
 * What was pressed is often gone once it has been done: its button, and with it the focus, which would begin anew at the top of the
 * document. Then the heading takes it.
 */
function useFocusKept(heading: RefObject<HTMLElement | null>) {
  const last = useRef<Element | null>(null);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      last.current = target instanceof Element ? target : null;
    };
    const look = () => {
      if (last.current === null || last.current.isConnected || document.activeElement !== document.body) return;
      last.current = null;
      heading.current?.focus({ preventScroll: true });
    };
    document.addEventListener('focusin', remember);
    const watcher = new MutationObserver(look);
    watcher.observe(document.body, { childList: true, subtree: true });
    return () => {
      document.removeEventListener('focusin', remember);
      watcher.disconnect();
    };
  }, [heading]);
}

/** One page: document title, banner of a rehearsal, heading with its actions. After a change of page the heading takes the focus, and what comes is seen from its top. */
export function Page({ title, lead, actions, rehearsal = null, failed = false, children }: PageProps) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  const navigation = useNavigationType();
  useEffect(() => {
    if (shownPath !== null && shownPath !== pathname) {
      heading.current?.focus({ preventScroll: true });
      // Whoever goes back finds the place he left.
      if (navigation !== 'POP') window.scrollTo(0, 0);
    }
    shownPath = pathname;
  }, [pathname, navigation]);
  useFocusKept(heading);
  return (
    <Box component="article" sx={{ maxWidth: 1280, mx: 'auto', width: '100%', pt: 2 }}>
      <title>{`${failed ? t('app.errorPrefix') : ''}${title} – ${t('app.name')}`}</title>
      {rehearsal === null ? null : <RehearsalBanner date={rehearsal.date} />}
      <Stack direction="row" spacing={2} useFlexGap sx={{ alignItems: 'flex-start', justifyContent: 'space-between', flexWrap: 'wrap', mb: 2 }}>
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ outline: 'none' }}>
            {title}
          </Typography>
          {lead === undefined ? null : (
            <Typography component="div" variant="body2" color="text.secondary" sx={{ mt: 0.5 }}>
              {lead}
            </Typography>
          )}
        </Box>
        {actions === undefined ? null : (
          <Stack direction="row" spacing={1} useFlexGap className="no-print" sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
            {actions}
          </Stack>
        )}
      </Stack>
      {children}
    </Box>
  );
}
