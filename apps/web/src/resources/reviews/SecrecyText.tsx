import type { EvaluationRecord } from '@hengji/contracts';
import { Box } from '@mui/material';
import { useT } from '../../i18n/useT.js';

/** What the secrecy review came to, by whom, and on what basis: who decides to withhold decides on that. */
export function SecrecyText({ secrecy }: Pick<EvaluationRecord, 'secrecy'>) {
  const t = useT();
  if (secrecy === null) return t('evaluation.noSecrecy');
  const { result, by, basis } = secrecy;
  return (
    <>
      {t(result === 'publish' ? 'evaluation.secrecyPublish' : 'evaluation.secrecyWithhold', { who: by.name })}
      {basis === null || basis === '' ? null : (
        <Box component="span" sx={{ display: 'block', whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {t('evaluation.secrecyBasis', { basis })}
        </Box>
      )}
    </>
  );
}
