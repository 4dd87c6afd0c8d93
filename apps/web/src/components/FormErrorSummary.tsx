import { Alert, AlertTitle, Box, Link, Typography } from '@mui/material';
import { useEffect, useRef } from 'react';
import { useT } from '../i18n/useT.js';

export type FormError = { /** Id of the input the line leads to. */ readonly inputId: string; readonly message: string };

type FormErrorSummaryProps = {
  readonly errors: readonly FormError[];
  /** Changes with every try to submit, so that the summary takes the focus each time. */
  readonly attempt: number;
};

/** All that is wrong, at the top, in the same words as at the fields; each line leads to its field. */
export function FormErrorSummary({ errors, attempt }: FormErrorSummaryProps) {
  const t = useT();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (attempt > 0) box.current?.focus();
  }, [attempt]);
  if (errors.length === 0) return null;
  return (
    <Alert severity="error" ref={box} tabIndex={-1} role="alert" sx={{ mb: 2, border: 2, borderColor: 'error.main' }}>
      <AlertTitle>{t('validation.summary', { count: errors.length })}</AlertTitle>
      <Typography variant="body2">{t('validation.summaryHelp')}</Typography>
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {errors.map(({ inputId, message }) => (
          <li key={inputId + message}>
            <Link component="button" type="button" color="inherit" sx={{ minHeight: 24, textAlign: 'left' }} onClick={() => document.getElementById(inputId)?.focus()}>
              {message}
            </Link>
          </li>
        ))}
      </Box>
    </Alert>
  );
}
