import type { RevisionRecord } from '@hengji/contracts';
import { Box } from '@mui/material';
import { useT } from '../../i18n/useT.js';

/**
 * The frozen report as it was made, in a frame without rights: no script runs in it and no form leaves it. What is
 * signed is shown exactly as it is kept.
 */
export function RevisionView({ revision }: { readonly revision: Pick<RevisionRecord, 'html' | 'number'> }) {
  const t = useT();
  return (
    <Box
      component="iframe"
      title={t('sign.reportTitle', { number: revision.number })}
      sandbox=""
      srcDoc={revision.html}
      sx={{ width: '100%', height: '70vh', border: 1, borderColor: 'divider', borderRadius: 1, backgroundColor: '#fff' }}
    />
  );
}
