import type { TemplateCheckRecord } from '@hengji/contracts';
import { Alert, AlertTitle, Box, Button, Table, TableBody, TableCell, TableRow, Typography } from '@mui/material';
import { useState } from 'react';
import { FileDrop } from '../../components/FileDrop.js';
import { Page } from '../../components/Page.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { addWords } from '../../i18n/i18nProvider.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { templates } from '../../i18n/zh/pages/templates.js';
import { useApiMutation } from '../../providers/useApi.js';
import { ChangesPanel } from './ChangesPanel.js';
import { DefectsPanel } from './DefectsPanel.js';
import { ReleaseDialog } from './ReleaseDialog.js';
import { templateWords } from './templateWords.js';

addWords(templates);

type Checked = { readonly fileName: string; readonly result: TemplateCheckRecord };

function FileProblems({ problems }: Pick<TemplateCheckRecord, 'problems'>) {
  const t = useT();
  return (
    <Alert severity="error" role="alert" sx={{ mb: 2 }}>
      <AlertTitle>{t('templates.fileProblems')}</AlertTitle>
      <Typography variant="body2">{t('templates.fileProblemsText')}</Typography>
      <Table size="small" sx={{ mt: 1 }}>
        <TableBody>
          {problems.map(({ place, code, params }) => (
            <TableRow key={`${place} ${code}`}>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{place}</TableCell>
              <TableCell>{templateWords(t).problem(code, params)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Alert>
  );
}

function CheckedTemplate({ template }: { readonly template: NonNullable<TemplateCheckRecord['template']> }) {
  const t = useT();
  const english = useEnglish();
  const [asking, setAsking] = useState(false);
  const title = inLanguage(template, english);
  return (
    <>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {t('templates.fileChecked', { title, version: template.version })}
      </Typography>
      <DefectsPanel defects={template.defects} />
      <ChangesPanel base={template.base} changes={template.changes} />
      {template.releasable ? (
        <Button variant="contained" onClick={() => setAsking(true)}>
          {t('templates.release')}
        </Button>
      ) : null}
      {asking ? <ReleaseDialog title={title} version={template.version} what={{ template: template.file }} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** A file is looked at: what is wrong in it, what it changes; then it can be released. */
export default function TemplateUploadPage() {
  const t = useT();
  const [checked, setChecked] = useState<Checked | null>(null);
  const check = useApiMutation(async (api, file: File): Promise<Checked> => ({ fileName: file.name, result: await api.checkTemplate(file.name, new Uint8Array(await file.arrayBuffer())) }), { onDone: setChecked });
  return (
    <Page title={t('templates.uploadTitle')} lead={t('templates.uploadLead')}>
      <Box sx={{ mb: 2 }}>
        <FileDrop
          busy={check.isPending}
          wanted={{ help: t('templates.drop'), choose: t('templates.choose'), accept: '.json,.xlsx' }}
          onFiles={([file]) => {
            if (file === undefined) return;
            setChecked(null);
            check.mutate(file);
          }}
        />
      </Box>
      <Box aria-live="polite">
        {check.error === null ? null : <ProblemAlert error={check.error} />}
        {checked === null ? null : (
          <>
            <Typography color="text.secondary" sx={{ mb: 1 }}>
              {checked.fileName}
            </Typography>
            {checked.result.problems.length === 0 ? null : <FileProblems problems={checked.result.problems} />}
            {checked.result.template === null ? null : <CheckedTemplate key={checked.fileName} template={checked.result.template} />}
          </>
        )}
      </Box>
    </Page>
  );
}
