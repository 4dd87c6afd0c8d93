import type { EvaluationRecord, PackageRecord } from '@hengji/contracts';
import { Alert, Box, Button, Checkbox, Collapse, FormControlLabel, Typography } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { Panel } from '../../components/Panel.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { formatBytes } from '../../format/format.js';
import { inLanguage } from '../../i18n/inLanguage.js';
import { useEnglish } from '../../i18n/useEnglish.js';
import { useT } from '../../i18n/useT.js';
import { words } from '../../i18n/words.js';
import { useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { RevisionView } from '../signing/RevisionView.js';

/** Which file names the public will read; the files themselves are never public. */
function Files({ record: { id, slotsLost }, content }: { readonly record: EvaluationRecord; readonly content: PackageRecord }) {
  const t = useT();
  const notify = useNotify();
  const english = useEnglish();
  const { phase } = words(t);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(content.files.filter((file) => file.included).map((file) => file.id)));
  const save = useApiMutation((api, included: string[]) => api.choosePackage(id, { included, acceptDisqualification: slotsLost.length > 0 }), { onDone: () => notify(t('publication.packageSaved'), { type: 'success' }) });
  const changed = content.files.some((file) => file.included !== chosen.has(file.id));
  if (content.files.length === 0) return <Typography color="text.secondary">{t('publication.noFiles')}</Typography>;
  return (
    <>
      {content.files.map((file) => (
        <Box key={file.id}>
          <FormControlLabel
            control={
              <Checkbox
                checked={chosen.has(file.id)}
                // After the secrecy review what is left out stays out.
                disabled={!content.editable || (content.reviewed && !file.included)}
                onChange={(_, checked) => setChosen(new Set(checked ? [...chosen, file.id] : [...chosen].filter((one) => one !== file.id)))}
              />
            }
            label={`${file.name}（${phase(file.phase)} · ${inLanguage(file.section, english)} · ${formatBytes(file.bytes)}）`}
          />
        </Box>
      ))}
      {content.editable && changed && slotsLost.length > 0 ? <Alert severity="warning" sx={{ mt: 1 }}>{t('section.disqualifyText')}</Alert> : null}
      {save.error === null ? null : <ProblemAlert error={save.error} />}
      {content.editable ? (
        <Button variant="outlined" size="small" sx={{ mt: 1 }} disabled={!changed} loading={save.isPending} onClick={() => save.mutate([...chosen])}>
          {t('publication.packageSave')}
        </Button>
      ) : null}
    </>
  );
}

/** What will be public, before it is: the report as the public will read it, and the names of files. */
export function PackagePanel({ record }: { readonly record: EvaluationRecord }) {
  const t = useT();
  const [shown, setShown] = useState(false);
  const query = useApiQuery(['evaluations', record.id, 'package', record.version], (api) => api.getPackage(record.id));
  return (
    <Panel title={t('publication.package')}>
      <QueryView query={query}>
        {(content) => (
          <>
            <Typography sx={{ mb: 1 }}>{t('publication.packageText')}</Typography>
            {content.reviewed && content.editable ? (
              <Alert severity="info" sx={{ mb: 1 }}>
                {t('publication.packageReviewed')}
              </Alert>
            ) : null}
            <Files key={content.files.map((file) => `${file.id}${file.included ? '+' : '-'}`).join()} record={record} content={content} />
            <Button size="small" sx={{ mt: 1, display: 'block' }} aria-expanded={shown} onClick={() => setShown(!shown)}>
              {t(shown ? 'publication.hideReport' : 'publication.showReport')}
            </Button>
            <Collapse in={shown} unmountOnExit>
              <RevisionView revision={{ html: content.html, number: record.revision?.number ?? 0 }} />
            </Collapse>
          </>
        )}
      </QueryView>
    </Panel>
  );
}
