import type { ExaminedDocument } from '@hengji/contracts';
import { totalsText } from '@hengji/domain';
import { Alert, Box, Button, Typography } from '@mui/material';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useT } from '../../i18n/useT.js';
import { numbered, type Numbered } from './examination.js';
import { findingId, FindingsAside, unreadId } from './FindingsAside.js';
import { placeId, ShownDocument } from './ShownDocument.js';

/** Brings a place into view and puts the focus there, so that keyboard and screen reader go on from it. */
function goTo(id: string): void {
  const target = document.getElementById(id);
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  target?.scrollIntoView({ block: 'center', behavior: calm ? 'auto' : 'smooth' });
  target?.focus({ preventScroll: true });
}

type ExaminedViewProps = { readonly name: string; readonly examined: ExaminedDocument };

/** One document with its marks on one side and what was found on the other, each leading to the other. */
export function ExaminedView({ name, examined }: ExaminedViewProps) {
  const t = useT();
  const heading = useRef<HTMLHeadingElement>(null);
  const found = useMemo(() => numbered(examined), [examined]);
  const { document, summary, shown } = examined;
  const title = document.title ?? name;
  useEffect(() => heading.current?.focus({ preventScroll: true }), [examined]);
  const label = useCallback((one: Numbered) => t('examinations.toFinding', { rule: one.finding.rule, number: one.number }), [t]);
  const onFinding = useCallback((number: number) => goTo(findingId(number)), []);
  return (
    <Box sx={{ mt: 3 }}>
      <Typography variant="h2" ref={heading} tabIndex={-1} sx={{ outline: 'none', overflowWrap: 'anywhere' }}>
        {title}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
        {[name, document.unit, document.year === null ? null : t('examinations.yearOf', { year: document.year })].filter((part) => part !== null).join(' · ')}
      </Typography>
      <Typography variant="body2" sx={{ mb: 1.5 }}>
        {t('examinations.summary', { rows: document.items.length, weight: totalsText(document, 'weight'), score: totalsText(document, 'score'), claimed: totalsText(document, 'claimedTotal'), errors: summary.error, warnings: summary.warning, notes: summary.note })}
      </Typography>
      {document.unread.length === 0 ? null : (
        <Alert
          severity="warning"
          sx={{ mb: 1.5 }}
          action={
            <Button color="inherit" size="small" onClick={() => goTo(unreadId)}>
              {t('examinations.toUnread')}
            </Button>
          }
        >
          {t('examinations.unreadCount', { count: document.unread.length })}
        </Alert>
      )}
      {shown.cut ? (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {t('examinations.cut')}
        </Alert>
      ) : null}
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 3fr) minmax(300px, 2fr)' }, alignItems: 'start' }}>
        <ShownDocument shown={shown} title={t('examinations.document')} found={found} label={label} onFinding={onFinding} />
        <Box sx={{ position: { lg: 'sticky' }, top: 72, maxHeight: { lg: 'calc(100vh - 88px)' }, overflowY: { lg: 'auto' }, order: { xs: -1, lg: 0 }, pr: 1 }} tabIndex={0} role="region" aria-label={t('examinations.found')}>
          <FindingsAside document={examined} found={found} onPlace={(place) => goTo(placeId(place))} />
        </Box>
      </Box>
    </Box>
  );
}
