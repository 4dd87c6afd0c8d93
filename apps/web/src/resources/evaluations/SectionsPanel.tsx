import type { EvaluationRecord } from '@hengji/contracts';
import { Box, Stack, Typography } from '@mui/material';
import { PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { StatusTag } from '../../components/StatusTag.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { sectionState } from './looks.js';
import { EarlierVerdict } from './VerdictNotes.js';

/** The parts of the form: the whole row leads to the part, and each says where it stands. */
export function SectionsPanel({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const english = useEnglish();
  if (record.sections.length === 0) return null;
  return (
    <Panel title={t('evaluation.sections')} dense>
      <Box sx={{ px: 2 }}>
        <EarlierVerdict record={record} />
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {record.sections.map((section) => {
          const state = sectionState(section, section.begun);
          return (
            <Box component="li" key={section.key} sx={{ position: 'relative', px: 2, py: 1.25, borderTop: 1, borderColor: 'divider', '&:hover': { backgroundColor: '#f3f8f6' } }}>
              <Stack direction="row" spacing={2} useFlexGap sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
                <Box sx={{ flex: '1 1 240px' }}>
                  <PageLink to={`/evaluations/${record.id}/sections/${section.key}`} sx={{ fontWeight: 500, '&::after': { content: '""', position: 'absolute', inset: 0 } }}>
                    {inLanguage(section, english)}
                  </PageLink>
                  {section.returnReason === null ? null : (
                    <Typography variant="body2" sx={{ borderLeft: 3, borderColor: 'error.main', pl: 1, mt: 0.5, whiteSpace: 'pre-line' }}>
                      {t('evaluation.returnReason', { reason: section.returnReason })}
                    </Typography>
                  )}
                </Box>
                <Typography variant="body2" color="text.secondary" sx={{ width: 140 }}>
                  {section.owner?.name ?? t('app.nobody')}
                </Typography>
                <Typography variant="body2" color="text.secondary" sx={{ width: 110 }}>
                  {section.missing > 0 && record.step !== 'waiting' ? t('evaluation.missing', { count: section.missing }) : ''}
                </Typography>
                <Box sx={{ width: 92, textAlign: 'right' }}>
                  <StatusTag tone={state.tone}>{t(`process.sectionStatus.${state.word}`)}</StatusTag>
                </Box>
              </Stack>
            </Box>
          );
        })}
      </Box>
    </Panel>
  );
}
