import type { EvaluationRecord } from '@hengji/contracts';
import { Box, Typography } from '@mui/material';
import { ButtonLink } from '../../components/ButtonLink.js';
import { Facts } from '../../components/Facts.js';
import { HashText } from '../../components/HashText.js';
import { Panel } from '../../components/Panel.js';
import { formatMoment } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { SignatureList } from '../signing/SignatureList.js';

/** The frozen version under signature or review, with its signing slots. */
export function RevisionPanel({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const english = useEnglish();
  const { revision, signatures } = record;
  if (revision === null) return null;
  return (
    <Panel
      title={t('evaluation.revision')}
      actions={
        <ButtonLink to={`/evaluations/${record.id}/revisions/${revision.number}`} size="small">
          {t('evaluation.viewRevision')}
        </ButtonLink>
      }
    >
      <Facts
        items={[
          { label: t('evaluation.revision'), value: t('evaluation.revisionNumber', { number: revision.number }) },
          { label: t('sign.fingerprint'), value: <HashText hash={revision.hash} /> },
          { label: t('evaluation.sender'), value: revision.declaredBy.name },
        ]}
        minWidth={240}
      />
      <Typography variant="body2" color="text.secondary" sx={{ mt: 1 }}>
        {t('evaluation.preparers', { names: revision.preparers.map((one) => one.name).join(t('app.listSeparator')) })}
      </Typography>
      {signatures.length === 0 ? null : <Box sx={{ mt: 1.5 }}>
        <SignatureList
          items={signatures.map((slot) => ({
            key: slot.slot,
            slot: inLanguage(slot, english),
            person: slot.person?.name ?? null,
            onBehalfOf: slot.onBehalfOf?.name ?? null,
            acting: slot.acting,
            appointed: slot.appointed?.name ?? null,
            signedAt: slot.signedAt === null ? null : formatMoment(slot.signedAt),
            open: slot.open,
          }))}
        />
      </Box>}
    </Panel>
  );
}
