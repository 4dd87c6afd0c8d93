import type { EvaluationRecord } from '@hengji/contracts';
import { Alert, Button } from '@mui/material';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';

/** Sections that were complete when they were handed in and are not any more, each with the way back to its owner. */
export function OutdatedSections({ record, onReturn }: { readonly record: EvaluationRecord; readonly onReturn: ((section: string) => void) | undefined }) {
  const t = useT();
  const english = useEnglish();
  return record.sections
    .filter((section) => section.missing > 0 && (section.status === 'submitted' || section.status === 'confirmed'))
    .map((section) => {
      const title = inLanguage(section, english);
      return (
        <Alert
          key={section.key}
          severity="error"
          sx={{ mb: 1 }}
          action={
            onReturn === undefined ? undefined : (
              <Button color="inherit" size="small" onClick={() => onReturn(section.key)}>
                {t('evaluation.returnOne', { section: title })}
              </Button>
            )
          }
        >
          {t('evaluation.outdated', { section: title, count: section.missing })}
        </Alert>
      );
    });
}
