import { CircularAmendmentBody, CircularBody, type CircularFileView, type CircularRecord } from '@hengji/contracts';
import { Alert, Button, Paper, Typography } from '@mui/material';
import { useEffect, useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate, useParams } from 'react-router';
import { FileDrop } from '../../components/FileDrop.js';
import { FormErrorSummary } from '../../components/FormErrorSummary.js';
import { Page } from '../../components/Page.js';
import { ProblemAlert } from '../../components/ProblemAlert.js';
import { QueryView } from '../../components/QueryView.js';
import { UploadNotes } from '../../components/UploadNotes.js';
import { useUpload } from '../../components/useUpload.js';
import { FormField } from '../../forms/FormField.js';
import type { FieldSpec } from '../../forms/spec.js';
import { useForm, type BodySchema } from '../../forms/useForm.js';
import { useT, type Translate } from '../../i18n/useT.js';
import { useApi, useApiMutation, useApiQuery } from '../../providers/useApi.js';
import { CircularFiles } from './CircularFiles.js';

type Written = Omit<ReturnType<typeof CircularBody.parse>, 'files'> & { readonly reason?: string };

/** Files are uploaded beside the form and sent with it by id. */
const issueSchema: BodySchema<Written> = CircularBody.omit({ files: true });
const amendSchema: BodySchema<Written> = CircularAmendmentBody.omit({ files: true });

function fieldsOf(t: Translate, record: CircularRecord | null): readonly FieldSpec[] {
  const latest = record?.versions[0];
  return [
    { kind: 'text', name: 'documentNo', label: t('circulars.documentNo'), required: true, ...(record === null ? {} : { initial: record.documentNo }) },
    { kind: 'text', name: 'title', label: t('circulars.name'), required: true, ...(record === null ? {} : { initial: record.title }) },
    { kind: 'text', name: 'text', label: t('circulars.text'), hint: t('circulars.textHelp'), required: true, multiline: true, ...(latest === undefined ? {} : { initial: latest.text }) },
    ...(record === null ? [] : [{ kind: 'text', name: 'reason', label: t('circulars.reason'), required: true, multiline: true } as const]),
  ];
}

type FormProps = { readonly campaign: { readonly id: string; readonly title: string; readonly rehearsal: boolean }; readonly record: CircularRecord | null };

function CircularForm({ campaign, record }: FormProps) {
  const t = useT();
  const api = useApi();
  const notify = useNotify();
  const navigate = useNavigate();
  const [files, setFiles] = useState<readonly CircularFileView[]>(record?.versions[0]?.files ?? []);
  const { busy, notes, upload } = useUpload((file, bytes, key) => api.addCircularFile(campaign.id, file.name, bytes, key), (file) => setFiles((before) => [...before, file]));
  const [seen] = useState(record?.number ?? 0);
  const send = useApiMutation(
    async (verbs, { reason, ...written }: Written & { readonly files: string[] }, key) =>
      record === null ? verbs.issueCircular(campaign.id, written, key) : verbs.amendCircular(record.id, { ...written, reason: reason ?? '' }, key, seen),
    {
      onDone: ({ id }) => {
        notify(t('circulars.issued'), { type: 'success' });
        void navigate(`/circulars/${id}`);
      },
    },
  );
  const fields = fieldsOf(t, record);
  const form = useForm<Written>(fields, record === null ? issueSchema : amendSchema);
  const { takeServerErrors } = form;
  const { error } = send;
  useEffect(() => {
    if (error !== null) takeServerErrors(error);
    // oxlint-disable-next-line react/exhaustive-deps -- only a new answer is news
  }, [error]);
  return (
    <Page title={record === null ? t('circulars.writeTitle', { campaign: campaign.title }) : t('circulars.amendTitle', { title: record.title })} failed={form.summary.length > 0} rehearsal={campaign.rehearsal ? { date: null } : null}>
      <Paper
        variant="outlined"
        component="form"
        noValidate
        sx={{ p: 3, maxWidth: 760 }}
        onSubmit={(event) => {
          event.preventDefault();
          const body = form.check();
          if (body !== null) send.mutate({ ...body, files: files.map(({ id }) => id) });
        }}
      >
        <FormErrorSummary errors={form.summary} attempt={form.attempt} />
        {error === null ? null : <ProblemAlert error={error} typed />}
        {record === null ? null : <Alert severity="info" sx={{ mb: 2 }}>{t('circulars.amendHelp')}</Alert>}
        {fields.map((spec) => (
          <FormField key={spec.name} form={form.id} spec={spec} value={form.values[spec.name]} error={form.errors[spec.name]} onChange={(value) => form.change(spec.name, value)} />
        ))}
        <Typography variant="h2" sx={{ mt: 2, mb: 1 }}>
          {t('circulars.files')}
        </Typography>
        <CircularFiles files={files} circularId={null} onRemove={(file) => setFiles((before) => before.filter(({ id }) => id !== file.id))} />
        <FileDrop busy={busy} onFiles={upload} />
        <UploadNotes notes={notes} />
        <Typography variant="body2" sx={{ mt: 2 }}>
          {t('circulars.issueEffect')}
        </Typography>
        <Button type="submit" variant="contained" size="large" loading={send.isPending} disabled={busy} sx={{ mt: 2 }}>
          {t('circulars.issue')}
        </Button>
      </Paper>
    </Page>
  );
}

/** Writes a circular for a campaign. */
export default function CircularFormPage() {
  const { id = '' } = useParams();
  const query = useApiQuery(['campaigns', id, 'circular form'], (api) => api.getCampaign(id));
  return (
    <QueryView query={query} page>
      {(campaign) => <CircularForm campaign={campaign} record={null} />}
    </QueryView>
  );
}

/** Writes a further version. */
export function AmendCircularPage() {
  const { id = '' } = useParams();
  const query = useApiQuery(['circulars', id, 'amend form'], (api) => api.getCircular(id));
  return (
    <QueryView query={query} page>
      {(record) => <CircularForm campaign={{ ...record.campaign, rehearsal: record.rehearsal }} record={record} />}
    </QueryView>
  );
}
