import { Alert, Box, Button, LinearProgress, Typography } from '@mui/material';
import { useState } from 'react';
import { useLocaleState } from 'react-admin';
import { FileDrop } from '../../components/FileDrop.js';
import { Page } from '../../components/Page.js';
import { ChoiceInput } from '../../forms/FormField.js';
import { addWords } from '../../i18n/i18nProvider.js';
import { useT } from '../../i18n/useT.js';
import { examinations as words } from '../../i18n/zh/pages/examinations.js';
import { useApiQuery } from '../../providers/useApi.js';
import { ExaminationTable } from './ExaminationTable.js';
import { ExaminedView } from './ExaminedView.js';
import { maximumMegabytes, useExaminations } from './useExaminations.js';

addWords(words);

/** 体检: reports and forms from anywhere are read and held to the rules; one is shown at once, many as a table first. */
export default function ExaminationPage() {
  const t = useT();
  const [locale] = useLocaleState();
  const [template, setTemplate] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const templates = useApiQuery(['examinationTemplates'], (api) => api.listExaminationTemplates());
  const { examinations, add, again, stop } = useExaminations(template);
  const done = examinations.filter(({ state }) => state.kind === 'read' || state.kind === 'refused').length;
  const running = done < examinations.length;
  const [only] = examinations;
  const single = examinations.length === 1 && only !== undefined ? only : null;
  const shown = single ?? examinations.find(({ id }) => id === opened) ?? null;
  return (
    <Page title={t('examinations.title')} lead={t('examinations.lead')}>
      <Box sx={{ maxWidth: 560, mb: 1.5 }}>
        <ChoiceInput
          id="examination-template"
          label={t('examinations.template')}
          value={template}
          blank={t('examinations.noTemplate')}
          hint={t('examinations.templateHelp')}
          choices={(templates.data?.data ?? []).map((one) => ({ value: one.id, label: `${locale === 'en' ? one.titleEn : one.title} ${t('examinations.versionN', { version: one.version })}` }))}
          onChange={setTemplate}
        />
      </Box>
      <FileDrop
        busy={false}
        wanted={{ help: t('examinations.drop', { megabytes: maximumMegabytes }), choose: t('examinations.choose'), accept: '.docx,.xlsx,.pdf,.html,.htm,.txt', multiple: true }}
        onFiles={(files) => {
          if (files.length === 0) return;
          setOpened(null);
          add(files);
        }}
      />
      <Box role="status" sx={{ my: 1.5, minHeight: 24 }}>
        {examinations.length === 0 ? null : (
          <Box sx={{ display: 'flex', gap: 2, alignItems: 'center' }}>
            <Typography variant="body2">{t('examinations.progress', { done, all: examinations.length })}</Typography>
            {running ? <LinearProgress variant="determinate" value={(done / examinations.length) * 100} aria-label={t('examinations.progressLabel')} sx={{ flex: 1, maxWidth: 320 }} /> : null}
            {running && examinations.length > 1 ? (
              <Button size="small" onClick={stop}>
                {t('examinations.stop')}
              </Button>
            ) : null}
          </Box>
        )}
      </Box>
      {examinations.length > 1 ? <ExaminationTable examinations={examinations} opened={opened} onOpen={setOpened} onAgain={again} /> : null}
      {single?.state.kind === 'refused' ? (
        <Alert
          severity="error"
          role="alert"
          action={
            single.state.again ? (
              <Button color="inherit" size="small" onClick={() => again(single.id)}>
                {t('app.retry')}
              </Button>
            ) : undefined
          }
        >
          {t('examinations.refused', { name: single.file.name, reason: single.state.reason })}
        </Alert>
      ) : null}
      {shown?.state.kind === 'read' ? <ExaminedView key={shown.id} name={shown.file.name} examined={shown.state.document} /> : null}
    </Page>
  );
}
