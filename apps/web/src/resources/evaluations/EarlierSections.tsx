import type { EvaluationRecord } from '@hengji/contracts';
import { Box, Typography } from '@mui/material';
import { PageLink } from '../../components/ButtonLink.js';
import { Panel } from '../../components/Panel.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';

/** What was filled in the phases that are over, latest first, for reading. */
export function EarlierSections({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const english = useEnglish();
  const { stage } = words(t);
  const past = record.stages.filter((one) => one.index < record.stageIndex && one.enteredAt !== null && one.sections.length > 0).toReversed();
  if (past.length === 0) return null;
  const title = (key: string) => {
    const section = record.formSections.find((one) => one.key === key);
    return section === undefined ? key : inLanguage(section, english);
  };
  return (
    <Panel title={t('evaluation.earlierSections')}>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {past.map((one) => (
          <Box component="li" key={one.index} sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, py: 0.5 }}>
            <Typography component="span" sx={{ width: 180, fontWeight: 500 }}>
              {stage(one.phase, one.checkpoint)}
            </Typography>
            {one.sections.map((key) => (
              <PageLink key={key} to={`/evaluations/${record.id}/sections/${key}?stage=${one.index}`}>
                {title(key)}
              </PageLink>
            ))}
          </Box>
        ))}
      </Box>
    </Panel>
  );
}
