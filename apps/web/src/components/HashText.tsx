import { Box, Button } from '@mui/material';
import { useState } from 'react';
import { shortHash } from '../format/format.js';
import { useT } from '../i18n/useT.js';

/** A fingerprint: its first 12 characters, the whole on demand. */
export function HashText({ hash }: { readonly hash: string }) {
  const t = useT();
  const [whole, setWhole] = useState(false);
  return (
    <Box component="span" sx={{ display: 'inline-flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
      <Box component="code" sx={{ fontFamily: 'Consolas, "DejaVu Sans Mono", monospace', overflowWrap: 'anywhere' }}>
        {whole ? hash : shortHash(hash)}
      </Box>
      <Button size="small" onClick={() => setWhole(!whole)} aria-expanded={whole}>
        {whole ? t('sign.hideFull') : t('sign.showFull')}
      </Button>
    </Box>
  );
}
